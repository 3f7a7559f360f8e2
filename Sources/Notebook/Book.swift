internal import Foundation
internal import Yams

/// A folder with chapters: what the tool works on.
public struct Book: Equatable, Sendable {
  /// The settings in `Chapters/book.yml`.
  public struct Configuration: Equatable, Sendable {
    /// The book's title; one that has none is called a notebook.
    public var title = "Notebook"
    /// A line under the title.
    public var subtitle = ""
    /// The book's authors, as one line.
    public var author = ""
    /// The book's subject, in a sentence or two.
    public var summary = ""
    /// The address of the published site, without a final slash; empty where it has none.
    public var address = ""
    /// The address of the source repository.
    public var repository = ""
    /// The command with which readers of the pages start the tool.
    public var command = "swift run notebook"
    /// The modules that cells may import beside the tool's own.
    public var modules: [String] = []
    /// The folder of the package that builds these modules, relative to the book.
    public var package = "."
    /// The Swift that the cells are written in.
    public var language = Language()
    /// The pages and places that were renamed: links from elsewhere still name them as they were.
    public var moves: [Move] = []
    /// The parts with their chapters' slugs, in order.
    public var parts: [Part] = []

    /// A place that links from elsewhere may still name by a former address.
    public struct Move: Equatable, Sendable {
      /// The former page, such as `02-gates.html`, or place, such as `02-logic-gates.html#and`.
      public var from: String
      /// Its present place, in the same form.
      public var to: String

      /// Creates a move.
      public init(from: String, to: String) {
        self.from = from
        self.to = to
      }
    }

    /// A part of the book.
    public struct Part: Equatable, Sendable {
      /// The part's title.
      public var title: String
      /// The slugs of its chapters, in order.
      public var chapters: [String]

      /// Creates a part.
      public init(title: String, chapters: [String]) {
        self.title = title
        self.chapters = chapters
      }
    }

    /// Creates a configuration that says nothing.
    public init() {}
  }

  /// The book's folder.
  public var folder: String
  /// The settings in `book.yml`.
  public var configuration: Configuration
  /// The paths of the chapters, relative to the folder, in the book's order.
  public var chapters: [String]

  /// The kind of the files: a book's chapters, or pages of a package.
  public var form = Document.Form.chapter
  /// The texts of chapters that are taken from elsewhere than their files.
  private var unsaved: [String: [UInt8]] = [:]
  /// The folder of the book that lends its modules, where it is another one: a pack has none of its own.
  private var host: String?
  /// The tool's own folder, where it is not the book's usual one.
  var scratch: String?

  /// The folder for compiled modules and scratch folders.
  var cacheFolder: String { scratch ?? (host ?? folder) + "/.build/notebook" }
  /// The store of programs' results.
  var resultsFolder: String { cacheFolder + "/results" }
  /// The package whose modules the cells import.
  package var packageFolder: String {
    let folder = host ?? folder
    if configuration.package.hasPrefix("/") { return configuration.package }
    return configuration.package == "." ? folder : folder + "/" + configuration.package
  }

  /// The same chapters with the modules of another book.
  public func hosted(by book: Book) -> Book {
    var hosted = self
    hosted.host = book.host ?? book.folder
    hosted.configuration.modules = book.configuration.modules
    hosted.configuration.package = book.configuration.package
    hosted.configuration.language = book.configuration.language
    return hosted
  }

