public import Notebook

/// A file of the site.
public struct SiteFile: Equatable, Sendable {
  /// The path inside the site, with `/` between components.
  public var path: String
  /// The content.
  public var bytes: [UInt8]

  init(_ path: String, _ text: String) {
    self.path = path
    bytes = Array(text.utf8)
  }

  init(_ path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// Assembles a book's pages, its overview and the files that they need.
public struct SiteBuilder: Sendable {
  /// The book.
  public let book: PublishedBook
  /// The chapters' pages in reading order.
  public let pages: [Page]

  /// Weaves every chapter.
  ///
  /// - Parameters:
  ///   - book: The chapters with what their cells did.
  ///   - formulas: The book's formulas, typeset.
  public init(book: PublishedBook, formulas: Formulas) {
    self.book = book
    let context = WeavingContext(formulas: formulas, toolchain: book.toolchain)
    pages = book.chapters.map { chapter in
      Page(weaving: chapter.document, run: chapter.run, verdicts: chapter.verdicts, in: context)
    }
  }

  /// The files of the site but for the pictures, sorted by path; the same book gives the same bytes.
  public func files() throws(NotebookError) -> [SiteFile] {
    let theme = try Theme()
    var files = theme.assets.map { SiteFile("assets/\($0.name)", bytes: $0.bytes) }
    files.append(SiteFile("index.html", theme.render(index)))
    for position in pages.indices {
      files.append(SiteFile(pages[position].file, theme.render(chapter(at: position))))
      files += pages[position].data.map { SiteFile("figures/\($0.name)", $0.csv) }
    }
    return files.sorted { $0.path < $1.path }
  }

  /// Writes the site in place of an older one; where anything fails, the older one stays as it is.
  ///
  /// - Parameters:
  ///   - directory: The site's folder.
  ///   - chaptersFolder: Where the pictures are that chapters show.
  public func write(to directory: String, picturesFrom chaptersFolder: String) throws(NotebookError) {
    var files = try files()
    for path in Set(pages.flatMap(\.pictures)).sorted() where !files.contains(where: { $0.path == path }) {
      files.append(SiteFile(path, bytes: try SiteFolder.bytes(ofFile: "\(chaptersFolder)/\(path)")))
    }
    try SiteFolder.replace(directory, with: files)
  }
}

extension SiteBuilder {
  private func chapter(at position: Int) -> ChapterView {
    let page = pages[position]
    let previous = position > 0 ? link(to: pages[position - 1]) : nil
    let next = position + 1 < pages.count ? link(to: pages[position + 1]) : nil
    var links: [HeadLinkView] = []
    if let previous { links.append(HeadLinkView(relation: "prev", href: previous.href)) }
    if let next { links.append(HeadLinkView(relation: "next", href: next.href)) }
    return ChapterView(
      headTitle: "\(page.title) · \(book.title)", bookTitle: book.title, title: page.title,
      summary: page.summary.nonEmpty, part: page.part.nonEmpty, number: page.spokenNumber, links: links,
      contents: contents(of: page), body: EscapedMarkup(html: page.body), previous: previous, next: next)
  }

  private func link(to page: Page) -> LinkView {
    LinkView(title: page.title, href: Address(file: page.file).text)
  }

  /// The headings of levels 2 and 3, the latter under the former.
  private func contents(of page: Page) -> [ChapterView.Entry] {
    var entries: [(heading: Page.Heading, children: [LinkView])] = []
    for heading in page.headings where heading.level <= 3 {
      if heading.level == 3, !entries.isEmpty {
        entries[entries.count - 1].children.append(
          LinkView(title: heading.title, href: Address(fragment: heading.anchor).text))
      } else {
        entries.append((heading, []))
      }
    }
    return entries.map { heading, children in
      ChapterView.Entry(title: heading.title, href: Address(fragment: heading.anchor).text, children: children)
    }
  }

  private var index: IndexView {
    var parts: [(title: String, chapters: [IndexView.Chapter])] = []
    for page in pages {
      let chapter = IndexView.Chapter(
        number: page.spokenNumber, title: page.title, href: Address(file: page.file).text,
        summary: page.summary.nonEmpty)
      if parts.last?.title == page.part {
        parts[parts.count - 1].chapters.append(chapter)
      } else {
        parts.append((page.part, [chapter]))
      }
    }
    return IndexView(
      headTitle: book.title, bookTitle: book.title, title: book.title, summary: book.summary.nonEmpty, links: [],
      parts: parts.map { IndexView.Part(title: $0.title.nonEmpty, chapters: $0.chapters) })
  }
}

extension Page {
  /// The chapter's number as readers say it, `nil` for pages like the glossary.
  var spokenNumber: String? {
    Int(number).map(String.init)
  }
}
