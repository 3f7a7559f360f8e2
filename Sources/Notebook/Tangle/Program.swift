/// The Swift source that is compiled for one or more cells, with the map back to the chapter.
public struct Program: Equatable, Sendable {
  /// Why the program exists.
  public enum Purpose: Equatable, Sendable {
    /// The cells of a session, or of a `fresh` group, run in order.
    case session
    /// A cell that is compiled, not run, after a copy of the cells above.
    case noRun(cell: Int)
    /// A cell that must not compile, after a copy of the cells above.
    case error(cell: Int)
    /// A cell that must trap, after a copy of the cells above.
    case crash(cell: Int)
    /// An answer to an exercise with its tests.
    case answer(exercise: Int, cell: Int)
  }

  /// Bytes that the tangler put into a line of the chapter's code: columns after them are too large by `count`.
  public struct Insertion: Equatable, Sendable {
    /// The offset in the chapter's line, from 0.
    public var offset: Int
    /// How many bytes.
    public var count: Int
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
  /// What was inserted in which line of the chapter.
  public var insertions: [Int: [Insertion]]
  /// For lines inside lists and quotes: how far the chapter's code is indented.
  public var indentations: [Int: Int]
  /// The chapter's lines of the cell that must trap; `nil` where none must.
  public var trapLines: ClosedRange<Int>?
  /// The seconds that all cells together may take.
  public var timeLimit: Double

  /// Whether the program is linked and run, or only compiled.
  public var isRun: Bool {
    switch purpose {
    case .session, .crash, .answer: true
    case .noRun, .error: false
    }
  }

  /// Where a compiler's line and column stand in the chapter.
  public func chapterPosition(line: Int, column: Int) -> SourcePosition {
    var offset = column - 1
    for insertion in insertions[line] ?? [] {
      if offset >= insertion.offset + insertion.count {
        offset -= insertion.count
      } else if offset > insertion.offset {
        offset = insertion.offset
      }
    }
    return SourcePosition(line: line, column: offset + 1 + (indentations[line] ?? 0))
  }
}
