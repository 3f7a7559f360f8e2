import Foundation
import TestSupport
import Testing

/// A package of somebody else's: a library of two Swift targets and one of C, and a tool with a `main`.
private let kit = [
  "Package.swift": """
  // swift-tools-version: 6.0
  import PackageDescription

  let package = Package(
    name: "Kit",
    products: [.library(name: "Shapes", targets: ["Shapes"]), .executable(name: "tool", targets: ["Tool"])],
    targets: [
      .target(name: "CArea"), .target(name: "Numbers"),
      .target(name: "Shapes", dependencies: ["CArea", "Numbers"]),
      .executableTarget(name: "Tool", dependencies: ["Shapes"]),
    ])

  """,
  "Sources/CArea/include/area.h": "int area(int width, int height);\n",
  "Sources/CArea/area.c": "#include \"area.h\"\nint area(int width, int height) { return width * height; }\n",
  "Sources/Numbers/Numbers.swift": "public func doubled(_ number: Int) -> Int { 2 * number }\n",
  "Sources/Shapes/Box.swift": """
  import CArea
  import Numbers

  public struct Box {
    let width, height: Int32
    public init(width: Int32, height: Int32) { (self.width, self.height) = (width, height) }
    public var area: Int { Int(CArea.area(width, height)) }
    public var twice: Int { doubled(area) }
  }

  """,
  "Sources/Tool/main.swift": "import Shapes\nprint(Box(width: 1, height: 2).area)\n",
  "README.md": """
  # Kit

  <p align="center"><img src="https://example.org/badge.svg"></p>
  <!-- toc -->

  It lies in [Sources](Sources/Shapes/Box.swift), and $HOME is no formula, nor is $PATH.

  ```swift
  import Shapes
  let box = Box(width: 2, height: 3)
  box.area  // => 6
  ```

  ```swift skip="a manifest is no program"
  .package(url: "https://example.org/kit", from: "1.0.0")
  ```

  Twice that is <!--= box.twice -->12<!--/-->.

  """,
]

extension TemporaryBook {
  /// Writes a package into the folder, and gives the folder for its build, which shares the compiled runtime.
  fileprivate func writePackage(_ files: [String: String]) throws -> [String] {
    for (path, text) in files { try write(text, to: "Kit/" + path) }
    return ["--package", "Kit", "--scratch-path", ".build/notebook"]
  }
}

@Suite struct PackageCommandTests {
  @Test func aReadmeIsCheckedAndThePackageStaysAsItIs() throws {
    let folder = try TemporaryBook()
    let options = try folder.writePackage(kit)
    let before = try folder.files(below: "Kit")
    let right = try Executable.run(["check", "--strict", "Kit/README.md"] + options, in: folder.folder)
    #expect(right.status == 0 && right.error.isEmpty, "\(right)")
    #expect(right.output.contains("✓ Kit/README  2 cells, 2 expectations, 1 skipped\n"))
    #expect(try folder.files(below: "Kit") == before)

    // Nothing is remembered of a library that changed.
    try folder.write(kit["Sources/CArea/area.c"]?.replacing("*", with: "+") ?? "", to: "Kit/Sources/CArea/area.c")
    let wrong = try Executable.run(["check", "Kit/README.md"] + options, in: folder.folder)
    #expect(wrong.status == 1, "\(wrong)")
    #expect(wrong.output.contains("Kit/README.md:11:17: error: expected 6, got 5 [number.differs]\n"))
    #expect(wrong.output.contains("Kit/README.md:18:34: error: expected 12, got 10 [number.differs]\n"))
    let accepted = try Executable.run(["accept", "Kit/README.md"] + options, in: folder.folder)
    #expect(accepted.status == 0, "\(accepted)")
    #expect(try folder.read("Kit/README.md").contains("box.area  // => 5\n"))
    let here = ["check", "--package", ".", "--scratch-path", "../.build/notebook"]
    #expect(try Executable.run(here, in: folder.folder + "/Kit").status == 0)
  }

