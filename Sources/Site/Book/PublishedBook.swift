public import Notebook

/// A book to publish: its chapters in order, each with what its cells did.
public struct PublishedBook: Equatable, Sendable {
  /// A chapter that was parsed, run and verified.
  public struct Chapter: Equatable, Sendable {
    /// The parsed chapter.
    public var document: Document
    /// The runs of its cells.
    public var run: Run
    /// The verdicts on its cells.
    public var verdicts: [Verdict]
    /// The diagnostics apart from the cells': only pages shown while their author writes have any.
    public var problems: [Diagnostic] = []
    /// The cells whose outputs are those of an earlier text, until they have run again.
    public var staleCells: Set<Int> = []

    /// Creates a chapter.
    public init(document: Document, run: Run, verdicts: [Verdict]) {
      self.document = document
      self.run = run
      self.verdicts = verdicts
    }
  }

  /// A place that was renamed.
  public typealias Move = Book.Configuration.Move

  /// The book's title.
  public var title: String
  /// The subject, in one or two sentences.
  public var summary = ""
  /// The chapters in reading order; neighbors of the same part stand together on the overview.
  public var chapters: [Chapter]
  /// The compiler that checked the cells, such as `Swift 6.3.1`.
  public var toolchain = ""
  /// The address of the published site, such as `https://example.org/book`; empty where it is not known.
  public var address = ""
  /// The address of the source, such as `https://example.org/owner/book`; empty where it is not known.
  public var repository = ""
  /// The command with which readers start the tool.
  public var command = "swift run notebook"
  /// The public symbols of the book's modules, and their uses in the chapters.
  public var interface = Interface()
  /// The places that were renamed.
  public var moves: [Move] = []

  /// Creates a book.
  public init(title: String, chapters: [Chapter]) {
    self.title = title
    self.chapters = chapters
  }
}
