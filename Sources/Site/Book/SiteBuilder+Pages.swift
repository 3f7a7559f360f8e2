import Notebook

extension SiteBuilder {
  /// The frame around the content of a page.
  func frame(
    file: String, title: String, kind: String = "article", links: [HeadLinkView] = [], source: String? = nil,
    root: String = ""
  ) -> FrameView {
    let published = address(of: file)
    var links = links
    if baseAddress != nil { links.append(HeadLinkView(relation: "alternate", href: root + "feed.xml")) }
    return FrameView(
      headTitle: title == book.title ? title : "\(title) · \(book.title)", bookTitle: book.title, kind: kind,
      address: published, root: root, links: links, edit: source.flatMap { book.repositoryAddress("edit/main/\($0)") },
      report: source.flatMap { book.repositoryAddress("issues/new?title=\($0)") }, hasReference: !reference.isEmpty,
      wholeBook: hasWholeBook ? "print.html" : "index.html#page.whole", version: version)
  }

  /// True if the page with the whole book is certain to be there when a reader follows a link to it.
  ///
  /// A copy of a repository may hold the site without it, since it holds every chapter a second time; what is published
  /// or served was written as a whole.
  private var hasWholeBook: Bool { baseAddress != nil || version != nil }

  func chapter(at position: Int) -> ChapterView {
    let page = pages[position]
    let previous = position > 0 ? link(to: pages[position - 1]) : nil
    let next = position + 1 < pages.count ? link(to: pages[position + 1]) : nil
    var links: [HeadLinkView] = []
    if let previous { links.append(HeadLinkView(relation: "prev", href: previous.href)) }
    if let next { links.append(HeadLinkView(relation: "next", href: next.href)) }
    return ChapterView(
      frame: frame(
        file: page.file, title: page.title, links: links, source: chapters[position].outline.path),
      title: page.title, summary: page.summary.nonEmpty, trail: trail(of: page),
      contents: contents(of: page.headings), body: page.body, previous: previous, next: next)
  }

  /// The part and the chapter, below the list of contents.
  private func trail(of page: Page) -> [ChapterView.Step] {
    var trail = page.part.isEmpty ? [] : [ChapterView.Step(page.part)]
    if let number = page.spokenNumber {
      trail.append(ChapterView.Step("Chapter \(number)", isHere: true))
    }
    return trail
  }

  private func link(to page: Page) -> LinkView {
    LinkView(title: page.title, href: Address(file: page.file).text)
  }

  /// The headings of the page's two highest levels, the lower under the higher.
  func contents(of headings: [Page.Heading]) -> [ChapterView.Entry] {
    var entries: [(heading: Page.Heading, children: [LinkView])] = []
    let highest = headings.map(\.level).min() ?? 2
    for heading in headings where heading.level <= highest + 1 {
      if heading.level > highest, !entries.isEmpty {
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

  var index: IndexView {
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
      frame: frame(file: "index.html", title: book.title, kind: "website"), title: book.title,
      summary: book.summary.nonEmpty,
      parts: parts.map { IndexView.Part(title: $0.title.nonEmpty, chapters: $0.chapters) },
      learn: book.chapters.contains { !$0.document.exercises.isEmpty } ? "\(book.command) learn" : nil,
      whole: hasWholeBook ? nil : "\(book.command) build")
  }

  /// The whole book on one page, for paper and for searching with the browser.
  var print: PrintView {
    let bodies = chapters.mapSideBySide { $0.bodyAmongAll() }
    let chapters = zip(pages, bodies).map { page, body in
      PrintView.Chapter(
        id: "\(page.slug):", href: Address(fragment: "\(page.slug):").text, number: page.spokenNumber,
        title: page.title, summary: page.summary.nonEmpty, body: EscapedMarkup(html: body))
    }
    return PrintView(
      frame: frame(file: "print.html", title: "The whole book on one page"), title: book.title,
      summary: book.summary.nonEmpty, chapters: chapters)
  }

  var missing: MissingView {
    // The page appears at any address of the site, so that relative links would lead astray.
    MissingView(
      frame: frame(file: "404.html", title: "There is no such page", root: baseAddress ?? ""),
      title: "There is no such page", summary: "The address may be mistyped, or the page has a new name.")
  }
}

extension Page {
  /// The chapter's number as readers say it, `nil` for pages like the glossary.
  var spokenNumber: String? {
    Int(number).map(String.init)
  }
}
