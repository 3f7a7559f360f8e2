/// Goes through a chapter and compares: cell by cell, value by value, exercise by exercise.
struct Judge {
  let document: Document
  let run: Run
  let isStrict: Bool
  private var found: [Diagnostic] = []
  private var expectations = 0

  init(document: Document, run: Run, isStrict: Bool) {
    self.document = document
    self.run = run
    self.isStrict = isStrict
  }

  mutating func verify() -> Verification {
    let verdicts = document.cells.indices.filter { !document.cells[$0].role.isExercise }.map { verdict(on: $0) }
    found = document.diagnostics
    judgeStray()
    judgeForwardReferences()
    judgeReach(verdicts)
    let values = judgeValues()
    let proof = ExerciseProof(document: document, run: run)
    found += proof.diagnostics()
    found += variations()
    return Verification(
      verdicts: verdicts, diagnostics: found, values: values, exercises: document.exercises.count)
  }

  mutating func report(
    _ id: DiagnosticID, _ message: String, at position: SourcePosition, severity: Diagnostic.Severity = .error,
    notes: [String] = []
  ) {
    found.append(Diagnostic(id, message, in: document.source, at: position, severity: severity, notes: notes))
  }

  // MARK: Cells

  private mutating func verdict(on index: Int) -> Verdict {
    found = []
    expectations = 0
    let cell = document.cells[index]
    if case .skip(let reason) = cell.options.mode { return Verdict(cell: index, outcome: .skipped(reason: reason)) }
    if case .include(let inclusion) = cell.options.mode { return verdict(on: index, showing: inclusion) }
    guard let result = run.cells[index], result.ending != .notRun else {
      return Verdict(cell: index, outcome: .blocked)
    }
    if case .skipped(let reason) = result.ending { return Verdict(cell: index, outcome: .skipped(reason: reason)) }
    switch cell.options.mode {
    case .error: judgeErrors(cell, result)
    case .crash:
      judgeCrash(cell, result)
      judgeOutput(cell, result)
    case .noRun: judgeCompilation(cell, result)
    case .run, .warning, .skip, .include:
      judgeCompilation(cell, result)
      judgeEnding(cell, result)
      judgeValues(of: cell, result)
      judgeOutput(cell, result)
      judgeFigures(cell, index, result)
      judgeExpectations(cell, result)
    }
    let isFailed = found.contains { $0.severity == .error }
    return Verdict(
      cell: index, outcome: isFailed ? .failed : .passed, diagnostics: found, expectations: expectations)
  }

  private mutating func judgeCompilation(_ cell: Cell, _ result: CellRun) {
    let isMarked = cell.options.mode == .warning
    var warnings = result.messages.filter { $0.severity == .warning && !isUnusedValue($0, in: cell) }
    for group in groups(of: result.messages) where group.message.severity == .error {
      report(.cellDoesNotCompile, group.message.text, at: group.position, notes: group.notes)
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
    for mark in cell.marks {
      expectations += 1
      if warnings.contains(where: { covers(mark, $0) }) { continue }
      report(.warningDidNotHappen, "the compiler does not warn here: \(mark.text)", at: mark.position)
    }
    warnings.removeAll { warning in cell.marks.contains { covers($0, warning) } }
    for warning in warnings {
      report(.cellWarning, "an unmarked warning: \(warning.text)", at: warning.position ?? cell.position)
    }
  }

  /// A bare value is a way to show something, not an oversight.
  private func isUnusedValue(_ message: CompilerMessage, in cell: Cell) -> Bool {
    message.text.contains("is unused")
      && cell.statements.contains { statement in
        statement.kind == .expression
          && message.position.map {
            $0.line >= cell.position(ofCodeOffset: statement.range.lowerBound).line
              && $0.line <= cell.position(ofCodeOffset: statement.range.upperBound).line
          } ?? false
      }
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

  private mutating func judgeErrors(_ cell: Cell, _ result: CellRun) {
    let errors = result.messages.filter { $0.severity == .error }
    if cell.marks.isEmpty {
      let help = errors.first.map { "; it says at line \($0.position?.line ?? 0): \($0.text)" } ?? ""
      report(
        .errorUnexpected,
        "an `error` cell says what the compiler will say: `// error: text` at the end of the line\(help)",
        at: cell.position)
      return
    }
    for mark in cell.marks {
      expectations += 1
      if errors.contains(where: { covers(mark, $0) }) { continue }
      let onLine = errors.filter { $0.position?.line == mark.position.line }.map { "the compiler says: \($0.text)" }
      report(
        .errorDidNotHappen,
        result.ending == .compiled
          ? "this compiles, and the chapter says that it does not"
          : "the compiler does not say this here: \(mark.text)",
        at: mark.position, notes: onLine)
    }
    for error in errors where !cell.marks.contains(where: { covers($0, error) }) {
      // A mark with other words on the same line has been reported above.
      if cell.marks.contains(where: { $0.position.line == error.position?.line }) { continue }
      report(.errorUnexpected, "another error than those marked: \(error.text)", at: error.position ?? cell.position)
    }
  }

  private mutating func judgeCrash(_ cell: Cell, _ result: CellRun) {
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
        at: cell.position, notes: ["the program says: \(message)"])
      return
    }
    expectations += 1
    if !message.contains(mark.text) || line.map({ $0 != mark.position.line }) ?? false {
      report(
        .crashDiffers, "it traps otherwise than written", at: mark.position,
        notes: ["line \(line.map(String.init) ?? "unknown"): \(message)"])
    }
  }

