internal import ArgumentParser
internal import Foundation
internal import Notebook

/// The options of commands that report a check.
struct ReportOptions: ParsableArguments {
  /// The form of the output.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case github
  }

  @Option(
    help: "What to print: text for people, json (one object a line), github (annotations and a job summary).")
  var format = Format.text

  @Flag(help: "Print the time that each cell took.")
  var timings = false

  @Option(help: ArgumentHelp("Also write a JUnit report.", valueName: "file"))
  var junit: String?

  @Option(help: ArgumentHelp("Also write a SARIF 2.1.0 report.", valueName: "file"))
  var sarif: String?

  func validate() throws {
    if timings, format != .text { throw ValidationError("--timings belongs to --format text: the others have times") }
  }

  /// Shows what takes a while; a report for programs is not mixed with it.
  var progress: @Sendable (String) -> Void {
    if format == .text { return Terminal.progress }
    return { Terminal.complain("\($0) …\n") }
  }

  /// Prints what an event adds to the report.
  var tell: @Sendable (CheckEvent) -> Void {
    let report = TextReport(isColored: Terminal.isColored, showsTimings: timings)
    let format = format
    return { event in
      switch format {
      case .text:
        Terminal.clear()
        print(report.text(of: event), terminator: "")
      case .json: print(JSONReport.text(of: event), terminator: "")
      case .github: print(GitHubReport.text(of: event), terminator: "")
      }
      fflush(nil)
    }
  }

  /// Writes the reports that are files.
  func write(_ totals: CheckTotals) throws {
    if let junit { try Files.write(JUnitReport.text(of: totals), to: junit) }
    if let sarif { try Files.write(SARIFReport.text(of: totals), to: sarif) }
    if format == .github, let path = ProcessInfo.processInfo.environment["GITHUB_STEP_SUMMARY"], !path.isEmpty {
      let before = (try? Files.read(path)) ?? []
      try Files.write(before + Array(GitHubReport.summary(of: totals).utf8), to: path)
    }
  }
}