  @Test func settingsResourcesAndHeadersOfAPackageCount() throws {
    let manifest = """
      // swift-tools-version: 6.0
      import PackageDescription

      let package = Package(
        name: "Kit", products: [
          .library(name: "Kit", targets: ["Kit", "CKit"]), .library(name: "Loud", type: .dynamic, targets: ["Loud"]),
        ],
        targets: [.target(name: "CKit"), .target(name: "Loud"), .target(name: "Kit", resources: [.copy("words.txt"), .process("more.txt")])])

      """
    let words = ["words", "more"].map { name in
      """
      public func \(name)() throws -> String {
        let file = Bundle.module.url(forResource: "\(name)", withExtension: "txt")
        return try String(contentsOf: file ?? URL(fileURLWithPath: "/"), encoding: .utf8)
      }

      """
    }
    let folder = try TemporaryBook()
    let options = try folder.writePackage([
      "Package.swift": manifest, "Sources/Kit/words.txt": "hello", "Sources/Kit/more.txt": "there",
      "Sources/CKit/include/ckit.h": "static inline int answer(void) { return 42; }\n", "Sources/CKit/ckit.c": "\n",
      "Sources/Kit/Kit.swift": "import Foundation\n" + words.joined()
        + "#if FAST\npublic let speed = \"fast\"\n#else\npublic let speed = \"slow\"\n#endif\n",
      "Sources/Loud/Loud.swift": "public func loud(_ text: String) -> String { text + \"!\" }\n",
      "README.md": """
      ```swift
      import CKit
      import Kit
      import Loud
      loud("hey")  // => "hey!"
      try words()  // => "hello"
      try more()  // => "there"
      speed  // => "slow"
      answer()  // => 42
      "aab".contains(/a+b/)  // => true
      ```

      """,
    ])
    func differences() throws -> [String] {
      let outcome = try Executable.run(["check", "Kit/README.md"] + options, in: folder.folder)
      #expect(outcome.error.isEmpty, "\(outcome.error)")
      return outcome.output.matches(of: #/expected .*, got .*? \[/#).map { String($0.0.dropLast(2)) }
    }
    #expect(try differences().isEmpty)
    for (path, old, new, difference) in [
      ("Sources/Kit/words.txt", "hello", "bye", "expected \"hello\", got \"bye\""),
      ("Sources/Kit/more.txt", "there", "here", "expected \"there\", got \"here\""),
      ("Sources/CKit/include/ckit.h", "42", "430", "expected 42, got 430"),
      (
        "Package.swift", ".process(\"more.txt\")]",
        ".process(\"more.txt\")], swiftSettings: [.define(\"FAST\")]", "expected \"slow\", got \"fast\""
      ),
    ] {
      let before = try folder.read("Kit/" + path)
      try folder.write(before.replacing(old, with: new), to: "Kit/" + path)
      let found = try differences()
      #expect(found == [difference], "\(path)")
      try folder.write(before, to: "Kit/" + path)
    }
    #expect(try differences().isEmpty)
  }

  @Test func aPackageWithoutLibrariesStillHasAReadme() throws {
    let folder = try TemporaryBook()
    let options = try folder.writePackage([
      "Package.swift": "// swift-tools-version: 6.0\nimport PackageDescription\n"
        + "let package = Package(name: \"Lone\", targets: [.executableTarget(name: \"Lone\")])\n",
      "Sources/Lone/main.swift": "print(1)\n", "Docs/README.md": "```swift\n1 + 1  // => 2\n```\n",
      "README.md": "```swift\n1 + 1  // => 3\n```\n",
    ])
    let outcome = try Executable.run(["check", "Kit/README.md", "Kit/Docs/README.md"] + options, in: folder.folder)
    #expect(outcome.status == 1, "\(outcome)")
    #expect(outcome.output.contains("✗ Kit/README  ") && outcome.output.contains("✓ Kit/Docs/README  "))
  }

  @Test func whatIsWrongWithThePackageIsToldAsSwiftPMTellsIt() throws {
    let folder = try TemporaryBook()
    var files = kit
    files["Sources/Shapes/Box.swift"] = "let box: Int = \"a box\"\n"
    let options = try folder.writePackage(files)
    let broken = try Executable.run(["check", "Kit/README.md"] + options, in: folder.folder)
    #expect(broken.status == 2)
    #expect(broken.error.contains("BOOK/Kit") && broken.error.contains("cannot convert value of type 'String'"))
    for (arguments, words) in [
      (["check", "--package", "Nowhere"], "`README.md` cannot be read"),
      (["check", "Kit/NONE.md"] + options, "`Kit/NONE.md` cannot be read"),
      (["check", "Kit/README.md", "--package", ".build", "--scratch-path", ".build/notebook"], "no Package.swift"),
      (["check", "Kit/README.md"], "--package"),
    ] {
      let outcome = try Executable.run(arguments, in: folder.folder)
      #expect(outcome.status == 2 && outcome.error.contains(words), "\(arguments) \(outcome)")
    }
  }
}

@Suite struct UnsavedTextTests {
  private let saved = "---\ntitle: A chapter\n---\n\n```swift\n1 + 1  // => 2\n```\n"

