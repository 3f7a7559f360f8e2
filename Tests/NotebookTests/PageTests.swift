import TestSupport
import Testing

@testable import Notebook

/// Markdown files that are no chapters.
@Suite struct PageTests {
  private let text = """
    ---
    layout: home
    ---

    # A heading <br>

    <div>somebody's</div>

    <!-- toc --> and text

    <!-- outer <!-- inner -->

    $a$ and $b$, <!-- inline --> text

    ```swift
    1 + 1  // => 2
    ```

    """

  @Test func whatIsTheirOwnAffairIsLeftAlone() {
    let source = SourceText(path: "Docs/deep/page.md", text: text)
    let page = Document(parsing: source, as: .page)
    #expect(page.diagnostics.isEmpty, "\(page.diagnostics)")
    #expect(page.cells.count == 1 && page.slug == "Docs/deep/page")
    let chapter = Document(parsing: source)
    #expect(
      Set(chapter.diagnostics.map(\.id)).isSuperset(of: [
        .frontMatterUnknownKey, .titleHeading, .html, .commentTextAfter, .commentNested, .mathDollar, .commentUnknown,
      ]))
  }

  @Test func whatIsTheToolsIsStillReadStrictly() {
    let page = Document(
      parsing: SourceText(
        path: "page.md",
        text: "<!-- swift hiden\nlet a = 1\n-->\n\n```swift frobnicate\n1\n```\n\n<!--= a -->1<!--/-->\n\n```swift\n2"),
      as: .page)
    #expect(
      page.diagnostics.map(\.id) == [.commentUnknown, .cellUnknownOption, .valueAtLineStart, .fenceUnclosed])
  }

  @Test func pagesOfOneNameAreDifferentPrograms() {
    let programs = ["README.md", "Docs/README.md"].flatMap { path in
      Document(parsing: SourceText(path: path, text: text), as: .page).tangle()
    }
    #expect(Set(programs.map(\.name)).count == 2)
  }
}
