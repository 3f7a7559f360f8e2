internal import Foundation

/// One JSON object a line, as `Docs/reports.md` describes them: for programs that read what a check found.
public enum JSONReport {
  /// The version of the lines' form: it grows when a field changes its meaning or goes, not when one is added.
  public static let version = 1

  /// The lines of an event.
  public static func text(of event: CheckEvent) -> String {
    switch event {
    case .started(let chapters, let shard):
      return line(Started(chapters: chapters, shard: shard?.description))
    case .chapter(let chapter):
      let cells = chapter.cells.map { line(CellLine($0, of: chapter)) }
      let diagnostics = chapter.allDiagnostics.map { line(DiagnosticLine($0)) }
      return (cells + diagnostics).joined() + line(ChapterLine(chapter))
    case .finished(let totals): return line(Finished(totals))
    }
  }

  private static func line(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Everything encoded here is text, whole numbers and finite numbers.
    guard let data = try? encoder.encode(value) else { preconditionFailure("a report cannot be encoded") }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private struct Started: Encodable {
    var event = "started"
    var version = JSONReport.version
    var chapters: [String]
    var shard: String?
  }

  private struct CellLine: Encodable {
    var event = "cell"
    var chapter: String
    var id: String?
    var line: Int
    var outcome: String
    var reason: String?
    var expectations: Int
    var compared: Bool
    var seconds: Double?
    var peakMemory: Int?

    init(_ cell: ChapterReport.Cell, of report: ChapterReport) {
      chapter = report.path
      id = cell.id
      line = cell.position.line
      switch cell.outcome {
      case .passed: outcome = "passed"
      case .failed: outcome = "failed"
      case .blocked: outcome = "blocked"
      case .skipped(let why):
        outcome = "skipped"
        reason = why
      }
      expectations = cell.expectations
      compared = cell.isCompared
      seconds = cell.cost?.seconds
      peakMemory = cell.cost?.peakMemory
    }
  }

  private struct DiagnosticLine: Encodable {
    var event = "diagnostic"
    var chapter: String
    var line: Int
    var column: Int
    var severity: String
    var id: String
    var message: String
    var excerpt: String
    var notes: [String]

    init(_ diagnostic: Diagnostic) {
      chapter = diagnostic.path
      line = diagnostic.position.line
      column = diagnostic.position.column
      severity = diagnostic.severity.rawValue
      id = diagnostic.id.rawValue
      message = diagnostic.message
      excerpt = diagnostic.excerpt
      notes = diagnostic.notes
    }
  }

  private struct ChapterLine: Encodable {
    var event = "chapter"
    var chapter: String
    var title: String
    var passed: Bool
    var cells: Int
    var failed: Int
    var blocked: Int
    var skipped: Int
    var expectations: Int
    var exercises: Int
    var compileSeconds: Double
    var runSeconds: Double
    var peakMemory: Int?

    init(_ report: ChapterReport) {
      chapter = report.path
      title = report.title
      passed = report.isPassed
      cells = report.cells.count
      failed = report.failed
      blocked = report.blocked
      skipped = report.skipped
      expectations = report.expectations
      exercises = report.exercises
      compileSeconds = report.compileSeconds
      runSeconds = report.runSeconds
      peakMemory = report.peakMemory
    }
  }

  private struct Finished: Encodable {
    var event = "finished"
    var passed: Bool
    var chapters: Int
    var failed: Int
    var cells: Int
    var expectations: Int
    var exercises: Int
    var seconds: Double

    init(_ totals: CheckTotals) {
      passed = totals.isPassed
      chapters = totals.chapters.count
      failed = totals.failed
      cells = totals.cells
      expectations = totals.expectations
      exercises = totals.exercises
      seconds = totals.seconds
    }
  }
}
