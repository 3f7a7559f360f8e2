/// Whether what a cell did is what its author wrote.
public struct Verdict: Equatable, Sendable {
  /// The outcome.
  public enum Outcome: Equatable, Sendable {
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
  /// What did not match, at its place.
  public var diagnostics: [Diagnostic]
  /// How many expectations were compared.
  public var expectations: Int

  /// Creates a verdict.
  public init(cell: Int, outcome: Outcome, diagnostics: [Diagnostic] = [], expectations: Int = 0) {
    self.cell = cell
    self.outcome = outcome
    self.diagnostics = diagnostics
    self.expectations = expectations
  }
}
