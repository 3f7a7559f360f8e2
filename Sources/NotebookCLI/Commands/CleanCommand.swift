internal import ArgumentParser
internal import Notebook

/// `notebook clean`.
struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Throws away what the tool keeps between runs: results, compiled modules, scratch folders.",
    discussion: """
      Nothing of yours is touched: only the folder `.build/notebook` of the book.

      Example: notebook clean
      """)

  @OptionGroup var options: BookOptions

  func run() throws {
    try options.open().clean()
  }
}
