import Foundation
import TestSupport
import Testing

private let head = "---\ntitle: A chapter\n---\n\n"

private let good =
  head + """
    ```swift #half
    let half = 1.0 / 2  // => 0.50
    print("words", half)
    ```

    ```text output
    words 0.5
    ```

    A half is <!--= half -->0.5<!--/-->, and [here](#half) it is.

    """

@Suite struct OutcomeTests {
  @Test func acceptTellsWhatDidNotRun() throws {
    let book = try TemporaryBook([
      "Chapters/01-a.md": head + "```swift\nlet one: Int = \"x\"\n```\n",
      "Chapters/02-b.md": head + "```swift\nfatalError(\"no weights\")\n```\n",
      "Chapters/03-c.md": head + "```swift\n1 + 1  // =>\n```\n",
    ])
    let outcome = try book.notebook("accept")
    #expect(outcome.status == 1, "\(outcome)")
    #expect(outcome.output.contains("01-a.md:6:16: error: cannot convert") && outcome.output.contains("no weights"))
    #expect(try book.read("Chapters/03-c.md").contains("1 + 1  // => 2\n"))
    #expect(try book.notebook("accept", "03").status == 0)
  }

  @Test func aCheckOfNothingIsNotCalledTrue() throws {
    let book = try TemporaryBook([
      "Chapters/01-a.md": head + "```swift\nlet one = 1\n```\n", "Chapters/02-b.md": head + "Words.\n",
      "Chapters/03-c.md": head + "```swift\n1 + 1  // => 2\n```\n",
    ])
    for (chapter, words) in [
      ("01", "compiled, nothing compared"), ("02", "nothing run, nothing compared"), ("03", "all true"),
    ] {
      #expect(try book.notebook("check", chapter).output.contains("1 chapter: \(words) ("), "\(chapter)")
    }
  }

  @Test func aBookChoosesItsLanguage() throws {
    let book = try TemporaryBook([
      "Chapters/01-a.md": head + "```swift\nlet pattern = /a+b/\n\"aab\".contains(pattern)  // => true\n```\n"
    ])
    #expect(try book.notebook("check").status == 1)
    for (text, status, words) in [
      ("swift-language-mode: 6\n", 0, "all true"), ("swift-language-mode: 5\n", 1, "01-a.md:6:"),
      ("upcoming-features: [BareSlashRegexLiterals]\n", 0, "all true"),
      ("upcoming-features: BareSlashRegexLiterals\n", 0, "all true"),
      ("swift-language-mode: 7\n", 2, "`swift-language-mode` is 5 or 6"),
      ("upcoming-features: [BareSlashRegexLiteral]\n", 2, "did you mean `BareSlashRegexLiterals`?"),
      ("swift-langage-mode: 6\n", 2, "did you mean `swift-language-mode`?"),
    ] {
      try book.write("title: B\n" + text, to: "Chapters/book.yml")
      let outcome = try book.notebook("check")
      #expect(outcome.status == Int32(status) && (outcome.output + outcome.error).contains(words), "\(text) \(outcome)")
    }
  }

  @Test func aToolThatIsEndedLeavesNoCompilerBehind() throws {
    // The compiler is a script that never ends by itself, and says who it is.
    let book = try TemporaryBook(["Chapters/01-a.md": good])
    try book.write("#!/bin/sh\necho $$ >pid\nexec sleep 300\n", to: "swiftc")
    let script = book.folder + "/swiftc"
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
    let process = Process()
    process.executableURL = URL(filePath: Repository.tool)
    process.arguments = ["check"]
    process.currentDirectoryURL = URL(filePath: book.folder)
    process.environment = ProcessInfo.processInfo.environment.merging(["SWIFTC": script]) { $1 }
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    func wait(until isDone: () -> Bool) -> Bool {
      for _ in 0..<600 where !isDone() { usleep(50_000) }
      return isDone()
    }
    #expect(wait { (try? book.read("pid").hasSuffix("\n")) ?? false })
    let compiler = try #require(pid_t(try book.read("pid").trimmingCharacters(in: .whitespacesAndNewlines)))
    process.terminate()
    process.waitUntilExit()
    let hasEnded = wait { kill(compiler, 0) != 0 }
    if !hasEnded { kill(compiler, SIGKILL) }
    #expect(hasEnded)
  }
}

