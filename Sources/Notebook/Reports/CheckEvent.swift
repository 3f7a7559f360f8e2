/// The events of a check, in order: every report is made of this one stream.
public enum CheckEvent: Equatable, Sendable {
  /// The check begins with these chapters, in the book's order.
  case started(chapters: [String], shard: Shard?)
  /// A chapter is done; chapters come in the book's order, whatever ends first.
  case chapter(ChapterReport)
  /// Everything is done.
  case finished(CheckTotals)
}

/// Everything that a check found, chapter by chapter, and its sums.
public struct CheckTotals: Equatable, Sendable {
  /// The chapters, in the book's order.
  public var chapters: [ChapterReport]
  /// How long the whole check took.
  public var seconds: Double

  /// Creates the totals of a check.
  public init(chapters: [ChapterReport], seconds: Double) {
    self.chapters = chapters
    self.seconds = seconds
  }

  /// True if every chapter says what is true.
  public var isPassed: Bool { chapters.allSatisfy(\.isPassed) }
  /// The number of chapters that do not.
  public var failed: Int { chapters.count { !$0.isPassed } }
  /// The number of cells that were judged.
  public var cells: Int { sum(\.cells.count) }
  /// The number of expectations that were compared, values in prose included.
  public var expectations: Int { sum(\.expectations) }
  /// The number of exercises that were proven.
  public var exercises: Int { sum(\.exercises) }
  /// The number of programs made of the chapters.
  public var programs: Int { sum(\.programs.count) }
  /// How many of them were neither compiled nor run, since their results were kept from an earlier check.
  public var kept: Int { sum { $0.programs.count(where: \.isKept) } }
  /// Everything that is wrong, in reading order.
  public var diagnostics: [Diagnostic] { chapters.flatMap(\.allDiagnostics) }

  private func sum(_ count: (ChapterReport) -> Int) -> Int {
    chapters.map(count).reduce(0, +)
  }
}