  @Test func whatAnEditorHoldsIsCheckedInPlaceOfTheFile() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": saved, "Chapters/02-b.md": "no chapter"])
    let edited = saved.replacing("=> 2", with: "=> 4") + "\nSee [b](02-b.md).\n"
    for path in ["Chapters/01-a.md", book.folder + "/Chapters/01-a.md", "Chapters/03-new.md"] {
      let outcome = try Executable.run(["check", "--stdin-path", path], in: book.folder, input: edited)
      let name = path.split(separator: "/").last ?? ""
      #expect(outcome.status == 1 && outcome.error.isEmpty)
      #expect(
        outcome.output.contains("Chapters/\(name):6:14: error: expected 4, got 2 [number.differs]\n"), "\(outcome)")
      #expect(outcome.output.contains("1 chapter: 1 of 1 failed"))
    }
    #expect(try book.read("Chapters/01-a.md") == saved)
    #expect(try book.notebook("check", "01").status == 0)
    let elsewhere = try Executable.run(["check", "--stdin-path", "Notes/01-a.md"], in: book.folder, input: edited)
    #expect(elsewhere.status == 2 && elsewhere.error.contains("no chapter `Notes/01-a.md`"))
    let both = try Executable.run(["check", "--stdin-path", "Chapters/01-a.md", "01"], in: book.folder, input: edited)
    #expect(both.status == 64)
  }
}

@Suite struct ExportCommandTests {
  private let chapter = """
    ---
    title: A chapter
    ---

    <!-- swift hidden
    struct Half { var value = 0.5 }
    -->

    ```swift #one
    let half = Half().value  // => 0.5
    print("printed")  // Prints "printed"
    ```

    ```swift #scope local
    let half = "another"
    half + "!"  // => "other!"
    ```

    ```swift #refused error
    let text: String = half  // error: cannot convert
    ```

    ```swift #check
    expect(half, equals: 0.25, "a quarter")
    ```

    The half is <!--= half -->0.5<!--/-->.

    ```swift fresh
    [1: "one"]
    ```

    """

  /// Compiles and runs as the command says that `export` printed, in a shell.
  private func runExported(_ command: String, in folder: String) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "{ \(command); } >output.txt 2>&1"]
    process.currentDirectoryURL = URL(filePath: folder)
    try process.run()
    process.waitUntilExit()
    let output = try String(contentsOfFile: folder + "/output.txt", encoding: .utf8)
    return (process.terminationStatus, output)
  }

  @Test func aFailureIsOneFileAndTheCommandThatShowsIt() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": chapter])
    let outcome = try book.notebook("export", "01#scope")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output == "swiftc @swiftc.arguments 01-a-scope.swift -o 01-a-scope && ./01-a-scope\n")
    let shown = try runExported(outcome.output.trimmingCharacters(in: .newlines), in: book.folder)
    #expect(shown.status == 0 && shown.output == "line 10: => 0.5\nprinted\nline 16: => \"another!\"\n", "\(shown)")

    let again = try book.notebook("export", "01#scope")
    #expect(again.status == 2 && again.error.contains("--force"))
    #expect(try book.notebook("export", "01#scope", "--force").status == 0)

    let refused = try book.notebook("export", "01#refused", "--output", "else where")
    #expect(refused.output.hasPrefix("cd 'else where'\n"))
    let command = refused.output.split(separator: "\n").joined(separator: " && ")
    let error = try runExported(command, in: book.folder)
    #expect(error.status == 1 && error.output.contains("01-a-refused.swift:"), "\(error)")
    #expect(error.output.contains("error: cannot convert value of type 'Double' to specified type 'String'"))
  }

  @Test func everyChapterIsAProgram() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": chapter, "Chapters/02-b.md": "---\ntitle: B\n---\n\nWords.\n"])
    let outcome = try book.notebook("export", "--all", "programs")
    #expect(outcome.status == 0, "\(outcome)")
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    let shown = try runExported(lines.joined(separator: " && "), in: book.folder)
    #expect(
      shown.output == """
        line 10: => 0.5
        printed
        line 16: => "another!"
        expect failed: a quarter: got 0.5, expected 0.25, off by 0.25, relative 1.0
        line 27: => 0.5
        [1: "one"]

        """, "\(shown)")
  }

  @Test func whatCannotBeExportedIsNamed() throws {
    let book = try TemporaryBook(["Chapters/01-a.md": chapter])
    for (arguments, status) in [
      (["export"], 64), (["export", "01", "--all", "x"], 64), (["export", "01#none"], 2), (["export", "09"], 2),
    ] as [([String], Int32)] {
      #expect(try Executable.run(arguments, in: book.folder).status == status, "\(arguments)")
    }
  }
}
