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

/// A chapter's page, with what the rest of the site takes from the chapter.
struct WovenChapter: Sendable {
  /// The content for the page that holds the whole book.
  enum BodyAmongAll: Sendable {
    /// Made when it is asked for.
    case woven(by: Weaver)
    case kept(HTML)
  }

  let outline: ChapterOutline
  let page: Page
  fileprivate let amongAll: BodyAmongAll

  /// Takes a page that was kept.
  init(_ outline: ChapterOutline, page: Page, bodyAmongAll: HTML) {
    self.outline = outline
    self.page = page
    amongAll = .kept(bodyAmongAll)
  }

  /// Weaves a page.
  init(_ outline: ChapterOutline, _ chapter: PublishedBook.Chapter, in context: WeavingContext) {
    let weaver = Weaver(chapter, context: context)
    self.outline = outline
    page = Page(weaver)
    amongAll = .woven(by: weaver)
  }

  /// The content for the page that holds the whole book.
  func bodyAmongAll() -> HTML {
    switch amongAll {
    case .woven(let weaver): weaver.bodyAmongAll()
    case .kept(let html): html
    }
  }

  /// True if the page would be woven alike in another context.
  fileprivate func says(thatOf context: WeavingContext) -> Bool {
    guard case .woven(let weaver) = amongAll else { return false }
    return context.says(the: weaver.context, about: page.slug)
  }
}

/// Assembles a book's pages, its overview and the files that they need.
public struct SiteBuilder: Sendable {
  /// The book.
  public let book: PublishedBook
  /// The chapters' pages in reading order.
  public let pages: [Page]
  /// The chapters in reading order.
  let chapters: [WovenChapter]
  /// The pages of the reference, by module.
  let reference: [[APIPage]]
  /// Where symbols are explained and used.
  let symbols: SymbolPlaces
  /// Which state of the book the pages show, for pages that are reloaded while their author writes; `nil` for a site
  /// that is published.
  let version: String?

  /// Weaves every chapter.
  ///
  /// - Parameters:
  ///   - book: The chapters with what their cells did.
  ///   - formulas: The book's formulas, typeset.
  public init(book: PublishedBook, formulas: Formulas) {
    self.init(book: book, formulas: formulas, version: nil, after: nil)
  }

  /// Weaves the chapters that differ from those of an earlier state of the book.
  init(book: PublishedBook, formulas: Formulas, version: String?, after earlier: SiteBuilder?) {
    let modules = book.interface.moduleNames
    let found = book.interface.references
    let outlines = book.chapters.indices.map { index in
      ChapterOutline(
        book.chapters[index], references: found.indices.contains(index) ? found[index] : [], modules: modules)
    }
    var symbols = SymbolPlaces(of: book.interface, in: outlines)
    for (chapter, found) in zip(book.chapters, found) { symbols.add(found, in: chapter.document) }
    let known = Dictionary(
      (earlier.map { zip($0.book.chapters, $0.chapters) }.map(Array.init) ?? []).map { ($0.1.page.slug, $0) }
    ) { $1 }
    let facts = book.facts(for: outlines)
    let chapters = Array(outlines.indices).mapSideBySide { [symbols] index in
      var context = WeavingContext(formulas: formulas)
      context.facts = facts[index]
      context.symbols = symbols
      let chapter = book.chapters[index]
      if let (same, woven) = known[outlines[index].slug], same == chapter, woven.says(thatOf: context) { return woven }
      return WovenChapter(outlines[index], chapter, in: context)
    }
    self.init(book: book, chapters: chapters, symbols: symbols, version: version)
  }

  /// Assembles pages that are woven.
  init(book: PublishedBook, chapters: [WovenChapter], symbols: SymbolPlaces, version: String? = nil) {
    self.book = book
    self.chapters = chapters
    self.symbols = symbols
    self.version = version
    pages = chapters.map(\.page)
    reference = book.interface.modules.map(APIPage.pages)
  }

