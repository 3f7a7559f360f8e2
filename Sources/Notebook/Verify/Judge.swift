/// Goes through a chapter and compares: cell by cell, value by value, exercise by exercise.
struct Judge {
  let document: Document
  let run: Run
  let isStrict: Bool
  var found: [Diagnostic] = []
  var expectations = 0

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
    notes: [String] = [], claim: Diagnostic.Claim? = nil
  ) {
    var diagnostic = Diagnostic(id, message, in: document.source, at: position, severity: severity, notes: notes)
    diagnostic.claim = claim
    found.append(diagnostic)
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
    case .exit(let status):
      judgeExit(cell, result, status)
      judgeValues(of: cell, result)
      judgeOutput(cell, result)
    case .noRun: judgeCompilation(cell, result)
    case .run, .warning, .skip, .include:
      judgeCompilation(cell, result)
      judgeEnding(cell, result)
      judgeValues(of: cell, result)
      judgeOutput(cell, result)
      judgeFigures(cell, result)
      judgeExpectations(cell, result)
    }
    let isFailed = found.contains { $0.severity == .error }
    return Verdict(
      cell: index, outcome: isFailed ? .failed : .passed, diagnostics: found, expectations: expectations)
  }

  mutating func judgeEnding(_ cell: Cell, _ result: CellRun) {
    switch result.ending {
    case .finished, .compiled, .notRun, .notCompiled, .skipped: break
    case .crashed(let message, let line):
      let position = line.map { SourcePosition(line: $0, column: 1) } ?? cell.position
      report(
        .cellCrashed, "the program traps here: \(Excerpt.ofOne(message))", at: position,
        notes: result.caller.map { ["called from line \($0)"] } ?? [])
    case .exited(let status):
      report(
        .cellExited,
        "the cell ends the whole program with status \(status): cells below it cannot run. Where it shall, write `exit=\(status)`",
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
        .cellUndescribed,
        "a value of type `\(value.type)` has no text to show: "
          + (value.isBound
            ? "it cannot leave its place, so end the cell with what is in it, or write `_ =`"
            : value.isSequence ? "it is a sequence, so write `Array(…)`" : "give it a `description`"),
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
      report(.expectFailed, Excerpt.ofOne(label + failure.text), at: SourcePosition(line: failure.line, column: 1))
    }
  }

  // MARK: Values

  private mutating func judgeValues(of cell: Cell, _ result: CellRun) {
    for (_, comparison) in document.comparisons(of: cell, result) {
      expectations += 1
      tell(comparison)
    }
  }

  private mutating func judgeValues() -> Int {
    let comparisons = document.comparisons(run)
    for (_, comparison) in comparisons { tell(comparison) }
    return comparisons.count
  }

  private mutating func tell(_ comparison: Comparison) {
    let (written, got) = (comparison.written, comparison.got)
    let position = document.source.position(of: comparison.range.lowerBound)
    if comparison.finding != .equal, MemoryAddress.isIn(got) {
      report(
        .cellUndescribed,
        "`\(Excerpt.ofOne(MemoryAddress.hidden(in: got)))` \(MemoryAddress.problem): give its type a `description`, or show a part of the value",
        at: position)
      return
    }
    switch comparison.finding {
    case .equal: break
    case .empty:
      report(
        .valueEmpty, "no value is written; the code says \(Excerpt.ofOne(got)): `notebook accept` fills it in",
        at: position)
    case .noNumber: report(.valueDiffers, "a range is for a number, and this is \(Excerpt.ofOne(got))", at: position)
    case .outsideRange:
      report(.numberDiffers, "expected \(written), got \(got)", at: position, claim: .range)
    case .number(let one, let other):
      let rest = written == one ? "" : " in \(Excerpt.ofBoth(got, written).0)"
      report(.numberDiffers, "expected \(one), got \(other)\(rest)", at: position, claim: .of(number: one))
    case .text where written.contains("\n") || got.contains("\n"):
      let (one, other) = Blanks.shown(written, got)
      report(.valueDiffers, "the value differs", at: position, notes: ["expected:", one, "got:", other])
    case .text:
      var (one, other) = Excerpt.ofBoth(written, got)
      (one, other) = Blanks.shown(one, other)
      report(.valueDiffers, "expected \(one), got \(other)", at: position)
    }
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
      report(
        .cellDoesNotCompile, message.text, at: message.position ?? SourcePosition(line: 1, column: 1),
        notes: help(onMissing: message))
    }
  }
}
