import TestSupport
import Testing

@testable import Notebook

/// The numbers of figures and all else, and the links that say them.
@Suite struct NumberingTests {
  private let chapter = """
    ---
    title: A
    ---

    <!-- table #truth -->

    | a |
    |---|
    | 1 |

    | b |
    |---|
    | 1 |

    > ```math #square
    > x^2
    > ```

    <!-- quiz #which -->

    Which, in [table](#truth)?

    - [ ] [](#which)
    - [x] [Equation 9.9](03-b.md#square)

    <!-- after
    See [Table](#truth).
    -->

    The words [table 7.3](#truth) and [the table](#truth); [Question](#which) and `[Question](#which)`.
    """

  private func parse() throws -> Document {
    let book = try TemporaryBook(["Chapters/02-a.md": chapter, "Chapters/03-b.md": chapter])
    let opened = try Book(folder: book.folder)
    return try #require(try Pipeline(book: opened).parse(opened.chapters).first)
  }

  @Test func everythingIsCountedByKind() throws {
    let numbering = Numbering(of: try parse())
    #expect(numbering.chapter == "2")
    for (name, kind) in [("truth", Numbering.Kind.table), ("square", .equation), ("which", .question)] {
      #expect(numbering[name] == Numbering.Entry(kind: kind, number: 1, text: "2.1"))
    }
    #expect(numbering["nothing"] == nil)
  }

  @Test func linksSayTheNumbersThatTheirPlacesHave() throws {
    let document = try parse()
    #expect(document.diagnostics.allSatisfy { $0.id == .linkStaleNumber })
    let texts = document.numberedLinks.map { "\($0.written) → \($0.correct)" }.sorted()
    #expect(
      texts == [
        " → Question 2.1", "Equation 9.9 → Equation 3.1", "Table → Table 2.1", "table 7.3 → table 2.1",
        "table → table 2.1",
      ])
    // `[Question](#which)` also stands in code: nobody can tell the two apart, so the author is told and nothing written.
    #expect(document.diagnostics.count == 6)
  }

  @Test func acceptWritesTheNumbersAndIsThenDone() throws {
    let document = try parse()
    let acceptance = Acceptor.acceptance(of: document, Run())
    #expect(acceptance.hunks.count == 5)
    let result = String(decoding: acceptance.result, as: UTF8.self)
    #expect(result.contains("The words [table 2.1](#truth) and [the table](#truth)"))
    let book = try TemporaryBook(["Chapters/02-a.md": result, "Chapters/03-b.md": chapter])
    let opened = try Book(folder: book.folder)
    let again = try #require(try Pipeline(book: opened).parse(opened.chapters).first)
    #expect(Acceptor.acceptance(of: again, Run()).isEmpty)
    #expect(again.diagnostics.count == 1)
  }
}
