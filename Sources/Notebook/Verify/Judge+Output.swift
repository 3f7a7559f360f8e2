// What a cell prints and draws, against what stands below it.

extension Judge {
  mutating func judgeOutput(_ cell: Cell, _ result: CellRun) {
    let text = result.text
    guard result.ending == .finished || !text.isEmpty || cell.output != nil else { return }
    let (lines, isEnded) = OutputComparison.lines(of: result, for: cell)
    judgeLastLine(of: cell, result, isEnded: isEnded, lines.last ?? "")
    guard let output = cell.output else {
      if !text.isEmpty, cell.options.comparison != .nondeterministic {
        report(
          .cellUncheckedOutput,
          "the cell prints and nothing checks it: add a ```text output fence below and run `notebook accept`",
          at: cell.position, severity: isStrict ? .error : .warning)
      }
      return
    }
    guard cell.options.comparison != .nondeterministic else { return }
    // A cell that ended early has been reported; its output is what it is.
    if result.ending != .finished, !cell.options.mode.endsProgram { return }
    expectations += 1
    let comparison = OutputComparison(of: cell)
    let difference = comparison.difference(written: output.lines, got: lines)
    if difference != nil,
      let index = lines.firstIndex(where: { MemoryAddress.isIn($0) && !output.lines.contains($0) })
    {
      report(
        .outputDiffers,
        "`\(Excerpt.ofOne(MemoryAddress.hidden(in: lines[index])))` \(MemoryAddress.problem): print something else, or write `…` in its place",
        at: place(of: index, in: output))
      return
    }
    if output.lines.allSatisfy(\.isEmpty), !lines.isEmpty, output.lines != lines {
      report(.outputEmpty, "no output is written: `notebook accept` fills it in", at: output.position)
      return
    }
    guard let (index, difference) = difference else { return }
    let written = output.lines[safe: index]
    let got = lines[safe: index]
    let position = place(of: index, in: output)
    if case .number(let one, let other) = difference {
      report(
        .numberDiffers, "expected \(one), got \(other)", at: position, notes: ["printed: \(got ?? "")"],
        claim: .of(number: one))
    } else if cell.options.comparison == .unordered {
      report(
        .outputDiffers, "the printed lines are others, in whatever order", at: position,
        notes: ["expected: \(written ?? "(no more lines)")", "printed:"] + lines)
    } else {
      var (one, other) = (written ?? "(no more lines)", got ?? "(no more lines)")
      (one, other) = Excerpt.ofBoth(one, other)
      (one, other) = Blanks.shown(one, other)
      let isColored = written == got.map(TerminalText.withoutCodes)
      report(
        .outputDiffers, "the printed line differs", at: position,
        notes: ["expected: \(one)", "printed:  \(other)"]
          + (isColored ? ["help: ```text output plain compares without the codes that colour a terminal"] : []))
    }
  }

  /// Reports a last line that does not end where the chapter does not say so, and one that ends where it does.
  private mutating func judgeLastLine(of cell: Cell, _ result: CellRun, isEnded: Bool, _ line: String) {
    let isOpen = cell.output?.options.contains(.noNewline) ?? false
    guard result.ending == .finished, isOpen == isEnded, cell.options.comparison != .nondeterministic else { return }
    report(
      .outputNoNewline,
      isOpen
        ? "the last printed line ends, and the fence says `no-newline`"
        : "the last printed line does not end: finish it with `print()`, or write ```text output no-newline",
      at: isOpen ? cell.output?.position ?? cell.position : cell.position, notes: ["printed: \(line)"])
  }

  /// The chapter's line for a line of output, counted from 0.
  func place(of line: Int, in output: OutputExpectation) -> SourcePosition {
    switch output.form {
    case .fence(_, let indentation):
      SourcePosition(line: output.position.line + 1 + min(line, output.lines.count), column: indentation.utf8.count + 1)
    case .marks(let marks):
      marks[safe: line].map { document.source.position(of: $0.range.lowerBound) } ?? marks.last?.position
        ?? output.position
    }
  }

  mutating func judgeFigures(_ cell: Cell, _ result: CellRun) {
    // A page's pictures are its own: nobody writes figures for it.
    guard result.ending == .finished, document.form == .chapter else { return }
    let figures = result.figures
    found += FigurePlacement(of: cell, displaying: figures, in: document).diagnostics
    for reference in cell.figures {
      expectations += 1
      guard let figure = figures[safe: reference.number] else { continue }
      guard let file = document.figureFiles[reference.path] else {
        report(
          .figureMissing, "`\(reference.path)` does not exist yet: `notebook accept` writes it",
          at: reference.position)
        continue
      }
      if let difference = FigureComparison.difference(file: file, got: figure.svg) {
        report(
          .figureDiffers, "`\(reference.path)` is not what the cell draws: \(difference)", at: reference.position)
      }
    }
  }
}
