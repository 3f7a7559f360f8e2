import Notebook

extension SiteBuilder {
  /// The pages about the book's modules, with their paths.
  var referencePages: [(path: String, view: ChapterView)] {
    guard !reference.isEmpty else { return [] }
    let pages = reference.flatMap { module in
      let weaver = weaver(for: module)
      return module.filter { !$0.entries.isEmpty }.mapSideBySide { page in (page.file, view(of: page, with: weaver)) }
    }
    return [("\(SymbolPlaces.Place.folder)/index.html", referenceIndex)] + pages
  }

  /// One of these pages, by its path.
  func referencePage(_ path: String) -> ChapterView? {
    if path == "\(SymbolPlaces.Place.folder)/index.html" { return reference.isEmpty ? nil : referenceIndex }
    for module in reference {
      if let page = module.first(where: { $0.file == path && !$0.entries.isEmpty }) {
        return view(of: page, with: weaver(for: module))
      }
    }
    return nil
  }

  private func weaver(for module: [APIPage]) -> APIWeaver {
    APIWeaver(pages: module, places: symbols) { path in
      book.repositoryAddress("blob/main/\(path)")
    }
  }

  private func view(of page: APIPage, with weaver: APIWeaver) -> ChapterView {
    let isModule = page.subject == nil
    let title = isModule ? "Functions of \(page.title)" : page.title
    let summary = page.subject.map { DocComment($0.symbol.comment).abstract.plainText.nonEmpty } ?? nil
    return ChapterView(
      frame: frame(file: page.file, title: title, root: "../"), title: title,
      summary: summary ?? "What the module \(page.module) declares outside of its types.",
      trail: [ChapterView.Step("The library", href: "index.html"), ChapterView.Step(page.module)],
      contents: contents(of: APIWeaver.headings(of: page)), body: weaver.body(of: page))
  }

  /// All modules with their types and functions by what they are about.
  private var referenceIndex: ChapterView {
    let title = "The library"
    var headings: [Page.Heading] = []
    var body = HTML.empty
    for module in reference {
      let name = module.first?.module ?? ""
      let weaver = weaver(for: module)
      headings.append(Page.Heading(level: 2, title: name, anchor: name))
      body = body + HTML(.h2, .id(name)) { name }
      for (topic, entries) in Self.topics(of: module) {
        let anchor = "\(name).\(topic)"
        headings.append(Page.Heading(level: 3, title: topic, anchor: anchor))
        body = body + HTML(.h3, .id(anchor)) { topic } + weaver.list(of: entries, address: \.neighbourAddress)
      }
    }
    let summary = "What the code of this book is built on, from its doc comments, with the sections that use it."
    return ChapterView(
      frame: frame(file: "\(SymbolPlaces.Place.folder)/index.html", title: title, root: "../"), title: title,
      summary: summary, contents: contents(of: headings), body: body)
  }

  /// A module's types and functions, by the folder of their sources.
  private static func topics(of module: [APIPage]) -> [(topic: String, entries: [APIPage.Entry])] {
    let entries = module.flatMap { page in
      page.subject.map { $0.symbol.path.count == 1 ? [$0] : [] } ?? page.entries
    }
    return Dictionary(grouping: entries) { $0.symbol.topic.nonEmpty ?? "General" }
      .sorted { $0.key < $1.key }
      .map { ($0.key, $0.value.sorted { $0.symbol.spokenPath < $1.symbol.spokenPath }) }
  }
}
