import Foundation
import Testing

@testable import Notebook

/// Reading a chapter costs as much for each byte, however many there are.
@Suite(.serialized) struct LargeChapterTests {
  /// What a chapter is made of, again and again; `%` is the number of the piece.
  private static let pieces = [
    "Words about a *neuron* and its `weight`, with [a link](#h) and 3 numbers.\nA second line.\n\n",
    "Text[^n%].\n\n[^n%]: A note.\n\n", "## Heading %\n\nSee [Figure %](#line-%).\n\n",
    "| one *two* | % |\n|---|---|\n| a | b |\n\n",
    "word * [ \\< ]( `a` & ", "- an item\n  goes on\n", "> a quote\n", "- [ ] ", "<!-- note: % -->\n\n",
    "```swift #c% no-run\n```\n\n", "```swift fresh\n```\n\n", "```swift fresh=g%\n```\n\n",
    "<!-- swift hidden -->\n\nThe value <!--= 1 -->1<!--/-->.\n\n",
  ]

  /// The seconds that this thread works on a chapter of so many pieces, for parsing and tangling.
  private static func seconds(_ piece: String, count: Int) -> Double {
    let body = (0..<count).map { piece.replacing("%", with: "\($0)") }.joined()
    let text = "---\ntitle: A\n---\n\n" + body + "\n"
    let source = SourceText(path: "Chapters/01-a.md", text: text)
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    _ = LinkNumbers(documents: [:]).numbered(Document(parsing: source)).tangle()
    return now() - start
  }

  @Test(arguments: pieces) func eightTimesAsMuchTakesAboutEightTimesAsLong(_ piece: String) {
    let small = Self.seconds(piece, count: 100)
    let large = Self.seconds(piece, count: 800)
    #expect(large < 24 * small + 0.02, "\(small) s, then \(large) s")
  }
}