@Suite struct HelpTests {
  @Test(
    arguments: [
      "", "check", "accept", "build", "serve", "links", "run", "cost", "export", "dump", "clean", "exercise", "learn",
      "pack", "watch", "seeds",
    ]
      + [
        "list", "start", "next", "run", "check", "hint", "solution", "explain", "open", "reset", "progress", "export",
        "import", "doctor",
      ].map { "exercise " + $0 } + ["new", "check", "install", "remove"].map { "pack " + $0 })
  func helpIsWhatItWas(command: String) throws {
    let book = try TemporaryBook()
    let words = command.split(separator: " ").map(String.init)
    let outcome = try Executable.run(words + ["--help"], in: book.folder)
    #expect(outcome.status == 0 && outcome.error.isEmpty)
    #expect(outcome.output.contains("Example"))
    let name = words.isEmpty ? "notebook" : words.joined(separator: "-")
    #expect(try Golden.problem(with: outcome.output, recordedAt: "commands/\(name).txt") == nil)
  }

  @Test func wrongUsageHasAStatusOfItsOwn() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": good])
    for arguments in [
      ["frobnicate"], ["check", "--frobnicate"], ["check", "--jobs", "0"], ["check", "--jobs", "x"], ["run"],
      ["check", "--shard", "3/2"], ["check", "--costs", "c"], ["check", "--format", "json", "--timings"],
      ["dump", "nothing", "01"],
    ] {
      let outcome = try Executable.run(arguments, in: book.folder)
      #expect(outcome.status == 64, "\(arguments)")
      #expect(outcome.output.isEmpty && outcome.error.contains("Error: "), "\(arguments)")
    }
  }
}

@Suite struct LinksCommandTests {
  @Test func linksAreListedWithTheirPlaces() throws {
    let book = try TemporaryBook([
      "Chapters/01-a.md": head + "See [there](https://example.org/a).\n\n## Here\n\n[Here](#here)\n"
    ])
    let external = "Chapters/01-a.md:5\thttps://example.org/a\n"
    #expect(try book.notebook("links", "--external").output == external)
    #expect(try book.notebook("links").output == external + "Chapters/01-a.md:9\t#here\n")
  }
}