  private mutating func judgeEnding(_ cell: Cell, _ result: CellRun) {
    switch result.ending {
    case .finished, .compiled, .notRun, .notCompiled, .skipped: break
    case .crashed(let message, let line):
      let position = line.map { SourcePosition(line: $0, column: 1) } ?? cell.position
      report(.cellCrashed, "the program traps here: \(message)", at: position)
    case .exited(let status):
      report(
        .cellExited, "the cell ends the whole program with status \(status): cells below it cannot run",
        at: cell.position)
    case .timedOut(let limit):
      report(
        .cellTimedOut,
        "the cell ran longer than \(Self.seconds(limit)): make it faster, or allow more with `timeout=…`",
        at: cell.position)
    }
    if !result.isUTF8 {
      report(.outputNotUTF8, "the cell prints bytes that are not UTF-8", at: cell.position)
    }
    var told: Set<CellRun.Undescribed> = []
    for value in result.undescribed where told.insert(value).inserted {
      report(
        .cellUndescribed, "a value of type `\(value.type)` has no text to show: give it a `description`",
        at: position(of: value, in: cell))
    }
  }

  private func position(of value: CellRun.Undescribed, in cell: Cell) -> SourcePosition {
    switch value.place {
    case .value(let index): cell.values[safe: index]?.position ?? cell.position
    case .prose(let index): document.values[safe: index]?.position ?? cell.position
    case .line(let number): cell.lines.first { $0.position.line == number }?.firstWord ?? cell.position
    }
  }

