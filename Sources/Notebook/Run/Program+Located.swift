// A result is kept as it refers to the program, and brought to the chapter as it is today when it is used.

extension Program {
  /// The compiler's messages, at the places of the chapter.
  func located(_ result: Compiler.Result) -> Compiler.Result {
    var located = result
    located.messages = []
    let openings = result.messages.indices.compactMap { opening(ofError: $0, in: result.messages) }
    for (index, var message) in result.messages.enumerated() {
      if isInOwnLine(message) {
        let opening = opening(ofError: index, in: result.messages)
        // What an open bracket makes of the tool's own lines says nothing to the author.
        if opening == nil, !openings.isEmpty { continue }
        let last = opening.map(lastLine(ofCodeAt:)) ?? message.position.flatMap { lastLine(above: $0.line) }
        message.position = message.position.flatMap { startOfProse($0.line) } ?? last.flatMap(endOfLine)
      } else {
        message.position = message.position.flatMap { chapterPosition(line: $0.line, column: $0.column) }
      }
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

  /// True for an error in a line that the tangler wrote: the compiler misses there what the code above leaves open.
  ///
  /// Of an answer to an exercise it may as well be an error of the tests.
  private func isInOwnLine(_ message: CompilerMessage) -> Bool {
    if case .answer = purpose { return false }
    guard message.severity == .error, let line = message.position?.line else { return false }
    return origins[line] == nil
  }

  /// The line of the bracket that an error in the tangler's own lines says is open, as the note behind the error does.
  private func opening(ofError index: Int, in messages: [CompilerMessage]) -> Int? {
    guard isInOwnLine(messages[index]), let note = messages[safe: index + 1], note.severity == .note,
      note.text.hasPrefix("to match this opening"), let line = note.position?.line, origins[line] != nil
    else { return nil }
    return line
  }

  /// The last line of the piece of the chapter's code that a line stands in.
  private func lastLine(ofCodeAt line: Int) -> Int {
    var last = line
    while let origin = origins[last], origins[last + 1]?.line == origin.line + 1 { last += 1 }
    return last
  }

  /// The last line of the chapter's code above a line.
  private func lastLine(above line: Int) -> Int? {
    origins.keys.filter { $0 < line }.max()
  }

  /// The place of a value in prose whose call begins on a line.
  private func startOfProse(_ line: Int) -> SourcePosition? {
    guard text.lines[safe: line - 1]?.hasPrefix(Self.prose) ?? false else { return nil }
    return chapterPosition(line: line + 1, column: 1)
  }

  private func endOfLine(_ line: Int) -> SourcePosition? {
    text.lines[safe: line - 1].flatMap { chapterPosition(line: line, column: $0.utf8.count + 1) }
  }

  /// The outcome, by the chapter's cells, values and lines; a copied cell `n` is −1 − n.
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