@Suite struct CheckCommandTests {
  @Test func aTrueBookPasses() throws {
    let outcome = try TemporaryBook(["Chapters/01-a.md": good]).notebook("check", "--strict")
    #expect(
      outcome
        == Executable.Outcome(
          status: 0,
          output: """
            ✓ 01-a  1 cell, 3 expectations
            1 chapter: all true (1 cell, 3 expectations, 0 exercises, 1 program, N s)

            """, error: ""))
  }

  /// Each digit that the chapter claims is changed in a chapter of its own; all are checked together.
  @Test func everyChangedDigitIsFoundAtItsPlace() throws {
    let changed: [(name: String, from: String, to: String, column: Int)] = [
      ("value", "=> 0.50", "=> 0.60", 27), ("last", "=> 0.50", "=> 0.52", 27), ("whole", "=> 0.50", "=> 1.50", 27),
      ("output", "words 0.5", "words 0.6", 1), ("prose", "-->0.5<", "-->0.7<", 25),
    ]
    let book = try TemporaryBook(["Chapters/good.md": good])
    for change in changed {
      try book.write(good.replacing(change.from, with: change.to), to: "Chapters/\(change.name).md")
    }
    let outcome = try book.notebook("check")
    #expect(outcome.status == 1 && outcome.error.isEmpty)
    #expect(outcome.output.contains("✓ good  1 cell, 3 expectations\n"))
    #expect(outcome.output.contains("6 chapters: 5 of 6 failed ("))
    for change in changed {
      let text = good.replacing(change.from, with: change.to)
      let line = text.prefix(upTo: text.firstRange(of: change.to)?.lowerBound ?? text.endIndex).count { $0 == "\n" } + 1
      let place = "Chapters/\(change.name).md:\(line):\(change.column): error: expected "
      #expect(outcome.output.contains(place), "\(place)")
    }
  }

  @Test func strictnessIsAChoice() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": head + "```swift\nprint(1)\n```\n"])
    let loose = try book.notebook("check")
    #expect(loose.status == 0 && loose.output.contains("Chapters/01-a.md:5:1: warning: "))
    let strict = try book.notebook("check", "--strict")
    #expect(strict.status == 1 && strict.output.contains("Chapters/01-a.md:5:1: error: "))
    // Only a strict check tells what the compiler warns of, so that the report of another one stands for none.
    try book.write(head + "```swift\nfunc f() { let x = 1 }\nf()\n```\n", to: "Chapters/01-a.md")
    #expect(try book.notebook("check").status == 0)
    #expect(try book.notebook("check", "--strict").status == 1)
  }

  @Test func aFormulaThatCannotBeReadIsAnError() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": head + "A formula: $`\\frac{1`$ here.\n"])
    let outcome = try book.notebook("check")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("Chapters/01-a.md:5:") && outcome.output.contains("[math.invalid]"))
  }

  @Test func anotherKaTeXIsAskedAgain() throws {
    let book = try TemporaryBook([
      "Chapters/01-a.md": head + "A formula: $`x`$ here.\n",
      "modules/katex/package.json": "{\"main\": \"dist/katex.js\"}",
    ])
    func install(_ typeset: String) throws {
      try book.write(
        "exports.ParseError = class extends Error {};\nexports.renderToString = () => { \(typeset) };\n",
        to: "modules/katex/dist/katex.js")
    }
    let environment = ["NODE_PATH": book.folder + "/modules"]
    try install("return '<span class=\"katex\"><math><mi>x</mi></math></span>'")
    #expect(try book.notebook("check", environment: environment).status == 0)
    try install("throw new exports.ParseError('no longer')")
    let outcome = try book.notebook("check", environment: environment)
    #expect(outcome.status == 1 && outcome.output.contains("no longer [math.invalid]"), "\(outcome)")
    #expect(try book.notebook("check").status == 0)
  }

  @Test func numbersThatNothingComparesAreToldWhereItIsAskedFor() throws {
    let text = """
      ## More

      Half of 8 is <!--= half * 8 -->4<!--/-->, and 4 is not 17.

      <!-- numbers: the days of a week, and its nights -->

      A week has 7 days and 7 nights; it has [7](#half) of both.
      """
    let table = "| a | b |\n|---|---|\n| 23 times | c |\n"
    let book = try TemporaryBook(["Chapters/01-a.md": good + "\n" + text + "\n\n" + table])
    let silent = try book.notebook("check", "--strict")
    #expect(silent.status == 0 && !silent.output.contains("[prose.unbound-number]"))
    let loose = try book.notebook("check", "--lint")
    #expect(loose.status == 0 && loose.output.contains(": warning: nothing compares this 17: "), "\(loose.output)")
    let strict = try book.notebook("check", "--lint", "--strict")
    #expect(strict.status == 1)
    let start = good.count { $0 == "\n" } + 4
    let places = [(start, 9), (start, 56), (start + 8, 3)].map { "Chapters/01-a.md:\($0.0):\($0.1): error: " }
    let found = strict.output.split(separator: "\n").filter { $0.hasSuffix("[prose.unbound-number]") }
    #expect(found.count == places.count, "\(strict.output)")
    for (line, place) in zip(found, places) { #expect(line.hasPrefix(place)) }
  }

  @Test func onlyTheNamedChaptersAreChecked() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": good, "Chapters/02-b.md": good.replacing("0.50", with: "9")])
    #expect(try book.notebook("check", "01").status == 0)
    #expect(try book.notebook("check", "2").status == 1)
    let elsewhere = try Executable.run(["check", "--book", book.folder, "01-a"], in: "/")
    #expect(elsewhere.status == 0)
  }
}

