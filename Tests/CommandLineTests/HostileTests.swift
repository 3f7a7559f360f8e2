import Foundation
import TestSupport
import Testing

/// Programs and chapters that nobody should write: each harms itself alone.
@Suite struct HostileTests {
  private static let head = "---\ntitle: A chapter\n---\n\n"

  /// A chapter whose one cell prints `ok`, whatever else it does.
  private static func chapter(_ code: String) -> String {
    head + "```swift\n\(code)\n```\n\n```text output\nok\n```\n"
  }

  private static let fork = "@_silgen_name(\"fork\") func fork() -> Int32\n"

  /// What a chapter does, and what the check says of it; `nil` where it passes.
  private static let chapters: [(name: String, code: String, verdict: String?)] = [
    ("memory", "print(\"ok\")\nprint([Double](repeating: 1, count: 10 << 27).count)", "it asks for 10240 MB of memory"),
    // Not a real bomb: a limit that fails must not fell the machine that tests it.
    (
      "forks",
      "import Foundation\n\(fork)print(\"ok\")\nfor _ in 0..<150 { if fork() == 0 { sleep(20); exit(0) } }\nsleep(5)",
      "it ran more than 64 processes at a time"
    ),
    (
      "outlives",
      "import Foundation\n\(fork)if fork() == 0 { setsid(); sleep(50); _exit(0) }\nprint(\"ok\")",
      nil
    ),
    ("stdin", "print(readLine() ?? \"ok\")", nil),
    ("closed", "import Foundation\nprint(\"ok\")\nclose(1)\nprint(\"lost\")", nil),
    ("replaced", "import Foundation\nprint(\"ok\")\ndup2(open(\"/dev/null\", O_WRONLY), 1)\nprint(\"lost\")", nil),
    ("moved", "import Foundation\nchdir(\"/\")\nprint(\"ok\")", nil),
    (
      "bytes", "import Foundation\nprint(\"ok\")\nfputs(\"\\u{1B}[2J\", stdout)\nputc(0xFF, stdout)\nprint()",
      "[output.not-utf8]"
    ),
    ("segments", "print(\"ok\")\nprint(UnsafePointer<Int>(bitPattern: 8)!.pointee)", "signal 11 (segmentation fault)"),
    ("exits", "import Foundation\nprint(\"ok\")\nexit(0)", "[cell.exited]"),
    ("good", "print(\"ok\")", nil),
  ]

  @Test func hostileProgramsHarmOnlyThemselves() throws {
    let book = try TemporaryBook(
      Dictionary(uniqueKeysWithValues: Self.chapters.map { ("Chapters/\($0.name).md", Self.chapter($0.code)) }))
    let outcome = try book.notebook("check")
    #expect(outcome.status == 1 && outcome.error.isEmpty)
    for (name, _, verdict) in Self.chapters {
      #expect(outcome.output.contains(verdict == nil ? "✓ \(name) " : "✗ \(name) "), "\(name): \(outcome.output)")
      let said = outcome.output.split(separator: "\n").contains {
        $0.hasPrefix("Chapters/\(name).md:") && $0.contains(verdict ?? "")
      }
      #expect(said == (verdict != nil), "\(name)")
    }
    #expect(try !Self.isRunning("chapter_outlives"), "what a program starts ends with it")
  }

  /// Whether a process has a word among its arguments.
  private static func isRunning(_ word: String) throws -> Bool {
    let manager = FileManager.default
    return try manager.contentsOfDirectory(atPath: "/proc").contains { name in
      let line = manager.contents(atPath: "/proc/\(name)/cmdline") ?? Data()
      return String(decoding: line, as: UTF8.self).split(separator: "\0").contains { $0 == word }
    }
  }

