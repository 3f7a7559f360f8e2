internal import Foundation

/// Reads what the author wrote into a cell's comments: `// =>`, `// Prints "…"`, `// error: …`.
struct CellMarks {
  private let source: SourceText
  private var cell: Cell
  private let syntax: CellSyntax
  private let lineStarts: LineStarts
  private var prints: [OutputExpectation.Mark] = []
  private var hasKnobs = false
  private var diagnostics: [Diagnostic] = []

  /// Fills the cell's statements and expectations.
  static func read(_ cell: inout Cell, in source: SourceText, reporting diagnostics: inout [Diagnostic]) {
    if let offset = SquareBrackets.tooDeep(in: cell.code) {
      let place = cell.position(ofCodeOffset: offset)
      diagnostics.append(Diagnostic(.nestingTooDeep, SquareBrackets.tooDeepMessage, in: source, at: place))
      return
    }
    if !isNeeded(for: cell) { return }
    var marks = CellMarks(cell: cell, source: source)
    marks.read()
    cell = marks.cell
    diagnostics += marks.diagnostics
  }

  /// True if the code has anything to tell: what is only shown has not, and an exercise is captured nowhere, so that it
  /// can only have marks out of their place.
  private static func isNeeded(for cell: Cell) -> Bool {
    switch cell.options.mode {
    case .skip, .include: false
    default: !cell.role.isExercise || cell.lines.contains { $0.text.containsFast("//") }
    }
  }

  private init(cell: Cell, source: SourceText) {
    self.cell = cell
    self.source = source
    syntax = CellSyntax(parsing: cell.code)
    lineStarts = cell.lineStarts
  }

  private mutating func read() {
    cell.statements = syntax.statements
    cell.hasMain = syntax.hasMain
    var continued: Set<Int> = []
    for (index, comment) in syntax.comments.enumerated() where !continued.contains(index) {
      // No patterns here: a regular expression is compiled anew for every comment.
      let text = comment.text
      if text.dropFirst(2).drop(while: \.isWhitespace).hasPrefix("=>") {
        continued.formUnion(readValue(index))
      } else if text.hasPrefix("// Prints \"") {
        readPrints(comment)
      } else if let kind = MessageMark.Kind.allCases.first(where: { text.hasPrefix("// \($0.rawValue):") }) {
        let message = text.dropFirst("// \(kind.rawValue):".count).drop { $0 == " " }
        readMessage(comment, kind: kind, text: String(message))
      } else if text.hasPrefix("// @") {
        readKnob(comment, text.dropFirst("// @".count))
      } else {
        readSlip(comment)
      }
    }
    if cell.options.isLive, !hasKnobs, let position = cell.options.positions[.live], !syntax.hasErrors {
      report(
        .knobMisplaced, "a `live` cell marks what the reader may change, as in `let rate = 0.1  // @slider(0...1)`",
        at: position)
    }
    guard let first = prints.first else { return }
    cell.output = OutputExpectation(form: .marks(prints), lines: prints.map(\.written), position: first.position)
  }

  private var isRunToItsValues: Bool {
    switch cell.options.mode {
    case .run, .warning, .exit: true
    case .noRun, .error, .crash, .skip, .include: false
    }
  }

