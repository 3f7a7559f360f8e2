import Foundation
import TestSupport
import Testing

@testable import Notebook

/// What an edit costs: how many programs are compiled and run again, with the real compiler.
@Suite struct KeptResultTests {
  private static let head = "---\ntitle: A chapter\n---\n\n"
  private static let chapter =
    head + """
      Words.

      ```swift #half
      let half = 1.0 / 2  // => 0.5
      func need(_ ok: Bool) { precondition(ok, "it is not") }
      ```

      A half is <!--= half -->0.5<!--/-->, and not <!--= half * 2 -->7.0<!--/-->.

      ```swift crash
      need(false)  // crash: it is not
      ```

      ```swift error
      let number: Int = "two"  // error: cannot convert
      ```

      ```swift
      half + 1  // => 1.7
      expect(half == 1, "a whole")
      ```

      """

  /// How many programs there were, were compiled, and were run.
  private struct Counts: Equatable {
    var total = 0
    var compiled = 0
    var run = 0
  }

  private func counts(_ programs: [ProgramCost]) -> Counts {
    let fresh = programs.filter { !$0.isKept }
    return Counts(total: programs.count, compiled: fresh.count, run: fresh.count { $0.runSeconds != nil })
  }

  private func check(_ book: TemporaryBook) async throws -> (counts: Counts, chapters: [CheckedChapter]) {
    let book = try Book(folder: book.folder)
    let chapters = try await Pipeline(book: book).check(book.chapters)
    return (counts(chapters.flatMap(\.run.programs)), chapters)
  }

  /// What every report on a chapter of the book depends on beside its text.
  private func key(_ book: TemporaryBook) async throws -> String {
    try await Pipeline(book: try Book(folder: book.folder)).runner().key
  }

  private func diagnostics(_ chapters: [CheckedChapter]) -> [String] {
    chapters.flatMap(\.verification.allDiagnostics).map { "\($0.position.line):\($0.position.column) \($0.id)" }
  }

  @Test func anEditOfProseCostsNothingAndMovesWhatIsWrong() async throws {
    let book = try TemporaryBook(["Chapters/01-a.md": Self.chapter])
    let first = try await check(book)
    #expect(first.counts == Counts(total: 3, compiled: 3, run: 2))
    #expect(diagnostics(first.chapters).count == 3)
    let edited = Self.chapter.replacing("Words.", with: "More\nwords,\n\nand more.")
      .replacing("A half is", with: "Exactly a half is")
      .replacing("```swift error", with: "```swift skip=\"shown\"\nnothing\n```\n\n```swift error")
    try book.write(edited, to: "Chapters/01-a.md")
    let second = try await check(book)
    #expect(second.counts == Counts(total: 3))
    // The same as without anything kept, at the new places.
    let real = try Book(folder: book.folder)
    var pipeline = Pipeline(book: real)
    pipeline.usesCache = false
    let fresh = try await pipeline.check(real.chapters)
    #expect(diagnostics(second.chapters) == diagnostics(fresh))
    #expect(diagnostics(second.chapters) != diagnostics(first.chapters))
    func withoutCosts(_ run: Run) -> [Int: CellRun] {
      run.cells.mapValues { cell in
        var cell = cell
        cell.cost = nil
        return cell
      }
    }
    #expect(withoutCosts(second.chapters[0].run) == withoutCosts(fresh[0].run))
  }

