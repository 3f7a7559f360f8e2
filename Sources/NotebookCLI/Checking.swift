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

  func check(_ chapters: [String], shard: Shard? = nil) async throws -> Outcome {
    var pipeline = Pipeline(
      book: book, isStrict: isStrict, jobs: options.jobs, usesCache: !options.noCache && !rerunsSlowCells,
      progress: reports.progress)
    pipeline.rerunsSlowCells = rerunsSlowCells
    pipeline.lintsProse = lintsProse
    pipeline.runsTwice = runsTwice
    var documents = try pipeline.parse(chapters)
    let formulas = try await Formulas(typesetting: documents)
    for index in documents.indices {
      documents[index].diagnostics += formulas.diagnostics(for: documents[index])
    }
    let stream = CheckStream(chapters: chapters, shard: shard, sink: reports.tell)
    let (checked, toolchain) = try await pipeline.check(documents) { stream.add($0) }
    let totals = stream.finish()
    try reports.write(totals)
    return Outcome(chapters: checked, totals: totals, formulas: formulas, toolchain: toolchain)
  }
}
