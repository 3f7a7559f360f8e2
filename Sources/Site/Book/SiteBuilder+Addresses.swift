import Notebook

extension SiteBuilder {
  /// The published site's address with a final slash; `nil` where it is not known or not one of the web.
  var baseAddress: String? {
    guard let address = Address(book.address), address.text.hasPrefix("http") else { return nil }
    return address.text.hasSuffix("/") ? address.text : address.text + "/"
  }

  /// A page's published address.
  func address(of file: String) -> String? {
    baseAddress.map {
      $0
        + (file == "index.html"
          ? "" : file.split(separator: "/").map { Address(file: String($0)).text }.joined(separator: "/"))
    }
  }

  /// The chapters for feed readers; nothing has a date, since the same book must give the same file.
  var feed: FeedView? {
    guard let baseAddress else { return nil }
    return FeedView(title: book.title, address: baseAddress, summary: book.summary, entries: entries(of: pages))
  }

  /// All pages for search engines.
  var sitemap: SitemapView? {
    guard let baseAddress else { return nil }
    let index = FeedView.Entry(title: book.title, address: baseAddress, summary: book.summary)
    let explained = referencePages.compactMap { page in
      address(of: page.path).map { FeedView.Entry(title: page.view.title, address: $0, summary: "") }
    }
    return SitemapView(entries: [index] + entries(of: pages) + explained)
  }

  private func entries(of pages: [Page]) -> [FeedView.Entry] {
    pages.compactMap { page in
      address(of: page.file).map { FeedView.Entry(title: page.title, address: $0, summary: page.summary) }
    }
  }

  /// A page for each former file name; ids that were renamed on their page are marks there.
  var movedPages: [(name: String, view: MovedView)] {
    book.moves.filter { !$0.from.contains("#") }.compactMap { move in
      let parts = move.to.split(separator: "#", maxSplits: 1).map(String.init)
      guard let file = parts.first, Self.isFileName(move.from), Self.isFileName(file) else { return nil }
      let address = parts.count > 1 ? Address(file: file, fragment: parts[1]) : Address(file: file)
      return (move.from, MovedView(title: "This page has moved", href: address.text))
    }
  }

  /// A link that someone kept must not lead from one place that is gone to another.
  func checkMoves() throws(NotebookError) {
    for move in book.moves {
      let parts = move.to.split(separator: "#", maxSplits: 1).map(String.init)
      let position = pages.firstIndex { $0.file == parts.first }
      let isThere = position.map { position in
        parts.count < 2 || chapters[position].outline.anchors.contains(parts[1])
      }
      guard isThere != true else { continue }
      throw NotebookError(
        .bookInvalid, "Chapters/book.yml",
        cause:
          "`moves` leads from `\(move.from)` to `\(move.to)`, and there is no such \(position == nil ? "page" : "place")"
      )
    }
  }

  /// True if a name is that of a page beside the others.
  private static func isFileName(_ name: String) -> Bool {
    name.hasSuffix(".html") && !name.contains("/") && !name.hasPrefix(".")
  }
}

extension PublishedBook {
  /// A page of the source repository.
  func repositoryAddress(_ path: String) -> String? {
    guard let base = Address(repository), base.text.hasPrefix("https://") else { return nil }
    return Address("\(base.text)/\(path)")?.text
  }

  /// Former ids by page and by the id of today, for places that stayed on their page.
  var formerAnchors: [String: [String: [String]]] {
    var result: [String: [String: [String]]] = [:]
    for move in moves {
      let from = move.from.split(separator: "#", maxSplits: 1).map(String.init)
      let to = move.to.split(separator: "#", maxSplits: 1).map(String.init)
      guard from.count == 2, to.count == 2, from[0] == to[0], from[0].hasSuffix(".html") else { continue }
      result[String(from[0].dropLast(".html".count)), default: [:]][to[1], default: []].append(from[1])
    }
    return result
  }
}
