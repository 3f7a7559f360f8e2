import Foundation
import TestSupport
import Testing

private let right = "---\ntitle: A chapter\n---\n\n```swift #one\n1 + 1  // => 2\n```\n"
private let wrong = right.replacing("=> 2", with: "=> 3")

/// The reports of the real tool.
@Suite struct ReportCommandTests {
  @Test func aProgramReadsWhatACheckFound() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": right, "Chapters/02-b.md": wrong])
    let outcome = try book.notebook("check", "--format", "json")
    #expect(outcome.status == 1)
    let lines = try outcome.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    try #require(
      lines.map { $0["event"] as? String } == [
        "started", "cell", "chapter", "cell", "diagnostic", "chapter", "finished",
      ])
    #expect(lines[1]["outcome"] as? String == "passed" && lines[3]["outcome"] as? String == "failed")
    #expect((lines[1]["peakMemory"] as? Int ?? 0) > 1 << 20 && (lines[1]["seconds"] as? Double ?? -1) >= 0)
    #expect(lines[4]["line"] as? Int == 6 && lines[4]["column"] as? Int == 14)
  }

  @Test func filesAreWrittenBesideTheReport() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": wrong])
    let summary = book.folder + "/summary.md"
    try book.write("before\n", to: "summary.md")
    let outcome = try book.notebook(
      "check", "--format", "github", "--junit", "report.xml", "--sarif", "report.sarif",
      environment: ["GITHUB_STEP_SUMMARY": summary])
    #expect(outcome.status == 1)
    #expect(
      outcome.output.contains("::error file=Chapters/01-a.md,line=6,col=14,title=number.differs::expected 3, got 2\n"))
    #expect(try book.read("report.xml").contains("<failure message=\"expected 3, got 2\""))
    #expect(try book.read("report.sarif").contains("\"ruleId\" : \"number.differs\""))
    let written = try book.read("summary.md")
    #expect(written.hasPrefix("before\n## ❌ 1 chapter: 1 of 1 failed") && written.contains("Chapters/01-a.md:6:14"))
    let unwritable = try book.notebook("check", "--junit", "nowhere/report.xml")
    #expect(unwritable.status == 2 && unwritable.error.hasPrefix("error: `nowhere/report.xml` cannot be written"))
  }

  @Test func theSharesOfABookAreTheBook() throws {
    let names = ["a", "b", "c", "d", "e"]
    let book = try TemporaryBook(Dictionary(uniqueKeysWithValues: names.map { ("Chapters/\($0).md", right) }))
    let costs = try book.notebook("cost", "--format", "json")
    #expect(costs.status == 0)
    try book.write(costs.output, to: "costs.json")
    for options in [[], ["--costs", "costs.json"]] {
      var seen: [String] = []
      for shard in ["1/3", "2/3", "3/3"] {
        let outcome = try Executable.run(["check", "--shard", shard] + options, in: book.folder)
        #expect(outcome.status == 0)
        let chapters = outcome.output.split(separator: "\n").filter { $0.hasPrefix("✓ ") }
        #expect((1...2).contains(chapters.count))
        seen += chapters.map { String($0.dropFirst(2).prefix(1)) }
      }
      #expect(seen.sorted() == names)
    }
    try book.write("{}", to: "costs.json")
    let broken = try book.notebook("check", "--shard", "1/3", "--costs", "costs.json")
    #expect(broken.status == 2 && broken.error.contains("`costs.json` cannot be read"))
  }

  @Test func costsAreListedByProgramAndCell() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": right + "\n```swift #no error\nx  // error: cannot find\n```\n"])
    let outcome = try book.notebook("cost")
    #expect(outcome.status == 0)
    for name in ["Chapters/01-a.md", "  cells", "    #one", "  #no, must not compile", "all"] {
      #expect(outcome.output.contains("  \(name)\n"), "\(name)")
    }
  }
}
