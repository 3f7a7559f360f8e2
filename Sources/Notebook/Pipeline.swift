internal import Synchronization

/// A chapter on its way through the stages.
public struct CheckedChapter: Equatable, Sendable {
  /// The parsed chapter.
  public var document: Document
  /// The outcome.
  public var run: Run
  /// The verdict on everything that its author wrote.
  public var verification: Verification
}

/// The way from Markdown to verdicts: parse, tangle, run, verify; weaving follows in `Site`.
public struct Pipeline: Sendable {
  /// The book.
  public let book: Book
  /// True if output that nothing checks and warnings fail.
  public var isStrict: Bool
  /// The number of compilers and programs side by side; `nil` for one on each core.
  public var jobs: Int?
  /// True if results of unchanged programs are taken from the last run.
  public var usesCache: Bool
  /// True if slow cells run although nothing changed.
  public var rerunsSlowCells = false
  /// True if numbers in running text that nothing compares are told.
  public var lintsProse = false
  /// True if every program runs twice, nothing is kept, and what differs is wrong.
  public var runsTwice = false
  /// Told what takes a while.
  public var progress: @Sendable (String) -> Void

  /// Creates a pipeline for a book.
  public init(
    book: Book, isStrict: Bool = false, jobs: Int? = nil, usesCache: Bool = true,
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.book = book
    self.isStrict = isStrict
    self.jobs = jobs
    self.usesCache = usesCache
    self.progress = progress
  }

  /// Parses chapters, and checks the links between them and the rest of the book.
  public func parse(_ chapters: [String]) throws(NotebookError) -> [Document] {
    let documents = try parsed(chapters) { chapter throws(NotebookError) in try parse(chapter) }
    // A link is judged by what it leads to.
    var linked: Set<String> = []
    for document in documents.values { linked.formUnion(document.linkedPaths) }
    let others = book.chapters.filter { linked.contains($0) && documents[$0] == nil }
    let outlines = try parsed(others) { chapter throws(NotebookError) in
      Document(outlining: try book.source(of: chapter), as: book.form)
    }
    let targets = documents.merging(outlines) { $1 }
    let links = LinkCheck(documents: targets, book: book)
    let numbers = LinkNumbers(documents: targets)
    return chapters.compactMap { chapter in
      guard var document = documents[chapter].map(numbers.numbered) else { return nil }
      document.diagnostics += links.diagnostics(on: document)
      if lintsProse { document.diagnostics += ProseLint.diagnostics(on: document, isStrict: isStrict) }
      document.diagnostics = DiagnosticFormatter.sorted(document.diagnostics)
      return document
    }
  }

  /// Parses chapters side by side.
  private func parsed(
    _ chapters: [String], by parse: @Sendable (String) throws(NotebookError) -> Document
  ) throws(NotebookError) -> [String: Document] {
    let results = chapters.mapSideBySide { chapter in Result { () throws(NotebookError) in try parse(chapter) } }
    var documents: [String: Document] = [:]
    for (chapter, result) in zip(chapters, results) { documents[chapter] = try result.get() }
    return documents
  }

  /// Parses one chapter, with what it takes from other files.
  private func parse(_ chapter: String) throws(NotebookError) -> Document {
    var document = Document(parsing: try book.source(of: chapter), as: book.form)
    document.figureFiles = book.figureFiles(of: document)
    document.regions = book.regions(of: document)
    if let part = book.part(of: document.slug) { document.frontMatter.part = part }
    return document
  }

  /// Finds the compiler and builds the modules that cells import.
  public func runner() async throws(NotebookError) -> Runner {
    try await Runner(
      book: book, jobs: jobs, usesCache: usesCache, rerunsSlowCells: rerunsSlowCells, runsTwice: runsTwice,
      progress: progress)
  }

  /// Checks chapters; `finished` hears of each as soon as it is done, in no fixed order.
  ///
  /// A chapter with a broken document is not run, and the others are.
  public func check(
    _ chapters: [String], finished: @escaping @Sendable (CheckedChapter) -> Void = { _ in }
  ) async throws(NotebookError) -> [CheckedChapter] {
    try await check(try parse(chapters), by: try await runner(), finished: finished)
  }

  /// Checks chapters that are parsed; `finished` hears of each as soon as it is done, in no fixed order.
  ///
  /// `remarks` finds what else is wrong with a chapter, and no reason not to run it: it may take as long as the programs.
  public func check(
    _ documents: [Document], by runner: Runner,
    remarks: @escaping @Sendable (Document) async throws(NotebookError) -> [Diagnostic] = { _ in [] },
    finished: @escaping @Sendable (CheckedChapter) -> Void = { _ in }
  ) async throws(NotebookError) -> [CheckedChapter] {
    let isStrict = isStrict
    let chapters = Mutex([CheckedChapter?](repeating: nil, count: documents.count))
    @Sendable func finish(_ index: Int, _ run: Run) async throws(NotebookError) {
      var document = documents[index]
      document.diagnostics += try await remarks(document)
      let chapter = CheckedChapter(
        document: document, run: run, verification: .of(document, run, isStrict: isStrict))
      chapters.withLock { $0[index] = chapter }
      finished(chapter)
    }
    for index in documents.indices where !documents[index].isSound { try await finish(index, Run()) }
    let sound = documents.indices.filter { documents[$0].isSound }
    _ = try await runner.run(sound.map { documents[$0] }) { index, run throws(NotebookError) in
      try await finish(sound[index], run)
    }
    return chapters.withLock { $0.compactMap { $0 } }
  }
}

extension Document {
  /// True if the chapter can be run: a document with errors is not, unless they are about links or prose.
  public var isSound: Bool {
    // Faults in links, formulas, prose and single marks are no reason to say nothing of the cells.
    let harmless: Set<DiagnosticID> = [
      .linkBroken, .linkStaleNumber, .mathInvalid, .mathDollar, .numberUnbound, .figureUndescribed, .footnoteUndefined,
      .footnoteUnused, .html, .commentUnknown, .commentTextAfter, .labelMisplaced, .fenceLanguage, .titleHeading,
      .frontMatterUnknownKey, .cellUnknownOption, .cellConflictingOptions, .cellInvalidOption, .markMisplaced,
      .markMisspelled, .markUnclosed, .valueMisplaced, .outputMisplaced, .outputTwice,
    ]
    return !diagnostics.contains { $0.severity == .error && !harmless.contains($0.id) }
  }
}

extension Book {
  /// The texts of the figure files that a chapter places, by the path written there.
  func figureFiles(of document: Document) -> [String: String] {
    var files: [String: String] = [:]
    for path in document.cells.flatMap(\.figures).map(\.path) {
      if let bytes = try? Files.read("\(folder)/Chapters/\(path)") {
        files[path] = String(decoding: bytes, as: UTF8.self)
      }
    }
    return files
  }

  /// The title of the part that `book.yml` puts a chapter in.
  func part(of slug: String) -> String? {
    configuration.parts.first { $0.chapters.contains(slug) }?.title
  }
}
