public import Notebook

/// A chapter as it will be read: the document, what its cells did, and whether that is what the author wrote.
public struct Page: Equatable, Codable, Sendable {
  /// A heading of the page.
  public struct Heading: Equatable, Codable, Sendable {
    /// Its level, from 2.
    public var level: Int
    /// Its text.
    public var title: String
    /// The id that a link to it names.
    public var anchor: String
  }

  /// The chapter's file name without `.md`.
  public var slug: String
  /// The chapter's number as written in its file name; empty for a page like the glossary.
  public var number: String
  /// The heading.
  public var title: String
  /// One or two sentences.
  public var summary: String
  /// The part of the book.
  public var part: String
  /// The headings in order, exercises included.
  public var headings: [Heading]
  /// The content, everything from the chapter escaped.
  public var body: HTML
  /// The entries of the search.
  public var searchSections: [SearchSection]
  /// The files of numbers that the page links to.
  public var data: [FigureData]
  /// The files that the page shows or links to, relative to the chapters' folder.
  public var linkedFiles: [String]

  /// The name of the page's file.
  public var file: String { "\(slug).html" }

  /// Weaves a chapter; a pure function of its arguments.
  public init(
    weaving document: Document, run: Run, verdicts: [Verdict], in context: WeavingContext = WeavingContext()
  ) {
    self.init(Weaver(document: document, run: run, verdicts: verdicts, context: context))
  }

  init(_ chapter: PublishedBook.Chapter, in context: WeavingContext) {
    self.init(Weaver(chapter, context: context))
  }

  init(_ weaver: Weaver) {
    let document = weaver.document
    slug = document.slug
    number = document.number == document.slug ? "" : document.number
    title = Typography.refined(document.frontMatter.title)
    summary = Typography.refined(document.frontMatter.summary)
    part = document.frontMatter.part
    headings = document.blocks.flatMap { block -> [Heading] in
      switch block.kind {
      case .heading(let level, let inlines, let anchor):
        [Heading(level: level, title: weaver.text(of: inlines), anchor: anchor)]
      case .exercise(let index) where document.exercises.indices.contains(index):
        [Heading(level: 3, title: document.exercises[index].title, anchor: document.exercises[index].id)]
      default: []
      }
    }
    body = weaver.body()
    searchSections = weaver.searchSections()
    data = weaver.figureData()
    linkedFiles = document.linkedFiles
  }
}

extension Document {
  /// The files beside the chapter that its page shows or links to, each once, in order.
  var linkedFiles: [String] {
    var known: Set<String> = []
    return allBlocks.flatMap { block -> [String] in
      if case .figure(let reference) = block.kind, reference.cell == nil { return [reference.path] }
      return block.inlines.flatMap(\.self).flatMap(\.flattened).compactMap { inline in
        switch inline {
        case .image(let source, _, _): source
        case .link(let destination, _, _): destination
        default: nil
        }
      }
    }.compactMap { source in
      guard case .file(let path) = Destination(source), known.insert(path).inserted else { return nil }
      return path
    }
  }
}
