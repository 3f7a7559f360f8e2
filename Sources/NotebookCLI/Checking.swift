internal import Notebook
internal import Site

/// A check of chapters, formulas included, that tells its events.
struct Checking {
  let book: Book
  var isStrict = false
  var runsTwice = false
  var options: BookOptions
  var reports: ReportOptions
  /// Whether slow cells run although nothing changed.
  var rerunsSlowCells = false
  /// Whether numbers in running text that nothing compares are told.
  var lintsProse = false

  /// What a check leaves for those who publish.
  struct Outcome {
    var chapters: [CheckedChapter]
    var totals: CheckTotals
    var formulas: Formulas
    var toolchain: Toolchain
  }

  /// Checks everything anew that is not kept by program.
  func check(_ chapters: [String]) async throws -> Outcome {
    let runner = try await pipeline.runner()
    let documents = try pipeline.parse(chapters)
    let stream = CheckStream(chapters: chapters, sink: reports.tell)
    let (checked, formulas) = try await check(documents, by: runner, telling: stream)
    let totals = stream.finish()
    try reports.write(totals)
    return Outcome(chapters: checked, totals: totals, formulas: formulas, toolchain: runner.toolchain)
  }

  /// Checks what is not known to be true; where nothing changed, not even the chapters are parsed.
  func report(_ chapters: [String], shard: Shard? = nil) async throws -> CheckTotals {
    let runner = try await pipeline.runner()
    // Another KaTeX may refuse what this one typesets.
    var kept = KeptReports(book: book, runner: runner, way: "\(isStrict) \(lintsProse) \(Formulas.typesetter)")
    let stream = CheckStream(chapters: chapters, shard: shard, sink: reports.tell)
    var open: [String] = []
    for chapter in chapters {
      if keepsReports, let report = kept.report(on: chapter) { stream.add(report) } else { open.append(chapter) }
    }
    let documents = try pipeline.parse(open)
    kept.expect(documents)
    let (checked, _) = try await check(documents, by: runner, telling: stream)
    kept.keep(checked)
    let totals = stream.finish()
    try reports.write(totals)
    return totals
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

  /// Whether a chapter may pass without its programs being asked for.
  private var keepsReports: Bool { !options.noCache && !rerunsSlowCells && !runsTwice }

  private func check(
    _ documents: [Document], by runner: Runner, telling stream: CheckStream
  ) async throws -> ([CheckedChapter], Formulas) {
    let formulas = try Formulas.typeset(documents)
    let checked = try await pipeline.check(
      documents, by: runner,
      remarks: { document throws(NotebookError) in try await formulas.value.get().diagnostics(for: document) },
      finished: { stream.add(ChapterReport($0)) })
    return (checked, try await formulas.value.get())
  }
}
