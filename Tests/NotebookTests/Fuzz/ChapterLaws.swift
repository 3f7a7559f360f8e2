@testable import Notebook

/// What holds for every text that is taken for a chapter, however it was written.
enum ChapterLaws {
  /// A law that a text breaks: its name, which stays the same while the text is made shorter, and what was seen.
  struct Breach: Equatable {
    var law: String
    var detail: String
  }

  /// The first law that a text breaks; `nil` where all hold.
  ///
  /// What its code does is made up from `seed`.
  static func breach(in bytes: [UInt8], seed: UInt64) -> Breach? {
    let source = SourceText(path: "Chapters/01-a.md", bytes: bytes)
    let document = Document(parsing: source)
    return places(in: document) ?? expectations(in: document) ?? programs(of: document)
      ?? acceptance(of: document, seed)
  }

  /// Diagnostics are in order and about places that exist; every line of a cell stands where it says.
  private static func places(in document: Document) -> Breach? {
    let source = document.source
    for diagnostic in document.diagnostics {
      let position = diagnostic.position
      guard (1...source.lineCount).contains(position.line), position.column >= 1,
        position.column <= source.range(ofLine: position.line).count + 1
      else { return Breach(law: "place of \(diagnostic.id.rawValue)", detail: "\(position)") }
      _ = DiagnosticFormatter.text(of: diagnostic)
    }
    if DiagnosticFormatter.sorted(document.diagnostics) != document.diagnostics {
      return Breach(law: "order of diagnostics", detail: "")
    }
    for cell in document.cells {
      for line in cell.lines + (cell.wrap.map { $0.before + $0.after } ?? []) {
        let start = source.offset(of: line.position)
        let end = start + line.text.utf8.count
        guard end <= source.bytes.count, source.bytes[start..<end].elementsEqual(line.text.utf8) else {
          return Breach(law: "place of a cell's line", detail: "\(line)")
        }
      }
    }
    return nil
  }

  /// What is expected is what the chapter's bytes say, each at a place of its own.
  private static func expectations(in document: Document) -> Breach? {
    var ranges: [Range<Int>] = []
    func differs(_ range: Range<Int>, _ written: String) -> Bool {
      ranges.append(range)
      return range.upperBound > document.source.bytes.count || document.source[range] != written
    }
    for cell in document.cells {
      for value in cell.values
      where !value.written.contains("\n") && document.source[value.range].contains("\n") == false {
        let written =
          value.written + String(repeating: " ", count: max(0, value.range.count - value.written.utf8.count))
        if differs(value.range, written) { return Breach(law: "place of a value", detail: "\(value)") }
      }
      switch cell.output?.form {
      case .marks(let marks)?:
        for mark in marks where differs(mark.range, mark.written) {
          return Breach(law: "place of a printed line", detail: "\(mark)")
        }
      case .fence(let range, _)?:
        ranges.append(range)
        let first = document.source.position(of: range.lowerBound).line
        for (number, line) in (cell.output?.lines ?? []).enumerated()
        where !document.source.line(first + number).utf8.reversed().starts(with: line.utf8.reversed()) {
          return Breach(law: "place of output", detail: "\(range) \(line)")
        }
      case nil: break
      }
    }
    for value in document.values {
      ranges.append(value.range)
      let written = document.source[value.range]
      if written.replacing("\\|", with: "|") == value.written, !written.contains("\n") { continue }
      return Breach(law: "place of a value in prose", detail: "\(value)")
    }
    ranges.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    for (left, right) in zip(ranges, ranges.dropFirst()) where left.upperBound > right.lowerBound {
      return Breach(law: "expectations apart", detail: "\(left) \(right)")
    }
    return nil
  }

