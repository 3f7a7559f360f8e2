internal import Synchronization

/// Puts chapters that end in any order into the book's, and says at the end what they come to.
public final class CheckStream: Sendable {
  private struct State {
    /// The chapters that ended before one that stands above them.
    var waiting: [String: ChapterReport] = [:]
    var told: [ChapterReport] = []
  }

  private let chapters: [String]
  private let start = ContinuousClock.now
  private let sink: @Sendable (CheckEvent) -> Void
  private let state = Mutex(State())

  /// Begins a stream: tells `sink` which chapters will come.
  public init(chapters: [String], shard: Shard? = nil, sink: @escaping @Sendable (CheckEvent) -> Void) {
    self.chapters = chapters
    self.sink = sink
    sink(.started(chapters: chapters, shard: shard))
  }

  /// Takes a chapter that is done, and tells of all that are next in the book's order.
  public func add(_ chapter: ChapterReport) {
    state.withLock { state in
      state.waiting[chapter.path] = chapter
      while state.told.count < chapters.count, let next = state.waiting[chapters[state.told.count]] {
        state.told.append(next)
        sink(.chapter(next))
      }
    }
  }

  /// Ends the stream with the totals of all chapters.
  @discardableResult
  public func finish() -> CheckTotals {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let totals = CheckTotals(chapters: state.withLock { $0.told }, seconds: seconds)
    sink(.finished(totals))
    return totals
  }
}
