import Notebook
import TestSupport
import Testing

/// Chapters as folders: what the whole pipeline, with the real compiler, says about each.
@Suite struct GoldenTests {
  /// All broken chapters are one book: it shows that none harms its neighbours, and costs one link.
  @Test func everyBrokenChapterGetsItsOwnDiagnostics() async throws {
    let folder = try TemporaryBook()
    let names = try folder.copyCases(from: "failures")
    let pipeline = Pipeline(book: try Book(folder: folder.folder), isStrict: true)
    let chapters = try await pipeline.check(pipeline.book.chapters)
    #expect(Set(chapters.map(\.document.slug)) == Set(names))
    var seen: Set<DiagnosticID> = []
    for chapter in chapters {
      let diagnostics = chapter.verification.allDiagnostics
      let text = diagnostics.map(DiagnosticFormatter.text).joined()
      let path = "failures/\(chapter.document.slug)/expected.txt"
      #expect(try Golden.problem(with: text, recordedAt: path) == nil)
      #expect(!chapter.verification.isPassed && diagnostics.contains { $0.severity == .error }, "\(path)")
      seen.formUnion(diagnostics.map(\.id))
    }
    // Formulas are read by the site's stage, prose only where it is asked for, only `--twice` sees what varies, and only
    // `accept` writes: `CommandTests` and `TwiceTests` show the four.
    #expect(
      Set(DiagnosticID.allCases).subtracting(seen) == [.mathInvalid, .numberUnbound, .outputVaries, .acceptRefused])
  }

  @Test func everyFeatureInGoodChaptersPasses() async throws {
    let folder = try TemporaryBook()
    let names = try folder.copyCases(from: "passes")
    let pipeline = Pipeline(book: try Book(folder: folder.folder), isStrict: true)
    let toolchain = try await pipeline.runner().toolchain
    let chapters = try await pipeline.check(pipeline.book.chapters)
    #expect(Set(chapters.map(\.document.slug)) == Set(names))
    for chapter in chapters {
      let verification = chapter.verification
      #expect(verification.isPassed)
      let verdicts = verification.verdicts.map { verdict in
        let cell = chapter.document.cells[verdict.cell]
        let outcome = "\(verdict.outcome)".replacing("this is \(toolchain.version)", with: "this is older")
        return "cell \(cell.position.line) \(cell.options.id ?? "-"): \(outcome), \(verdict.expectations)\n"
      }
      let text =
        verdicts.joined() + "values \(verification.values), exercises \(verification.exercises)\n"
        + verification.allDiagnostics.map(DiagnosticFormatter.text).joined()
      #expect(try Golden.problem(with: text, recordedAt: "passes/\(chapter.document.slug)/expected.txt") == nil)
    }
  }
}
