internal import ArgumentParser
internal import Notebook
internal import Site

/// `notebook check`.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Runs chapters and compares what they say with what their code does.",
    discussion: """
      Writes nothing. Ends with status 0 if all is true, 1 if something is not, 2 if the tool itself failed.

      Example: notebook check 02 03
      """)

  @OptionGroup var options: BookOptions

  @Flag(help: "Also fail on printed output that nothing checks, and on compiler warnings.")
  var strict = false

  @Argument(help: "Chapters, by number, name or path (default: all).")
  var chapters: [String] = []

  func run() async throws {
    let book = try options.open()
    let report = Report()
    let checked = try await Checking(book: book, isStrict: strict, jobs: options.jobs, usesCache: !options.noCache)
      .check(
        try book.chapters(matching: chapters))
    print(Report.diagnostics(checked.chapters), terminator: "")
    print(report.summary(checked.chapters))
    if !checked.chapters.allSatisfy(\.verification.isPassed) { throw ExitCode(1) }
  }
}
