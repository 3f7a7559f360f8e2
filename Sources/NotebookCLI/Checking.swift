internal import Notebook
internal import Site

/// A check of chapters, formulas included, that tells its events.
struct Checking {
  let book: Book
  var isStrict = false
  var runsTwice = false
  var options: BookOptions
  var reports: ReportOptions
  /// True if slow cells run although nothing changed.
  var rerunsSlowCells = false
  /// True if numbers in running text that nothing compares are told.
  var lintsProse = false

  /// The result of a check, for those who publish it.
  struct Outcome {
    /// The chapters that were parsed, in order.
    var chapters: [CheckedChapter]
    var formulas: Formulas
    var totals: CheckTotals
  }

  /// Finds the compiler and builds the modules that cells import.
  func runner() async throws -> Runner { try await pipeline.runner() }

  /// The reports that were kept of checks like this one.
  func keptReports(by runner: Runner) -> KeptReports {
    // Another KaTeX may refuse what this one typesets.
    KeptReports(book: book, runner: runner, way: "\(isStrict) \(lintsProse) \(Formulas.typesetter)")
  }

  /// Checks what is not known to be true; where nothing changed, not even the chapters are parsed.
  func report(_ chapters: [String], shard: Shard? = nil) async throws -> CheckTotals {
    let runner = try await runner()
    var kept = keptReports(by: runner)
    return try await check(chapters, shard: shard, by: runner, &kept) { _, _ in true }.totals
  }

  /// Checks what is not known to be true, and tells of all chapters.
  ///
  /// - Parameters:
  ///   - chapters: The chapters.
  ///   - shard: The share of the book that they are.
  ///   - runner: What runs their programs.
  ///   - kept: The reports of earlier checks.
  ///   - suffices: Whether nothing but the report on a chapter is needed, by the chapter and the report's key.
  func check(
    _ chapters: [String], shard: Shard? = nil, by runner: Runner, _ kept: inout KeptReports,
    suffices: (String, String) -> Bool
  ) async throws -> Outcome {
    let stream = CheckStream(chapters: chapters, shard: shard, sink: reports.tell)
    var open: [String] = []
    for chapter in chapters {
      if usesKept, let report = kept.report(on: chapter), let key = kept.key(of: chapter), suffices(chapter, key) {
        stream.add(report)
      } else {
        open.append(chapter)
      }
    }
    let documents = try pipeline.parse(open)
    kept.expect(documents)
    let (checked, formulas) = try await check(documents, by: runner, finished: { stream.add(ChapterReport($0)) })
    kept.keep(checked)
    let totals = stream.finish()
    try reports.write(totals)
    return Outcome(chapters: checked, formulas: formulas, totals: totals)
  }

  /// The chapters of reports that stand, checked once more and not told of.
  func again(
    _ chapters: [String], by runner: Runner, _ kept: inout KeptReports
  ) async throws -> ([CheckedChapter], Formulas) {
    let documents = try pipeline.parse(chapters)
    guard kept.stands(for: documents) else {
      throw NotebookError(
        .bookInvalid, book.folder, cause: "chapters changed while the site was being made. Run the command again.")
    }
    return try await check(documents, by: runner) { _ in }
  }

  private var pipeline: Pipeline {
    var pipeline = Pipeline(
      book: book, isStrict: isStrict, jobs: options.jobs, usesCache: !options.noCache && !rerunsSlowCells,
      progress: reports.progress)
    pipeline.rerunsSlowCells = rerunsSlowCells
    pipeline.lintsProse = lintsProse
    pipeline.runsTwice = runsTwice
    return pipeline
  }

  /// True if a chapter may pass without its programs being asked for.
  var usesKept: Bool { !options.noCache && !rerunsSlowCells && !runsTwice }

  private func check(
    _ documents: [Document], by runner: Runner, finished: @escaping @Sendable (CheckedChapter) -> Void
  ) async throws -> ([CheckedChapter], Formulas) {
    let formulas = try Formulas.typeset(
      documents, keeping: usesKept ? Formulas.keptValues(of: book, by: runner) : nil)
    let checked = try await pipeline.check(
      documents, by: runner,
      remarks: { document throws(NotebookError) in try await formulas.value.get().diagnostics(for: document) },
      finished: finished)
    return (checked, try await formulas.value.get())
  }
}
