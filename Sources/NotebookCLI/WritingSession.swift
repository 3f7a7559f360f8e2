internal import Foundation
internal import Notebook
internal import Site

/// A book that is shown while its author writes: what is saved is checked, and the pages follow.
actor WritingSession {
  nonisolated let site: LiveSite
  private let options: BookOptions
  private var book: Book
  private var chapters: [PublishedBook.Chapter]
  /// The chapters as they last ran, by path: what a half-written file shows in between must not cost their outputs.
  private var lastRuns: [String: PublishedBook.Chapter] = [:]
  private var formulas: Formulas
  private var toolchain: Toolchain?
  private var interface = Interface()
  private var watch: BookWatch

  /// Reads the book; nothing has run yet.
  init(options: BookOptions) async throws {
    self.options = options
    book = try options.open()
    watch = BookWatch(book)
    let documents = try Pipeline(book: book).parse(book.chapters)
    formulas = try await Formulas(typesetting: documents)
    chapters = documents.map { PublishedBook.Chapter(document: $0, run: Run(), verdicts: []) }
    site = try LiveSite(
      book: PublishedBook(book, chapters: chapters, toolchain: nil, interface: interface), formulas: formulas,
      filesFrom: book.folder + "/Chapters")
  }

  /// Checks everything, then what changes, until the task is cancelled.
  func follow() async throws {
    await attempt { try await self.check(self.chapters.map(\.document)) }
    while !Task.isCancelled {
      var watch = watch
      let paths = await watch.edits(of: book)
      self.watch = watch
      if !paths.isEmpty { await attempt { try await self.update(after: paths) } }
    }
  }

  /// The tool's own trouble must not end the session: the author mends it and saves again.
  private func attempt(_ body: () async throws -> Void) async {
    do {
      try await body()
    } catch let error as NotebookError {
      Terminal.clear()
      Terminal.complain("error: \(error.message)\n")
    } catch {
      Terminal.clear()
      Terminal.complain("error: \(error)\n")
    }
  }

  /// Shows the new text at once, then runs what it may have changed.
  private func update(after paths: [String]) async throws {
    book = try options.open()
    let documents = try Pipeline(book: book).parse(book.chapters)
    let touched = Set(try book.chapters(touchedBy: paths))
    formulas = try await Formulas(typesetting: documents)
    let known = Dictionary(chapters.enumerated().map { ($1.document.source.path, $0) }) { $1 }
    let (old, references) = (chapters, interface.references)
    interface.references = []
    chapters = []
    var rest: [Document] = []
    for document in documents {
      let index = known[document.source.path]
      let isSame = index.map { old[$0].document == document } ?? false
      // A name's place is that of the text that the compiler saw.
      interface.references.append(
        isSame ? index.flatMap { references.indices.contains($0) ? references[$0] : nil } ?? [] : [])
      if let index, isSame, !touched.contains(document.source.path) {
        chapters.append(old[index])
      } else {
        rest.append(document)
        chapters.append(
          index.map { (lastRuns[document.source.path] ?? old[$0]).changed(to: document) }
            ?? PublishedBook.Chapter(document: document, run: Run(), verdicts: []))
      }
    }
    await show()
    try await check(rest)
  }

  private func check(_ documents: [Document]) async throws {
    guard !documents.isEmpty else { return }
    let pipeline = Pipeline(
      book: book, isStrict: true, jobs: options.jobs, usesCache: !options.noCache, progress: Terminal.progress)
    let runner = try await pipeline.runner()
    let checked = try await pipeline.check(documents, by: runner)
    toolchain = runner.toolchain
    for chapter in checked { take(chapter) }
    await show()
    interface = try await runner.interface(
      of: chapters.map { $0.document.isSound ? $0.document : Document(prose: "") })
    Terminal.clear()
    await show()
  }

  /// Puts what a check found in the chapter's place.
  private func take(_ checked: CheckedChapter) {
    guard let index = chapters.firstIndex(where: { $0.document.source.path == checked.document.source.path }) else {
      return
    }
    let formulaProblems = formulas.diagnostics(for: checked.document)
    let diagnostics = checked.verification.allDiagnostics + formulaProblems
    Terminal.clear()
    print(diagnostics.map(DiagnosticFormatter.text).joined(), terminator: "")
    let mark =
      checked.verification.isPassed && formulaProblems.isEmpty
      ? Terminal.colored("✓", 32) : Terminal.colored("✗", 31)
    print("\(mark) \(checked.document.slug)")
    Terminal.flush()
    // A chapter that could not be read as one was not run: its old outputs stay, marked as old.
    if checked.document.isSound {
      chapters[index] = PublishedBook.Chapter(checked)
      lastRuns[checked.document.source.path] = chapters[index]
    }
    chapters[index].problems = (checked.verification.diagnostics + formulaProblems).filter { $0.severity == .error }
  }

  private func show() async {
    await site.show(
      PublishedBook(book, chapters: chapters, toolchain: toolchain, interface: interface), formulas: formulas)
  }
}