  /// The files of the site but for those that chapters link to, sorted by path; the same book gives the same bytes.
  public func files() throws(NotebookError) -> [SiteFile] {
    try files(with: try referenceFiles())
  }

  /// The pages about the book's modules.
  func referenceFiles() throws(NotebookError) -> [SiteFile] {
    let theme = try Theme()
    return referencePages.mapSideBySide { SiteFile($0.path, theme.render($0.view)) }
  }

  /// The files of the site but for those that chapters link to, with those about the book's modules.
  private func files(with reference: [SiteFile]) throws(NotebookError) -> [SiteFile] {
    let theme = try Theme()
    var parts: [@Sendable () -> [SiteFile]] = [
      { [SiteFile("print.html", theme.render(print))] },
      { [SiteFile("assets/search-index.js", SearchIndex.script(for: pages, reference: self.reference))] },
      { otherPages(in: theme) },
    ]
    for position in pages.indices { parts.append { chapterFiles(at: position, in: theme) } }
    var files = theme.assets.map { SiteFile("assets/\($0.name)", bytes: $0.bytes) }
    files += reference
    files += parts.mapSideBySide { $0() }.flatMap(\.self)
    if let feed, let sitemap {
      files.append(SiteFile("feed.xml", theme.render(feed)))
      files.append(SiteFile("sitemap.xml", theme.render(sitemap)))
    }
    files.sort { $0.path < $1.path }
    for (file, next) in zip(files, files.dropFirst()) where file.path == next.path {
      throw NotebookError(.bookInvalid, file.path, cause: "two pages or files of the site would have this name")
    }
    return files
  }

  /// A chapter's page, and the numbers behind its figures.
  private func chapterFiles(at position: Int, in theme: Theme) -> [SiteFile] {
    let page = pages[position]
    return [SiteFile(page.file, theme.render(chapter(at: position)))]
      + page.data.map { SiteFile("figures/\($0.name)", $0.csv) }
  }

  /// The pages around the chapters.
  private func otherPages(in theme: Theme) -> [SiteFile] {
    [
      SiteFile("index.html", theme.render(index)), SiteFile("checks.html", theme.render(checks)),
      SiteFile("404.html", theme.render(missing)),
    ] + movedPages.map { SiteFile($0.name, theme.render($0.view)) }
  }

  /// Writes the site in place of an older one; where anything fails, the older one stays as it is.
  ///
  /// - Parameters:
  ///   - directory: The site's folder.
  ///   - chaptersFolder: The folder of the files that chapters show or link to.
  ///   - reference: The pages about the book's modules, where they are known.
  /// - Returns: The output.
  @discardableResult
  func write(
    to directory: String, filesFrom chaptersFolder: String, reference: [SiteFile]? = nil
  ) throws(NotebookError) -> SiteFolder.State {
    try checkMoves()
    var files = if let reference { try files(with: reference) } else { try files() }
    for path in Set(pages.flatMap(\.linkedFiles)).sorted() where !files.contains(where: { $0.path == path }) {
      files.append(SiteFile(path, bytes: try SiteFolder.bytes(ofFile: "\(chaptersFolder)/\(path)")))
    }
    return try SiteFolder.replace(directory, with: files)
  }
}

extension PublishedBook {
  /// What the rest of the book adds to each chapter's page.
  func facts(for outlines: [ChapterOutline]) -> [PageFacts] {
    let citations = Citations(of: outlines)
    var facts = PageFacts(toolchain: toolchain, tool: command)
    facts.sourceAddress = repositoryAddress("blob/main/")
    facts.reportAddress = repositoryAddress("issues/new?title=")
    facts.slugs = outlines.map(\.slug)
    let formerAnchors = formerAnchors
    return outlines.map { outline in
      var own = facts
      own.citations = citations.places[outline.slug] ?? [:]
      own.formerAnchors = formerAnchors[outline.slug] ?? [:]
      return own
    }
  }
}
