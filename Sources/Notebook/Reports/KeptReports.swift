internal import Foundation

/// Reports on chapters about which there was nothing to say, kept by everything that they depend on: where nothing
/// changed, a chapter passes again without being parsed.
///
/// Trouble with what is kept is never an error: at worst a chapter is checked again, and its programs have results of
/// their own.
public struct KeptReports {
  private struct Entry: Codable {
    var dependencies: Dependencies
    var key: Key
    var report: ChapterReport
  }

  /// The files beside a chapter that it is judged by, from the book's folder.
  fileprivate struct Dependencies: Codable {
    /// The figures that it places, the files that it includes.
    var shown: [String]
    /// Those that it links to.
    var linked: [String]
  }

  private struct Key: Equatable, Codable {
    /// A digest of what is checked and how, of the chapter, and of the content of the files that it shows.
    var content: String
    /// A digest of that and of the content of the files that it links to: they decide whether the links are right, and
    /// nothing else.
    var whole: String
  }

  private let book: Book
  private let folder: String
  private var base: Digest
  private var digests: [String: String] = [:]
  private var expected: [String: (dependencies: Dependencies, key: Key)] = [:]
  /// The keys of the reports that stand.
  private var standing: [String: Key] = [:]

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
      let source = try? book.bytes(of: chapter), entry.key == key(of: source, entry.dependencies)
    else { return nil }
    var report = entry.report
    for index in report.programs.indices { report.programs[index].isKept = true }
    standing[chapter] = entry.key
    return report
  }

  /// A digest of everything that a chapter's text and what its programs did depend on; `nil` where there is no report
  /// without a remark.
  public func key(of chapter: String) -> String? { standing[chapter]?.content }

  /// True if chapters that were just parsed are those of the reports that stand.
  public mutating func stands(for documents: [Document]) -> Bool {
    documents.allSatisfy { document in
      standing[document.source.path] == key(of: document.source.bytes, book.dependencies(of: document))
    }
  }

  /// Notes what chapters that were just parsed depend on: what is saved while they run makes them others.
  public mutating func expect(_ documents: [Document]) {
    for document in documents {
      let dependencies = book.dependencies(of: document)
      expected[document.source.path] = (dependencies, key(of: document.source.bytes, dependencies))
    }
  }

  /// Keeps the reports on those expected chapters with which there was nothing wrong.
  public mutating func keep(_ chapters: [CheckedChapter]) {
    for chapter in chapters {
      let report = ChapterReport(chapter)
      guard report.isPassed, report.allDiagnostics.isEmpty, let (dependencies, key) = expected[report.path] else {
        continue
      }
      standing[report.path] = key
      let entry = Entry(dependencies: dependencies, key: key, report: report)
      guard let bytes = try? JSONEncoder().encode(entry) else { continue }
      try? Files.createFolder(folder)
      try? Files.write(Array(bytes), to: path(of: report.path))
    }
  }

  private func path(of chapter: String) -> String {
    var digest = Digest()
    digest.add(chapter)
    return folder + "/" + digest.text
  }

  private mutating func key(of chapter: [UInt8], _ dependencies: Dependencies) -> Key {
    var digest = base
    digest.add(chapter)
    for path in dependencies.shown {
      digest.add(path)
      digest.add(content(of: path))
    }
    let content = digest.text
    for path in dependencies.linked {
      digest.add(path)
      digest.add(self.content(of: path))
    }
    return Key(content: content, whole: digest.text)
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
  /// The files beside a chapter that it is judged by, as they are written or from the book's folder.
  fileprivate func dependencies(of document: Document) -> KeptReports.Dependencies {
    var shown: Set<String> = []
    for cell in document.cells {
      shown.formUnion(cell.figures.map { "Chapters/" + $0.path })
      if case .include(let inclusion) = cell.options.mode { shown.insert(packageFolder + "/" + inclusion.path) }
    }
    return .init(shown: shown.sorted(), linked: document.linkedPaths.sorted())
  }
}
