public import Notebook

/// A site that is shown while its author writes: pages are made when they are asked for, from the book's last state.
public actor LiveSite {
  private var builder: SiteBuilder
  private var version = 0
  /// The state in which each chapter's page last changed.
  private var changes: [String: Int] = [:]
  private let theme: Theme
  private let script: [UInt8]
  private let chaptersFolder: String

  /// - Parameters:
  ///   - book: The book's first state.
  ///   - formulas: Its formulas, typeset.
  ///   - chaptersFolder: The folder of the files that chapters show or link to.
  public init(book: PublishedBook, formulas: Formulas, filesFrom chaptersFolder: String) throws(NotebookError) {
    theme = try Theme()
    script = try Theme.bytes(of: "live.js")
    self.chaptersFolder = chaptersFolder
    builder = SiteBuilder(book: book, formulas: formulas, version: "0", after: nil)
  }

  /// Shows another state of the book; the pages of chapters that are the same are not woven again.
  ///
  /// - Returns: The files of the pages that differ.
  @discardableResult
  public func show(_ book: PublishedBook, formulas: Formulas) -> [String] {
    let next = SiteBuilder(book: book, formulas: formulas, version: String(version + 1), after: builder)
    let known = Set(builder.pages.map(\.file))
    let changed = zip(next.pages, next.book.chapters).filter { page, chapter in
      !known.contains(page.file) || !zip(builder.pages, builder.book.chapters).contains { $0 == page && $1 == chapter }
    }.map(\.0.file)
    let isSame = changed.isEmpty && next.pages.map(\.file) == builder.pages.map(\.file)
    guard !isSame || next.book.interface != builder.book.interface else { return [] }
    version += 1
    builder = next
    for file in changed { changes[file] = version }
    return changed
  }

  /// True if a page has changed since a state of the book; pages that are no chapters change with any of them.
  func hasChanged(_ page: String, since state: Int) -> Bool {
    if builder.pages.contains(where: { $0.file == page }) { return (changes[page] ?? 0) > state }
    return version > state
  }

  /// The content of a file, by its path in the site; `nil` where there is none.
  func file(_ path: String) -> [UInt8]? {
    switch path {
    case "live/live.js": return script
    case "assets/search-index.js":
      return Array(SearchIndex.script(for: builder.pages, reference: builder.reference).utf8)
    case "index.html": return Array(theme.render(builder.index).utf8)
    case "checks.html": return Array(theme.render(builder.checks).utf8)
    case "print.html": return Array(theme.render(builder.print).utf8)
    default: break
    }
    if let asset = theme.assets.first(where: { "assets/\($0.name)" == path }) { return asset.bytes }
    if let position = builder.pages.firstIndex(where: { $0.file == path }) {
      return Array(theme.render(builder.chapter(at: position)).utf8)
    }
    if let data = builder.pages.lazy.flatMap(\.data).first(where: { "figures/\($0.name)" == path }) {
      return Array(data.csv.utf8)
    }
    if builder.pages.contains(where: { $0.linkedFiles.contains(path) }) {
      return try? SiteFolder.bytes(ofFile: "\(chaptersFolder)/\(path)")
    }
    if let page = builder.referencePage(path) { return Array(theme.render(page).utf8) }
    if let moved = builder.movedPages.first(where: { $0.name == path }) { return Array(theme.render(moved.view).utf8) }
    return nil
  }

  /// The page for an address that leads nowhere.
  func missing() -> [UInt8] {
    Array(theme.render(builder.missing).utf8)
  }
}