  @Test func howACellIsShownCostsNothing() async throws {
    let figure =
      Self.head + """
        ```swift #list
        let list = [1, 2]
        list  // => [1, 2]
        ```

        ![A list](figures/01-list.svg)
        *Two numbers.*

        """
    let book = try TemporaryBook(["Chapters/01-a.md": figure])
    #expect(try await check(book).counts.compiled == 1)
    for (old, new) in [("A list", "One *list*"), ("Two numbers", "Both numbers"), ("\n*Two numbers.*", "")] {
      try book.write(figure.replacing(old, with: new), to: "Chapters/01-a.md")
      #expect(try await check(book).counts.compiled == 0, "\(new)")
    }
    for options in ["fold", "highlight=[2]", "lines"] {
      try book.write(figure.replacing("#list", with: "#list \(options)"), to: "Chapters/01-a.md")
      #expect(try await check(book).counts.compiled == 0, "\(options)")
    }
    try book.write(figure.replacing("[1, 2]\nlist", with: "[1, 2, 3]\nlist"), to: "Chapters/01-a.md")
    #expect(try await check(book).counts.compiled == 1)
  }

  @Test func dataCountsForThoseThatReadIt() async throws {
    let reader =
      Self.head + """
        ```swift
        import Foundation
        try String(contentsOfFile: "data/numbers.csv", encoding: .utf8)  // => "1,2"
        try "mine".write(toFile: "data/numbers.csv", atomically: false, encoding: .utf8)
        ```

        """
    let other =
      Self.head + "```swift\nimport Foundation\nFileManager.default.fileExists(atPath: \"data\")  // => false\n```\n"
    let book = try TemporaryBook([
      "Chapters/01-a.md": reader, "Chapters/02-b.md": other, "Chapters/data/numbers.csv": "1,2",
    ])
    let first = try await check(book)
    #expect(first.counts.run == 2 && diagnostics(first.chapters).isEmpty)
    #expect(try book.read("Chapters/data/numbers.csv") == "1,2", "the program has a copy")
    #expect(try await check(book).counts.run == 0)
    let before = try await key(book)
    try book.write("3,4", to: "Chapters/data/numbers.csv")
    let third = try await check(book)
    #expect(third.counts.run == 1 && diagnostics(third.chapters).count == 1)
    #expect(try await key(book) != before)
    // A name counts as much as a content.
    let (old, new) = (book.folder + "/Chapters/data/numbers.csv", book.folder + "/Chapters/data/others.csv")
    try FileManager.default.moveItem(atPath: old, toPath: new)
    #expect(try await check(book).counts.run == 1)
  }

