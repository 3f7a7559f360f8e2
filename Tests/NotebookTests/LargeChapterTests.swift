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
    "<!-- table #t% -->\n| a |\n|---|\n| b |\n\n", "```math #m%\nx\n```\n\n",
    "<!-- swift wrap\nstruct A% {\n---\n}\n-->\n```swift #w%\n```\n\n",
    "<!-- exercise #e% level=1 -->\n## E%\n\n<!-- hint\nA word.\n-->\n\n",
    "<!-- quiz -->\n\n- [x] a\n\n<!-- after\nA word.\n-->\n\n",
    "```swift #f% error\n```\n\n```swift no-run fixes=#f%\n```\n\n",
  ]

  /// The seconds that this thread works.
  private static func seconds(_ work: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    work()
    return now() - start
  }

  /// The times of a small and a large piece of work, if the large one took too long for one eight times as large.
  ///
  /// A machine's other work can make either slower, never faster: one good measurement of three is enough.
  private static func excess(_ small: () -> Double, _ large: () -> Double) -> String? {
    var times = (small: 0.0, large: 0.0)
    for _ in 0..<3 {
      times = (small(), large())
      if times.large < 24 * times.small + 0.02 { return nil }
    }
    return "\(times.small) s, then \(times.large) s"
  }

  private static func source(_ piece: String, count: Int) -> SourceText {
    let body = (0..<count).map { piece.replacing("%", with: "\($0)") }.joined()
    return SourceText(path: "Chapters/01-a.md", text: "---\ntitle: A\n---\n\n" + body + "\n")
  }

  @Test(arguments: pieces) func eightTimesAsMuchTakesAboutEightTimesAsLong(_ piece: String) {
    let (small, large) = (Self.source(piece, count: 100), Self.source(piece, count: 800))
    func seconds(_ source: SourceText) -> Double {
      Self.seconds { _ = LinkNumbers(documents: [:]).numbered(Document(parsing: source)).tangle() }
    }
    #expect(Self.excess({ seconds(small) }, { seconds(large) }) == nil)
  }

  /// One output that would end its fence makes accept read the chapter more than once, but not once for each value.
  @Test func whatIsRefusedAmongManyCostsNoMore() {
    func seconds(_ count: Int) -> Double {
      let source = Self.source("```swift #c%\n```\n\n```text output\n1\n```\n\n", count: count)
      var run = Run()
      for cell in 0..<count {
        run.cells[cell] = CellRun()
        run.cells[cell]?.ending = .finished
        run.cells[cell]?.outputs = [.text(cell == count / 3 ? "```\n" : "2\n")]
      }
      let document = Document(parsing: source)
      return Self.seconds {
        let acceptance = Acceptor.acceptance(of: document, run)
        #expect(acceptance.hunks.count == count - 1 && acceptance.refusals.count == 1)
      }
    }
    #expect(Self.excess({ seconds(25) }, { seconds(200) }) == nil)
  }
}
