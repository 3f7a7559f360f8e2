import Foundation
import TestSupport
import Testing

/// A build that takes up what an earlier one kept gives the bytes of one that begins anew.
@Suite struct KeptSiteTests {
  private static func chapter(_ title: String, _ body: String) -> String {
    "---\ntitle: \(title)\nsummary: About \(title.lowercased()).\n---\n\n\(body)\n"
  }

  private static let files = [
    "Chapters/book.yml": """
    title: A book
    address: https://example.org/book
    repository: https://example.org/owner/book
    moves:
      01-a.html#former: 01-a.html#saws

    """,
    "Chapters/01-a.md": chapter(
      "Saws",
      """
      ## Saws

      A [saw](glossary.md#saw) climbs by $`w`$, see [corners](02-b.md#corners).

      ```swift #curve
      import Plotting
      display(Plot(title: "Saw", x: "step", y: "height").line(values: (0..<9).map { Double($0 % 7) }))
      ```

      ![A saw](figures/01-curve.svg)
      """),
    "Chapters/02-b.md": chapter(
      "Corners",
      """
      ## Corners

      Again [saws](glossary.md#saw), in [chapter 1](01-a.md#saws).

      ![A picture](photo.png)

      ```swift
      1 + 1  // => 2
      ```
      """),
    "Chapters/03-c.md": chapter("Ends", "## The end\n\n```swift skip=\"an outlook\"\nlater()\n```"),
    "Chapters/glossary.md": chapter("Glossary", "## Saw\n\nIt goes up and down."),
    "Chapters/photo.png": "a picture",
    "katex/package.json": "{ \"name\": \"katex\", \"main\": \"dist/katex.js\" }\n",
    "katex/dist/katex.js": katex("w"),
  ]

  /// A module in KaTeX's place that sets every formula as one letter.
  private static func katex(_ letter: String) -> String {
    """
    exports.ParseError = class extends Error {};
    exports.renderToString = () =>
      '<span class="katex"><math xmlns="http://www.w3.org/1998/Math/MathML"><mi>\(letter)</mi></math></span>';

    """
  }

  /// A book, and the way to build it.
  private struct Built {
    let book: TemporaryBook
    var environment: [String: String]

    init() throws {
      book = try TemporaryBook(KeptSiteTests.files)
      let sources = book.folder + "/Tool"
      environment = ["NODE_PATH": book.folder, "NOTEBOOK_RUNTIME_SOURCES": sources]
      try FileManager.default.createDirectory(atPath: sources, withIntermediateDirectories: true)
      for module in ["Plotting", "NotebookRuntime"] {
        try FileManager.default.copyItem(
          atPath: "\(Repository.folder)/Sources/\(module)", toPath: "\(sources)/\(module)")
      }
      #expect(try run("accept").status == 0)
    }

    func run(_ arguments: String...) throws -> Executable.Outcome {
      try Executable.run(arguments, in: book.folder, environment: environment)
    }

    func edit(_ path: String, _ old: String, _ new: String) throws {
      let text = try book.read(path)
      try #require(text.contains(old), "\(path)")
      try book.write(text.replacing(old, with: new), to: path)
    }

