import Foundation
import Notebook
import Testing

@testable import Site

/// What pages make of quizzes, names of tables and formulas, code around cells and included regions.
@Suite struct FormatTests {
  private func weave(_ text: String, sources: String? = nil) -> String {
    let document = Document(
      parsing: SourceText(path: "Chapters/02-a.md", text: "---\ntitle: A\n---\n\n" + text))
    #expect(document.diagnostics.isEmpty)
    var context = WeavingContext()
    context.sourceAddress = sources
    return Page(weaving: document, run: Run(), verdicts: [], in: context).body.source
  }

  private let quiz = """
    <!-- quiz #gates -->

    Which gates?

    - [x] NAND
    - [ ] \\<XOR>
    - [x] OR

    <!-- after
    Corners & lines.
    -->

    """

  @Test func aQuizTellsItsAnswerOnlyWhenAsked() throws {
    let page = weave(quiz)
    let parts = page.split(separator: "<details", maxSplits: 1).map(String.init)
    let (open, folded) = (try #require(parts.first), try #require(parts.last))
    #expect(open.contains("Question 2.1") && open.contains("id=\"gates\""))
    #expect(open.contains("<ol class=\"choices\"><li>NAND</li><li>&lt;XOR&gt;</li><li>OR</li></ol>"))
    #expect(!open.contains("checked") && !open.contains("Corners") && !open.contains("A and C"))
    #expect(folded.contains("A and C") && folded.contains("Corners &amp; lines."))
  }

  @Test func theSearchDoesNotTellTheAnswer() {
    let document = Document(
      parsing: SourceText(path: "Chapters/02-a.md", text: "---\ntitle: A\n---\n\n" + quiz))
    let text = Page(weaving: document, run: Run(), verdicts: []).searchSections.map(\.text).joined()
    #expect(text.contains("Which gates?") && text.contains("NAND") && !text.contains("Corners"))
  }

  @Test func namedTablesAndFormulasCarryTheirNumbers() {
    let page = weave("<!-- table #truth -->\n\n| a |\n|---|\n| 1 |\n\n```math #square\nx\n```\n\n| b |\n|---|\n| 2 |\n")
    #expect(page.contains("id=\"truth\"") && page.contains("Table 2.1") && !page.contains("Table 2.2"))
    #expect(page.contains("id=\"square\"") && page.contains("(2.1)"))
  }

  @Test func anIncludedRegionNamesItsFile() {
    let text = "<!-- swift include=\"Sources/<b>.swift#loss\" -->\n\n```swift #loss\nlet a = 1\n```\n"
    #expect(weave(text).contains("From <code>Sources/&lt;b&gt;.swift</code>, region <code>loss</code>"))
    let linked = weave(text.replacing("<b>", with: "b"), sources: "https://example.org/blob/main/")
    #expect(linked.contains("href=\"https://example.org/blob/main/Sources/b.swift\""))
  }

  @Test func codeAroundACellIsFolded() {
    let page = weave("<!-- swift wrap\nstruct Around {\n---\n}\n-->\n\n```swift\nfunc inside() {}\n```\n")
    let parts = page.components(separatedBy: "</details>")
    #expect(parts.count == 2 && parts[0].contains("Around") && !parts[0].contains("inside"))
    #expect(parts[1].contains("inside"))
  }

  @Test func aConditionIsSaidOnThePage() {
    #expect(weave("```swift fresh swift>=99 os=linux\n1\n```\n").contains("Needs Swift 99 or newer and Linux"))
  }
}
