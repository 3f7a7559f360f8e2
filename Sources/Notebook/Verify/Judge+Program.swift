// What is wrong with a chapter although its programs compile and run: included files and forward references.

extension Judge {
  /// Judges a fence that shows a region of a file.
  mutating func verdict(on index: Int, showing inclusion: CellOptions.Inclusion) -> Verdict {
    let cell = document.cells[index]
    var found: [Diagnostic] = []
    switch document.regions[inclusion] {
    case .text(let text)? where text == cell.code: break
    case .text(let text)?:
      let difference = LineDifference(
        old: cell.lines.map(\.text),
        new: text.lines.dropLast())
      let line =
        cell.lines[safe: difference.start]?.position
        ?? SourcePosition(line: cell.position.line + cell.lines.count + 1, column: 1)
      found.append(
        Diagnostic(
          .includeStale,
          "this is not `\(inclusion.region)` of `\(inclusion.path)` as it is now: `notebook accept` writes it",
          in: document.source, at: cell.lines.isEmpty ? cell.position : line, notes: difference.notes))
    case .refused(let reason)?:
      found.append(Diagnostic(.includeInvalid, reason, in: document.source, at: cell.position))
    case nil:
      found.append(
        Diagnostic(
          .includeInvalid, "`\(inclusion.path)` was not read", in: document.source, at: cell.position))
    }
    return Verdict(
      cell: index, outcome: found.isEmpty ? .passed : .failed, diagnostics: found, expectations: 1)
  }

  /// Reports uses of what only a later cell declares: what one cell does would depend on whether those below it are run.
  mutating func judgeForwardReferences() {
    for reference in run.forward {
      report(
        .cellForwardReference,
        "`\(reference.name)` is declared only further down, at line \(reference.declaration.line): put that cell above this one",
        at: reference.use)
    }
  }
}

/// Where two texts part, as a reader of patches knows it.
struct LineDifference: Equatable {
  /// The index of the first line that differs.
  let start: Int
  /// The lines that go, marked `-`, and those that come, marked `+`.
  let notes: [String]

  /// The number of lines shown of each side.
  private static let limit = 8

  init(old: [String], new: [String]) {
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = min(zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count, min(old.count, new.count) - head)
    start = head
    notes =
      Self.shown(old[head..<(old.count - tail)], "-") + Self.shown(new[head..<(new.count - tail)], "+")
  }

  private static func shown(_ lines: ArraySlice<String>, _ mark: String) -> [String] {
    let rest = lines.count - limit
    return lines.prefix(limit).map { mark + $0 } + (rest > 0 ? ["\(mark)… \(rest) more"] : [])
  }
}

extension Cell.Line {
  /// The start of the line's text behind its indentation.
  var firstWord: SourcePosition {
    let indentation = text.utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
    return SourcePosition(line: position.line, column: position.column + indentation)
  }
}
