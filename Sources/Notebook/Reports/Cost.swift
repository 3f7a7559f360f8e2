/// The cost of running a cell.
public struct CellCost: Equatable, Codable, Sendable {
  /// The seconds from its first statement to its last.
  public var seconds: Double
  /// The most memory that its program had held when it ended, in bytes.
  public var peakMemory: Int

  /// Creates a cost.
  public init(seconds: Double, peakMemory: Int) {
    self.seconds = seconds
    self.peakMemory = peakMemory
  }
}

/// The cost of one program.
public struct ProgramCost: Equatable, Codable, Sendable {
  /// Why the program exists.
  public var purpose: Program.Purpose
  /// The program's name.
  public var name: String
  /// The indices of the cells whose result counts.
  public var cells: [Int]
  /// The seconds that the compiler took.
  public var compileSeconds: Double
  /// The seconds that it ran; `nil` where it was only compiled.
  public var runSeconds: Double?
  /// The most memory that it held, in bytes; `nil` where it did not run to the end of a cell.
  public var peakMemory: Int?
  /// True if the program was neither compiled nor run this time: the costs are those of an earlier one.
  public var isKept: Bool

  /// Creates a cost.
  public init(
    purpose: Program.Purpose, name: String, cells: [Int], compileSeconds: Double, runSeconds: Double? = nil,
    peakMemory: Int? = nil, isKept: Bool = false
  ) {
    self.purpose = purpose
    self.name = name
    self.cells = cells
    self.compileSeconds = compileSeconds
    self.runSeconds = runSeconds
    self.peakMemory = peakMemory
    self.isKept = isKept
  }
}

extension ChapterReport {
  /// The seconds that the compiler took for all programs of the chapter.
  public var compileSeconds: Double { programs.map(\.compileSeconds).reduce(0, +) }
  /// The seconds that the chapter's programs ran.
  public var runSeconds: Double { programs.compactMap(\.runSeconds).reduce(0, +) }
  /// The most memory that one of the chapter's programs held.
  public var peakMemory: Int? { programs.compactMap(\.peakMemory).max() }
}