  private static func seconds(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value)) s" : "\(value) s"
  }

  private mutating func judgeExpectations(_ cell: Cell, _ result: CellRun) {
    for failure in result.failures {
      let label = failure.label.isEmpty ? "" : "\(failure.label): "
      report(.expectFailed, label + failure.text, at: SourcePosition(line: failure.line, column: 1))
    }
  }

  // MARK: Values

  private mutating func judgeValues(of cell: Cell, _ result: CellRun) {
    for (index, value) in cell.values.enumerated() {
      guard let got = result.values[index] else { continue }
      expectations += 1
      compare(
        value.written, got, tolerance: cell.options.tolerance,
        at: document.source.position(of: value.range.lowerBound))
    }
  }

  private mutating func compare(
    _ written: String, _ got: String, tolerance: CellOptions.Tolerance?, at position: SourcePosition
  ) {
    if written.isEmpty {
      report(.valueEmpty, "no value is written; the code says \(got): `notebook accept` fills it in", at: position)
      return
    }
    if let range = Self.range(written) {
      guard let value = Double(got) else {
        report(.valueDiffers, "a range is for a number, and this is \(got)", at: position)
        return
      }
      if !range.contains(value) { report(.numberDiffers, "expected \(written), got \(got)", at: position) }
      return
    }
    switch TextComparison(tolerance: tolerance).difference(written: written, got: got) {
    case nil: break
    case .number(let one, let other)?:
      let rest = written == one ? "" : " in \(got)"
      report(.numberDiffers, "expected \(one), got \(other)\(rest)", at: position)
    case .text? where written.contains("\n") || got.contains("\n"):
      report(.valueDiffers, "the value differs", at: position, notes: ["expected:", written, "got:", got])
    case .text?:
      report(.valueDiffers, "expected \(written), got \(got)", at: position)
    }
  }

  /// Reads `0.92...0.95`.
  private static func range(_ text: String) -> ClosedRange<Double>? {
    guard let dots = text.firstRange(of: "..."),
      let low = WrittenNumber(String(text[..<dots.lowerBound])),
      let high = WrittenNumber(String(text[dots.upperBound...])),
      low.value <= high.value
    else { return nil }
    return low.value...high.value
  }

  private mutating func judgeValues() -> Int {
    var count = 0
    for (index, value) in document.values.enumerated() {
      guard var got = run.values[index] else { continue }
      count += 1
      // In running text a string stands without its quotes.
      if got.hasPrefix("\""), got.hasSuffix("\""), !value.written.hasPrefix("\"") {
        got = String(got.dropFirst().dropLast())
      }
      let tolerance = document.cells[safe: value.cell]?.options.tolerance
      compare(value.written, got, tolerance: tolerance, at: document.source.position(of: value.range.lowerBound))
    }
    return count
  }

  /// A cell that was not run is explained by what went wrong above it; where nothing did, the cell itself is wrong.
  private mutating func judgeReach(_ verdicts: [Verdict]) {
    guard document.isSound, !(found + verdicts.flatMap(\.diagnostics)).contains(where: { $0.severity == .error }),
      let first = verdicts.first(where: { $0.outcome == .blocked })
    else { return }
    report(
      .cellNotReached,
      "the program never reaches this cell: does a cell leave a brace open, or remove the folder that it runs in?",
      at: document.cells[first.cell].position)
  }

  private mutating func judgeStray() {
    var seen = run.cells.values.flatMap(\.messages)
    for message in run.stray where !seen.contains(message) {
      seen.append(message)
      report(.cellDoesNotCompile, message.text, at: message.position ?? SourcePosition(line: 1, column: 1))
    }
  }

  // MARK: Output and figures

  private mutating func judgeOutput(_ cell: Cell, _ result: CellRun) {
    let text = result.text
    guard result.ending == .finished || !text.isEmpty || cell.output != nil else { return }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true {
      lines.removeLast()
    } else if !text.isEmpty, result.ending == .finished {
      report(
        .outputNoNewline, "the last printed line does not end: finish it with `print()`", at: cell.position,
        notes: ["printed: \(lines.last ?? "")"])
    }
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
    if result.ending != .finished, cell.options.mode != .crash { return }
    expectations += 1
    if output.lines.allSatisfy(\.isEmpty), !lines.isEmpty {
      report(.outputEmpty, "no output is written: `notebook accept` fills it in", at: output.position)
      return
    }
    let comparison = OutputComparison(tolerance: cell.options.tolerance, comparison: cell.options.comparison)
    guard let (index, difference) = comparison.difference(written: output.lines, got: lines) else { return }
    let written = output.lines[safe: index]
    let got = lines[safe: index]
    let position = place(of: index, in: output)
    if case .number(let one, let other) = difference {
      report(.numberDiffers, "expected \(one), got \(other)", at: position, notes: ["printed: \(got ?? "")"])
    } else if cell.options.comparison == .unordered {
      report(
        .outputDiffers, "the printed lines are others, in whatever order", at: position,
        notes: ["expected: \(written ?? "(no more lines)")", "printed:"] + lines)
    } else {
      report(
        .outputDiffers, "the printed line differs", at: position,
        notes: [
          "expected: \(written ?? "(no more lines)")", "printed:  \(got ?? "(no more lines)")",
        ])
    }
  }

  /// Where the chapter writes a line of output, counted from 0.
  func place(of line: Int, in output: OutputExpectation) -> SourcePosition {
    switch output.form {
    case .fence(_, let indentation):
      SourcePosition(line: output.position.line + 1 + min(line, output.lines.count), column: indentation.utf8.count + 1)
    case .marks(let marks):
      marks[safe: line].map { document.source.position(of: $0.range.lowerBound) } ?? marks.last?.position
        ?? output.position
    }
  }

  private mutating func judgeFigures(_ cell: Cell, _ index: Int, _ result: CellRun) {
    // A page's pictures are its own: nobody writes figures for it.
    guard result.ending == .finished, document.form == .chapter else { return }
    let figures = result.figures
    if figures.count > cell.figures.count, cell.options.comparison != .nondeterministic {
      let id = cell.options.id ?? "id"
      let suffix = cell.figures.isEmpty ? "" : "-\(cell.figures.count + 1)"
      report(
        .figureUnplaced,
        "the cell displays \(figures.count == 1 ? "a figure" : "\(figures.count) figures") and the chapter places \(cell.figures.count): "
          + "write `![what it shows](figures/\(document.number)-\(id)\(suffix).svg)` below it\(cell.options.id == nil ? ", and give the cell an id" : "")",
        at: cell.position)
    }
    for reference in cell.figures {
      expectations += 1
      let position = position(of: reference)
      guard let figure = figures[safe: reference.number] else {
        report(.figureMissing, "the cell displays no figure for `\(reference.path)`", at: position)
        continue
      }
      guard let file = document.figureFiles[reference.path] else {
        report(.figureMissing, "`\(reference.path)` does not exist yet: `notebook accept` writes it", at: position)
        continue
      }
      if let difference = FigureComparison.difference(file: file, got: figure.svg) {
        report(.figureDiffers, "`\(reference.path)` is not what the cell draws: \(difference)", at: position)
      }
    }
  }

  private func position(of reference: Block.FigureReference) -> SourcePosition {
    document.source.firstOccurrence(of: "(\(reference.path)", from: 0).map { document.source.position(of: $0 + 1) }
      ?? SourcePosition(line: 1, column: 1)
  }
}
