/// What a cell's info string says.
public struct CellOptions: Equatable, Sendable {
  /// What must become of the cell.
  public enum Mode: Equatable, Sendable {
    /// It is compiled and run with its neighbours.
    case run
    /// It is compiled, not run; its names are invisible below.
    case noRun
    /// It must not compile.
    case error
    /// It must trap.
    case crash
    /// It is only shown, for this reason.
    case skip(reason: String)
  }

  /// How far a number may be from what is written.
  public enum Tolerance: Equatable, Sendable {
    /// At most this difference.
    case absolute(Double)
    /// At most this share of the written number.
    case relative(Double)
  }

  /// The stable name, without `#`.
  public var id: String?
  /// Where the id stands in the chapter.
  public var idPosition: SourcePosition?
  /// What must become of the cell.
  public var mode = Mode.run
  /// Whether the cell runs in a scope of its own.
  public var isLocal = false
  /// The number comparison's widening.
  public var tolerance: Tolerance?
  /// The time that the cell may take, in seconds.
  public var timeout: Double?

  /// Creates options that say nothing.
  public init() {}
}
