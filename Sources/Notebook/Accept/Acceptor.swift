internal import Foundation

/// Finds what must be written into a chapter so that it says what its code does.
///
/// A number within its tolerance is left alone, so that a last digit that differs between machines makes no change; one
/// that must change keeps as many decimals as its author chose.
public struct Acceptor {
  private let document: Document
  private let run: Run
  private var hunks: [Hunk] = []
  private var refusals: [Diagnostic] = []

  /// The changes to a chapter; `cells` restricts them to some of its cells.
  public static func acceptance(of document: Document, _ run: Run, cells: Set<Int>? = nil) -> Acceptance {
    let acceptor = Acceptor(document: document, run: run, cells: cells)
    var figures: [String: String] = [:]
    for index in document.cells.indices where cells?.contains(index) ?? true {
      figures.merge(acceptor.figures(of: index)) { $1 }
    }
    var acceptance = Acceptance(source: document.source, hunks: acceptor.hunks, figures: figures)
      .keepingShape(of: document) { accepted in
        var accepted = accepted
        accepted.regions = document.regions
        return Acceptor(document: accepted, run: run, cells: cells).hunks.count
      }
    acceptance.refusals += acceptor.refusals
    for index in document.cells.indices where cells?.contains(index) ?? true {
      acceptance.refusals += acceptor.misplacedFigures(of: index)
    }
    if cells == nil {
      acceptance.hunks += document.staleLinks
      acceptance.hunks.sort { $0.range.lowerBound < $1.range.lowerBound }
    }
    return acceptance
  }