/// What a check depends on outside of the book: where that is another, nothing that was kept is believed.
@Suite struct KeptCheckTests {
  /// True if a check took the chapter's result from an earlier one.
  private func isKept(
    _ book: TemporaryBook, tool: String = Repository.tool, _ environment: [String: String] = [:], _ options: String...
  ) throws -> Bool {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: tool)
    process.arguments = ["check"] + options
    process.currentDirectoryURL = URL(filePath: book.folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0 && text.contains("all true"), "\(text)")
    return text.contains("(1 kept)")
  }

  @Test func whatIsAskedForRunsAgain() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": good])
    #expect(try !isKept(book) && isKept(book))
    #expect(try !isKept(book, [:], "--no-cache"))
    #expect(try !isKept(book, [:], "--all"))
    // A slow cell runs after a change, or where all is asked for by name.
    try book.write(head + "```swift fresh slow\n1 + 1  // => 2\n```\n", to: "Chapters/01-a.md")
    #expect(try !isKept(book, [:], "--all"))
    #expect(try isKept(book) && isKept(book, [:], "--no-cache"))
    #expect(try !isKept(book, [:], "--all"))
  }

  @Test func anotherEnvironmentIsAskedAgain() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": good])
    #expect(try !isKept(book) && isKept(book))
    #expect(try !isKept(book, ["LIBRARY_PATH": "/nowhere"]))
    #expect(try isKept(book))
  }

  @Test func anotherToolIsAskedAgain() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": good])
    #expect(try !isKept(book) && isKept(book))
    // The same program with a byte behind its end, which nothing reads.
    let other = book.folder + "/notebook"
    try FileManager.default.copyItem(atPath: Repository.tool, toPath: other)
    let file = try FileHandle(forWritingTo: URL(filePath: other))
    try file.seekToEnd()
    try file.write(contentsOf: Data([0]))
    try file.close()
    #expect(try !isKept(book, tool: other) && isKept(book, tool: other))
    #expect(try isKept(book))
  }

  @Test func anotherRuntimeIsAskedAgain() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": good])
    let environment = ["NOTEBOOK_RUNTIME_SOURCES": book.folder + "/Tool", "XDG_CACHE_HOME": book.folder + "/cache"]
    try FileManager.default.createDirectory(atPath: book.folder + "/Tool", withIntermediateDirectories: true)
    for module in ["Plotting", "NotebookRuntime"] {
      try FileManager.default.copyItem(
        atPath: "\(Repository.folder)/Sources/\(module)", toPath: "\(book.folder)/Tool/\(module)")
    }
    #expect(try !isKept(book, environment) && isKept(book, environment))
    try book.write("func unused() {}\n", to: "Tool/NotebookRuntime/Unused.swift")
    #expect(try !isKept(book, environment))
  }

  @Test func anotherCompilerIsAskedAgain() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": good])
    // The compiler of the day, which calls itself something else.
    for version in ["1.0", "1.1"] {
      let script = "#!/bin/sh\n[ \"$*\" != --version ] || exec echo \"Swift version \(version)\"\nexec swiftc \"$@\"\n"
      try book.write(script, to: "\(version)/swiftc")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: "\(book.folder)/\(version)/swiftc")
      let environment = ["SWIFTC": "\(book.folder)/\(version)/swiftc", "XDG_CACHE_HOME": book.folder + "/cache"]
      #expect(try !isKept(book, environment), "\(version)")
      #expect(try isKept(book, environment), "\(version)")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: book.folder + "/cache/notebook")
    #expect(names.count { $0.hasPrefix("runtime-") } == 2, "each compiles the runtime for itself")
  }
}

@Suite struct TroubleTests {
  @Test func troubleOfTheMachineEndsWithStatusTwoAndWhatToDo() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": good])
    let table: [(arguments: [String], environment: [String: String], words: [String])] = [
      (["check"], ["SWIFTC": "/nowhere/swiftc"], ["no Swift compiler", "/nowhere/swiftc", "Install Swift"]),
      (["check"], ["SWIFTC": "/bin/false"], ["no Swift compiler", "/bin/false"]),
      (["check", "07"], [:], ["no chapter `07`", "01-a"]),
      (["check", "01-b"], [:], ["no chapter `01-b`", "Did you mean `01-a`?"]),
      (["check", "--book", "/nowhere"], [:], ["no book in `/nowhere`", "--book"]),
      (["run", "01#other"], [:], ["01-a#other", "no cell with this id"]),
    ]
    for (arguments, environment, words) in table {
      let outcome = try Executable.run(arguments, in: book.folder, environment: environment)
      #expect(outcome.status == 2, "\(arguments)")
      #expect(outcome.error.hasPrefix("error: ") && words.allSatisfy(outcome.error.contains), "\(outcome.error)")
    }
  }

  @Test func aFolderThatCannotBeWrittenIsNamed() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": good])
    try FileManager.default.removeItem(atPath: book.folder + "/.build")
    try book.write("a file where a folder is needed", to: ".build")
    let outcome = try book.notebook("check")
    #expect(outcome.status == 2)
    #expect(outcome.error.hasPrefix("error: `BOOK/.build/notebook"), "\(outcome.error)")
  }

  @Test func aFullDiskIsNamed() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": good])
    try book.shareSymbols()
    let disk = book.folder + "/disk"
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    let mount = try Self.shell("mount -t tmpfs -o size=16k tmpfs '\(disk)'")
    // Only a superuser can make a disk that is full; others have the test above.
    guard mount == 0 else { return }
    defer { _ = try? Self.shell("umount '\(disk)'") }
    let outcome = try book.notebook("build", "--output", "disk/site")
    #expect(outcome.status == 2 && outcome.error.hasPrefix("error: `"), "\(outcome)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk).filter { $0 == "site" }.isEmpty)
  }

  private static func shell(_ command: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command + " 2>/dev/null"]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}

