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
    let outcome = try await Checking(book: book, isStrict: true, options: options, reports: reports).check(
      book.chapters)
    let folder = output ?? book.folder + "/site"
    guard outcome.totals.isPassed else {
      Terminal.complain("The site was not written: \(folder) is as it was.\n")
      throw ExitCode(1)
    }
    let runner = try await Runner(book: book, jobs: options.jobs, progress: reports.progress)
    let interface = try await runner.interface(of: outcome.chapters.map(\.document))
    let published = PublishedBook(
      book, chapters: outcome.chapters.map(PublishedBook.Chapter.init), toolchain: outcome.toolchain,
      interface: interface)
    if reports.format == .text { Terminal.clear() }
    let builder = SiteBuilder(book: published, formulas: outcome.formulas)
    try builder.write(to: folder, picturesFrom: book.folder + "/Chapters")
    if reports.format == .text { print("The site is ready: open \(folder)/index.html") }
  }
}
