public import Notebook

/// Chapters with exercises that somebody else wrote, beside the book's own.
///
/// A pack is a folder with `Chapters`, as a book is. Its answers import what the book imports.
public struct Pack: Equatable, Sendable {
  /// The name before the slash in `warm-up/01#half`.
  public let name: String
  /// The pack's chapters, with the modules of the book that it is used with.
  public let book: Book

  /// What every pack's name looks like: nothing that could lead out of a folder.
  public static func isName(_ text: String) -> Bool {
    text.wholeMatch(of: #/[a-z][a-z0-9-]{0,31}/#) != nil
  }

  /// Opens the pack in a folder.
  ///
  /// - Parameters:
  ///   - folder: The pack's folder.
  ///   - name: The pack's name.
  ///   - host: The book that it is used with.
  public init(folder: String, name: String, host: Book) throws(NotebookError) {
    self.name = name
    let book = try Book(folder: folder)
    let unknown = book.configuration.modules.filter { !host.configuration.modules.contains($0) }
    if let module = unknown.first {
      let known = host.configuration.modules.joined(separator: ", ")
      throw NotebookError(
        .bookInvalid, "Chapters/book.yml",
        cause: "it wants the module `\(module)`, and the book that it is used with has: \(known)")
    }
    self.book = book.hosted(by: host)
  }

  /// The reason why a pack is unfit for use, found without running it; `nil` if there is none.
  public func damage() async throws(NotebookError) -> String? {
    var exercises = 0
    for chapter in book.chapters {
      let document = Document(outlining: try book.source(of: chapter))
      if let error = document.diagnostics.first(where: { $0.severity == .error }) {
        return DiagnosticFormatter.text(of: error)
      }
      exercises += document.exercises.count
    }
    return exercises == 0 ? "none of its chapters has an exercise" : nil
  }
}

/// The packs that are installed beside a book, in its folder `Packs`.
public struct PackShelf: Sendable {
  private let book: Book
  /// The folder that holds them.
  public let folder: String

  /// The packs of a book.
  public init(book: Book) {
    self.book = book
    folder = book.folder + "/Packs"
  }

  /// The installed packs by name, and a sentence for each that cannot be used.
  public func packs() -> (usable: [Pack], notices: [String]) {
    var usable: [Pack] = []
    var notices: [String] = []
    for name in Files.names(in: folder) where Pack.isName(name) && Files.isFolder("\(folder)/\(name)") {
      do {
        usable.append(try Pack(folder: "\(folder)/\(name)", name: name, host: book))
      } catch {
        notices.append("the pack `\(name)` is left out: \(error.message)")
      }
    }
    return (usable, notices)
  }

  /// Copies a pack's chapters here from a folder or a `.tar.gz` file; nothing is changed unless all of it is sound.
  ///
  /// - Parameters:
  ///   - path: The folder or the file.
  ///   - replaces: Whether a pack of this name gives way.
  public func install(_ path: String, replaces: Bool) async throws -> Pack {
    try Files.createFolder(folder)
    let work = "\(folder)/.new-\(UInt32.random(in: 0...UInt32.max))"
    defer { Files.remove(work) }
    let source: String
    if Files.isFolder(path) {
      source = path
    } else {
      source = try await PackArchive(path: path).unpack(into: work + "/unpacked")
    }
    let content = try PackContent(folder: source)
    if Files.exists("\(folder)/\(content.name)"), !replaces {
      throw ExerciseError(
        .notPossible, "the pack `\(content.name)` is installed already: `--replace` takes the new one")
    }
    try content.copy(to: work + "/pack")
    let pack = try Pack(folder: work + "/pack", name: content.name, host: book)
    if let damage = try await pack.damage() {
      throw ExerciseError(.notPossible, "the pack `\(content.name)` is not installed: \(damage)")
    }
    let target = "\(folder)/\(content.name)"
    if Files.exists(target) { try Files.move(target, to: work + "/old") }
    try Files.move(work + "/pack", to: target)
    return try Pack(folder: target, name: content.name, host: book)
  }

  /// Takes an installed pack away; answers to it and what was passed stay.
  public func remove(_ name: String) throws {
    guard Pack.isName(name), Files.isFolder("\(folder)/\(name)") else {
      let names = packs().usable.map(\.name)
      let help = names.isEmpty ? "none is installed" : "installed are: \(names.joined(separator: ", "))"
      throw ExerciseError(.unknownName, "no pack `\(name)`: \(help)")
    }
    Files.remove("\(folder)/\(name)")
  }
}