  private init(document: Document, run: Run, cells: Set<Int>?) {
    self.document = document
    self.run = run
    for index in document.cells.indices where cells?.contains(index) ?? true { accept(index) }
    for (index, comparison) in document.comparisons(run) where cells?.contains(document.values[index].cell) ?? true {
      accept(comparison, of: document.values[index])
    }
    hunks.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  private mutating func accept(_ index: Int) {
    let cell = document.cells[index]
    if case .include(let inclusion) = cell.options.mode, case .text(let text)? = document.regions[inclusion] {
      if text != cell.code {
        hunks.append(Hunk(range: fence(of: cell), replacement: indented(text, cell), cell: index))
      }
      return
    }
    guard let result = run.cells[index], result.ending == .finished || cell.options.mode.endsProgram else { return }
    for (number, comparison) in document.comparisons(of: cell, result) {
      guard let new = comparison.replacement, new != comparison.written, !refusesAddress(in: comparison) else {
        continue
      }
      var range = comparison.range
      // A value that begins on the next line leaves no space behind the mark.
      if new.contains("\n"), document.source[(range.lowerBound - 1)..<range.lowerBound] == " " {
        range = (range.lowerBound - 1)..<range.upperBound
      }
      hunks.append(Hunk(range: range, replacement: continued(new, cell.values[number]), cell: index))
    }
    accept(output: cell, result, index)
  }

  /// The chapter's bytes between a cell's fences.
  private func fence(of cell: Cell) -> Range<Int> {
    let first = cell.position.line + 1
    let start = document.source.range(ofLine: first).lowerBound
    return start..<document.source.range(ofLine: first + cell.lines.count).lowerBound
  }

  /// The lines as they stand in the cell's list or quote.
  private func indented(_ text: String, _ cell: Cell) -> String {
    let opening = document.source.line(cell.position.line).utf8.prefix(cell.position.column - 1)
    let margin = String(decoding: opening.map { $0 == 0x09 || $0 == 0x3E ? $0 : 0x20 }, as: UTF8.self)
    return text.lines.dropLast()
      .map { ($0.isEmpty ? String(margin.prefix { $0 != " " }) : margin + $0) + "\n" }.joined()
  }

  /// A long value continues on comment lines below its statement.
  private func continued(_ text: String, _ value: ValueExpectation) -> String {
    let lines = text.lines.map(\.withoutFinalBlanks)
    guard lines.count > 1 else {
      return
        (value.range.isEmpty && document.source[max(value.range.lowerBound - 1, 0)..<value.range.lowerBound] == ">"
        ? " " : "") + text
    }
    let start = document.source.range(ofLine: value.position.line).lowerBound
    let indentation = document.source[start..<document.source.range(ofLine: value.position.line).upperBound].prefix {
      $0 == " " || $0 == ">"
    }
    return lines.map { "\n\(indentation)//" + ($0.isEmpty ? "" : "    " + $0) }.joined()
  }

  private mutating func accept(_ comparison: Comparison, of value: ProseValue) {
    // A value in a paragraph is one line, and a bar would end a table's cell.
    guard let new = comparison.replacement, new != comparison.written, !new.contains("\n"),
      !refusesAddress(in: comparison)
    else { return }
    hunks.append(Hunk(range: comparison.range, replacement: new.replacing("|", with: "\\|"), cell: value.cell))
  }

  /// True for a value that would be another one after every run; its refusal is noted.
  private mutating func refusesAddress(in comparison: Comparison) -> Bool {
    guard MemoryAddress.isIn(comparison.got) else { return false }
    refuse(
      comparison.got, "give its type a `description`, or show a part of the value", at: comparison.range.lowerBound)
    return true
  }

  private mutating func refuse(_ text: String, _ help: String, at offset: Int) {
    refusals.append(
      Diagnostic(
        .acceptRefused, "`\(Excerpt.ofOne(MemoryAddress.hidden(in: text)))` \(MemoryAddress.problem): \(help)",
        in: document.source, at: document.source.position(of: offset)))
  }

  private mutating func accept(output cell: Cell, _ result: CellRun, _ index: Int) {
    guard let output = cell.output, cell.options.comparison != .nondeterministic else { return }
    let (printed, isEnded) = OutputComparison.lines(of: result, for: cell)
    var got = printed
    let comparison = OutputComparison(of: cell)
    if comparison.difference(written: output.lines, got: got) == nil { return }
    if !isEnded, result.ending == .finished, !output.options.contains(.noNewline) {
      refusals.append(
        Diagnostic(
          .acceptRefused,
          "the last printed line does not end: finish it with `print()`, or write ```text output no-newline",
          in: document.source, at: output.position, notes: ["it is: \(printed.last ?? "")"]))
      return
    }
    if got.count == output.lines.count, !output.lines.contains("...") {
      got = zip(output.lines, got).map { keep($0, $1, tolerance: cell.options.tolerance) }
    }
    if let line = got.first(where: { $0.isWildcard && !output.lines.contains($0) }) {
      refusals.append(
        Diagnostic(
          .acceptRefused,
          "the cell prints `\(line)`: written here, its dots would stand for any text. Let it print something else, or "
            + "write the line yourself if any text may stand there",
          in: document.source, at: output.position))
      return
    }
    if let line = got.first(where: { MemoryAddress.isIn($0) && !output.lines.contains($0) }) {
      refuse(
        line, "print something else, or write the line with `…` in its place",
        at: document.source.offset(of: output.position))
      return
    }
    switch output.form {
    case .fence(let range, let indentation):
      let text = got.map(\.withoutFinalBlanks).map {
        ($0.isEmpty ? String(indentation.prefix { $0 != " " }) : indentation + $0) + "\n"
      }.joined()
      hunks.append(Hunk(range: range, replacement: text, cell: index))
    case .marks(let marks):
      // A mark belongs to its statement: lines cannot be added to or taken from between them.
      guard marks.count == got.count else { return }
      for (mark, line) in zip(marks, got) where mark.written != line {
        hunks.append(Hunk(range: mark.range, replacement: line, cell: index))
      }
    }
  }

  /// A line as written if it says the same, else as printed with the author's decimals where the words agree.
  private func keep(_ written: String, _ got: String, tolerance: CellOptions.Tolerance?) -> String {
    let comparison = TextComparison(tolerance: tolerance)
    switch comparison.difference(written: written, got: got, wildcards: true) {
    case nil: return written
    case .number?: return NumberText.merged(written, got, as: .text, tolerance: tolerance) ?? got
    case .text?: return got
    }
  }

  /// Where a figure goes is its author's choice, so that one without a place is not written.
  private func misplacedFigures(of index: Int) -> [Diagnostic] {
    guard document.form == .chapter, let result = run.cells[index], result.ending == .finished else { return [] }
    return FigurePlacement(of: document.cells[index], displaying: result.figures, in: document).diagnostics
  }

  private func figures(of index: Int) -> [String: String] {
    let cell = document.cells[index]
    guard let result = run.cells[index], result.ending == .finished else { return [:] }
    var files: [String: String] = [:]
    for reference in cell.figures {
      guard result.figures.indices.contains(reference.number) else { continue }
      let svg = result.figures[reference.number].svg
      if let file = document.figureFiles[reference.path], FigureComparison.difference(file: file, got: svg) == nil {
        continue
      }
      files[reference.path] = svg
    }
    return files
  }
}

extension Document {
  /// What makes links to what has a number say the number.
  fileprivate var staleLinks: [Hunk] {
    numberedLinks.filter { $0.written != $0.correct }.map { Hunk(range: $0.range, replacement: $0.correct) }
  }
}

extension String {
  /// True if a written line stands for others than itself.
  fileprivate var isWildcard: Bool { self == "..." || contains("…") }
}