@Suite struct BuildCommandTests {
  @Test func theSameBookTwiceGivesTheSameBytesAndABrokenOneLeavesThem() throws {
    let book = try TemporaryBook([
      "Chapters/01-a.md": good, "Chapters/02-b.md": good, "Chapters/book.yml": "title: A book\n",
    ])
    try book.shareSymbols()
    let first = try book.notebook("build")
    #expect(first.status == 0 && first.error.isEmpty)
    #expect(first.output.hasSuffix("The site is ready: open BOOK/site/index.html\n"))
    let pages = try book.files(below: "site")
    #expect(pages.keys.contains("index.html") && pages.keys.contains("01-a.html"))
    #expect(try book.notebook("build", "--output", "again").status == 0)
    #expect(try book.files(below: "again") == pages)
    #expect(try book.notebook("build").status == 0)
    #expect(try book.files(below: "site") == pages)

    try book.write(good.replacing("0.50", with: "0.51"), to: "Chapters/02-b.md")
    let broken = try book.notebook("build")
    #expect(broken.status == 1)
    #expect(broken.error == "The site was not written: BOOK/site is as it was.\n")
    #expect(broken.output.contains("✓ 01-a") && broken.output.contains("Chapters/02-b.md:6:27: error: "))
    #expect(try book.files(below: "site") == pages)
  }

  @Test func aSiteBelowAFileCannotBeWritten() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": good, "file": "text"])
    try book.shareSymbols()
    let outcome = try book.notebook("build", "--output", "file/site")
    #expect(outcome.status == 2 && outcome.error.hasPrefix("error: "), "\(outcome)")
    #expect(try book.read("file") == "text")
  }
}

