internal import ArgumentParser
internal import Notebook

/// `notebook cost`.
struct CostCommand: AsyncParsableCommand {
  /// What is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "cost",
    abstract: "Lists what chapters cost: seconds to compile and to run, and memory, by program and cell.",
    discussion: """
      A program that did not change since it last ran costs what it cost then; --no-cache measures anew.

      Example: notebook cost 02 --no-cache

      Example: notebook cost --format json > costs.json
      """)

  @OptionGroup var options: BookOptions

  @Option(help: "What to print: text for people, json for `check --costs` and other programs.")
  var format = Format.text

  @Argument(help: "Chapters, by number, name or path (default: all).")
  var chapters: [String] = []

  func run() async throws {
    let book = try options.open()
    let pipeline = Pipeline(book: book, jobs: options.jobs, usesCache: !options.noCache) {
      Terminal.complain("\($0) …\n")
    }
    let checked = try await pipeline.check(try book.chapters(matching: chapters))
    let report = CostReport(checked)
    print(format == .json ? report.json : report.text, terminator: "")
  }
}
