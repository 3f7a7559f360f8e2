public import Notebook

/// An exercise together with the chapter that it stands in.
public struct CatalogEntry: Equatable, Sendable {
  /// The chapter.
  public var document: Document
  /// The exercise's index in the chapter.
  public var index: Int
  /// The pack that the chapter comes from; `nil` for the book's own.
  public var pack: String?

  /// Creates an entry.
  public init(document: Document, index: Int, pack: String? = nil) {
    self.document = document
    self.index = index
    self.pack = pack
  }

  /// The exercise.
  public var exercise: Exercise { document.exercises[index] }

  /// The name that commands take and progress records, such as `02#and-gate`, or `warm-up/01#half` from a pack.
  public var name: String { (pack.map { $0 + "/" } ?? "") + "\(document.number)#\(exercise.id)" }

  /// The chapter's slug, with the pack's name in front where it comes from one.
  public var chapter: String { (pack.map { $0 + "/" } ?? "") + document.slug }

  /// The heading, or the id where there is none.
  public var title: String { exercise.title.isEmpty ? exercise.id : exercise.title }

  /// The code of the chapter's cell, without empty lines at either end.
  func code(of cell: Int?) -> String {
    guard let cell, document.cells.indices.contains(cell) else { return "" }
    return document.cells[cell].code.trimmingEmptyLines
  }
}

/// All exercises of a book, in the book's order.
public struct Catalog: Equatable, Sendable {
  /// The exercises.
  public var entries: [CatalogEntry]

  /// Creates a catalog from chapters.
  public init(documents: [Document], pack: String? = nil) {
    entries = documents.flatMap { document in
      document.exercises.indices.map { CatalogEntry(document: document, index: $0, pack: pack) }
    }
  }

  /// Reads the chapters of a book and of packs; one with errors cannot be used, and is named.
  public static func read(
    _ book: Book, packs: [Pack] = []
  ) async throws(NotebookError) -> (catalog: Catalog, broken: [String]) {
    var catalog = Catalog(documents: [])
    var broken: [String] = []
    for (name, book) in [(nil, book)] + packs.map({ ($0.name, $0.book) }) {
      let documents = try await documents(of: book)
      catalog.entries += Catalog(documents: documents.filter(\.isSound), pack: name).entries
      broken += documents.filter { !$0.isSound }.map { (name.map { "\($0)/" } ?? "") + $0.source.path }
    }
    return (catalog, broken)
  }

  /// Parses a book's chapters, side by side.
  private static func documents(of book: Book) async throws(NotebookError) -> [Document] {
    var sources: [SourceText] = []
    for chapter in book.chapters { sources.append(try book.source(of: chapter)) }
    return await withTaskGroup(of: (Int, Document).self) { group in
      for (index, source) in sources.enumerated() {
        group.addTask { (index, Document(outlining: source)) }
      }
      return await group.reduce(into: [Int: Document]()) { $0[$1.0] = $1.1 }
    }.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The exercise that a learner's words name: `02#and-gate`, `2#and-gate`, `02-logic-gates#and-gate`, `and-gate`, or
  /// `warm-up/01#half` from a pack.
  public func entry(named word: String) throws(ExerciseError) -> CatalogEntry {
    let parts = word.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let id = parts.last ?? ""
    let found = entries.filter { entry in
      entry.exercise.id == id && (parts.count == 1 || entry.isInChapter(parts[0]))
    }
    if found.count > 1 {
      throw ExerciseError(
        .unknownName, "`\(word)` is in more than one chapter: write \(found.map(\.name).joined(separator: " or "))")
    }
    guard let entry = found.first else {
      if let first = entries.first(where: { $0.isInChapter(word) }) {
        throw ExerciseError(.unknownName, "`\(word)` is a chapter: name one of its exercises, such as `\(first.name)`")
      }
      let candidates = entries.map(parts.count == 1 ? \.exercise.id : \.name)
      let help = Spelling.suggestion(for: word, among: candidates).map { "did you mean `\($0)`?" }
      throw ExerciseError(
        .unknownName, "no exercise `\(word)`: \(help ?? "`exercise list` shows the names of all")")
    }
    return entry
  }

  /// The exercise that a learner begins with: the one that is named or, of a chapter, the first that is not done.
  public func start(named word: String, progress: LearningRecord) throws(ExerciseError) -> CatalogEntry {
    let chapter = entries.contains { $0.exercise.id == word } ? [] : entries.filter { $0.isInChapter(word) }
    guard let first = chapter.first else { return try entry(named: word) }
    return chapter.first { !progress.isDone($0.name) } ?? first
  }

  /// The exercises of one chapter, by its number, slug or file name.
  public func entries(ofChapter word: String) throws(ExerciseError) -> [CatalogEntry] {
    let found = entries.filter { $0.isInChapter(word) }
    if found.isEmpty { throw ExerciseError(.unknownName, "no chapter `\(word)` with exercises") }
    return found
  }

  /// The first exercise that is not done, looking first behind the one given.
  public func next(after entry: CatalogEntry? = nil, progress: LearningRecord) -> CatalogEntry? {
    let start = entry.flatMap { entry in entries.firstIndex { $0.name == entry.name } }.map { $0 + 1 } ?? 0
    return (entries[start...] + entries[..<start]).first { !progress.isDone($0.name) }
  }
}

extension CatalogEntry {
  /// True if a number, slug or file name means this chapter; those of a pack have its name in front.
  func isInChapter(_ word: String) -> Bool {
    if let pack {
      return word == pack || word.hasPrefix(pack + "/") && hasChapter(String(word.dropFirst(pack.count + 1)))
    }
    return hasChapter(word)
  }

  private func hasChapter(_ word: String) -> Bool {
    let name = word.hasSuffix(".md") ? String(word.dropLast(3)) : word
    return [document.number, document.slug].contains(name) || document.number == "0" + name
  }
}

/// Why an exercise's command cannot do what it is asked: the learner's words are told what to do instead.
public struct ExerciseError: Error, Equatable, Sendable {
  /// The kind of trouble.
  public enum Code: String, Equatable, Sendable {
    /// There is no such exercise or chapter.
    case unknownName
    /// The exercise has no file yet.
    case notStarted
    /// The solution is shown after a pass.
    case notPassed
    /// The command needs something that is not there.
    case notPossible
  }

  /// The kind of trouble.
  public var code: Code
  /// The error and the way out.
  public var message: String

  /// Creates an error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension String {
  /// The text without empty lines at either end; the last line ends with a newline.
  var trimmingEmptyLines: String {
    var lines = textLines[...]
    while let first = lines.first, first.allSatisfy(\.isWhitespace) { lines.removeFirst() }
    while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }
}
