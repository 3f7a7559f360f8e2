package import Notebook

/// A site in the making, with the parts of the last one that are still true.
///
/// Each part is kept by everything that it depends on: a chapter's ``ChapterOutline`` by the key of its report; its page
/// by that and by its ``PageFacts``; the pages about the modules by the settings and the sections that use their symbols;
/// what was written by all keys, the settings and the linked files.
package struct Edition: Sendable {
  private struct PageKey: Encodable {
    var chapter: String
    var facts: PageFacts
  }

  private struct KeptPage: Codable, Sendable {
    var page: Page
    var bodyAmongAll: HTML
  }

  private struct ReferenceKey: Encodable {
    var settings: [[String]]
    var modules: [String]
    var sections: [String]
    var uses: [String: [Citations.Place]]
  }

  private struct SiteKey: Encodable {
    var folder: String
    var settings: [[String]]
    var chapters: [[String]]
    var linkedFiles: [[String]]
  }

  private var book: PublishedBook
  private let paths: [String]
  private let keys: [String: String]
  private let values: KeptValues
  private let usesKept: Bool
  private let order: [String: Int]
  private var outlines: [String: ChapterOutline] = [:]
  private var kept: [String: KeptPage] = [:]
  private var fresh: [String: PublishedBook.Chapter] = [:]
  private var references: [String: [SymbolReference]] = [:]

  /// The parts of a site that tools like this one kept.
  package static func values(of book: Book, by runner: Runner) throws(NotebookError) -> KeptValues {
    KeptValues("site", of: book, base: try runner.valueBase() + [Theme.identity])
  }

  /// True if the rest of the site can do without a chapter itself.
  package static func knows(_ chapter: String, by key: String, in values: KeptValues) -> Bool {
    (values.value("outline \(chapter)", for: key) as ChapterOutline?) != nil
  }

  /// - Parameters:
  ///   - book: The book, without its chapters; of its interface no more than the digest is needed.
  ///   - chapters: The paths of the chapters, in order.
  ///   - modules: The names of the modules that may be explained, in order.
  ///   - keys: Everything that each chapter's report depends on; nothing is kept of a chapter without a key.
  ///   - values: What was kept.
  ///   - usesKept: Whether parts of the last site are taken.
  package init(
    _ book: PublishedBook, chapters: [String], modules: [String], keys: [String: String], values: KeptValues,
    usesKept: Bool
  ) {
    self.book = book
    paths = chapters
    self.keys = keys
    self.values = values
    self.usesKept = usesKept
    order = Dictionary(modules.enumerated().map { ($1, $0) }) { first, _ in first }
    guard usesKept else { return }
    for (path, key) in keys { outlines[path] = values.value("outline \(path)", for: key) }
  }

  // MARK: Chapters

  /// The chapters of which nothing is known.
  package var unknownChapters: [String] { paths.filter { outlines[$0] == nil } }

  /// Takes chapters, in the order of the references in their interface.
  package mutating func add(_ chapters: [PublishedBook.Chapter], _ interface: Interface) {
    let known = Set(book.interface.modules.map(\.name))
    book.interface.modules += interface.modules.filter { !known.contains($0.name) }
    book.interface.modules.sort { (order[$0.name] ?? 0) < (order[$1.name] ?? 0) }
    let modules = interface.moduleNames
    for (chapter, found) in zip(chapters, interface.references) {
      let path = chapter.document.source.path
      fresh[path] = chapter
      references[path] = found
      guard outlines[path] == nil else { continue }
      let outline = ChapterOutline(chapter, references: found, modules: modules)
      outlines[path] = outline
      if let key = keys[path] { values.keep(outline, as: "outline \(path)", for: key) }
    }
  }

  /// Finds the pages that are still true, and names the chapters that are missing: those that must be woven, and for
  /// each module that is explained because a chapter uses it one such chapter.
  package mutating func missingChapters() -> [String] {
    let pageKeys = pageKeys
    let found = (usesKept ? paths : []).mapSideBySide { [values] path -> (String, KeptPage)? in
      guard let key = pageKeys[path], let page: KeptPage = values.value("page \(path)", for: key) else { return nil }
      return (path, page)
    }
    for case (let path, let page)? in found { kept[path] = page }
    var missing = Set(paths.filter { kept[$0] == nil && fresh[$0] == nil })
    let known = book.interface.modules.map(\.name)
    for module in Set(outlines.values.flatMap(\.modules)).subtracting(known).sorted() {
      let users = paths.filter { outlines[$0]?.modules.contains(module) == true }
      if let first = users.first, missing.isDisjoint(with: users) { missing.insert(first) }
    }
    return paths.filter(missing.contains)
  }

  /// The keys of all pages of chapters that have one.
  private var pageKeys: [String: PageKey] {
    var result: [String: PageKey] = [:]
    for (path, facts) in zip(paths, facts) {
      if let key = keys[path] { result[path] = PageKey(chapter: key, facts: facts) }
    }
    return result
  }

  private var facts: [PageFacts] { book.facts(for: paths.compactMap { outlines[$0] }) }

  // MARK: The site

  /// True if a folder holds this very site.
  package func isWritten(to folder: String, linkedFiles: (String) -> String) -> Bool {
    guard usesKept, let key = siteKey(folder, linkedFiles),
      let state: SiteFolder.State = values.value("folder", for: key)
    else { return false }
    return SiteFolder.state(of: folder) == state
  }

  /// Weaves what is not kept, and writes the site in place of an older one.
  package func write(
    to folder: String, filesFrom chaptersFolder: String, formulas: Formulas, linkedFiles: (String) -> String
  ) throws(NotebookError) {
    var symbols = SymbolPlaces(of: book.interface, in: paths.compactMap { outlines[$0] })
    for (path, chapter) in fresh { symbols.add(references[path] ?? [], in: chapter.document) }
    let facts = Dictionary(uniqueKeysWithValues: zip(paths, facts))
    let pageKeys = pageKeys
    let chapters = paths.mapSideBySide { [symbols, outlines, kept, fresh, values] path -> WovenChapter? in
      guard let outline = outlines[path], let facts = facts[path] else { return nil }
      if let kept = kept[path] { return WovenChapter(outline, page: kept.page, bodyAmongAll: kept.bodyAmongAll) }
      guard let chapter = fresh[path] else { return nil }
      var context = WeavingContext(formulas: formulas)
      context.facts = facts
      context.symbols = symbols
      let woven = WovenChapter(outline, chapter, in: context)
      let page = KeptPage(page: woven.page, bodyAmongAll: woven.bodyAmongAll())
      if let key = pageKeys[path] { values.keep(page, as: "page \(path)", for: key) }
      return WovenChapter(outline, page: page.page, bodyAmongAll: page.bodyAmongAll)
    }
    let key = siteKey(folder, linkedFiles)
    let builder = SiteBuilder(book: book, chapters: chapters.compactMap(\.self), symbols: symbols)
    let state = try builder.write(
      to: folder, filesFrom: chaptersFolder, reference: try referenceFiles(of: builder))
    if let key { values.keep(state, as: "folder", for: key) }
    values.keepOnly(["folder", "reference"] + paths.flatMap { ["outline \($0)", "page \($0)"] })
  }

  /// The pages about the modules, woven only if they are not kept.
  private func referenceFiles(of builder: SiteBuilder) throws(NotebookError) -> [SiteFile] {
    let key = ReferenceKey(
      settings: book.settings, modules: book.interface.modules.map(\.name), sections: builder.symbols.sections,
      uses: builder.symbols.uses)
    if usesKept, let kept: [[String]] = values.value("reference", for: key) {
      return kept.map { SiteFile($0[0], $0[1]) }
    }
    let files = try builder.referenceFiles()
    values.keep(files.map { [$0.path, String(decoding: $0.bytes, as: UTF8.self)] }, as: "reference", for: key)
    return files
  }

  /// Everything that the bytes of the site depend on; `nil` where a chapter's are not known.
  private func siteKey(_ folder: String, _ linkedFiles: (String) -> String) -> SiteKey? {
    var key = SiteKey(folder: folder, settings: book.settings, chapters: [], linkedFiles: [])
    for path in paths {
      guard let chapter = keys[path], let outline = outlines[path] else { return nil }
      key.chapters.append([path, chapter])
      key.linkedFiles += outline.linkedFiles.map { [$0, linkedFiles($0)] }
    }
    return key
  }
}

extension PublishedBook {
  /// What the book's settings and the compiler add to the site.
  fileprivate var settings: [[String]] {
    [[title, summary, toolchain, address, repository, command, interface.digest]] + moves.map { [$0.from, $0.to] }
  }
}

extension Interface {
  /// An interface of which no more than the digest of its sources is known yet.
  package static func known(by digest: String) -> Interface {
    var interface = Interface()
    interface.digest = digest
    return interface
  }
}
