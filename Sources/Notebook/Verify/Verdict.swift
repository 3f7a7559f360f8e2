/// The judgment on a cell: its outcome, and the faults.
public struct Verdict: Equatable, Sendable {
  /// The outcome.
  public enum Outcome: Equatable, Codable, Sendable {
    /// Everything that the author wrote came true.
    case passed
    /// Something did not; the diagnostics say what.
    case failed
    /// The cell was not run, for this reason.
    case skipped(reason: String)
    /// The cell was not run because another one failed.
    case blocked
  }

  /// The index of the cell in `Document.cells`.
  public var cell: Int
  /// The outcome.
  public var outcome: Outcome
  /// The mismatches, at their places.
  public var diagnostics: [Diagnostic]
  /// The number of expectations that were compared.
  public var expectations: Int

  /// Creates a verdict.
  public init(cell: Int, outcome: Outcome, diagnostics: [Diagnostic] = [], expectations: Int = 0) {
    self.cell = cell
    self.outcome = outcome
    self.diagnostics = diagnostics
    self.expectations = expectations
  }
}

/// The verdicts on a whole chapter: its cells, its prose values, its exercises.
public struct Verification: Equatable, Sendable {
  /// One verdict a cell that is not part of an exercise, in source order.
  public var verdicts: [Verdict]
  /// The diagnostics apart from the cells', the chapter's own included.
  public var diagnostics: [Diagnostic]
  /// The number of prose values that were compared.
  public var values: Int
  /// The number of exercises that were proven.
  public var exercises: Int

  /// Everything that is wrong, in reading order.
  public var allDiagnostics: [Diagnostic] {
    DiagnosticFormatter.sorted(diagnostics + verdicts.flatMap(\.diagnostics))
  }

  /// The faults that kept cells from running to their end, so that nothing can be written for them.
  public var unrun: [Diagnostic] {
    let causes: Set<DiagnosticID> = [.cellDoesNotCompile, .cellCrashed, .cellTimedOut, .cellExited, .cellNotReached]
    return allDiagnostics.filter { $0.severity == .error && causes.contains($0.id) }
  }

  /// True if the chapter says what is true; warnings do not count.
  public var isPassed: Bool {
    !allDiagnostics.contains { $0.severity == .error }
      && !verdicts.contains { $0.outcome == .failed || $0.outcome == .blocked }
  }

  /// Compares what a chapter's author wrote with what happened; the same inputs give the same verdicts.
  public static func of(_ document: Document, _ run: Run, isStrict: Bool = false) -> Verification {
    var judge = Judge(document: document, run: run, isStrict: isStrict)
    return judge.verify()
  }
}
