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
    var published = published(book, outcome)
    published.interface = try await Runner(book: book, jobs: options.jobs, progress: Terminal.progress).interface(
      of: outcome.chapters.map(\.document))
    Terminal.clear()
    let builder = SiteBuilder(book: published, formulas: outcome.formulas)
    try builder.write(to: folder, picturesFrom: book.folder + "/Chapters")
    if reports.format == .text { print("The site is ready: open \(folder)/index.html") }
  }

  private func published(_ book: Book, _ outcome: Checking.Outcome) -> PublishedBook {
    let chapters = outcome.chapters.map {
      PublishedBook.Chapter(document: $0.document, run: $0.run, verdicts: $0.verification.verdicts)
    }
    var published = PublishedBook(title: book.configuration.title, chapters: chapters)
    published.summary = book.configuration.summary
    published.address = book.configuration.address
    published.repository = book.configuration.repository
    published.toolchain = "Swift \(outcome.toolchain.version)"
    return published
  }
}