    /// Builds with what is kept, then anew, and compares: the reports and the bytes.
    func compare(_ what: Comment, status: Int32 = 0) throws {
      let warm = try run("build")
      let kept = book.folder + "/.build/notebook/"
      let aside = book.folder + "/aside"
      try? FileManager.default.removeItem(atPath: aside)
      try FileManager.default.createDirectory(atPath: aside, withIntermediateDirectories: true)
      for name in ["site", "reports"] {
        try FileManager.default.moveItem(atPath: kept + name, toPath: "\(aside)/\(name)")
      }
      let cold = try run("build", "--output", "cold")
      for name in ["site", "reports"] {
        try? FileManager.default.removeItem(atPath: kept + name)
        try FileManager.default.moveItem(atPath: "\(aside)/\(name)", toPath: kept + name)
      }
      #expect(warm.status == status && cold.status == status, "\(what): \(warm)")
      if status == 0 {
        // What is kept of single programs differs: each build leaves its own.
        let said = [warm, cold].map { $0.output.replacing(#/ \(\d+ kept\)/#, with: "") }
        #expect(said[0] == said[1].replacing("cold/index", with: "BOOK/site/index"), what)
        let (mine, fresh) = (try book.files(below: "site"), try book.files(below: "cold"))
        #expect(mine.keys.sorted() == fresh.keys.sorted(), what)
        for (name, bytes) in fresh.sorted(by: { $0.key < $1.key }) where mine[name] != bytes {
          Issue.record("\(what): \(name) differs")
        }
      }
    }

    /// What every file of the site is now, its last change included.
    func state() throws -> [String: [String]] {
      let site = book.folder + "/site"
      var state: [String: [String]] = [:]
      for name in try FileManager.default.subpathsOfDirectory(atPath: site) {
        let facts = try FileManager.default.attributesOfItem(atPath: "\(site)/\(name)")
        state[name] = [FileAttributeKey.systemFileNumber, .modificationDate].map { "\(facts[$0] ?? "")" }
      }
      return state
    }
  }

  @Test func everyEditGivesTheBytesOfABuildThatBeginsAnew() throws {
    let built = try Built()
    try built.compare("the first build")
    try built.compare("nothing changed")
    try built.edit("Chapters/01-a.md", "climbs", "rises")
    try built.compare("words of a chapter")
    try built.edit("Chapters/01-a.md", "title: Saws", "title: Teeth")
    try built.compare("the title of a chapter: others turn to it, lists name it")
    try built.edit("Chapters/02-b.md", "## Corners", "## Corners and edges")
    try built.edit("Chapters/01-a.md", "#corners", "#corners-and-edges")
    try built.compare("the heading of a section that cites the glossary")
    try built.edit("Chapters/01-a.md", "```swift #curve", "## Drawn\n\n```swift #curve")
    try built.compare("the section whose code names a symbol")
    try built.edit("Chapters/02-b.md", "1 + 1  // => 2", "1 + 2  // => 3")
    try built.compare("code")
    try built.edit("Chapters/03-c.md", "an outlook", "a preview")
    try built.compare("the reason for a cell that is only shown")
    try built.edit("Chapters/book.yml", "title: A book", "title: Another book\ncommand: notebook")
    try built.compare("the book's title and command")
    try built.edit("Chapters/book.yml", "01-a.html#former", "01-a.html#older")
    try built.compare("a former address")
    try built.edit("Chapters/book.yml", "owner/book", "owner/books")
    try built.compare("the repository")
    try built.book.write("another picture", to: "Chapters/photo.png")
    try built.compare("a picture")
    try built.book.write(Self.katex("v"), to: "katex/dist/katex.js")
    try built.compare("what typesets formulas")
    #expect(try built.book.read("site/01-a.html").contains("<mi>v</mi>"))
    try built.edit("Tool/Plotting/Plot/Plot.swift", "/// ", "/// Or: ")
    try built.compare("comments of a module")
    let reference = try built.book.files(below: "site/api").values.map { String(decoding: $0, as: UTF8.self) }
    #expect(reference.contains { $0.contains("Or: ") })
    try built.edit("Chapters/figures/01-curve.svg", "Saw", "Sow")
    try built.compare("the file of a figure", status: 1)
    try built.edit("Chapters/figures/01-curve.svg", "Sow", "Saw")
    try built.compare("the file of a figure, mended")
    try FileManager.default.removeItem(atPath: built.book.folder + "/Chapters/03-c.md")
    try built.compare("a chapter less")
    let (old, new) = ("\(built.book.folder)/Chapters/02-b.md", "\(built.book.folder)/Chapters/04-b.md")
    try FileManager.default.moveItem(atPath: old, toPath: new)
    try built.compare("a link that leads nowhere", status: 1)
    try built.edit("Chapters/01-a.md", "02-b.md", "04-b.md")
    try built.compare("another name for a chapter")
    try built.edit("Chapters/04-b.md", "[saws](glossary.md#saw)", "saws")
    try built.compare("a citation less")
    try built.edit("Chapters/01-a.md", "import Plotting\ndisplay(", "1 + 1  // => 2\n// display(")
    try built.edit("Chapters/01-a.md", "![A saw](figures/01-curve.svg)", "")
    try built.compare("no chapter uses a module")
    #expect(try !built.book.files(below: "site").keys.contains { $0.hasPrefix("api/") })
  }

  @Test func aSiteThatIsAsItWasWrittenIsLeftAloneAndEveryOtherIsMended() throws {
    let built = try Built()
    #expect(try built.run("build").status == 0)
    let files = try built.book.files(below: "site")
    let state = try built.state()
    let again = try built.run("build")
    #expect(again.output.hasSuffix("The site is ready: open BOOK/site/index.html\n") && again.status == 0, "\(again)")
    #expect(try built.state() == state)

    try built.edit("site/01-a.html", "Saws", "Sows")
    #expect(try built.run("build").status == 0)
    #expect(try built.book.files(below: "site") == files)
    try built.book.write("more", to: "site/more/file.html")
    #expect(try built.run("build").status == 0)
    #expect(try built.book.files(below: "site") == files)
    try FileManager.default.removeItem(atPath: built.book.folder + "/site/checks.html")
    #expect(try built.run("build").status == 0)
    #expect(try built.book.files(below: "site") == files)

    let before = try built.state()
    #expect(try built.run("build", "--no-cache").status == 0)
    #expect(try built.book.files(below: "site") == files)
    #expect(try built.state() != before)
  }

  /// What is kept is believed only while it is whole; what cannot be kept is no trouble.
  @Test func damagedPartsAreMadeAgain() throws {
    let built = try Built()
    #expect(try built.run("build").status == 0)
    let files = try built.book.files(below: "site")
    let kept = try built.book.files(below: ".build/notebook/site").keys.sorted()
    #expect(kept.count == 10)
    for name in kept {
      // A letter of a page, which leaves the record as readable as before.
      let path = ".build/notebook/site/\(name)"
      try built.book.write(built.book.read(path).replacing("Saw", with: "Sow"), to: path)
    }
    #expect(try built.run("build", "--output", "again").status == 0)
    #expect(try built.book.files(below: "again") == files)
    for name in kept { try built.book.write("{}", to: ".build/notebook/site/\(name)") }
    #expect(try built.run("build", "--output", "again").status == 0)
    #expect(try built.book.files(below: "again") == files)

    try FileManager.default.removeItem(atPath: built.book.folder + "/.build/notebook/site")
    try built.book.write("a file where a folder is needed", to: ".build/notebook/site")
    #expect(try built.run("build", "--output", "again").status == 0)
    #expect(try built.book.files(below: "again") == files)
  }
}
