internal import Notebook
internal import Site

/// A check with its progress on the terminal, formulas included.
struct Checking {
  let book: Book
  var isStrict = false
  var jobs: Int?
  var usesCache = true

  /// What a check leaves for those who publish or accept.
  struct Outcome {
    var chapters: [CheckedChapter]
    var formulas: Formulas
    var toolchain: Toolchain
  }

  func check(_ chapters: [String]) async throws -> Outcome {
    let pipeline = Pipeline(
      book: book, isStrict: isStrict, jobs: jobs, usesCache: usesCache, progress: Terminal.progress)
    let (checked, toolchain) = try await pipeline.check(chapters) { chapter in
      Terminal.clear()
      print(Report.chapter(chapter))
    }
    let formulas = try await Formulas(typesetting: checked.map(\.document))
    let withFormulas = checked.map { chapter in
      var chapter = chapter
      chapter.verification.diagnostics += formulas.diagnostics(for: chapter.document)
      return chapter
    }
    return Outcome(chapters: withFormulas, formulas: formulas, toolchain: toolchain)
  }
}
