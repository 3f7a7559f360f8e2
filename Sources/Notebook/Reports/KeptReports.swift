internal import Foundation

/// Reports on chapters about which there was nothing to say, kept by everything that they depend on: where nothing
/// changed, a chapter passes again without being parsed.
///
/// Trouble with what is kept is never an error: at worst a chapter is checked again, and its programs have results of
/// their own.
public struct KeptReports {
  private struct Entry: Codable {
    /// The paths of the files that the chapter names and is judged by, from the book's folder.
    var paths: [String]
    /// A digest of what is checked and how, and of the content of these files.
    var key: String
    var report: ChapterReport
  }

  private let book: Book
  private let folder: String
  private var base: Digest
  private var digests: [String: String] = [:]
  private var expected: [String: (paths: [String], key: String)] = [:]
  /// The keys of the reports that stand.
  private var standing: [String: String] = [:]

  /// Opens the reports that a tool like this one kept of a book.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - runner: What would run the chapters' programs.
  ///   - way: What else makes one check another than the next, such as its strictness.
  public init(book: Book, runner: Runner, way: String) {
    self.book = book
    folder = book.cacheFolder + "/reports"
    base = Digest()
    base.add(way)
    base.add(runner.key)
    // The parts, and in a book of pages nothing, are said outside of the chapters.
    base.add((try? Files.read(book.folder + "/Chapters/book.yml")) ?? [])
  }

  /// What was reported on a chapter, if it would be reported again.
  public mutating func report(on chapter: String) -> ChapterReport? {
    guard let bytes = try? Files.read(path(of: chapter)),
      let entry = try? JSONDecoder().decode(Entry.self, from: Data(bytes)),
      let source = try? book.bytes(of: chapter), entry.key == key(of: source, entry.paths)
    else { return nil }
    var report = entry.report
    for index in report.programs.indices { report.programs[index].isKept = true }
    standing[chapter] = entry.key
    return report
  }

  /// A digest of everything that decides what a chapter's programs did and whether that is right; `nil` where there is
  /// no report without a remark.
  public func key(of chapter: String) -> String? { standing[chapter] }

  /// Whether chapters that were just parsed are those of the reports that stand.
  public mutating func stands(for documents: [Document]) -> Bool {
    documents.allSatisfy { document in
      standing[document.source.path] == key(of: document.source.bytes, book.dependencies(of: document))
    }
  }

  /// Notes what chapters that were just parsed depend on: what is saved while they run makes them others.
  public mutating func expect(_ documents: [Document]) {
    for document in documents {
      let paths = book.dependencies(of: document)
      expected[document.source.path] = (paths, key(of: document.source.bytes, paths))
    }
  }

  /// Keeps the reports on those expected chapters with which there was nothing wrong.
  public mutating func keep(_ chapters: [CheckedChapter]) {
    for chapter in chapters {
      let report = ChapterReport(chapter)
      guard report.isPassed, report.allDiagnostics.isEmpty, let (paths, key) = expected[report.path] else { continue }
      standing[report.path] = key
      guard let bytes = try? JSONEncoder().encode(Entry(paths: paths, key: key, report: report)) else { continue }
      try? Files.createFolder(folder)
      try? Files.write(Array(bytes), to: path(of: report.path))
    }
  }

  private func path(of chapter: String) -> String {
    var digest = Digest()
    digest.add(chapter)
    return folder + "/" + digest.text
  }

  private mutating func key(of chapter: [UInt8], _ paths: [String]) -> String {
    var digest = base
    digest.add(chapter)
    for path in paths {
      digest.add(path)
      digest.add(content(of: path))
    }
    return digest.text
  }

  /// A digest of a file, by its path from the book's folder; many chapters link to the same one.
  public mutating func content(of path: String) -> String {
    if let known = digests[path] { return known }
    var digest = Digest()
    let full = book.absolute(path)
    if let bytes = try? Files.read(full) {
      digest.add(bytes)
    } else {
      digest.add(Files.exists(full) ? "folder" : "none")
    }
    digests[path] = digest.text
    return digest.text
  }
}

extension Book {
  /// The files beside a chapter that it is judged by, as they are written or from the book's folder: those that it
  /// links to, the figures that it places, the files that it includes.
  fileprivate func dependencies(of document: Document) -> [String] {
    var paths = document.linkedPaths
    for cell in document.cells {
      paths.formUnion(cell.figures.map { "Chapters/" + $0.path })
      if case .include(let inclusion) = cell.options.mode { paths.insert(packageFolder + "/" + inclusion.path) }
    }
    return paths.sorted()
  }
}
