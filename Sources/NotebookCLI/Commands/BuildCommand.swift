internal import ArgumentParser
internal import Notebook
internal import Site

/// `notebook build`.
struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Checks the whole book and writes its site.",
    discussion: """
      The site is written beside the old one and renamed: a book with anything wrong leaves the old site as it was.

      Example: notebook build --output site
      """)

  @OptionGroup var options: BookOptions

  @OptionGroup(title: "Reports") var reports: ReportOptions

  @Option(name: .shortAndLong, help: "The site's folder (default: `site` in the book's folder).")
  var output: String?

  func run() async throws {
    let book = try options.open()
    let checking = Checking(book: book, isStrict: true, options: options, reports: reports)
    let runner = try await checking.runner()
    var kept = checking.keptReports(by: runner)
    let values = try Edition.values(of: book, by: runner)
    let outcome = try await checking.check(book.chapters, by: runner, &kept) { Edition.knows($0, by: $1, in: values) }
    let folder = output ?? book.folder + "/site"
    guard outcome.totals.isPassed else {
      Terminal.complain("The site was not written: \(folder) is as it was.\n")
      throw ExitCode(1)
    }
    try await write(book, to: folder, after: outcome, checking, runner, &kept, values)
    if reports.format == .text {
      Terminal.clear()
      print("The site is ready: open \(folder)/index.html")
    }
  }

  /// Writes the site, unless the folder holds it already.
  private func write(
    _ book: Book, to folder: String, after outcome: Checking.Outcome, _ checking: Checking, _ runner: Runner,
    _ kept: inout KeptReports, _ values: KeptValues
  ) async throws {
    var keys: [String: String] = [:]
    for chapter in book.chapters { keys[chapter] = kept.key(of: chapter) }
    let published = PublishedBook(
      book, chapters: [], toolchain: runner.toolchain, interface: .known(by: try runner.commentedSources()))
    var edition = Edition(
      published, chapters: book.chapters, modules: runner.documentedModules, keys: keys, values: values,
      usesKept: checking.usesKept)
    if edition.isWritten(to: folder, linkedFiles: { kept.content(of: "Chapters/\($0)") }) { return }

    let checked = Dictionary(outcome.chapters.map { ($0.document.source.path, $0) }) { $1 }
    var formulas = outcome.formulas
    /// Adds chapters, those that were not checked just now as well.
    func add(_ chapters: [String]) async throws {
      let (others, more) = try await checking.again(chapters.filter { checked[$0] == nil }, by: runner, &kept)
      formulas.formUnion(more)
      let found = chapters.compactMap { checked[$0] } + others
      let interface = try await runner.interface(of: found.map(\.document))
      edition.add(found.map(PublishedBook.Chapter.init), interface)
    }
    try await add(edition.unknownChapters)
    let missing = edition.missingChapters()
    if !missing.isEmpty { try await add(missing) }
    try edition.write(to: folder, filesFrom: book.folder + "/Chapters", formulas: formulas) { file in
      kept.content(of: "Chapters/\(file)")
    }
  }
}
