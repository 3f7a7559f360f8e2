internal import Foundation

/// The lines that a person reads: a line a chapter, then everything that is wrong, then the sum.
public struct TextReport: Sendable {
  /// True if marks are coloured, as on a terminal.
  public var isColored: Bool
  /// True if each cell's time is told.
  public var showsTimings: Bool

  /// Creates a report.
  public init(isColored: Bool = false, showsTimings: Bool = false) {
    self.isColored = isColored
    self.showsTimings = showsTimings
  }

  /// The report's part for an event.
  public func text(of event: CheckEvent) -> String {
    switch event {
    case .started: ""
    case .chapter(let chapter): line(chapter) + "\n" + (showsTimings ? timings(of: chapter) : "")
    case .finished(let totals):
      totals.diagnostics.map(DiagnosticFormatter.text).joined() + Self.summary(totals) + "\n"
    }
  }

  private func line(_ chapter: ChapterReport) -> String {
    let mark = chapter.isPassed ? "✓" : "✗"
    let colored = isColored ? "\u{1B}[\(chapter.isPassed ? 32 : 31)m\(mark)\u{1B}[0m" : mark
    return "\(colored) \(chapter.slug)  \(Self.counts(chapter))"
  }

  /// `12 cells, 30 expectations, 2 exercises`, and what did not pass.
  static func counts(_ chapter: ChapterReport) -> String {
    var parts = [plural(chapter.cells.count, "cell"), plural(chapter.expectations, "expectation")]
    if chapter.exercises > 0 { parts.append(plural(chapter.exercises, "exercise")) }
    if chapter.failed > 0 { parts.append("\(chapter.failed) failed") }
    if chapter.blocked > 0 { parts.append("\(chapter.blocked) not run") }
    if chapter.skipped > 0 { parts.append("\(chapter.skipped) skipped") }
    let errors = chapter.allDiagnostics.count { $0.severity == .error }
    if errors > 0 { parts.append(plural(errors, "error")) }
    if chapter.notCompared > 0 { parts.append("\(chapter.notCompared) not compared") }
    return parts.joined(separator: ", ")
  }

  private func timings(of chapter: ChapterReport) -> String {
    let cells = chapter.cells.compactMap { cell in
      cell.cost.map { "    \(Self.seconds($0.seconds)) s  \(cell.name)\n" }
    }
    return "    \(Self.seconds(chapter.compileSeconds)) s  compiling\n" + cells.joined()
  }

  /// The last line of a check.
  static func summary(_ totals: CheckTotals) -> String {
    let count = totals.chapters.count
    let isEmpty = totals.expectations == 0 && totals.exercises == 0
    let verdict =
      !totals.isPassed
      ? "\(totals.failed) of \(count) failed"
      : isEmpty ? totals.programs == 0 ? "nothing run, nothing compared" : "compiled, nothing compared" : "all true"
    let counts = [
      plural(totals.cells, "cell"), plural(totals.expectations, "expectation"), plural(totals.exercises, "exercise"),
      plural(totals.programs, "program") + (totals.kept > 0 ? " (\(totals.kept) kept)" : ""),
      String(format: "%.1f s", totals.seconds),
    ]
    return "\(plural(count, "chapter")): \(verdict) (\(counts.joined(separator: ", ")))"
  }

  /// Seconds with three decimals, in a column of their own.
  static func seconds(_ seconds: Double) -> String {
    String(format: "%8.3f", seconds)
  }

  /// `1 cell`, `2 cells`.
  package static func plural(_ count: Int, _ word: String) -> String {
    count == 1 ? "1 \(word)" : "\(count) \(word)s"
  }
}
