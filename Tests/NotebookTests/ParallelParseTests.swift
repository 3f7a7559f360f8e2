import Dispatch
import Synchronization
import Testing

@testable import Notebook

@Suite("Chapters that are parsed side by side")
struct ParallelParseTests {
  @Test func readTheSameAsAlone() {
    // libcmark-gfm keeps the characters that its extensions begin with in one place for all parsers.
    let text = (0..<200).map { "Line \($0) is ~~not~~ read.\n\n| a | b |\n|---|---|\n| 1 | ~~2~~ |\n\n" }.joined()
    let alone = MarkdownNode.parse(Array(text.utf8))
    let different = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 200) { _ in
      if MarkdownNode.parse(Array(text.utf8)) != alone { different.withLock { $0 += 1 } }
    }
    #expect(different.withLock { $0 } == 0)
  }
}