  @Test func aProgramSeesNothingOfTheAuthorsMachine() throws {
    let code = """
      import Foundation
      let environment = ProcessInfo.processInfo.environment
      let folder = FileManager.default.currentDirectoryPath
      print(environment.keys.sorted().joined(separator: " "))
      print(environment["HOME"] == folder, environment["TMPDIR"] == (folder as NSString).deletingLastPathComponent + "/tmp")
      """
    let names = "HOME LANG LC_ALL NOTEBOOK_SEED PATH SWIFT_BACKTRACE SWIFT_DETERMINISTIC_HASHING TMPDIR TZ"
    let text = Self.chapter(code).replacing("\nok\n", with: "\n\(names)\ntrue true\n")
    let book = try TemporaryBook(["Chapters/01-a.md": text])
    let outcome = try book.notebook("check", environment: ["SECRET": "1"])
    #expect(outcome.status == 0, "\(outcome.output)")
    let documented = try String(contentsOfFile: Repository.folder + "/Docs/isolation.md", encoding: .utf8)
    for name in names.split(separator: " ") { #expect(documented.contains("`\(name)`"), "\(name)") }
  }

  @Test func namesAndLineEndingsMayBeAnything() throws {
    let good = Self.chapter("let x = 1\t// a tab\nprint(\"ok\")\nx  // => 1")
    let book = try TemporaryBook([
      "Chapters/01-with space.md": good, "Chapters/02-🙂.md": good, "Chapters/03-it's \"quoted\".md": good,
      "Chapters/04-crlf.md": good.replacing("\n", with: "\r\n"), "Chapters/05-bom.md": "\u{FEFF}" + good,
    ])
    let outcome = try book.notebook("check")
    #expect(outcome.output.contains("5 chapters: all true"), "\(outcome.output)")
    try book.write(good.replacing("=> 1", with: "=> 2").replacing("\n", with: "\r\n"), to: "Chapters/04-crlf.md")
    #expect(try book.notebook("check", "04-crlf").output.contains("Chapters/04-crlf.md:8:10: error: expected 2, got 1"))
  }

  @Test func manyCellsAreRead() throws {
    let cells = (0..<10_000).map { "```swift no-run\nlet a\($0) = \($0)\n```\n" }.joined(separator: "\n")
    let book = try TemporaryBook(["Chapters/01-many.md": Self.head + cells])
    #expect(try book.notebook("links").status == 0)
  }

  /// On a worker thread's stack on macOS, the smallest that the tool meets.
  @Test func deepNestingIsReadOrRefusedInItsPlace() throws {
    func nested(_ depth: Int) -> String {
      func repeated(_ text: String) -> String { String(repeating: text, count: depth) }
      let list = (0..<min(depth, 90)).map { String(repeating: "  ", count: $0) + "- item\n" }.joined()
      return Self.head + repeated("> ") + "words\n\n" + list + "\n" + repeated("*a **b ") + "c" + repeated("** d*")
        + "\n"
    }
    let book = try TemporaryBook([
      "Chapters/01-deep.md": nested(30), "Chapters/02-deeper.md": nested(1_000),
      "Chapters/03-deepest.md": Self.head + String(repeating: ">", count: 100_000) + "words\n",
    ])
    let outcome = try Executable.run(["check"], in: book.folder, stack: 512)
    #expect(outcome.output.contains("✓ 01-deep"))
    for place in ["02-deeper.md:5:127", "02-deeper.md:37:63", "02-deeper.md:98:1", "03-deepest.md:5:64"] {
      #expect(outcome.output.contains("Chapters/\(place): error: "), "\(place)")
    }
    #expect(outcome.output.contains("[nesting.too-deep]"))
    #expect(try Executable.run(["dump", "page", "01"], in: book.folder, stack: 512).status == 0)
  }

  /// SwiftParser's time doubles at each square bracket, the compiler's at some long expressions.
  @Test func codeThatTakesForeverToReadIsRefusedInItsPlace() throws {
    func cell(_ code: String) -> String { Self.head + "```swift no-run\n\(code)\n```\n" }
    func nested(_ open: String, _ close: String) -> String {
      cell("let a = " + String(repeating: open, count: 1_000) + "1" + String(repeating: close, count: 1_000))
    }
    let book = try TemporaryBook([
      "Chapters/01-brackets.md": nested("[", "]"), "Chapters/02-parentheses.md": nested("(", ")"),
      "Chapters/03-braces.md": cell(
        String(repeating: "if true { ", count: 1_000) + String(repeating: "}", count: 1_000)),
      "Chapters/04-sum.md": cell("let a = 1" + String(repeating: " + 1", count: 3_000)),
      "Chapters/05-good.md": Self.chapter("print(\"ok\")"),
      // The compiler, which may think about an expression for one second, however many the tool grants it.
      "swiftc": """
      #!/bin/sh
      for word; do
        case $word in -solver-expression-time-threshold=*) word=-solver-expression-time-threshold=1 ;; esac
        shift
        set -- "$@" "$word"
      done
      exec "$(command -v "${COMPILER:-swiftc}")" "$@"

      """,
    ])
    let compiler = book.folder + "/swiftc"
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: compiler)
    var environment = ["SWIFTC": compiler]
    environment["COMPILER"] = ProcessInfo.processInfo.environment["SWIFTC"]
    let output = try book.notebook("check", environment: environment).output
    for said in [
      "01-brackets.md:6:21: error: square brackets stand more than 12 deep",
      "02-parentheses.md:6:264: error: structure",
      "03-braces.md:6:2561: error: structure", "04-sum.md:6:9: error: the compiler is unable to type-check",
      "✓ 05-good",
    ] {
      #expect(output.contains(said), "\(said)")
    }
  }