  /// Reads a value and its continuation lines; returns the indices of the comments that continue it.
  private mutating func readValue(_ index: Int) -> [Int] {
    let comment = syntax.comments[index]
    let position = self.position(of: comment.offset)
    guard isRunToItsValues, cell.role == .visible || cell.role == .hidden
    else {
      report(.valueMisplaced, "this cell is not run, so its values cannot be checked", at: position)
      return []
    }
    let line = self.line(of: comment.offset)
    // The statement must end on this line, and be the last one that does.
    let candidate = statement(before: comment)
    guard !comment.isAlone, let candidate else {
      if !syntax.hasErrors {
        report(
          .valueMisplaced,
          "`// =>` stands behind the last line of a statement at cell level, not inside a function, loop or list",
          at: position)
      }
      return []
    }
    guard cell.statements[candidate].kind != .other, cell.statements[candidate].kind != .importDeclaration else {
      report(.valueMisplaced, "this statement has no value: `// =>` follows an expression or one `let`", at: position)
      return []
    }
    let arrow = comment.text.prefix { $0 != ">" }.utf8.count + 1
    let padding = comment.text.utf8.dropFirst(arrow).prefix { $0 == 0x20 }.count
    let start = chapterOffset(of: comment.offset + arrow + padding)
    var written = String(Substring(comment.text.utf8.dropFirst(arrow + padding)))
    var end = chapterOffset(of: comment.offset + comment.text.utf8.count)
    var continued: [Int] = []
    var next = index + 1
    while let following = syntax.comments[safe: next], following.isAlone,
      self.line(of: following.offset) == line + 1 + continued.count,
      following.text.hasPrefix("//    ") || isEmptyLine(next, atLine: line + 1 + continued.count)
    {
      // Nothing behind the mark itself: the value begins on the line below it.
      written += (written.isEmpty && continued.isEmpty ? "" : "\n") + following.text.dropFirst("//    ".count)
      end = chapterOffset(of: following.offset + following.text.utf8.count)
      continued.append(next)
      next += 1
    }
    while written.last == " " { written.removeLast() }
    cell.values.append(
      ValueExpectation(written: written, statement: candidate, position: position, range: start..<max(start, end)))
    return continued
  }

  /// True for a comment that is an empty line inside a long value: nothing behind `//`, and the value goes on below it.
  private func isEmptyLine(_ index: Int, atLine line: Int) -> Bool {
    guard syntax.comments[index].text.withoutFinalBlanks == "//", let below = syntax.comments[safe: index + 1],
      below.isAlone, self.line(of: below.offset) == line + 1
    else { return false }
    return below.text.hasPrefix("//    ") || isEmptyLine(index + 1, atLine: line + 1)
  }

  private mutating func readPrints(_ comment: CellSyntax.Comment) {
    let position = self.position(of: comment.offset)
    guard cell.options.mode != .noRun, cell.options.mode != .error else {
      report(.markMisplaced, "this cell is not run, so it prints nothing", at: position)
      return
    }
    let opening = "// Prints \"".utf8.count
    guard let close = comment.text.utf8.lastIndex(of: UInt8(ascii: "\"")),
      case let length = comment.text.utf8.distance(from: comment.text.utf8.startIndex, to: close), length >= opening
    else {
      report(.markUnclosed, "the printed line has no closing quote", at: position)
      return
    }
    let written = String(Substring(comment.text.utf8.dropFirst(opening).prefix(length - opening)))
    let start = chapterOffset(of: comment.offset + opening)
    prints.append(
      OutputExpectation.Mark(written: written, position: position, range: start..<(start + length - opening)))
  }

  /// Reports what is almost a mark: `// prints "a"` and `// Prints “a”` say what a mark says and check nothing, and so may
  /// `// → 5` behind a statement.
  private mutating func readSlip(_ comment: CellSyntax.Comment) {
    let text = comment.text.dropFirst(2).drop(while: \.isWhitespace)
    let word = text.prefix { $0.isLetter }
    let rest = text.dropFirst(word.count).drop { $0.isWhitespace || $0 == ":" }
    if ["print", "prints", "printed"].contains(word.lowercased()), let quote = rest.first, "\"'“”„«‘`".contains(quote) {
      report(
        .markMisspelled, "this is not compared; did you mean `// Prints \"…\"`, with straight quotes?",
        at: position(of: comment.offset))
      return
    }
    guard !comment.isAlone, cell.options.mode == .run, let statement = statement(before: comment) else { return }
    switch cell.statements[statement].kind {
    case .expression, .call, .constant: break
    case .importDeclaration, .other: return
    }
    let arrows = ["→", "⇒", "➜", "->", "==>", "==", "= "]
    if arrows.contains(where: { text.hasPrefix($0) && text.count > $0.count }) {
      report(
        .markMisspelled, "this is a remark and is not compared; did you mean `// => …`?",
        at: position(of: comment.offset), severity: .warning)
    }
  }

