internal import ArgumentParser
internal import Notebook

/// `notebook links`.
struct LinksCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "links",
    abstract: "Lists where the chapters' links lead.",
    discussion: """
      A line a link: its place, a tab, its destination. Links inside the book are checked by `check`; with --external \
      only those to other sites are listed, for a program that tries whether they still answer.

      Example: notebook links --external | cut -f2 | sort -u
      """)

  @OptionGroup var options: BookOptions

  @Flag(help: "Only links to other sites.")
  var external = false

  @Argument(help: "Chapters, such as `02` or `02-logic-gates` (default: all).")
  var chapters: [String] = []

  func run() async throws {
    let book = try options.open()
    for document in try Pipeline(book: book).parse(try book.chapters(matching: chapters)) {
      for link in document.links where link.isExternal || !external {
        print("\(document.source.path):\(link.position.line)\t\(link.destination)")
      }
    }
  }
}
