import Foundation
import TestSupport
import Testing

/// Folders that nobody would have: what cannot be read or written harms nothing else.
@Suite struct HostileFolderTests {
  private static let head = "---\ntitle: A chapter\n---\n\n"
  private static let good = head + "```swift\n1 + 1  // => 2\n```\n"

  @Test func linksLeadNowhereThatIsChanged() throws {
    let outside = try TemporaryBook(["kept/file": "text", "chapter.md": Self.good])
    let program = """
      import Foundation
      let manager = FileManager.default
      try manager.createSymbolicLink(atPath: "out", withDestinationPath: "\(outside.folder)/kept")
      print(manager.fileExists(atPath: "out/file"), manager.fileExists(atPath: "data/loop/numbers"))
      """
    let book = try TemporaryBook([
      "Chapters/01-a.md": Self.head + "```swift\n\(program)\n```\n\n```text output\ntrue true\n```\n",
      "Chapters/data/numbers": "1",
    ])
    for (name, target) in [
      ("data/loop", "."), ("data/again", "../data"), ("02-b.md", outside.folder + "/chapter.md"),
      ("03-none.md", "nowhere"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(book.folder)/Chapters/\(name)", withDestinationPath: target)
    }
    let outcome = try book.notebook("check", "01", "02")
    #expect(outcome.status == 0 && outcome.output.contains("2 chapters: all true"), "\(outcome)")
    #expect(
      try outside.read("kept/file") == "text", "a link in the scratch folder is thrown away, not what it leads to")
    let broken = try book.notebook("check", "03")
    #expect(broken.status == 2 && broken.error.contains("03-none.md"), "\(broken)")
  }

  /// No byte can be written: what is kept is enough for a check, and what must be written is left as it was.
  @Test func aFullDiskLeavesAllAsItWas() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": Self.good])
    try book.shareSymbols()
    #expect(try book.notebook("build").status == 0)
    let site = try book.files(below: "site")
    let kept = try full("check", book)
    #expect(kept.contains("1 chapter: all true") && kept.hasSuffix("status 0\n"), "\(kept)")
    #expect(try full("check --no-cache", book).hasSuffix("status 2\n"))

    // The results are kept, so that nothing but the chapter is to be written.
    let wrong = Self.good.replacing("=> 2", with: "=> 3")
    try book.write(wrong, to: "Chapters/01-a.md")
    #expect(try book.notebook("check").status == 1)
    let accepted = try full("accept", book)
    #expect(accepted.contains("/Chapters/01-a.md` cannot be written"), "\(accepted)")
    #expect(try accepted.hasSuffix("status 2\n") && book.read("Chapters/01-a.md") == wrong)
    #expect(try book.notebook("accept").status == 0 && book.read("Chapters/01-a.md") == Self.good)

    try book.write(Self.good + "\nMore words.\n", to: "Chapters/01-a.md")
    #expect(try book.notebook("check").status == 0)
    let built = try full("build", book)
    #expect(built.contains("/site` cannot be written") && built.hasSuffix("status 2\n"), "\(built)")
    #expect(try book.files(below: "site") == site)
    #expect(try book.notebook("build").status == 0)
    #expect(try book.files(below: "site") != site)
  }

  /// What a command says, and its status, where every file that it writes would be too large.
  private func full(_ arguments: String, _ book: TemporaryBook) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c", "(trap '' XFSZ; ulimit -f 0; exec '\(Repository.tool)' \(arguments)) 2>&1; echo status $?",
    ]
    process.currentDirectoryURL = URL(filePath: book.folder)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: said, as: UTF8.self)
  }
}