  @Test func twoToolsMayWorkOnOneBook() async throws {
    let book = try TemporaryBook(["Chapters/01-a.md": Self.chapter("print(\"ok\")")])
    let folder = book.folder
    let outcomes = try await withThrowingTaskGroup(of: Executable.Outcome.self) { group in
      for _ in 0..<3 { group.addTask { try Executable.run(["check", "--no-cache"], in: folder) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.allSatisfy { $0.status == 0 && $0.error.isEmpty }, "\(outcomes)")
    #expect(try book.files(below: ".build/notebook").keys.filter { $0.hasPrefix("work-") }.isEmpty)
  }

  /// Whether a run removes what a killed one left; a compiler that it started may still be writing for a moment.
  private func isSwept(_ book: TemporaryBook) throws -> Bool {
    for _ in 0..<20 {
      let names = try FileManager.default.contentsOfDirectory(atPath: book.folder + "/.build/notebook")
      if !names.contains(where: { $0.hasPrefix("work-") }) { return true }
      usleep(250_000)
      _ = try book.notebook("check")
    }
    return false
  }

  /// The tool is killed at moments that fall by chance; `KILLS=100` tries so many.
  @Test func aToolThatIsKilledLeavesNothingBehindThatHarms() throws {
    let text = Self.chapter("import Foundation\nusleep(100_000)\nprint(\"ok\")")
    let book = try TemporaryBook(["Chapters/01-a.md": text])
    try book.shareSymbols()
    let clock = ContinuousClock()
    #expect(try book.notebook("build").status == 0)
    var site = try book.files(below: "site")
    let seconds = try clock.measure { _ = try book.notebook("build", "--no-cache") } / .seconds(1)
    let rounds = ProcessInfo.processInfo.environment["KILLS"].flatMap { Int($0) } ?? 6
    for round in 0..<rounds {
      let command = ["build", "accept"][round % 2]
      let right = text + "\nRound \(round).\n"
      let before = command == "build" ? right : right.replacing("\nok\n", with: "\nko\n")
      try book.write(before, to: "Chapters/01-a.md")
      let process = Process()
      process.executableURL = URL(filePath: Repository.tool)
      process.arguments = [command, "--no-cache"]
      process.currentDirectoryURL = URL(filePath: book.folder)
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      let moment = Double.random(in: 0...seconds * 1.1)
      usleep(UInt32(moment * 1e6))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let place: Comment = "\(command), round \(round), after \(moment) s"
      #expect(try [before, right].contains(book.read("Chapters/01-a.md")), place)
      let found = try book.files(below: "site")
      let outcome = try book.notebook(command)
      #expect(outcome.status == 0 && outcome.error.isEmpty, "\(place): \(outcome)")
      let next = try book.files(below: "site")
      #expect(found == site || found == next, place)
      site = next
      let left = try FileManager.default.contentsOfDirectory(atPath: book.folder).sorted()
      #expect(left == [".build", "Chapters", "site"], place)
      #expect(try book.read("Chapters/01-a.md") == right, place)
      #expect(try isSwept(book), place)
    }
  }
}

@Suite struct TwiceTests {
  private static let head = "---\ntitle: A chapter\n---\n\n"

  @Test func whatVariesIsNamedByCellAndLine() throws {
    let text =
      Self.head + """
        ```swift
        print("same")
        print(Int.random(in: 0...1_000_000_000))
        let x = Int.random(in: 0...1_000_000_000)
        x  // => 5
        ```

        ```text output
        same
        …
        ```

        The value <!--= x / 2 -->7<!--/-->.

        ```swift nondeterministic
        print(Int.random(in: 0...1_000_000_000))
        ```

        """
    let book = try TemporaryBook([
      "Chapters/01-a.md": text, "Chapters/02-b.md": Self.head + "```swift\n1  // => 1\n```\n",
    ])
    let outcome = try book.notebook("check", "--twice")
    #expect(outcome.status == 1 && outcome.output.contains("✓ 02-b"))
    let places = outcome.output.split(separator: "\n").filter { $0.contains("[output.varies]") }.compactMap {
      $0.split(separator: " ").first
    }
    #expect(places == ["Chapters/01-a.md:9:4:", "Chapters/01-a.md:14:1:", "Chapters/01-a.md:17:17:"])
  }

  /// Neither the kept result of a program nor the kept report on a chapter stands for two runs.
  @Test func whatIsKeptStandsForNoRunOfTwo() throws {
    let text =
      Self.head + """
        ```swift
        print(Int.random(in: 0...1_000_000_000))
        ```

        ```text output
        …
        ```

        """
    let book = try TemporaryBook(["Chapters/01-a.md": text])
    #expect(try book.notebook("check").status == 0)
    let outcome = try book.notebook("check", "--twice")
    #expect(outcome.status == 1 && outcome.output.contains("[output.varies]"), "\(outcome)")
  }
}
