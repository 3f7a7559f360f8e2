import Foundation
import Notebook
import Testing

/// The folder of the package, which is the book.
private let root = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

@Suite("What the book covers")
struct CoverageTests {
  /// Parsed once for all tests.
  private static let chapters = Result {
    let book = try Book(folder: root)
    return try book.chapters
      .filter { $0.dropFirst("Chapters/".count).first?.isNumber == true }
      .map { Chapter(Document(parsing: try book.source(of: $0))) }
  }

  private static func list() throws -> ConceptList {
    try ConceptList(yaml: String(contentsOfFile: root + "/Chapters/concepts.yml", encoding: .utf8))
  }

  @Test("Every concept names cells, figures and exercises that exist")
  func everyNameExists() throws {
    let problems = try Self.list().problems(in: try Self.chapters.get())
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  @Test("The committed page is what the chapters give")
  func pageIsCurrent() throws {
    let page = CoveragePage(list: try Self.list(), chapters: try Self.chapters.get()).text
    let path = root + "/Docs/coverage.md"
    if ProcessInfo.processInfo.environment["UPDATE_COVERAGE"] == "1" {
      try page.write(toFile: path, atomically: true, encoding: .utf8)
    }
    let committed = try? String(contentsOfFile: path, encoding: .utf8)
    let isCurrent = committed == page
    #expect(isCurrent, "Docs/coverage.md is stale: run UPDATE_COVERAGE=1 swift test --filter BookTests and commit it")
  }
}

@Suite("The list of concepts")
struct ConceptListTests {
  private static let chapter = Chapter(
    Document(
      parsing: SourceText(
        path: "Chapters/02-gates.md",
        text: """
          ---
          title: Gates
          summary: Gates.
          ---

          ## The question

          ```swift #line
          let a = 1
          a  // => 1
          ```

          ![A line.](figures/02-line.svg)
          *A line.*

          <!-- exercise #and level=1 -->
          ### AND

          Write it.

          ```swift #stub-of-and stub
          let b = 0
          ```
          """)))

  private static func problems(_ entry: String) throws -> [String] {
    try ConceptList(yaml: "concepts:\n" + entry).problems(in: [chapter])
  }

  @Test("An entry whose names all exist has no problem")
  func sound() throws {
    let entry = "- {id: R1, title: A, chapter: 02-gates, cells: [line], figures: [line], exercises: [and]}"
    #expect(try Self.problems(entry) == [])
  }

  @Test(
    "What does not exist is named",
    arguments: [
      ("cells: [lime]", "R1: 02-gates has no cell `lime`"),
      ("cells: [and]", "R1: 02-gates has no cell `and`"),
      ("cells: [line], figures: [lime]", "R1: 02-gates has no figure `lime`"),
      ("cells: [line], exercises: [line]", "R1: 02-gates has no exercise `line`"),
      ("figures: [line]", "R1: no cell computes it, and no `missing:` says why"),
      ("cells: [line], excercises: [and]", "R1: `excercises` is not one of the keys of an entry"),
    ])
  func unknown(_ keys: String, _ expected: String) throws {
    #expect(try Self.problems("- {id: R1, title: A, chapter: 02-gates, \(keys)}") == [expected])
  }

  @Test("A missing cell with a reason is no problem, and the page says so")
  func reason() throws {
    let list = try ConceptList(yaml: "concepts:\n- {id: R1, title: A, chapter: 02-gates, missing: only told}")
    #expect(list.problems(in: [Self.chapter]) == [])
    let page = CoveragePage(list: list, chapters: [Self.chapter]).text
    #expect(page.contains("1 concepts: 0 computed in full, 0 in part, 1 without a cell."))
    #expect(page.contains("- **R1** A: only told"))
  }

  @Test("Two entries with one id, an unknown chapter and a chapter without a concept are problems")
  func lists() throws {
    let entry = "- {id: R1, title: A, chapter: 03-xor, cells: [line]}\n"
    #expect(
      try Self.problems(entry + entry) == [
        "R1: there is no chapter `03-xor`", "R1 is listed twice", "R1: there is no chapter `03-xor`",
        "02-gates: no concept is listed for this chapter",
      ])
  }
}

@Suite("Numbers and sentences in prose")
struct ProseTests {
  private static func prose(_ text: String) -> Prose {
    Prose(
      of: Document(parsing: SourceText(path: "Chapters/01-a.md", text: "---\ntitle: A\nsummary: B.\n---\n\n" + text)))
  }

  @Test("A sentence ends where a space and no small letter follows")
  func sentences() {
    let text = "Take e.g. this. \"Really?\" Yes: 2.5 is it! And that was all"
    #expect(
      Prose.sentences(of: text).map(\.text) == [
        "Take e.g. this.", "\"Really?\"", "Yes: 2.5 is it!", "And that was all",
      ])
  }

  @Test("A number in running text is unbound unless a cell of its section has it")
  func numbers() {
    let prose = Self.prose(
      """
      ## One

      The sum is 7, not 8, and 1,250 is far.

      ```swift #sum
      3 + 4  // => 7
      ```

      ## Two

      The sum was 7, and 1250 is a number too.
      """)
    #expect(prose.sentences.map(\.repeated) == [["7"], []])
    #expect(prose.sentences.map(\.unbound) == [["8", "1250"], ["7", "1250"]])
  }

  @Test("A number that the build compares vouches for its repetition")
  func repetition() {
    let prose = Self.prose(
      """
      ## One

      ```swift #a
      let x = 3
      ```

      We have <!--= x + 1 -->4<!--/-->, and 4 is even.

      ## Two

      It was 4.
      """)
    #expect(prose.sentences.map(\.repeated) == [["4"], []])
    #expect(prose.sentences.map(\.unbound) == [[], ["4"]])
  }

  @Test("A long number may stand in any cell of the chapter")
  func longNumbers() {
    let prose = Self.prose("## One\n\nIt is 0.693, not 25.\n\n## Two\n\n```swift #a\nlet x = 25 * 0.693\n```\n")
    #expect(prose.sentences.map(\.repeated) == [["0.693"]])
    #expect(prose.sentences.map(\.unbound) == [["25"]])
  }

  @Test("The words for a figure in a sentence are words of the sentence")
  func figures() {
    let prose = Self.prose("```swift #a\nlet x = 3\n```\n\nIt goes ![down in 9 steps](figures/01-a.svg), we see.\n")
    #expect(prose.sentences.map(\.text) == ["It goes down in 9 steps, we see."])
    #expect(prose.sentences.map(\.words.count) == [8] && prose.sentences[0].unbound.isEmpty)
  }

  @Test("Values, code, formulas, links, years, references and names of nets hold no number")
  func exceptions() {
    let prose = Self.prose(
      """
      ## One

      ```swift #a
      let x = 3
      ```

      In 1957, `f(9)` and $`x^5`$ were [4](glossary.md) in chapter 6, sections 6.5 and 7, for w2 of a 2-2-1 net: <!--= x -->3<!--/-->.
      """)
    #expect(prose.sentences.flatMap(\.unbound) == [])
    #expect(prose.boundCount == 1)
  }

  @Test("The readability figure counts long words and sentences")
  func readability() {
    let prose = Self.prose("## One\n\nOne two three four. Five six eleven extraordinary.\n")
    #expect(prose.wordsPerSentence == 4)
    #expect(prose.readability == 4 + 100.0 / 8)
  }
}
