import Foundation
import TestSupport
import Testing

@Suite struct WatchTests {
  private static let text = """
    ---
    title: A chapter
    ---

    Words.

    ```swift
    1 + 1  // => 2
    ```

    """

  /// Waits until a text is in the command's output, five minutes at most.
  private func wait(for words: String, in path: String, times: Int = 1) throws -> Bool {
    for _ in 0..<3_000 {
      let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
      if text.components(separatedBy: words).count > times { return true }
      usleep(100_000)
    }
    return false
  }

  @Test func eachEditChecksWhatItTouches() throws {
    let book = try TemporaryBook([
      "Chapters/01-a.md": Self.text, "Chapters/02-b.md": Self.text.replacing("Words.", with: "See [A](01-a.md)."),
      "Chapters/03-c.md": Self.text,
    ])
    let path = book.folder + "/output"
    try Data().write(to: URL(filePath: path))
    let process = Process()
    process.executableURL = URL(filePath: Repository.tool)
    process.arguments = ["watch"]
    process.currentDirectoryURL = URL(filePath: book.folder)
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: path))
    process.standardError = process.standardOutput
    try process.run()
    defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
    #expect(try wait(for: "3 chapters: all true", in: path))

    // As editors do: a new file takes the old one's place.
    try book.write(Self.text.replacing("=> 2", with: "=> 3"), to: "Chapters/new")
    try FileManager.default.removeItem(atPath: book.folder + "/Chapters/01-a.md")
    try FileManager.default.moveItem(
      atPath: book.folder + "/Chapters/new", toPath: book.folder + "/Chapters/01-a.md")
    #expect(try wait(for: "2 chapters: 1 of 2 failed", in: path), "the chapter and the one that links to it")
    #expect(try wait(for: "expected 3, got 2", in: path))

    try book.write(Self.text.replacing("Words.", with: "Other words."), to: "Chapters/03-c.md")
    #expect(try wait(for: "1 chapter: all true (1 cell, 1 expectation, 0 exercises, 1 program (1 kept)", in: path))

    try book.write("title: [", to: "Chapters/book.yml")
    #expect(try wait(for: "error: `Chapters/book.yml` cannot be used", in: path))
    try book.write("title: A book\n", to: "Chapters/book.yml")
    #expect(try wait(for: "3 chapters: 1 of 3 failed", in: path))

    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0 && process.terminationReason == .exit)
  }
}

@Suite struct SeedsTests {
  private static let head = "---\ntitle: A chapter\n---\n\n"

  @Test func claimsOfTheChosenSeedAloneAreNamed() throws {
    let marked =
      Self.head + """
        ```swift
        let start = 7  // @seed
        let other = 7
        start > 0  // => true
        start  // => 5...40
        start % 2 == 1  // => true
        Double(start) / 2  // => 3.5
        other  // => 7
        ```

        """
    let unmarked =
      Self.head + """
        ```swift
        struct Noise { var count: Int, seed: UInt64 }
        let generator = Noise(count: 2, seed: 3)
        generator.seed < 10  // => true
        generator.seed  // => 2...4
        ```

        """
    let none = Self.head + "```swift\n1  // => 1\n```\n"
    let book = try TemporaryBook([
      "Chapters/01-marked.md": marked, "Chapters/02-unmarked.md": unmarked, "Chapters/03-none.md": none,
    ])
    #expect(try book.notebook("check", "--strict").status == 0)
    let outcome = try book.notebook("seeds", "--count", "20")
    #expect(
      outcome.output == """
        Chapters/01-marked.md: 20 other seeds, 2 claims of the chosen seed alone
        Chapters/01-marked.md:10:23: holds for 10 of 20: expected true, got false
          and 1 number with decimals (--all lists them)
        Chapters/02-unmarked.md: 20 other seeds, 2 claims of the chosen seed alone
        Chapters/02-unmarked.md:8:28: holds for 6 of 20: expected true, got false
        Chapters/02-unmarked.md:9:23: holds for 1 of 20: expected 2...4, got 5
        Chapters/03-none.md: no seed

        """)
    #expect(outcome.status == 1, "a range should hold for every seed")
    let all = try book.notebook("seeds", "1", "--all", "--count", "1")
    #expect(all.status == 0 && all.output.contains("holds for 0 of 1: expected 3.5, got 4.0"))
  }
}
