internal import ArgumentParser
internal import Foundation
internal import Notebook

/// `notebook check`.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Runs chapters, or Markdown files of a package, and compares what they say with what their code does.",
    discussion: """
      Writes nothing but the reports that you ask for. Ends with status 0 if all is true, 1 if
      something is not, 2 if the tool itself failed.

      Example: notebook check 02 03

      Example: notebook check --shard 2/5 --format github --junit report.xml

      Example: notebook check README.md --package .
      """)

  @OptionGroup var options: BookOptions

  @OptionGroup(title: "Files of a package") var package: PackageOptions

  @OptionGroup(title: "Reports") var reports: ReportOptions

  @Flag(help: "Also fail on printed output that nothing checks, and on compiler warnings.")
  var strict = false

  @Flag(help: "Run everything, also slow cells that did not change.")
  var all = false

  @Flag(help: "Also name the numbers in running text that nothing compares.")
  var lint = false

  @Flag(help: "Run every program twice, whatever is kept, and fail on what differs.")
  var twice = false

  @Option(
    help: ArgumentHelp(
      "Check one of several shares of the chapters, such as 2/5: together the shares are the whole.",
      valueName: "i/n"), transform: CheckCommand.shard)
  var shard: Shard?

  @Option(
    help: ArgumentHelp(
      "What chapters cost, as `notebook cost --format json` wrote it: shares are balanced by it. Give the same file to all.",
      valueName: "file"))
  var costs: String?

  @Option(
    help: ArgumentHelp(
      "Check standard input as the text of this chapter: what an editor holds and has not saved.", valueName: "path"))
  var stdinPath: String?

  @Argument(help: "Chapters, by number, name or path (default: all); with --package, files.")
  var chapters: [String] = []

  func validate() throws {
    if costs != nil, shard == nil { throw ValidationError("--costs balances shares: name one with --shard") }
    if stdinPath != nil, shard != nil || !chapters.isEmpty {
      throw ValidationError("--stdin-path checks one text: leave out chapters and --shard")
    }
  }

  func run() async throws {
    var (book, chapters) = try package.open(chapters, options, takesInput: stdinPath != nil)
    if let stdinPath {
      let text = try FileHandle.standardInput.readToEnd() ?? Data()
      chapters = [try book.take(Array(text), as: stdinPath)]
    }
    if let shard {
      let weights = try CostTable(of: book, recordedIn: costs)
      chapters = shard.share(of: chapters, weight: weights.seconds(of:))
    }
    var checking = Checking(book: book, isStrict: strict, runsTwice: twice, options: options, reports: reports)
    checking.rerunsSlowCells = all
    checking.lintsProse = lint
    let totals = try await checking.report(chapters, shard: shard)
    if !totals.isPassed { throw ExitCode(1) }
  }

  private static func shard(_ text: String) throws -> Shard {
    guard let shard = Shard(text) else {
      throw ValidationError("--shard needs two numbers, such as 2/5: the second of five")
    }
    return shard
  }
}
