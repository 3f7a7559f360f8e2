/// The Swift source that is compiled for one or more cells, with the map back to the chapter.
public struct Program: Equatable, Sendable {
  /// Why the program exists.
  public enum Purpose: Equatable, Codable, Sendable {
    /// The cells of a session, or of a `fresh` group, run in order.
    case session
    /// A cell that is compiled, not run, after a copy of the cells above.
    case noRun(cell: Int)
    /// A cell that must not compile, after a copy of the cells above.
    case error(cell: Int)
    /// A cell that must trap or end the program, after a copy of the cells above.
    case crash(cell: Int)
    /// An answer to an exercise with its tests.
    case answer(exercise: Int, cell: Int)
  }

  /// Bytes that the tangler put into a line of the chapter's code: columns after them are too large by `count`.
  public struct Insertion: Equatable, Sendable {
    /// The offset in the chapter's code, from 0.
    public var offset: Int
    /// The number of bytes.
    public var count: Int
  }

  /// The place in the chapter of a line of the program.
  public struct Origin: Equatable, Sendable {
    /// The chapter's line.
    public var line: Int
    /// How far the code is indented there, by a list, a quote or the prose before it.
    public var indentation = 0
    /// The tangler's insertions in the line, from left to right.
    public var insertions: [Insertion] = []
  }

  /// The program's name: the chapter's slug and what sets it apart, fit for a module's name.
  public var name: String
  /// Why it exists.
  public var purpose: Purpose
  /// The source.
  public var text: String
  /// The indices of the cells whose result counts, in order.
  public var cells: [Int]
  /// The indices of the cells that are only copied in front of them.
  public var copied: [Int]
  /// The indices of the prose values that the program computes.
  public var values: [Int]
  /// The origins of the program's lines, counted from 1; the tangler's own lines have none.
  ///
  /// The text itself knows nothing of the chapter's lines, so that an edit of prose leaves it, and its result, as it is.
  public var origins: [Int: Origin] = [:]
  /// The program's lines of the cell that must trap; `nil` where none must.
  public var trapLines: ClosedRange<Int>?
  /// The seconds that all cells together may take.
  public var timeLimit: Double
  /// What a machine must offer so that the program is compiled there.
  public var conditions: [Condition] = []
  /// True if the program runs only after a change.
  public var isSlow = false
  /// The repetitions of cells' last values, in code that never runs, by the number of the cell: the compiler warns there of
  /// a value that should not be ignored.
  var lastValues: [Int: LastValue] = [:]

  /// A cell's last value as it stands in the program for the second time.
  struct LastValue: Equatable, Sendable {
    /// The program's lines.
    var lines: ClosedRange<Int>
    /// The closures in it: a value that is ignored in there is none of the cell's.
    var closures: [Range<SourcePosition>]
  }

  /// True if the program begins at a type that is marked `@main`.
  var hasMain = false
  /// The program's lines of each of `cells`, with the values in prose that are taken after it.
  var cellLines: [ClosedRange<Int>] = []

  /// True if the program is linked and run, or only compiled.
  public var isRun: Bool {
    switch purpose {
    case .session, .crash, .answer: true
    case .noRun, .error: false
    }
  }

  /// The name of the program's file, as the compiler and the runtime's backtraces say it.
  var fileName: String { name + ".swift" }

  /// True for a place in what the tangler put into a line of the chapter's code.
  func isInserted(_ position: SourcePosition) -> Bool {
    var offset = position.column - 1
    for insertion in origins[position.line]?.insertions ?? [] {
      if offset < insertion.offset { return false }
      if offset < insertion.offset + insertion.count { return true }
      offset -= insertion.count
    }
    return false
  }

  /// The place in the chapter of a line and column of the program; `nil` in lines that the tangler wrote.
  public func chapterPosition(line: Int, column: Int) -> SourcePosition? {
    guard let origin = origins[line] else { return nil }
    var offset = column - 1
    for insertion in origin.insertions {
      if offset >= insertion.offset + insertion.count {
        offset -= insertion.count
      } else if offset > insertion.offset {
        offset = insertion.offset
      }
    }
    return SourcePosition(line: origin.line, column: offset + 1 + origin.indentation)
  }
}
