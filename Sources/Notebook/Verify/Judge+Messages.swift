// What the compiler and a trap say, against the marks of `error`, `warning` and `crash` cells.

extension Judge {
  mutating func judgeCompilation(_ cell: Cell, _ result: CellRun) {
    let isMarked = cell.options.mode == .warning
    let all = result.messages.filter { $0.severity == .warning }
    let warnings = all.filter { !isUnusedValue($0, in: cell) }
    for group in groups(of: result.messages) where group.message.severity == .error {
      report(
        .cellDoesNotCompile, group.message.text, at: group.position,
        notes: group.notes + advice(on: group.message, cell))
    }
    guard isMarked else {
      // What ends early has worse to tell, and the compiler may have warned of just that.
      let isWhole = result.ending == .finished || result.ending == .compiled
      for warning in warnings where isStrict && isWhole && cell.role == .visible {
        report(.cellWarning, "the compiler warns: \(warning.text)", at: warning.position ?? cell.position)
      }
      return
    }
    if cell.marks.isEmpty {
      report(.warningDidNotHappen, "a `warning` cell marks each warning with `// warning: text`", at: cell.position)
    }
    let (open, unmarked) = unmatched(cell.marks, all)
    expectations += cell.marks.count
    for mark in open {
      report(.warningDidNotHappen, "the compiler does not warn here: \(mark.text)", at: mark.position)
    }
    for warning in unmarked where !isUnusedValue(warning, in: cell) {
      report(.cellWarning, "an unmarked warning: \(warning.text)", at: warning.position ?? cell.position)
    }
  }

  /// A bare value is a way to show something, not an oversight.
  private func isUnusedValue(_ message: CompilerMessage, in cell: Cell) -> Bool {
    message.text.contains("is unused")
      && cell.statements.contains { statement in
        statement.isValue
          && message.position.map {
            $0.line >= cell.position(ofCodeOffset: statement.range.lowerBound).line
              && $0.line <= cell.position(ofCodeOffset: statement.range.upperBound).line
          } ?? false
      }
  }

  /// The tool's own way out of an error that comes from the way in which cells share a program.
  private func advice(on message: CompilerMessage, _ cell: Cell) -> [String] {
    if message.text.hasPrefix("invalid redeclaration of"), !cell.options.isLocal {
      return [
        "help: `local` keeps this cell's names to itself, `fresh` starts a program of its own"
      ]
    }
    let needsFile = ["only valid at file scope", "not valid inside", "not allowed inside", "non-local scope"]
    if cell.options.isLocal, needsFile.contains(where: message.text.contains) {
      return ["help: a `local` cell is a scope inside a file: use `fresh`, which is a file of its own"]
    }
    return help(onMissing: message)
  }

  /// The cell that declares a name that the compiler cannot find, where others do not see its names.
  func help(onMissing message: CompilerMessage) -> [String] {
    guard let name = message.text.firstMatch(of: #/^cannot find (?:type |operator )?'(.+)' in scope/#)?.1 else {
      return []
    }
    for cell in document.cells {
      guard let reason = cell.reasonForHiddenNames,
        AnswerDeclaration.all(in: cell.code).contains(where: { $0.path.isEmpty && $0.name == name })
      else { continue }
      return ["help: the cell that declares `\(name)`, at line \(cell.position.line), \(reason)"]
    }
    return []
  }

  /// Messages with the notes that follow them.
  private func groups(of messages: [CompilerMessage]) -> [(
    message: CompilerMessage, position: SourcePosition, notes: [String]
  )] {
    var groups: [(message: CompilerMessage, position: SourcePosition, notes: [String])] = []
    for message in messages {
      guard let position = message.position else { continue }
      if message.severity == .note, !groups.isEmpty {
        groups[groups.count - 1].notes.append("note: line \(position.line): \(message.text)")
      } else {
        groups.append((message, position, []))
      }
    }
    return groups
  }

  private func covers(_ mark: MessageMark, _ message: CompilerMessage) -> Bool {
    message.position?.line == mark.position.line && message.text.contains(mark.text)
  }

