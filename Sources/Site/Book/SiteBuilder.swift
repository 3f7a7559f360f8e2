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
  /// The pages of the reference, by module.
  let reference: [[APIPage]]
  /// What the weaver was told.
  let context: WeavingContext
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
    self.book = book
    self.version = version
    var context = WeavingContext(formulas: formulas, toolchain: book.toolchain, tool: book.command)
    context.citations = Citations(of: book.chapters.map(\.document))
    context.formerAnchors = book.formerAnchors
    context.libraryDigest = String(book.interface.digest.prefix(12))
    context.symbols = SymbolPlaces(of: book.interface, in: book.chapters.map(\.document))
    context.sourceAddress = book.repositoryAddress("blob/main/")
    context.reportAddress = book.repositoryAddress("issues/new?title=")
    self.context = context
    reference = book.interface.modules.map(APIPage.pages)
    let known = Dictionary(
      (earlier.map { zip($0.book.chapters, $0.pages) }.map(Array.init) ?? []).map { ($0.1.slug, $0) }
    ) { $1 }
    pages = book.chapters.map { chapter in
      if let earlier, let (same, page) = known[chapter.document.slug], same == chapter,
        context.says(the: earlier.context, about: page.slug)
      {
        return page
      }
      return Page(chapter, in: context)
    }
  }

  /// The files of the site but for the pictures, sorted by path; the same book gives the same bytes.
  public func files() throws(NotebookError) -> [SiteFile] {
    let theme = try Theme()
    var files = theme.assets.map { SiteFile("assets/\($0.name)", bytes: $0.bytes) }
    files.append(SiteFile("assets/search-index.js", SearchIndex.script(for: pages, reference: reference)))
    files.append(SiteFile("index.html", theme.render(index)))
    files.append(SiteFile("checks.html", theme.render(checks)))
    files.append(SiteFile("print.html", theme.render(print)))
    files.append(SiteFile("404.html", theme.render(missing)))
    for position in pages.indices {
      files.append(SiteFile(pages[position].file, theme.render(chapter(at: position))))
      files += pages[position].data.map { SiteFile("figures/\($0.name)", $0.csv) }
    }
    files += referencePages.map { SiteFile($0.path, theme.render($0.view)) }
    for (name, view) in movedPages {
      files.append(SiteFile(name, theme.render(view)))
    }
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

  /// Writes the site in place of an older one; where anything fails, the older one stays as it is.
  ///
  /// - Parameters:
  ///   - directory: The site's folder.
  ///   - chaptersFolder: Where the pictures are that chapters show.
  public func write(to directory: String, picturesFrom chaptersFolder: String) throws(NotebookError) {
    try checkMoves()
    var files = try files()
    for path in Set(pages.flatMap(\.pictures)).sorted() where !files.contains(where: { $0.path == path }) {
      files.append(SiteFile(path, bytes: try SiteFolder.bytes(ofFile: "\(chaptersFolder)/\(path)")))
    }
    try SiteFolder.replace(directory, with: files)
  }
}
