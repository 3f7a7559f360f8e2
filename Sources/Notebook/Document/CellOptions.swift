/// The options in a cell's info string.
public struct CellOptions: Equatable, Sendable {
  /// The treatment of the cell.
  public enum Mode: Equatable, Sendable {
    /// It is compiled and run with its neighbors.
    case run
    /// It is compiled, not run; its names are invisible below.
    case noRun
    /// It must not compile.
    case error
    /// It must compile with exactly the warnings that it marks.
    case warning
    /// It must trap.
    case crash
    /// It must end its program with this status.
    case exit(status: Int)
    /// It is only shown, for this reason.
    case skip(reason: String)
    /// It shows a region of a file of the package, which is compiled there.
    case include(Inclusion)
  }

  /// A region of a file: `Sources/Net/Loss.swift#softmax`.
  public struct Inclusion: Equatable, Hashable, Sendable {
    /// The file's path from the package's root.
    public var path: String
    /// The region's name.
    public var region: String

    /// Creates an address of a region.
    public init(path: String, region: String) {
      self.path = path
      self.region = region
    }
  }

  /// How far a number may be from what is written.
  public enum Tolerance: Equatable, Sendable {
    /// At most this difference.
    case absolute(Double)
    /// At most this share of the written number.
    case relative(Double)
  }

  /// Which program the cell belongs to.
  public enum Program: Equatable, Sendable {
    /// The chapter's own.
    case session
    /// One of its own, shared with the cells of the same name; `nil` for a program of this cell alone.
    case fresh(name: String?)
  }

  /// How the cell's lines of output are compared.
  public enum Comparison: Equatable, Sendable {
    /// In order.
    case ordered
    /// As a set of lines.
    case unordered
    /// Not at all; every report counts it.
    case nondeterministic
  }

  /// The stable name, without `#`.
  public var id: String?
  /// The positions of the options that need a place in diagnostics, by their name.
  public var positions: [CellOption: SourcePosition] = [:]
  /// The treatment of the cell.
  public var mode = Mode.run
  /// Which program the cell belongs to.
  public var program = Program.session
  /// The earlier cells that a program of its own begins with.
  public var uses: [String] = []
  /// The `error` cell that this cell cures.
  public var fixes: String?
  /// True if the cell runs in a scope of its own.
  public var isLocal = false
  /// The number comparison's widening.
  public var tolerance: Tolerance?
  /// How the lines of output are compared.
  public var comparison = Comparison.ordered
  /// The time that the cell may take, in seconds.
  public var timeout: Double?
  /// True if the cell may take minutes, so that it runs only after a change.
  public var isSlow = false
  /// What a machine must offer so that the cell is compiled there.
  public var conditions: [Condition] = []
  /// True if the page lets the reader change the marked literals.
  public var isLive = false
  /// True if the page shows the code folded.
  public var isFolded = false
  /// True if the page numbers the lines.
  public var hasLineNumbers = false
  /// The lines that the page marks, from 1.
  public var highlighted: [Int] = []

  /// Creates options that say nothing.
  public init() {}
}

extension CellOptions.Mode {
  /// Of a cell whose options contradict themselves nobody knows what it is for: it is left out, and the others are run.
  static let wronglyDescribed = CellOptions.Mode.skip(reason: "its options are wrong")

  /// True if the cell must end its program before the program's end.
  var endsProgram: Bool {
    switch self {
    case .crash, .exit: true
    default: false
    }
  }
}

/// The names of a cell's options, as an author writes them.
public enum CellOption: String, Equatable, Hashable, Sendable, CaseIterable {
  case id = "#id"
  case local
  case fresh
  case uses
  case noRun = "no-run"
  case error
  case fixes
  case warning
  case crash
  case exit
  case skip
  case tolerance
  case unordered
  case nondeterministic
  case timeout
  case slow
  case swift = "swift>="
  case system = "os"
  case live
  case fold
  case highlight
  case lines