  mutating func judgeErrors(_ cell: Cell, _ result: CellRun) {
    let errors = result.messages.filter { $0.severity == .error }
    if cell.marks.isEmpty {
      let help = errors.first.map { "; it says at line \($0.position?.line ?? 0): \($0.text)" } ?? ""
      report(
        .errorUnexpected,
        "an `error` cell says what the compiler will say: `// error: text` at the end of the line\(help)",
        at: cell.position)
      return
    }
    let (open, unmarked) = unmatched(cell.marks, errors)
    expectations += cell.marks.count
    for mark in open {
      let onLine = errors.filter { $0.position?.line == mark.position.line }.map { "the compiler says: \($0.text)" }
      report(
        .errorDidNotHappen,
        result.ending == .compiled
          ? "this compiles, and the chapter says that it does not"
          : "the compiler does not say this here: \(mark.text)",
        at: mark.position, notes: onLine)
    }
    // An open mark on the same line has been reported, with all that the compiler says there.
    let reported = Set(open.map(\.position.line))
    for error in unmarked where !(error.position.map { reported.contains($0.line) } ?? false) {
      report(.errorUnexpected, "another error than those marked: \(error.text)", at: error.position ?? cell.position)
    }
  }

  /// The marks without a message of their own, and the messages that no mark covers.
  ///
  /// A mark stands for all messages on its line that have its words; one with more words chooses first.
  private func unmatched(
    _ marks: [MessageMark], _ messages: [CompilerMessage]
  ) -> (marks: [MessageMark], messages: [CompilerMessage]) {
    var rest = messages
    var open: [MessageMark] = []
    for mark in marks.sorted(by: { $0.text.count > $1.text.count }) {
      if let found = rest.firstIndex(where: { covers(mark, $0) }) { rest.remove(at: found) } else { open.append(mark) }
    }
    let unmarked = rest.filter { message in !marks.contains { covers($0, message) } }
    return (open.sorted { $0.position < $1.position }, unmarked)
  }

  mutating func judgeExit(_ cell: Cell, _ result: CellRun, _ status: Int) {
    for group in groups(of: result.messages) where group.message.severity == .error {
      report(.cellDoesNotCompile, group.message.text, at: group.position, notes: group.notes)
    }
    let position = cell.options.positions[.exit] ?? cell.position
    switch result.ending {
    case .exited(status): expectations += 1
    case .exited(let other):
      report(
        .exitDiffers, "the cell ends the program with status \(other), and the chapter says \(status)", at: position)
    case .finished:
      report(.exitDiffers, "this runs to its end, and the chapter says that it ends the program", at: position)
    default: judgeEnding(cell, result)
    }
  }

  mutating func judgeCrash(_ cell: Cell, _ result: CellRun) {
    for group in groups(of: result.messages) where group.message.severity == .error {
      report(.cellDoesNotCompile, group.message.text, at: group.position, notes: group.notes)
    }
    guard case .crashed(let message, let line) = result.ending else {
      if result.ending == .finished {
        report(.crashDidNotHappen, "this runs to its end, and the chapter says that it traps", at: cell.position)
      } else {
        judgeEnding(cell, result)
      }
      return
    }
    guard let mark = cell.marks.first else {
      report(
        .crashDiffers, "say what traps: `// crash: text` at the end of line \(line ?? cell.position.line)",
        at: cell.position, notes: ["the program says: \(Excerpt.ofOne(message))"])
      return
    }
    expectations += 1
    if !message.contains(mark.text) || line.map({ $0 != mark.position.line }) ?? false {
      report(
        .crashDiffers, "it traps otherwise than written", at: mark.position,
        notes: ["line \(line.map(String.init) ?? "unknown"): \(Excerpt.ofOne(message))"])
    }
  }
}

extension Cell {
  /// The reason why other cells do not see what this one declares; `nil` where they do, or it is an exercise's.
  fileprivate var reasonForHiddenNames: String? {
    if role.isExercise { return nil }
    switch options.mode {
    case .skip(let reason): return "is skipped: \(reason)"
    case .include: return "shows a file and is not compiled"
    case .noRun: return "is compiled and not run"
    case .error, .crash, .exit: return "is a program of its own, which does not run to its end"
    case .run, .warning: break
    }
    if options.isLocal { return "is `local`: its names end with it" }
    return options.program == .session ? nil : "is `fresh`: cells of other programs do not see its names"
  }
}