  private mutating func readMessage(_ comment: CellSyntax.Comment, kind: MessageMark.Kind, text: String) {
    let position = self.position(of: comment.offset)
    let mode: CellOptions.Mode =
      switch kind {
      case .error: .error
      case .warning: .warning
      case .crash: .crash
      }
    guard cell.options.mode == mode else {
      report(.markMisplaced, "`// \(kind.rawValue): …` is for cells with the option `\(kind.rawValue)`", at: position)
      return
    }
    if comment.isAlone || text.isEmpty {
      report(
        .markMisplaced, "write `// \(kind.rawValue): part of the message` at the end of the line that it is about",
        at: position)
      return
    }
    // A line with two errors has two marks, one behind the other.
    for part in text.components(separatedBy: "// \(kind.rawValue):") {
      let words = part.trimmingCharacters(in: .whitespaces)
      if !words.isEmpty { cell.marks.append(MessageMark(kind: kind, text: words, position: position)) }
    }
  }

  private mutating func readKnob(_ comment: CellSyntax.Comment, _ text: Substring) {
    let position = self.position(of: comment.offset)
    // `// @objc` is an ordinary remark where nothing is exchanged.
    let isKnob = KnobParser.Word(rawValue: String(text.prefix { $0.isLetter })) != nil
    guard isKnob || cell.options.isLive else { return }
    hasKnobs = true
    do {
      let parser = try KnobParser(text)
      guard cell.options.isLive || parser.word == .seed else {
        report(.knobMisplaced, "`@\(parser.word.rawValue)` is for cells with the option `live`", at: position)
        return
      }
      let statement = statement(before: comment).map { cell.statements[$0] }
      guard !comment.isAlone, let statement, case .constant(let name) = statement.kind, let literal = statement.literal
      else {
        if !syntax.hasErrors {
          report(
            .knobMisplaced, "`@\(parser.word.rawValue)` stands behind one constant with a literal: `let rate = 0.1`",
            at: position)
        }
        return
      }
      let (control, label) = try parser.control(for: literal.kind)
      cell.knobs.append(
        Knob(name: name, literal: literal, control: control, label: label ?? name, position: position))
    } catch {
      report(.knobInvalid, error.message, at: position)
    }
  }

  private func line(of offset: Int) -> Int {
    lineStarts.index(of: offset)
  }

  private func position(of offset: Int) -> SourcePosition {
    cell.position(ofCodeOffset: offset, lineStarts)
  }

  /// The last statement that ends before a comment, if it ends on the comment's line.
  private func statement(before comment: CellSyntax.Comment) -> Int? {
    var low = 0
    var high = cell.statements.count
    while low < high {
      let middle = (low + high) / 2
      if cell.statements[middle].range.upperBound <= comment.offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0, line(of: cell.statements[low - 1].range.upperBound) == line(of: comment.offset) else { return nil }
    return low - 1
  }

  private func chapterOffset(of offset: Int) -> Int {
    source.offset(of: position(of: offset))
  }

  private mutating func report(
    _ id: DiagnosticID, _ message: String, at position: SourcePosition, severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(Diagnostic(id, message, in: source, at: position, severity: severity))
  }
}

extension Cell {
  /// The starts of the lines of `code`.
  var lineStarts: LineStarts {
    var starts: [Int] = []
    var offset = 0
    for line in lines {
      starts.append(offset)
      offset += line.text.utf8.count + 1
    }
    return LineStarts(starts)
  }

  /// The place in the chapter of a byte of `code`; whoever asks often says where its lines start.
  func position(ofCodeOffset offset: Int, _ starts: LineStarts? = nil) -> SourcePosition {
    let starts = starts ?? lineStarts
    guard !lines.isEmpty else { return position }
    let line = lines[starts.index(of: offset)]
    let column = min(offset - starts[starts.index(of: offset)], line.text.utf8.count)
    return SourcePosition(line: line.position.line, column: line.position.column + column)
  }
}
