import Foundation
import TestSupport
import Testing

@testable import Notebook

/// Regions of source files, as chapters include them.
@Suite struct RegionTests {
  private func region(_ name: String, _ text: String) -> Region { Region(named: name, in: text, of: "a.swift") }

  @Test func aRegionIsDedentedAndLosesItsMarks() {
    let text = """
      struct Net {
        // snippet.outer
        func a() {
          // snippet.inner
          b()

          // snippet.end
        }
        // snippet.end
        func c() {}
      }
      """
    #expect(region("outer", text) == .text("func a() {\n  b()\n\n}\n"))
    #expect(region("inner", text) == .text("b()\n\n"))
    #expect(region("outer", text.replacing("\n", with: "\r\n")) == .text("func a() {\n  b()\n\n}\n"))
  }

  @Test func wordsInTextsAndCommentsAreNoMarks() {
    let text = """
      // snippet.text
      let text = \"""
        shown

        // snippet.end
        still the literal
        \"""
      /*
      // snippet.end
      */
      let raw = #"// snippet.end"#  // snippet.end
      // snippet.end
      let after = 1
      """
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(region("text", text) == .text(lines[1..<11].joined(separator: "\n") + "\n"))
    #expect(region("inside", "/*\n// snippet.inside\n*/\nlet a = 1\n// snippet.end\n") != .text("*/\nlet a = 1\n"))
  }

  @Test func whatCannotBeShownIsRefusedWithAReason() {
    func reason(_ name: String, _ text: String) -> String {
      if case .refused(let reason) = region(name, text) { reason } else { "" }
    }
    #expect(reason("losss", "// snippet.loss\n// snippet.end").contains("did you mean `loss`?"))
    #expect(reason("loss", "// snippet.loss\nx\n// snippet.inner\n// snippet.end\n").contains("never closed"))
    #expect(reason("loss", "// snippet.loss\n/// ```\n// snippet.end\n") == "")
    #expect(reason("loss", "// snippet.loss\n  ```\n// snippet.end\n").contains("back-quotes"))
    #expect(region("loss", "// snippet.loss\n// snippet.end\n") == .text(""))
  }

  /// A chapter cannot show what lies outside its package, whatever way leads there.
  @Test func noPathLeadsOutOfThePackage() throws {
    let outside = try TemporaryBook(["Secret.swift": "// snippet.key\n1\n// snippet.end\n"])
    let paths = [
      "\(outside.folder)/Secret.swift", "../\(outside.folder.split(separator: "/").last ?? "")/Secret.swift",
      "Sources/../../Secret.swift", "Sources/link.swift", "linked/Secret.swift", "Sources", "pipe",
    ]
    let fences = paths.map { "<!-- swift include=\"\($0)#key\" -->\n\n```swift\n```\n\n" }.joined()
    let book = try TemporaryBook(["Chapters/01-a.md": "---\ntitle: A\n---\n\n" + fences, "Sources/a.swift": ""])
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: book.folder + "/Sources/link.swift", withDestinationPath: outside.folder + "/Secret.swift")
    try manager.createSymbolicLink(atPath: book.folder + "/linked", withDestinationPath: outside.folder)
    #expect(mkfifo(book.folder + "/pipe", 0o600) == 0)
    let opened = try Book(folder: book.folder)
    let document = try #require(try Pipeline(book: opened).parse(opened.chapters).first)
    #expect(document.regions.count == paths.count)
    for (inclusion, region) in document.regions {
      guard case .refused = region else {
        Issue.record("\(inclusion.path) was read")
        continue
      }
    }
  }
}
