internal import Notebook
internal import Site

extension PublishedBook {
  /// A book to publish: what `book.yml` says, and what the chapters' cells did.
  init(_ book: Book, chapters: [Chapter], toolchain: Toolchain?, interface: Interface) {
    self.init(title: book.configuration.title, chapters: chapters)
    summary = book.configuration.summary
    address = book.configuration.address
    repository = book.configuration.repository
    command = book.configuration.command
    moves = book.configuration.moves
    self.toolchain = toolchain.map { "Swift \($0.version)" } ?? ""
    self.interface = interface
  }
}

extension PublishedBook.Chapter {
  /// A chapter with what its check found.
  init(_ checked: CheckedChapter) {
    self.init(document: checked.document, run: checked.run, verdicts: checked.verification.verdicts)
  }
}
