internal import Foundation
internal import Notebook

/// The lines that a check prints: diagnostics, a line a chapter, a summary.
struct Report {
  private let start = ContinuousClock.now

  /// A chapter that has just been checked.
  static func chapter(_ chapter: CheckedChapter) -> String {
    let verification = chapter.verification
    let mark = verification.isPassed ? Terminal.colored("✓", 32) : Terminal.colored("✗", 31)
    return "\(mark) \(chapter.document.slug)  \(counts(verification, chapter.document))"
  }

  /// `12 cells, 30 expectations, 2 exercises`, and what did not pass.
  private static func counts(_ verification: Verification, _ document: Document) -> String {
    let cells = verification.verdicts.count
    let expectations = verification.verdicts.map(\.expectations).reduce(0, +) + verification.values
    var parts = [plural(cells, "cell"), plural(expectations, "expectation")]
    if verification.exercises > 0 { parts.append(plural(verification.exercises, "exercise")) }
    let failed = verification.verdicts.count { $0.outcome == .failed }
    let blocked = verification.verdicts.count { $0.outcome == .blocked }
    let skipped = verification.verdicts.count { if case .skipped = $0.outcome { true } else { false } }
    if failed > 0 { parts.append("\(failed) failed") }
    if blocked > 0 { parts.append("\(blocked) not run") }
    if skipped > 0 { parts.append("\(skipped) skipped") }
    let errors = verification.allDiagnostics.count { $0.severity == .error }
    if errors > 0 { parts.append(plural(errors, "error")) }
    let loose = document.cells.count { $0.options.comparison == .nondeterministic }
    if loose > 0 { parts.append("\(loose) not compared") }
    return parts.joined(separator: ", ")
  }

  /// The diagnostics of all chapters, in the book's order.
  static func diagnostics(_ chapters: [CheckedChapter]) -> String {
    chapters.flatMap(\.verification.allDiagnostics).map(DiagnosticFormatter.text).joined()
  }

  /// The last line of a check.
  func summary(_ chapters: [CheckedChapter]) -> String {
    let failed = chapters.count { !$0.verification.isPassed }
    let cells = chapters.map(\.verification.verdicts.count).reduce(0, +)
    let expectations =
      chapters.flatMap(\.verification.verdicts).map(\.expectations).reduce(0, +)
      + chapters.map(\.verification.values).reduce(0, +)
    let exercises = chapters.map(\.verification.exercises).reduce(0, +)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let verdict = failed == 0 ? "all true" : "\(failed) of \(chapters.count) failed"
    return
      "\(Self.plural(chapters.count, "chapter")): \(verdict) (\(Self.plural(cells, "cell")), \(Self.plural(expectations, "expectation")), \(Self.plural(exercises, "exercise")), \(String(format: "%.1f", seconds)) s)"
  }

  static func plural(_ count: Int, _ word: String) -> String {
    count == 1 ? "1 \(word)" : "\(count) \(word)s"
  }
}
