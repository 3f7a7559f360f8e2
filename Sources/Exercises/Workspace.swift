internal import Foundation
public import Notebook

/// The learner's folder: a Swift file for each exercise that was started, a manifest for editors, the progress.
///
/// No test, hint or solution is ever written here, and no work is overwritten without a copy.
public struct Workspace: Equatable, Sendable {
  /// The folder.
  public let folder: String
  /// The book whose exercises are worked on.
  public let book: Book
  /// The words with which the learner starts the tool, such as `swift run notebook`.
  public let tool: String

  /// Names a workspace; nothing is created before an exercise is started.
  public init(folder: String, book: Book, tool: String) {
    self.folder = URL(fileURLWithPath: folder).standardizedFileURL.path
    self.book = book
    self.tool = tool
  }

  /// The path of an exercise's file.
  public func path(of entry: CatalogEntry) -> String {
    "\(folder)/\(AnswerFile(entry: entry, tool: tool).path)"
  }

  /// A path as the learner types it: relative where it is below the current folder.
  public static func shown(_ path: String) -> String {
    let current = FileManager.default.currentDirectoryPath + "/"
    return path.hasPrefix(current) ? String(path.dropFirst(current.count)) : path
  }

  /// The path of the file with the code that an exercise gives; `nil` where it gives none.
  public func givenPath(of entry: CatalogEntry) -> String? {
    let file = AnswerFile(entry: entry, tool: tool)
    return file.given.map { _ in "\(folder)/\(file.givenPath)" }
  }

  /// True if the exercise has a file.
  public func isStarted(_ entry: CatalogEntry) -> Bool { Files.exists(path(of: entry)) }

  /// The learner's file.
  public func answer(to entry: CatalogEntry) throws -> SourceText {
    let path = path(of: entry)
    guard Files.exists(path) else {
      throw ExerciseError(
        .notStarted, "\(entry.name) has no file yet: `\(tool) exercise start \(entry.name)` writes \(Self.shown(path))")
    }
    return SourceText(path: Self.shown(path), bytes: LearnerText.normalized(try Files.read(path)))
  }

  /// True if the exercise's file is as it was written at the start.
  public func isUntouched(_ entry: CatalogEntry) -> Bool {
    let bytes = try? Files.read(path(of: entry))
    return bytes.map(LearnerText.normalized) == Array(AnswerFile(entry: entry, tool: tool).text.utf8)
  }

  /// Writes an exercise's file, unless there is one.
  ///
  /// - Returns: True if a file was written.
  @discardableResult
  public func start(_ entry: CatalogEntry) throws(NotebookError) -> Bool {
    let isNew = !isStarted(entry)
    if isNew { try write(entry) }
    try writeManifest()
    return isNew
  }

  /// Writes an exercise's file as it was at the start.
  ///
  /// - Returns: The path of the copy that keeps the learner's work; `nil` where there was none to keep.
  public func reset(_ entry: CatalogEntry) throws(NotebookError) -> String? {
    let path = path(of: entry)
    var copy: String?
    if Files.exists(path), !isUntouched(entry) { copy = try keepCopy(of: path, suffix: "bak") }
    try write(entry)
    try writeManifest()
    return copy
  }

  /// Writes a file and takes it away again, to find out whether that is possible.
  public func probe() throws(NotebookError) {
    try Files.createFolder(folder)
    try Files.write("", to: folder + "/.probe")
    Files.remove(folder + "/.probe")
  }

  /// The exercise that was worked on last: the one whose file changed last.
  public func current(in catalog: Catalog) -> CatalogEntry? {
    catalog.entries.compactMap { entry in
      modified(path(of: entry)).map { (entry, $0) }
    }.max { $0.1 < $1.1 }?.0
  }

  private func modified(_ path: String) -> Date? {
    try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
  }

  /// Copies a file to the first free name `path.suffix-1`, `path.suffix-2` and so on.
  func keepCopy(of path: String, suffix: String) throws(NotebookError) -> String {
    let bytes = try Files.read(path)
    var number = 1
    while Files.exists("\(path).\(suffix)-\(number)") { number += 1 }
    try Files.write(bytes, to: "\(path).\(suffix)-\(number)")
    return "\(path).\(suffix)-\(number)"
  }

  private func write(_ entry: CatalogEntry) throws(NotebookError) {
    let file = AnswerFile(entry: entry, tool: tool)
    let path = path(of: entry)
    if let given = file.given {
      try Files.createFolder(folder + "/Given")
      try Files.write(given, to: "\(folder)/\(file.givenPath)")
    }
    try Files.createFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    try Files.write(file.text, to: path)
  }

  /// Writes the manifest for all files that are there; one without our first remark belongs to the learner.
  private func writeManifest() throws(NotebookError) {
    let path = folder + "/Package.swift"
    if Files.exists(path), !String(decoding: try Files.read(path), as: UTF8.self).contains(Manifest.remark) { return }
    let files = Files.tree(below: folder).filter { $0.hasSuffix(".swift") && !$0.hasPrefix("Given/") }
    // A chapter's folder in the workspace, or in a pack's folder.
    let answers = files.filter { $0.split(separator: "/").count == ($0.hasPrefix("Packs/") ? 4 : 2) }
    let manifest = Manifest(
      answers: answers, given: Files.names(in: folder + "/Given"), modules: book.configuration.modules,
      package: book.packagePath(from: folder))
    try Files.write(manifest.text, to: path)
  }
}

extension Book {
  /// The path of the package whose modules the answers import, relative where the workspace lies in it.
  fileprivate func packagePath(from workspace: String) -> (path: String, name: String) {
    let package = URL(fileURLWithPath: packageFolder).standardizedFileURL.path
    let name = package.split(separator: "/").last.map(String.init) ?? package
    guard workspace.hasPrefix(package + "/") else { return (package, name) }
    let depth = workspace.dropFirst(package.count).split(separator: "/").count
    return (Array(repeating: "..", count: depth).joined(separator: "/"), name)
  }
}
