internal import ArgumentParser
internal import Foundation
internal import Notebook

/// `notebook seeds`.
struct SeedsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seeds",
    abstract: "Runs chapters with other seeds, and names the claims that hold for the chosen one alone.",
    discussion: """
      Seeds are the numbers marked `// @seed`; in a chapter without marks, those that an argument `seed:` is given. Writes \
      nothing. Ends with status 1 if a range such as `0.92...0.95` does not hold for all seeds.

      Example: notebook seeds 12 --count 20
      """)

  @OptionGroup var options: BookOptions

  @Option(help: "How many other seeds.")
  var count = 20

  @Flag(help: "Also list the numbers with decimals, which other seeds seldom give.")
  var all = false

  @Argument(help: "Chapters, by number, name or path (default: all).")
  var chapters: [String] = []

  func validate() throws {
    if !(1...10_000).contains(count) { throw ValidationError("--count takes 1 to 10000 seeds") }
  }

  func run() async throws {
    let book = try options.open()
    let pipeline = Pipeline(book: book, jobs: options.jobs) { Terminal.complain("\($0) …\n") }
    var isSafe = true
    try await pipeline.seeds(try book.chapters(matching: chapters), count: count) { report in
      print(report.text(isWhole: all), terminator: "")
      fflush(nil)
      if report.claims.contains(where: { $0.kind == .range }) { isSafe = false }
    }
    if !isSafe { throw ExitCode(1) }
  }
}
