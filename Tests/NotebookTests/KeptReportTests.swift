import TestSupport
import Testing

@testable import Notebook

/// When a chapter passes again without being parsed, and when it must not.
@Suite struct KeptReportTests {
  private static func book() throws -> TemporaryBook {
    try TemporaryBook([
      "Chapters/01-a.md": """
      ---
      title: First
      ---

      See [the second](02-b.md#a-place) and [a file](notes.txt).

      ```swift #sum
      let sum = 1 + 2
      sum  // => 3
      ```

      """,
      "Chapters/02-b.md": """
      ---
      title: Second
      ---

      ## A place

      <!-- swift include="Sources/Code.swift#double" -->
      ```swift
      func double(_ x: Int) -> Int { 2 * x }
      ```

      ```swift
      2 * 2  // => 4
      ```

      """,
      "Chapters/book.yml": "title: A book\n",
      "Chapters/notes.txt": "Notes.\n",
      "Sources/Code.swift": "// snippet.double\nfunc double(_ x: Int) -> Int { 2 * x }\n// snippet.end\n",
    ])
  }

  /// Checks a book as the tool does: says which chapters were told from what is kept, and which of all passed.
  private func check(
    _ book: TemporaryBook, isStrict: Bool = false
  ) async throws -> (told: [String], passed: [String]) {
    let opened = try Book(folder: book.folder)
    let pipeline = Pipeline(book: opened, isStrict: isStrict)
    let runner = try await pipeline.runner()
    var kept = KeptReports(book: opened, runner: runner, way: "\(isStrict)")
    let reports = opened.chapters.compactMap { kept.report(on: $0) }
    let told = reports.map(\.path)
    let documents = try pipeline.parse(opened.chapters.filter { !told.contains($0) })
    kept.expect(documents)
    let checked = try await pipeline.check(documents, by: runner)
    kept.keep(checked)
    let passed = (reports + checked.map(ChapterReport.init)).filter(\.isPassed).map(\.slug)
    return (told.map { String($0.dropFirst("Chapters/".count)) }, passed.sorted())
  }

  @Test func anUnchangedChapterIsToldAsItWas() async throws {
    let book = try Self.book()
    let opened = try Book(folder: book.folder)
    let pipeline = Pipeline(book: opened)
    let documents = try pipeline.parse(opened.chapters)
    #expect(documents.map(\.source.path) == opened.chapters)
    let runner = try await pipeline.runner()
    var kept = KeptReports(book: opened, runner: runner, way: "")
    kept.expect(documents)
    let checked = try await pipeline.check(documents, by: runner)
    #expect(checked.map(\.document.source.path) == opened.chapters)
    for chapter in checked {
      kept.keep([chapter])
      var again = KeptReports(book: opened, runner: runner, way: "")
      var report = ChapterReport(chapter)
      for index in report.programs.indices { report.programs[index].isKept = true }
      #expect(again.report(on: report.path) == report)
    }
  }

  @Test func whatAChapterIsJudgedByCounts() async throws {
    let book = try Self.book()
    let both = ["01-a.md", "02-b.md"]
    #expect(try await check(book).told == [])
    #expect(try await check(book).told == both)
    // Its own text.
    try book.write(try book.read("Chapters/01-a.md").replacing("See", with: "Read"), to: "Chapters/01-a.md")
    #expect(try await check(book).told == ["02-b.md"])
    // The chapter that it links to: here the place goes.
    try book.write(try book.read("Chapters/02-b.md").replacing("A place", with: "A spot"), to: "Chapters/02-b.md")
    #expect(try await check(book) == ([], ["02-b"]))
    // What is wrong is told each time.
    #expect(try await check(book) == (["02-b.md"], ["02-b"]))
    try book.write(try book.read("Chapters/02-b.md").replacing("A spot", with: "A place"), to: "Chapters/02-b.md")
    #expect(try await check(book) == (["01-a.md"], ["01-a", "02-b"]))
    #expect(try await check(book).told == both)
    // A file that it includes.
    try book.write(try book.read("Sources/Code.swift").replacing("2 * x", with: "x + x"), to: "Sources/Code.swift")
    #expect(try await check(book) == (["01-a.md"], ["01-a"]))
    try book.write(try book.read("Sources/Code.swift").replacing("x + x", with: "2 * x"), to: "Sources/Code.swift")
    #expect(try await check(book).told == both)
    // What is said of all chapters.
    try book.write("title: Another\n", to: "Chapters/book.yml")
    #expect(try await check(book).told == [])
    #expect(try await check(book).told == both)
    // What its programs may read.
    try book.write("1", to: "Chapters/data/numbers.csv")
    #expect(try await check(book).told == [])
    #expect(try await check(book).told == both)
  }

  @Test func aFigureOnDiskCounts() async throws {
    let figure = "Chapters/figures/01-dot.svg"
    let book = try TemporaryBook([
      "Chapters/01-a.md": """
      ---
      title: A dot
      ---

      ```swift #dot
      import Plotting

      struct Dot: Figure {
        func svg() -> String { "<svg><circle r='1'/></svg>" }
        var alternative: String { "A dot." }
        var table: DataTable { DataTable(columns: ["r"], rows: [[1]]) }
      }

      Dot()
      ```

      ![A dot](figures/01-dot.svg)
      *A dot.*

      """,
      figure: "<svg><circle r='1'/></svg>",
    ])
    #expect(try await check(book) == ([], ["01-a"]))
    #expect(try await check(book) == (["01-a.md"], ["01-a"]))
    try book.write("<svg><ellipse r='1'/></svg>", to: figure)
    #expect(try await check(book) == ([], []))
  }

  @Test func anotherWayOfCheckingIsAnother() async throws {
    let book = try Self.book()
    _ = try await check(book)
    #expect(try await check(book, isStrict: true).told == [])
    #expect(try await check(book, isStrict: true).told.count == 2)
  }

  @Test func aDamagedReportIsNotBelieved() async throws {
    let book = try Self.book()
    _ = try await check(book)
    let folder = ".build/notebook/reports"
    for name in Files.names(in: book.folder + "/" + folder) {
      let text = try book.read("\(folder)/\(name)")
      try book.write(String(text.dropLast(9)), to: "\(folder)/\(name)")
    }
    #expect(try await check(book) == ([], ["01-a", "02-b"]))
  }

  @Test func whatIsSavedDuringACheckIsNotTakenForWhatWasChecked() async throws {
    let book = try Self.book()
    let opened = try Book(folder: book.folder)
    let pipeline = Pipeline(book: opened)
    let runner = try await pipeline.runner()
    var kept = KeptReports(book: opened, runner: runner, way: "false")
    let documents = try pipeline.parse(opened.chapters)
    kept.expect(documents)
    let checked = try await pipeline.check(documents, by: runner)
    try book.write(try book.read("Chapters/01-a.md").replacing("=> 3", with: "=> 4"), to: "Chapters/01-a.md")
    kept.keep(checked)
    #expect(try await check(book) == (["02-b.md"], ["02-b"]))
  }
}
