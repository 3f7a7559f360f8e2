public import Notebook

/// A book to publish: its chapters in order, each with what its cells did.
public struct PublishedBook: Equatable, Sendable {
  /// A chapter that was parsed, run and verified.
  public struct Chapter: Equatable, Sendable {
    /// The parsed chapter.
    public var document: Document
    /// What its cells did.
    public var run: Run
    /// Whether that is what the author wrote.
    public var verdicts: [Verdict]

    /// Creates a chapter.
    public init(document: Document, run: Run, verdicts: [Verdict]) {
      self.document = document
      self.run = run
      self.verdicts = verdicts
    }
  }

  /// The book's title.
  public var title: String
  /// What it is about, in one or two sentences.
  public var summary: String
  /// The chapters in reading order; neighbours of the same part stand together on the overview.
  public var chapters: [Chapter]
  /// The compiler that checked the cells, such as `Swift 6.3.1`.
  public var toolchain: String
  /// Where the site is published, such as `https://example.org/book/`; empty where that is not known.
  public var address: String

  /// Creates a book.
  public init(
    title: String, summary: String = "", chapters: [Chapter], toolchain: String = "", address: String = ""
  ) {
    self.title = title
    self.summary = summary
    self.chapters = chapters
    self.toolchain = toolchain
    self.address = address
  }
}