  /// A clock that was set back, or files from another machine, give times of any kind.
  @Test func theTimesOfFilesMeanNothing() async throws {
    let text =
      Self.head + """
        ```swift
        import Foundation
        try String(contentsOfFile: "data/a", encoding: .utf8)  // => "1"
        ```

        """
    let book = try TemporaryBook(["Chapters/01-a.md": text, "Chapters/data/a": "1"])
    for year in [1, 60] {
      let date = Date(timeIntervalSince1970: Double(year) * 365 * 86400)
      func set() throws {
        for path in try FileManager.default.subpathsOfDirectory(atPath: book.folder) {
          try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: book.folder + "/" + path)
        }
      }
      func write(_ data: String, expecting value: String) throws {
        try book.write(data, to: "Chapters/data/a")
        try book.write(text.replacing("\"1\"", with: "\"\(value)\""), to: "Chapters/01-a.md")
        try set()
      }
      try write("1", expecting: "1")
      #expect(try await diagnostics(check(book).chapters).isEmpty)
      try set()
      #expect(try await check(book).counts.run == 0, "times alone are no change")
      // As long as before, and as old.
      try write("2", expecting: "1")
      #expect(try await diagnostics(check(book).chapters).count == 1, "\(date)")
      try write("1", expecting: "2")
      #expect(try await diagnostics(check(book).chapters).count == 1, "\(date)")
    }
  }

  @Test func aLibraryCountsByItsCodeForThoseThatNameIt() async throws {
    let manifest = """
      // swift-tools-version: 6.0
      import PackageDescription
      let package = Package(
        name: "Sample", targets: [.target(name: "CPart"), .target(name: "Deep", dependencies: ["CPart"]),
        .target(name: "Top", dependencies: ["Deep"]), .target(name: "Other")])
      """
    func chapter(_ module: String, _ call: String) -> String {
      Self.head + "```swift\nimport \(module)\n\(call)  // => 2\n```\n"
    }
    let deep = "import CPart\npublic func deep() -> Int { Int(part()) }\n"
    let c = "#include \"part.h\"\nint part(void) { return 2; }\n"
    let book = try TemporaryBook([
      "Package.swift": manifest, "Sources/CPart/part.c": c, "Sources/CPart/include/part.h": "int part(void);\n",
      "Sources/Deep/Deep.swift": deep,
      "Sources/Top/Top.swift": "import Deep\npublic func top() -> Int { deep() }\n",
      "Sources/Other/Other.swift": "public func other() -> Int { 2 }\n",
      "Chapters/book.yml": "title: A\nmodules: [Top, Other]\n", "Chapters/01-top.md": chapter("Top", "top()"),
      "Chapters/02-other.md": chapter("Other", "other()"),
      "Chapters/03-none.md": Self.head + "```swift\n1 + 1  // => 2\n```\n",
    ])
    let first = try await check(book)
    #expect(first.counts.run == 3 && diagnostics(first.chapters).isEmpty)
    #expect(try await check(book).counts.compiled == 0)

    try book.write(
      "// A comment.\n\nimport  CPart  // more\n/// Says two.\npublic func deep() -> Int {  Int(part()) }  // end\n",
      to: "Sources/Deep/Deep.swift")
    try book.write("/* two\n lines */\n" + c.replacing("2;", with: "2;  /* two */"), to: "Sources/CPart/part.c")
    #expect(try await check(book).counts.compiled == 0, "comments are no code")
    let before = try await key(book)

    try book.write(c.replacing("2", with: "3"), to: "Sources/CPart/part.c")
    let changed = try await check(book)
    #expect(changed.counts.run == 1 && counts(changed.chapters[0].run.programs).run == 1)
    #expect(try await key(book) != before)
    #expect(diagnostics(changed.chapters).count == 1)
    #expect(changed.chapters.dropFirst().allSatisfy { counts($0.run.programs).run == 0 })
  }
}

@Suite struct CodeDigestTests {
  private func swift(_ text: String) -> String { CodeDigest.swift(Array(text.utf8)).digest }

  @Test func commentsAndSpacingAreNoCodeAndTheRestIs() {
    let code = "import A\nlet x = f(-1)\nlet y = \"a // b\"\n"
    for same in [
      "import A // c\nlet x  =  f(-1)\n\n\nlet y = \"a // b\"",
      "/* c */\nimport A\n// d\nlet x = f(-1) /// e\nlet y = \"a // b\"\n",
    ] { #expect(swift(same) == swift(code), "\(same)") }
    for other in [
      "import A\nlet x = f(- 1)\nlet y = \"a // b\"\n", "import A\nlet x = f(-1); let y = \"a // b\"\n",
      "import A\nlet x = f(-1)\nlet y = \"a // c\"\n", "import A\nlet x = f(-2)\nlet y = \"a // b\"\n",
      "import A\nlet x = f\n(-1)\nlet y = \"a // b\"\n",
    ] { #expect(swift(other) != swift(code), "\(other)") }
    #expect(CodeDigest.swift(Array("import B\nimport struct A.S\n".utf8)).imports == ["A", "B"])
  }

  @Test func cIsReadWithoutComments() {
    func c(_ text: String) -> String { String(decoding: CodeDigest.withoutComments(Array(text.utf8)), as: UTF8.self) }
    #expect(
      c("int a; // b\n\n/* c\n */ char *s = \"/* no \\\" comment // */\";\n")
        == "int a;\nchar *s = \"/* no \\\" comment // */\";")
    #expect(c("'\"' // x") == "'\"'")
    #expect(c("a/**/b") == "a b")
    #expect(c("#define A \\\n 1\n") == "#define A \\\n1")
  }
}
