internal import ArgumentParser
internal import Notebook

/// The options with which a command takes Markdown files of a package instead of a book's chapters.
struct PackageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Take any Markdown files (default: README.md); their cells import the libraries of this package, which stays as it is.",
      valueName: "folder"))
  var package: String?

  @Option(
    help: ArgumentHelp(
      "Where the package is built (default: a folder among your caches).", valueName: "folder"))
  var scratchPath: String?

  func validate() throws {
    if scratchPath != nil, package == nil { throw ValidationError("--scratch-path belongs to --package") }
  }

  /// Opens the book, or the package's files as one, and finds the chapters that are meant.
  func open(
    _ words: [String], _ options: BookOptions, takesInput: Bool = false
  ) throws -> (book: Book, chapters: [String]) {
    if let package {
      let pages = words.isEmpty && !takesInput ? ["README.md"] : words
      let book = try Book(pages: pages, of: package, scratch: scratchPath)
      return (book, book.chapters)
    }
    let book = try options.open()
    return (book, try book.chapters(matching: words))
  }
}