  /// Opens the book in a folder: its chapters are the Markdown files in `Chapters`.
  public init(folder: String) throws(NotebookError) {
    let url = URL(fileURLWithPath: folder).standardizedFileURL
    self.folder = url.path
    let chaptersFolder = url.path + "/Chapters"
    guard Files.isFolder(chaptersFolder) else { throw NotebookError(.bookNotFound, folder) }
    configuration = Configuration()
    let names = Files.names(in: chaptersFolder).filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }
    let file = chaptersFolder + "/book.yml"
    if Files.exists(file) {
      configuration = try Self.read(file)
    }
    let listed = configuration.parts.flatMap(\.chapters).map { $0 + ".md" }
    if let missing = listed.first(where: { !names.contains($0) }) {
      throw NotebookError(
        .bookInvalid, "Chapters/book.yml",
        cause: "it names the chapter `\(missing.dropLast(3))`, and there is no file `\(missing)`")
    }
    let rest = names.filter { !listed.contains($0) }
    chapters = (listed + rest).map { "Chapters/" + $0 }
  }

  /// Throws away what the tool keeps for this book between runs.
  public func clean() throws(NotebookError) {
    guard Files.exists(cacheFolder) else { return }
    do {
      try FileManager.default.removeItem(atPath: cacheFolder)
    } catch {
      throw NotebookError(.notWritable, cacheFolder, cause: error.localizedDescription)
    }
  }

  private static func read(_ path: String) throws(NotebookError) -> Configuration {
    let text = String(decoding: try Files.read(path), as: UTF8.self)
    func invalid(_ cause: String) -> NotebookError { NotebookError(.bookInvalid, "Chapters/book.yml", cause: cause) }
    let node: Yams.Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch {
      throw invalid("it is no YAML: \(error)")
    }
    guard let mapping = node?.mapping else { throw invalid("it has no `key: value` lines") }
    // One name needs no brackets.
    func names(_ value: Yams.Node) -> [String] {
      value.sequence == nil
        ? [value.string].compactMap { $0?.isEmpty == false ? $0 : nil } : value.array().compactMap(\.string)
    }
    var configuration = Configuration()
    for (key, value) in mapping {
      switch key.string ?? "" {
      case "title": configuration.title = value.string ?? configuration.title
      case "subtitle": configuration.subtitle = value.string ?? ""
      case "author": configuration.author = value.string ?? ""
      case "summary": configuration.summary = value.string ?? ""
      case "address": configuration.address = value.string ?? ""
      case "repository": configuration.repository = value.string ?? ""
      case "command": configuration.command = value.string ?? configuration.command
      case "package": configuration.package = value.string ?? "."
      case "modules": configuration.modules = names(value)
      case "swift-language-mode":
        guard let mode = value.string, Language.modes.contains(mode) else {
          throw invalid("`swift-language-mode` is \(Language.modes.joined(separator: " or "))")
        }
        configuration.language.mode = mode
      case "upcoming-features": configuration.language.features = names(value)
      case "moves":
        guard let moves = value.mapping else {
          throw invalid("`moves` has lines of the form `old.html#place: new.html#place`")
        }
        configuration.moves = moves.map { Configuration.Move(from: $0.key.string ?? "", to: $0.value.string ?? "") }
      case "parts":
        for part in value.array() {
          guard let title = part["title"]?.string, let chapters = part["chapters"]?.array() else {
            throw invalid("each of `parts` has a `title` and `chapters`")
          }
          configuration.parts.append(Configuration.Part(title: title, chapters: chapters.compactMap(\.string)))
        }
      case let name:
        let known = [
          "title", "subtitle", "author", "summary", "address", "repository", "command", "package", "modules",
          "swift-language-mode", "upcoming-features", "moves", "parts",
        ]
        let help = Spelling.suggestion(for: name, among: known).map { "; did you mean `\($0)`?" } ?? ""
        throw invalid("line \(key.mark?.line ?? 1): `\(name)` is not one of its keys\(help)")
      }
    }
    return configuration
  }

  /// The chapters that an author's words name: `02`, `02-logic-gates`, a file name or a path; all, if there are none.
  public func chapters(matching words: [String]) throws(NotebookError) -> [String] {
    if words.isEmpty { return chapters }
    if form == .page { return chapters.filter(words.map(path(ofPage:)).contains) }
    var result: [String] = []
    for word in words {
      let name = word.split(separator: "/").last.map(String.init) ?? word
      let found = chapters.filter { path in
        let file = path.dropFirst("Chapters/".count)
        return file == name || file == name + ".md" || file.hasPrefix(name + "-") || file.hasPrefix("0" + name + "-")
      }
      guard let first = found.first else {
        let slugs = chapters.map { String($0.dropFirst("Chapters/".count).dropLast(3)) }
        let help =
          Spelling.suggestion(for: name, among: slugs).map { "Did you mean `\($0)`?" }
          ?? "The book has: \(slugs.joined(separator: ", "))."
          + (word.hasSuffix(".md") ? " To check a file that is no chapter, name a package with --package." : "")
        throw NotebookError(.chapterNotFound, word, cause: help)
      }
      if !result.contains(first) { result.append(first) }
    }
    return chapters.filter(result.contains)
  }

  /// Reads a chapter.
  public func source(of chapter: String) throws(NotebookError) -> SourceText {
    SourceText(path: chapter, bytes: try bytes(of: chapter))
  }

  /// The bytes of a chapter.
  func bytes(of chapter: String) throws(NotebookError) -> [UInt8] {
    if let text = unsaved[chapter] { return text }
    return try Files.read(absolute(chapter))
  }

  /// Takes a text for a chapter's, such as what an editor holds and has not saved; the file may not exist yet.
  ///
  /// - Returns: The chapter's path.
  public mutating func take(_ bytes: [UInt8], as path: String) throws(NotebookError) -> String {
    var chapter = self.path(ofPage: path)
    if form == .chapter {
      chapter = "Chapters/" + (path.split(separator: "/").last.map(String.init) ?? path)
      let places = [path, absolute(path)].map { URL(fileURLWithPath: $0).standardizedFileURL.path }
      guard places.contains(absolute(chapter)), chapter.hasSuffix(".md") else {
        throw NotebookError(.chapterNotFound, path, cause: "A chapter is a Markdown file in \(folder)/Chapters.")
      }
    }
    if !chapters.contains(chapter) { chapters.append(chapter) }
    unsaved[chapter] = bytes
    return chapter
  }
}