  /// The form of the option's value; `nil` if it takes none.
  var value: (isNeeded: Bool, example: String)? {
    switch self {
    case .uses: (true, "uses=#set-up")
    case .fixes: (true, "fixes=#wrong-shape")
    case .skip: (true, "skip=\"needs a network\"")
    case .exit: (true, "exit=1")
    case .tolerance: (true, "tolerance=1e-3")
    case .timeout: (true, "timeout=10s")
    case .highlight: (true, "highlight=[2,4]")
    case .swift: (true, "swift>=6.2")
    case .system: (true, "os=linux")
    case .fresh: (false, "fresh=demo")
    default: nil
    }
  }

  /// The pairs that contradict each other, with the reason: the one table that the parser asks and the guide prints.
  static let conflicts: [(CellOption, CellOption, String)] = [
    (.noRun, .error, "a cell either compiles or does not"),
    (.noRun, .crash, "a cell that is not run cannot trap"),
    (.noRun, .skip, "a skipped cell is not compiled"),
    (.noRun, .warning, "a `warning` cell is run"),
    (.noRun, .timeout, "a cell that is not run takes no time"),
    (.noRun, .unordered, "a cell that is not run prints nothing"),
    (.noRun, .nondeterministic, "a cell that is not run prints nothing"),
    (.noRun, .tolerance, "a cell that is not run has no numbers"),
    (.error, .crash, "a cell that does not compile cannot trap"),
    (.error, .skip, "a skipped cell is not compiled"),
    (.error, .warning, "a cell that does not compile has errors, not warnings"),
    (.error, .timeout, "a cell that does not compile is not run"),
    (.error, .unordered, "a cell that does not compile prints nothing"),
    (.error, .nondeterministic, "a cell that does not compile prints nothing"),
    (.error, .fixes, "a cure must compile"),
    (.error, .tolerance, "a cell that does not compile has no numbers"),
    (.crash, .skip, "a skipped cell is not run"),
    (.exit, .noRun, "a cell that is not run ends nothing"),
    (.exit, .error, "a cell that does not compile ends nothing"),
    (.exit, .warning, "a `warning` cell runs to its end"),
    (.exit, .crash, "a trap gives no status"),
    (.exit, .skip, "a skipped cell is not run"),
    (.exit, .fixes, "a cure must run to its end"),
    (.exit, .local, "an `exit` cell already ends with itself"),
    (.exit, .live, "a `live` cell runs to its end"),
    (.crash, .warning, "a cell that traps cannot end well"),
    (.crash, .fixes, "a cure must run to its end"),
    (.crash, .local, "a `crash` cell already ends with itself"),
    (.error, .local, "an `error` cell already ends with itself"),
    (.noRun, .local, "a `no-run` cell already ends with itself"),
    (.skip, .warning, "a skipped cell is not compiled"),
    (.skip, .fixes, "a skipped cell proves no cure"),
    (.skip, .fresh, "a skipped cell is in no program"),
    (.skip, .local, "a skipped cell is in no program"),
    (.skip, .timeout, "a skipped cell is not run"),
    (.skip, .tolerance, "a skipped cell has no numbers"),
    (.skip, .unordered, "a skipped cell prints nothing"),
    (.skip, .nondeterministic, "a skipped cell prints nothing"),
    (.noRun, .slow, "a cell that is not run takes no time"),
    (.noRun, .live, "a `live` cell is run"),
    (.error, .slow, "a cell that does not compile is not run"),
    (.error, .live, "a `live` cell is run"),
    (.crash, .live, "a `live` cell runs to its end"),
    (.skip, .slow, "a skipped cell is not run"),
    (.skip, .live, "a skipped cell is not run"),
    (.skip, .swift, "a skipped cell is not compiled"),
    (.skip, .system, "a skipped cell is not compiled"),
    (.slow, .live, "a reader does not wait for minutes"),
    (.unordered, .nondeterministic, "lines that are not compared have no order"),
    (.tolerance, .nondeterministic, "output that is not compared has no tolerance"),
  ]
}
