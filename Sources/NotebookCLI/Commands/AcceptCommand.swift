internal import ArgumentParser
internal import Notebook

/// `notebook accept`.
struct AcceptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Writes what the code says into chapters: values, output and figures that differ.",
    discussion: """
      A number within its tolerance is left alone; one that must change keeps its decimals. Nothing else is touched.
      Errors in code, exercises, claimed ranges and the places of figures stay for you to mend.

      Example: notebook accept 02#and-line --dry-run
      """)

  @OptionGroup var options: BookOptions

  @OptionGroup(title: "Files of a package") var package: PackageOptions

  @Flag(help: "Print the changes, write nothing.")
  var dryRun = false

  @Argument(help: "Chapters or cells, such as `02` or `02#and-line` (default: all).")
  var chapters: [String] = []

  func run() async throws {
    let targets = chapters.map { CellAddress($0) }
    let (book, names) = try package.open(targets.map(\.chapter), options)
    let pipeline = Pipeline(
      book: book, jobs: options.jobs, usesCache: !options.noCache, progress: Terminal.progress)
    let checked = try await pipeline.check(names)
    Terminal.clear()
    var isRefused = false
    for chapter in checked {
      let problems = chapter.document.diagnostics.filter { $0.severity == .error }
      if !chapter.document.isSound {
        print(problems.map(DiagnosticFormatter.text).joined(), terminator: "")
        isRefused = true
        continue
      }
      let refusals = try accept(chapter, targets, in: book)
      print(refusals.map(DiagnosticFormatter.text).joined(), terminator: "")
      if !refusals.isEmpty { isRefused = true }
    }
    if isRefused { throw ExitCode(1) }
  }

  /// Accepts what a chapter's code says; what cannot be written, or did not run, is handed back at its place in the file as
  /// it then is.
  private func accept(
    _ chapter: CheckedChapter, _ targets: [CellAddress], in book: Book
  ) throws -> [Diagnostic] {
    let mine = try targets.filter { try book.chapters(matching: [$0.chapter]) == [chapter.document.source.path] }
    var cells: Set<Int>?
    if mine.contains(where: { $0.cell != nil }), mine.allSatisfy({ $0.cell != nil }) {
      cells = Set(try mine.compactMap(\.cell).map { try chapter.document.cellIndex(named: $0) })
    }
    let acceptance = Acceptor.acceptance(of: chapter.document, chapter.run, cells: cells)
    let refusals = acceptance.refusals + chapter.verification.unrun
    if acceptance.isEmpty { return refusals }
    if dryRun {
      print(acceptance.diff, terminator: "")
      return refusals
    }
    try acceptance.write(to: book)
    print(
      "\(chapter.document.source.path): \(TextReport.plural(acceptance.hunks.count, "value")) and \(TextReport.plural(acceptance.figures.count, "figure")) written"
    )
    return acceptance.moved(refusals)
  }
}

/// `02#and-line`: a chapter, and perhaps one of its cells.
struct CellAddress {
  var chapter: String
  var cell: String?

  init(_ text: String) {
    let parts = text.split(separator: "#", maxSplits: 1).map(String.init)
    chapter = parts.first ?? ""
    cell = parts.count > 1 ? parts[1] : nil
  }
}

extension Document {
  /// The index of the cell with this id, or an error that names it.
  func cellIndex(named id: String) throws(NotebookError) -> Int {
    guard let cell = cell(named: id) else {
      throw NotebookError(.chapterNotFound, "\(slug)#\(id)", cause: "The chapter has no cell with this id.")
    }
    return cell
  }
}
