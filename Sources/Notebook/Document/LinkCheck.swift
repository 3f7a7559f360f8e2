internal import Foundation

/// Checks that every link inside the book leads somewhere: the file exists, and the place in it.
struct LinkCheck {
  private let documents: [String: Document]
  private let book: Book
  private let anchors: [String: Set<String>]

  init(documents: [String: Document], book: Book) {
    self.documents = documents
    self.book = book
    anchors = documents.mapValues { $0.anchors }
  }

  func diagnostics(on document: Document) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var seen: [SourcePosition: [String: Int]] = [:]
    document.forEachLink { destination, position, _ in
      guard let problem = problem(with: destination, in: document) else { return }
      // The same destination may stand in a block more than once.
      let start = document.source.offset(of: position)
      let exact = document.source.offset(
        ofDestination: destination, from: seen[position]?[destination] ?? start, inBlockAt: start)
      if let exact, exact > start { seen[position, default: [:]][destination] = exact }
      let diagnostic = Diagnostic(
        .linkBroken, problem, in: document.source, at: exact.map(document.source.position) ?? position)
      // Links that refer to one definition are mended there, all at once.
      if !found.contains(diagnostic) { found.append(diagnostic) }
    }
    return found
  }

  private func problem(with destination: String, in document: Document) -> String? {
    if Document.Link.isExternal(destination) { return refusal(of: destination, in: document) }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map {
      $0.removingPercentEncoding ?? String($0)
    }
    let file = parts[0]
    let path = Self.path(of: file, from: document)
    if document.form == .chapter, !file.isEmpty, let reason = refusal(ofFile: file, at: path) { return reason }
    guard documents[path] != nil || Files.exists(book.absolute(path)) else {
      let names = book.chapters.map { String($0.split(separator: "/").last ?? "") }
      let help = Spelling.suggestion(for: file, among: names).map { "; did you mean `\($0)`?" } ?? ""
      return "the link leads to `\(file)`, and there is no such file\(help)"
    }
    guard parts.count == 2, let places = anchors[path] else { return nil }
    if places.contains(parts[1]) { return nil }
    let help = Spelling.suggestion(for: parts[1], among: places.sorted()).map { "; did you mean `#\($0)`?" } ?? ""
    return "the link leads to `#\(parts[1])`, and nothing there has this name\(help)"
  }

  /// The reason why a page would leave an address out: a package's own pages are no affair of the tool's.
  private func refusal(of destination: String, in document: Document) -> String? {
    let scheme = destination.prefix { $0 != ":" }.lowercased()
    if document.form == .page || Document.Link.schemes.contains(scheme) { return nil }
    return
      "a page leads to no address with `\(scheme):`, only to \(Document.Link.schemes.map { "`\($0):`" }.joined(separator: ", "))"
  }

  /// The reason why the site cannot hold a file that exists.
  private func refusal(ofFile file: String, at path: String) -> String? {
    if Files.isFolder(book.absolute(path)) {
      return "the link leads to the folder `\(file)`, and a page can lead only to a file: name one of its files"
    }
    let name = file.hasPrefix("./") ? String(file.dropFirst(2)) : file
    guard Files.exists(book.absolute(path)), !Document.Link.isInChapters(name) else { return nil }
    return
      "the link leads to `\(file)`, and the site holds only files below `Chapters`, on a path without `..` or hidden folders: put it there, or link to its address on the web"
  }

  /// The path of a file that a chapter names, by nothing itself; a slash in front means the book's folder.
  static func path(of file: some StringProtocol, from document: Document) -> String {
    let path = document.source.path
    if file.isEmpty { return path }
    var components = file.hasPrefix("/") ? [] : path.split(separator: "/").dropLast().map(String.init)
    for part in String(file).split(separator: "/").map(String.init) where part != "." {
      if part == ".." { _ = components.popLast() } else { components.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + components.joined(separator: "/")
  }
}

extension Document {
  /// The names that a link into this chapter can use: headings, cells, exercises, and all that has a number.
  public var anchors: Set<String> {
    var names = Set(cells.compactMap(\.options.id) + exercises.flatMap { [$0.id, $0.anchor] })
    names.formUnion(Numbering(of: self).allNames)
    forEachBlock { block in
      if case .heading(_, _, let anchor) = block.kind { names.insert(anchor) }
    }
    return names
  }

  /// The paths of the files that links lead to and pictures show, as far as they are not on the network.
  var linkedPaths: Set<String> {
    var paths: Set<String> = []
    for link in links where !link.isExternal {
      let file = link.destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)[0]
      paths.insert(LinkCheck.path(of: file.removingPercentEncoding ?? String(file), from: self))
    }
    return paths
  }

  /// A link or picture.
  public struct Link: Equatable, Sendable {
    /// Its destination, as written.
    public var destination: String
    /// The place of the block that it is in.
    public var position: SourcePosition

    /// True if it leads out of the book.
    public var isExternal: Bool { Self.isExternal(destination) }

    /// The schemes of the addresses that a page may lead to: no other can be followed without harm or surprise.
    package static let schemes = ["http", "https", "mailto"]

    /// True if a path names a file in the chapters' folder, which the site can hold, and no hidden one.
    package static func isInChapters(_ path: String) -> Bool {
      !path.isEmpty && !path.contains("\\") && !path.contains("\0")
        && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { component in
          !component.isEmpty && !component.hasPrefix(".")
        }
    }

    /// A destination with a scheme, such as `https:`, `mailto:` or DocC's `doc:`, is none of the book's files.
    static func isExternal(_ destination: String) -> Bool {
      destination.contains("://") || destination.prefixMatch(of: #/[A-Za-z][A-Za-z0-9+.\-]+:/#) != nil
    }
  }

  /// Every link and picture, in reading order.
  public var links: [Link] {
    var links: [Link] = []
    forEachLink { destination, position, _ in
      links.append(Link(destination: destination, position: position))
    }
    return links
  }

  /// Visits every link and picture with the place of its block; a link with its text, where that is plain.
  func forEachLink(_ body: (String, SourcePosition, String?) -> Void) {
    func visit(_ inlines: [Inline], at position: SourcePosition) {
      for inline in inlines {
        switch inline {
        case .link(let destination, _, let children):
          var text: String?
          if children.isEmpty { text = "" }
          if children.count == 1, case .text(let plain) = children[0] { text = plain }
          body(destination, position, text)
          visit(children, at: position)
        case .image(let path, _, _): if !isFigurePath(path) { body(path, position, nil) }
        case .emphasis(let children), .strong(let children), .strikethrough(let children): visit(children, at: position)
        default: break
        }
      }
    }
    forEachBlock { block in
      switch block.kind {
      case .paragraph(let inlines), .heading(_, let inlines, _): visit(inlines, at: block.position)
      case .table(let table):
        for cell in table.header + table.rows.flatMap({ $0 }) { visit(cell, at: block.position) }
      case .figure(let figure):
        if !isFigurePath(figure.path) { body(figure.path, block.position, nil) }
        visit(figure.caption, at: block.position)
      default: break
      }
    }
  }

  /// True if a path is that of a figure that some cell of this or another chapter draws: the parser and the judge speak of
  /// these files.
  func isFigurePath(_ path: String) -> Bool {
    path.hasPrefix("figures/\(number)-") || form == .chapter && path.wholeMatch(of: #/figures/[0-9]+-.*\.svg/#) != nil
  }

  /// Visits every block, those in lists, quotes and exercises included.
  func forEachBlock(_ body: (Block) -> Void) {
    func visit(_ blocks: [Block]) {
      for block in blocks {
        body(block)
        switch block.kind {
        case .quote(let children), .alert(_, let children), .footnote(_, let children): visit(children)
        case .list(_, let items): for item in items { visit(item.blocks) }
        default: break
        }
      }
    }
    visit(blocks)
    for exercise in exercises {
      visit(exercise.task)
      for hint in exercise.hints { visit(hint) }
      visit(exercise.after)
    }
    for quiz in quizzes { visit(quiz.question + quiz.options.flatMap(\.blocks) + quiz.after) }
  }
}
