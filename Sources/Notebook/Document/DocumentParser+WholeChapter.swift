// What can be told only when the whole chapter is known.

extension DocumentParser {
  /// Reads the code of all cells, which takes most of the time that a chapter takes.
  mutating func readCells() {
    guard readsCode else { return }
    let source = source
    let read = document.cells.mapSideBySide { cell in
      var diagnostics: [Diagnostic] = []
      var cell = cell
      CellMarks.read(&cell, in: source, reporting: &diagnostics)
      return (cell: cell, diagnostics: diagnostics)
    }
    for (index, (cell, found)) in read.enumerated() {
      diagnostics += found
      if case .marks? = cell.output?.form, let fence = document.cells[index].output {
        reportSecondOutput(at: fence.position)
      }
      document.cells[index] = cell
    }
  }

  mutating func reportSecondOutput(at position: SourcePosition) {
    report(.outputTwice, "the output of this cell is already written: keep one form", at: position)
  }

  mutating func resolveValues() {
    for (index, id) in valueReferences {
      if let cell = ids[id] {
        document.values[index].cell = cell
      } else {
        report(.valueInvalid, "no cell has the id `#\(id)`", at: document.values[index].position)
      }
    }
    for value in document.values {
      guard let cell = document.cells[safe: value.cell], !cell.isPartOfSession else { continue }
      let name = cell.options.id.map { "the cell `#\($0)`" } ?? "the cell"
      report(.valueInvalid, "\(name) is not run to its end, so no value can be taken after it", at: value.position)
    }
  }

  mutating func finishCells() {
    let anchored = Dictionary(headings.map { ($0.anchor, $0.block) }) { first, _ in first }
    for (index, cell) in document.cells.enumerated() {
      if let id = cell.options.id, let heading = anchored[id], heading != index {
        report(
          .cellDuplicateID, "the id `#\(id)` is also a heading's anchor: only the heading directly above may share it",
          at: cell.options.positions[.id] ?? cell.position)
      }
      if !cell.figures.isEmpty, cell.options.id == nil {
        report(.cellIDMissing, "a cell with a figure needs an id", at: cell.position)
      }
      checkProgram(of: cell)
      checkMain(of: index)
      for id in cell.options.uses {
        if let used = ids[id], used < index {
          if document.cells[used].isPartOfSession { continue }
          report(
            .cellInvalidOption, "`uses` names `#\(id)`, which is not run to its end",
            at: cell.options.positions[.uses] ?? cell.position)
          continue
        }
        report(
          .cellInvalidOption, "`uses` names `#\(id)`, and no cell above has this id",
          at: cell.options.positions[.uses] ?? cell.position)
      }
      if let id = cell.options.fixes {
        let cured = ids[id]
        if cured.map({ document.cells[$0].options.mode }) != .error {
          report(
            .cellInvalidOption, "`fixes` names `#\(id)`, which is no `error` cell of this chapter",
            at: cell.options.positions[.fixes] ?? cell.position)
        }
      }
      if let line = cell.options.highlighted.first(where: { $0 > cell.lines.count }) {
        report(
          .cellInvalidOption, "line \(line) cannot be highlighted: the cell's last line is \(cell.lines.count)",
          at: cell.options.positions[.highlight] ?? cell.position)
      }
    }
    for exercise in document.exercises {
      for id in exercise.uses where ids[id] == nil {
        report(.exerciseIncomplete, "`uses` names `#\(id)`, and no cell has this id", at: exercise.position)
      }
    }
  }

  /// Reports options that make sense only in a program of the cell's own, where nothing below can miss its names.
  private mutating func checkProgram(of cell: Cell) {
    guard cell.options.program == .session else { return }
    let reasons: [(CellOption, String)] = [
      (.uses, "a cell of the session begins with all cells above"),
      (.slow, "the session is run as a whole, and quickly"),
      (.swift, "cells below would miss its names where it is left out"),
      (.system, "cells below would miss its names where it is left out"),
    ]
    for (option, reason) in reasons {
      // The page runs a live cell alone.
      guard let position = cell.options.positions[option], !(option == .uses && cell.options.isLive) else { continue }
      report(.cellConflictingOptions, "`\(option.rawValue)` needs `fresh`: \(reason)", at: position)
    }
  }

  /// Reports a program's start that the tool's own program, which starts at its first line, cannot have.
  private mutating func checkMain(of index: Int) {
    let cell = document.cells[index]
    guard cell.hasMain, !cell.role.isExercise else { return }
    if cell.options.program != .session, [.noRun, .error].contains(cell.options.mode) { return }
    report(
      .cellConflictingOptions,
      "`@main` needs `fresh no-run`: a program of cells starts at its first line, so that this one can only be compiled",
      at: cell.position)
    document.cells[index].options.mode = .wronglyDescribed
  }

  /// Reports footnotes that nothing refers to, which libcmark-gfm drops without a word.
  ///
  /// A second parse of the chapter, with a mark for every footnote at its end, shows those that the first one dropped.
  mutating func findUnusedFootnotes(_ bytes: [UInt8], used: Set<Int>) {
    var marks = ""
    for line in Set(source.occurrences(of: "[^", in: bytes.indices).map { source.position(of: $0).line }).sorted() {
      let text = source.line(line).drop { $0 == " " || $0 == ">" }
      guard text.hasPrefix("[^"), let end = text.firstIndex(of: "]"), text[end...].hasPrefix("]:") else { continue }
      let mark = text[...end]
      if mark.count > 3, !mark.contains(where: \.isWhitespace) { marks += "\n\n\(mark)" }
    }
    if marks.isEmpty { return }
    let written = MarkdownNode.parse(bytes + Array((marks + "\n").utf8)).footnoteLines
    for line in written.subtracting(used).sorted() {
      let indentation = source.line(line).prefix { $0 != "[" }.utf8.count
      report(
        .footnoteUnused, "nothing refers to this footnote, so that no page would show it",
        at: SourcePosition(line: line, column: indentation + 1))
    }
  }
}

extension MarkdownNode {
  /// The lines of the footnotes that something refers to.
  var footnoteLines: Set<Int> {
    var lines = children.reduce(into: Set<Int>()) { $0.formUnion($1.footnoteLines) }
    if case .footnoteDefinition = kind { lines.insert(position.line) }
    return lines
  }
}