  /// A program has names of its own and the chapter's bytes, and knows where they come from.
  private static func programs(of document: Document) -> Breach? {
    guard document.isSound else { return nil }
    let programs = document.tangle()
    if Set(programs.map(\.name)).count != programs.count { return Breach(law: "names of programs", detail: "") }
    for program in programs {
      let lines = program.text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.utf8) }
      for (number, origin) in program.origins {
        guard lines.indices.contains(number - 1) else { return Breach(law: "line of a program", detail: "\(number)") }
        var bytes = lines[number - 1]
        for insertion in origin.insertions {
          bytes.removeSubrange(insertion.offset..<(insertion.offset + insertion.count))
        }
        let start = document.source.offset(of: SourcePosition(line: origin.line, column: origin.indentation + 1))
        let chapter = document.source.bytes[start..<document.source.range(ofLine: origin.line).upperBound]
        // A value in running text ends with the call's own bracket.
        let isValue = document.values.contains {
          $0.position.line == origin.line && bytes == Array("\($0.expression))".utf8)
        }
        // A comment may end behind its last line.
        let isLine =
          chapter.starts(with: bytes) && [[], Array("-->".utf8)].contains(Array(chapter.dropFirst(bytes.count)))
        // A value that is written once more stands alone at its columns.
        let blanks = bytes.prefix { $0 == UInt8(ascii: " ") }.count
        let isRepeated =
          program.isRepeated(line: number) && chapter.dropFirst(blanks).starts(with: bytes.dropFirst(blanks))
        if !isValue, !isLine, !isRepeated {
          return Breach(
            law: "origin of a line", detail: "\(program.name) \(number) \(String(decoding: bytes, as: UTF8.self))")
        }
      }
    }
    return nil
  }

  /// What `accept` writes is a chapter of the same cells, and a second time it has nothing to write.
  private static func acceptance(of document: Document, _ seed: UInt64) -> Breach? {
    guard document.isSound else { return nil }
    var chance = Chance(seed: seed)
    let run = InventedRun.of(document, using: &chance)
    let first = Acceptor.acceptance(of: document, run)
    for (left, right) in zip(first.hunks, first.hunks.dropFirst())
    where left.range.upperBound > right.range.lowerBound {
      return Breach(law: "hunks apart", detail: "\(left) \(right)")
    }
    _ = first.diff
    let accepted = Document(parsing: SourceText(path: document.source.path, bytes: first.result))
    let shapes = [document, accepted].map { document in
      document.cells.map { "\($0.role) \($0.options.mode) \($0.values.count) \($0.lines.count == 0)" }
        + ["\(document.values.map(\.expression)) \(document.blocks.count)"] + document.diagnostics.map(\.id.rawValue)
    }
    if shapes[0] != shapes[1] {
      let difference = zip(shapes[0], shapes[1]).first { $0 != $1 }
      return Breach(law: "accept keeps the chapter", detail: "\(difference ?? ("", ""))\n\(first.diff)")
    }
    let second = Acceptor.acceptance(of: accepted, run)
    if second.result != first.result { return Breach(law: "accept twice", detail: first.diff + second.diff) }
    return nil
  }
}

/// What a chapter's cells might have done.
enum InventedRun {
  private static let values = [
    "0", "1", "-0.5", "0.3333333333333333", "1e-7", "nan", "true", "\"text\"", "[1, 2.25]", "[1 2]\n[3 4]", "", " ",
    " x ",
    "a|b", "a\\|b", "…", "...", "`", "*x*", "<b>", "-->", "<!--", "<!--/-->", "```", "x\r", "\t", "é🙂", "[^1]", "$`x`$",
    "nil", "1...2", "&amp;", "\\", "//", "// => 1", "a\n\nb",
  ]

  private static let lines = [
    "", " ", "word", "loss 0.5011", "```", "~~~~", "    ```", "````", "-->", "<!--", "...", "…", "\ttab", "\"q\"",
    "> q",
    "- l", "---", "a\rb", "end\r", "é🙂", "<!--= 1 -->1<!--/-->", "\\", "  two", "0.1 0.2",
  ]

  static func of(_ document: Document, using chance: inout Chance) -> Run {
    var run = Run()
    for (index, cell) in document.cells.enumerated() {
      var result = CellRun()
      result.ending = chance.oneIn(12) ? .notRun : .finished
      for number in cell.values.indices where !chance.oneIn(10) { result.values[number] = chance.pick(values) }
      if cell.output != nil || chance.oneIn(4) {
        // As many lines as are written, more often than not: then each is compared with its own.
        let count = chance.oneIn(3) ? chance.below(4) : cell.output?.lines.count ?? 0
        let text = (0..<count).map { _ in chance.pick(lines) + "\n" }.joined()
        result.outputs = [.text(chance.oneIn(8) ? text + "no newline" : text)]
      }
      run.cells[index] = result
    }
    for index in document.values.indices where !chance.oneIn(10) { run.values[index] = chance.pick(values) }
    return run
  }
}
