internal import ArgumentParser
internal import Foundation
internal import Notebook

/// `notebook export`.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes a cell with all that it needs, or chapters, as programs for the compiler.",
    discussion: """
      Prints the command that compiles and runs what was written. Run so, a program prints each
      value with its line in the chapter, and each `expect` that fails.

      Example: notebook export 07#loss

      Example: notebook export --all programs
      """)

  @OptionGroup var options: BookOptions

  @Option(help: ArgumentHelp("Write the programs of all chapters into this folder.", valueName: "folder"))
  var all: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder for the program (default: this one).", valueName: "folder"))
  var output: String?

  @Flag(help: "Replace files that are there already.")
  var force = false

  @Argument(help: "A chapter or a cell, such as `07` or `07#loss`.")
  var target: String?

  func validate() throws {
    if (all == nil) == (target == nil) { throw ValidationError("name a chapter, a cell, or --all with a folder") }
    if all != nil, output != nil { throw ValidationError("--all names the folder itself: leave out --output") }
  }

  func run() async throws {
    let book = try options.open()
    let folder = all ?? output ?? "."
    let exports = try exports(from: book)
    let runner = try await Runner(book: book, jobs: options.jobs) { Terminal.complain("\($0) …\n") }
    for export in exports where !force && FileManager.default.fileExists(atPath: "\(folder)/\(export.name).swift") {
      throw NotebookError(
        .notWritable, "\(folder)/\(export.name).swift", cause: "It is there already: --force replaces it.")
    }
    try Files.createFolder(folder)
    try Files.write(runner.exportArguments, to: "\(folder)/\(Export.arguments)")
    for export in exports { try Files.write(export.text, to: "\(folder)/\(export.name).swift") }
    if folder != "." { print("cd '\(folder.replacing("'", with: "'\\''"))'") }
    for export in exports { print(export.command) }
  }

  private func exports(from book: Book) throws -> [Export] {
    let address = target.map { CellAddress($0) }
    let chapters = try book.chapters(matching: address.map { [$0.chapter] } ?? [])
    let documents = try Pipeline(book: book).parse(chapters)
    if let broken = documents.first(where: { !$0.isSound }) {
      print(broken.diagnostics.map(DiagnosticFormatter.text).joined(), terminator: "")
      throw ExitCode(1)
    }
    guard let id = address?.cell else { return documents.flatMap { $0.exports() } }
    return try documents.map { document in
      let cell = try document.cellIndex(named: id)
      guard let export = document.export(upTo: cell) else {
        throw NotebookError(.chapterNotFound, "\(document.slug)#\(id)", cause: "This cell is in no program of its own.")
      }
      return export
    }
  }
}
