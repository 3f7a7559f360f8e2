import Foundation
import TestSupport
import Testing

@testable import Notebook

/// The author's guide says what the parser does.
@Suite struct GuideTests {
  private let guide: String = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return (try? String(contentsOf: root.appendingPathComponent("Docs/writing-chapters.md"), encoding: .utf8)) ?? ""
  }()

  @Test(arguments: CellOption.allCases)
  func explainsEveryOption(_ option: CellOption) {
    #expect(guide.contains("`\(option.rawValue)"))
  }

  @Test func listsEveryContradiction() {
    for (first, second, reason) in CellOption.conflicts {
      #expect(guide.contains("| `\(first.rawValue)` | `\(second.rawValue)` | \(reason) |"))
    }
    let rows = guide.split(separator: "## Options that contradict each other").last?.split(separator: "\n") ?? []
    #expect(rows.count == CellOption.conflicts.count + 2)
  }

  @Test(arguments: KnobParser.Word.allCases)
  func explainsEveryMark(_ word: KnobParser.Word) {
    #expect(guide.contains("  // @\(word.rawValue)"))
  }

  @Test(arguments: FrontMatterParser.keys)
  func namesEveryKeyOfTheFrontMatter(_ key: String) {
    #expect(guide.contains("`\(key)`") || guide.contains("\n\(key): "))
  }

  /// Every example is a chapter that says what is true.
  @Test func everyExamplePasses() async throws {
    let examples = guide.components(separatedBy: "\n````markdown\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n````\n").first
    }
    let folder = try TemporaryBook()
    for (index, example) in examples.enumerated() {
      try folder.write("---\ntitle: Example\n---\n\n\(example)\n", to: "Chapters/01-example-\(index).md")
    }
    let file = try #require(guide.components(separatedBy: "\n```text\n").first { $0.hasPrefix("enum Loss {") })
    try folder.write(try #require(file.components(separatedBy: "```\n").first), to: "Sources/Net/Loss.swift")
    var pipeline = Pipeline(book: try Book(folder: folder.folder), isStrict: true)
    pipeline.lintsProse = true
    // The guide shows no figure's file.
    var figures: [String] = []
    for chapter in try await pipeline.check(pipeline.book.chapters) {
      var acceptance = Acceptor.acceptance(of: chapter.document, chapter.run)
      acceptance.hunks = []
      try acceptance.write(to: pipeline.book)
      figures += acceptance.figures.keys
    }
    #expect(figures == ["figures/01-course.svg"])
    let chapters = try await pipeline.check(pipeline.book.chapters)
    #expect(chapters.count == examples.count && examples.count >= 7)
    for (chapter, example) in zip(chapters, examples) {
      let problems = chapter.verification.allDiagnostics.map(DiagnosticFormatter.text).joined()
      #expect(chapter.verification.isPassed, "\(example)\n\(problems)")
    }
  }

  /// The example of an exercise is one: it parses, and lacks nothing.
  @Test func showsAnExerciseThatParses() throws {
    let fences = guide.components(separatedBy: "````markdown\n").dropFirst().compactMap {
      $0.components(separatedBy: "````\n").first
    }
    let example = try #require(fences.first { $0.contains("exercise #double") })
    let chapter = "---\ntitle: Example\n---\n\n" + example
    let document = Document(parsing: SourceText(path: "Chapters/01-example.md", text: chapter))
    #expect(document.diagnostics.isEmpty)
    #expect(document.exercises.map(\.id) == ["double"])
    #expect(document.exercises.first?.wrongAnswers.count == 1)
  }
}