@Suite struct AcceptCommandTests {
  @Test func acceptWritesWhatDiffersAndNothingElse() throws {
    let wrong = good.replacing("0.50", with: "0.70").replacing("words 0.5", with: "word 0.5")
    let book = try TemporaryBook(["Chapters/01-a.md": wrong])
    let dry = try book.notebook("accept", "--dry-run")
    #expect(dry.status == 0)
    #expect(
      dry.output == """
        @@ Chapters/01-a.md:6 @@
        -let half = 1.0 / 2  // => 0.70
        +let half = 1.0 / 2  // => 0.50
        @@ Chapters/01-a.md:11 @@
        -word 0.5
        +words 0.5

        """)
    #expect(try book.read("Chapters/01-a.md") == wrong)
    let written = try book.notebook("accept")
    #expect(written.status == 0 && written.output == "Chapters/01-a.md: 2 values and 0 figures written\n")
    #expect(try book.read("Chapters/01-a.md") == good)
    #expect(try book.notebook("accept").output.isEmpty)
    #expect(try book.notebook("check", "--strict").status == 0)
  }

  @Test func acceptKeepsALinkAndTheFilesPermissions() throws {
    let outside = try TemporaryBook(["chapter.md": good.replacing("0.50", with: "0.70")])
    let book = try TemporaryBook(["Chapters/02-b.md": good])
    let manager = FileManager.default
    let (file, link) = (outside.folder + "/chapter.md", book.folder + "/Chapters/01-a.md")
    try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
    try manager.createSymbolicLink(atPath: link, withDestinationPath: file)
    #expect(try book.notebook("accept").status == 0)
    #expect(try outside.read("chapter.md") == good && manager.destinationOfSymbolicLink(atPath: link) == file)
    #expect(try manager.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o640)
    #expect(try manager.contentsOfDirectory(atPath: outside.folder).allSatisfy { !$0.contains(".new-") })
  }

  @Test("A figure among words is written, changed and checked; one without a place is told of")
  func figuresAmongWordsAreWritten() throws {
    let cell = "```swift #loss\nimport Plotting\ndisplay(Sparkline([3, 2, 1]))\n```\n\n"
    let text = head + cell + "It goes ![down](figures/01-loss.svg).\n"
    let book = try TemporaryBook(["Chapters/01-a.md": text])
    let written = try book.notebook("accept")
    #expect(written.status == 0 && written.output == "Chapters/01-a.md: 0 values and 1 figure written\n")
    #expect(try book.notebook("check", "--strict").status == 0)
    let figure = try book.read("Chapters/figures/01-loss.svg")
    try book.write(text.replacing("[3, 2, 1]", with: "[3, 1, 2]"), to: "Chapters/01-a.md")
    let checked = try book.notebook("check")
    #expect(checked.status == 1 && checked.output.contains("01-a.md:10:17: error: `figures/01-loss.svg` is not what"))
    #expect(try book.notebook("accept").status == 0 && book.read("Chapters/figures/01-loss.svg") != figure)
    #expect(try book.notebook("check", "--strict").status == 0)
    try book.write(text.replacing("![down](figures/01-loss.svg)", with: "down"), to: "Chapters/01-a.md")
    let unplaced = try book.notebook("accept")
    #expect(unplaced.status == 1 && unplaced.output.contains("[figure.unplaced]"))
    #expect(unplaced.output.contains("write `![what it shows](figures/01-loss.svg)` below it, alone or in a sentence"))
  }

  @Test func outputThatWouldEndItsFenceIsRefused() throws {
    let text = head + "```swift\nprint(\"```\")\n1 + 1  // => 3\n```\n\n```text output\nwords\n```\n"
    let book = try TemporaryBook(["Chapters/01-a.md": text])
    let outcome = try book.notebook("accept")
    #expect(
      outcome.status == 1 && outcome.output.contains("Chapters/01-a.md:11:1: error: this result cannot be written"))
    #expect(outcome.output.contains("[accept.refused]"))
    #expect(try book.read("Chapters/01-a.md") == text.replacing("=> 3", with: "=> 2"))
  }

  @Test func aBrokenChapterIsRefused() throws {
    let broken = good.replacing("#half\n", with: "#half frobnicate\n")
    let book = try TemporaryBook(["Chapters/01-a.md": broken])
    let outcome = try book.notebook("accept")
    #expect(outcome.status == 1 && outcome.output.contains("[cell.unknown-option]"))
    #expect(try book.read("Chapters/01-a.md") == broken)
  }
}

@Suite struct RunAndDumpTests {
  @Test func runPrintsWhatACellSays() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": good])
    let outcome = try book.notebook("run", "01#half")
    #expect(outcome == Executable.Outcome(status: 0, output: "let half = 1.0 / 2  // => 0.5\nwords 0.5\n", error: ""))
  }

  @Test func withoutTheCacheEverythingRunsAgain() throws {
    let book = try TemporaryBook([
      "Chapters/01-a.md": head + "```swift #moment nondeterministic\nprint(ContinuousClock.now)\n```\n"
    ])
    let first = try book.notebook("run", "01#moment").output
    #expect(!first.isEmpty)
    #expect(try book.notebook("run", "01#moment").output == first, "the cache answers")
    #expect(try book.notebook("run", "--no-cache", "01#moment").output != first)
  }

  @Test func everyStageCanBeSeen() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": good])
    for (stage, words) in [
      ("document", "frontMatter"), ("program", "_notebookCell(0, 10.0)\nlet half = 1.0 / 2; _notebookValue(0, half)"),
      ("run", "runSeconds"), ("page", "words 0.5"),
    ] {
      let outcome = try book.notebook("dump", stage, "01")
      #expect(outcome.status == 0 && outcome.error.isEmpty && outcome.output.contains(words), "\(stage)")
    }
  }
}
