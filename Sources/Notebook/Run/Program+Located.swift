// A result is kept as it refers to the program, and brought to the chapter as it is today when it is used.

extension Program {
  /// What the compiler said, at the places of the chapter.
  func located(_ result: Compiler.Result) -> Compiler.Result {
    var located = result
    located.messages = []
    for var message in result.messages {
      message.position = message.position.flatMap { chapterPosition(line: $0.line, column: $0.column) }
      // The compiler repeats itself where it tries an expression in several ways.
      if message.severity == .note || !located.messages.contains(message) { located.messages.append(message) }
    }
    located.forward = result.forward.compactMap { reference in
      guard let use = chapterPosition(line: reference.use.line, column: reference.use.column),
        let declaration = chapterPosition(line: reference.declaration.line, column: reference.declaration.column)
      else { return nil }
      return ForwardReference(name: reference.name, use: use, declaration: declaration)
    }
    return located
  }

  /// What happened, by the chapter's cells, values and lines; a copied cell `n` is −1 − n.
  func located(_ result: Execution.Result) -> Execution.Result {
    var located = result
    located.cells = [:]
    for (number, run) in result.cells {
      guard let cell = chapterCell(number) else { continue }
      var run = run
      run.ending = self.located(run.ending)
      run.caller = run.caller.flatMap(chapterLine)
      for index in run.failures.indices { run.failures[index].line = chapterLine(run.failures[index].line) ?? 0 }
      for index in run.undescribed.indices { run.undescribed[index].place = self.located(run.undescribed[index].place) }
      located.cells[cell] = run
    }
    located.values = [:]
    for (number, text) in result.values where values.indices.contains(number) { located.values[values[number]] = text }
    located.ending = self.located(result.ending)
    return located
  }

  /// The chapter's index of the cell that the program's code calls by a number.
  private func chapterCell(_ number: Int) -> Int? {
    if cells.indices.contains(number) { return cells[number] }
    if number < 0, copied.indices.contains(-1 - number) { return -1 - copied[-1 - number] }
    return nil
  }

  private func chapterLine(_ line: Int) -> Int? {
    chapterPosition(line: line, column: 1)?.line
  }

  private func located(_ place: CellRun.Undescribed.Place) -> CellRun.Undescribed.Place {
    switch place {
    case .value: place
    case .prose(let number): .prose(values.indices.contains(number) ? values[number] : -1)
    case .line(let line): .line(chapterLine(line) ?? 0)
    }
  }

  private func located(_ ending: CellRun.Ending) -> CellRun.Ending {
    if case .crashed(let message, let line) = ending {
      return .crashed(message: message, line: line.flatMap(chapterLine))
    }
    return ending
  }
}
