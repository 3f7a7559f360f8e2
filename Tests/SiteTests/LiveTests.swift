import Testing

@testable import Notebook
@testable import Site

@Suite("Pages follow their author")
struct LiveTests {
  private static let source = """
    ---
    title: Live
    summary: S.
    ---

    ```swift #one
    let x = 1
    print(x)
    ```

    ```swift #two
    print(x + 1)
    ```

    ```swift #three
    print(x + 2)
    ```

    """

  private static func chapter(_ text: String = source, path: String = "Chapters/01-live.md") -> PublishedBook.Chapter {
    let document = Document(parsing: SourceText(path: path, text: text))
    var run = Run()
    for index in document.cells.indices { run.cells[index] = .finished(.text("old \(index)\n")) }
    return .init(
      document: document, run: run, verdicts: document.cells.indices.map { Verdict(cell: $0, outcome: .passed) })
  }

  private static func changed(_ text: String) -> PublishedBook.Chapter {
    chapter().changed(to: Document(parsing: SourceText(path: "Chapters/01-live.md", text: text)))
  }

  @Test("a change of prose leaves every output as it is")
  func keepsOutputs() {
    let next = Self.changed(Self.source.replacing("```swift #one", with: "More words.\n\n```swift #one"))
    #expect(next.staleCells.isEmpty)
    #expect(next.verdicts.count == 3)
    #expect(next.run.cells[2]?.outputs == [.text("old 2\n")])
  }

  @Test("from the first changed cell on outputs are old, each with the cell that it was of")
  func marksOutputs() {
    let next = Self.changed(
      Self.source.replacing("print(x + 1)", with: "print(x + 10)").replacing(
        "```swift #three", with: "```swift\nprint(9)\n```\n\n```swift #three"))
    #expect(next.staleCells == [1, 3])
    #expect(next.verdicts.map(\.cell) == [0])
    #expect(next.run.cells[1]?.outputs == [.text("old 1\n")])
    #expect(next.run.cells[2] == nil)
    #expect(next.run.cells[3]?.outputs == [.text("old 2\n")])
    let html = Page(next, in: WeavingContext(toolchain: "Swift 6")).body.source
    #expect(html.ranges(of: "class=\"cell stale\"").count == 2)
    #expect(html.ranges(of: "Not run since the change").count == 2)
    #expect(html.ranges(of: "checked with").count == 1)
  }

  @Test("a chapter that cannot be read says why and keeps what it showed")
  func showsProblems() {
    let next = Self.changed(Self.source + "\n<!-- swift hidden\n")
    #expect(next.problems.map(\.id) == [.commentUnclosed])
    #expect(next.staleCells.count == 3)
    let html = Page(next, in: WeavingContext()).body.source
    #expect(html.contains("This chapter has mistakes."))
    let line = Self.source.split(separator: "\n", omittingEmptySubsequences: false).count + 1
    #expect(html.contains("line \(line): "))
  }

  @Test("only the pages of changed chapters are new, and only they are reloaded")
  func followsChanges() async throws {
    let other = Self.chapter(path: "Chapters/02-other.md")
    var book = PublishedBook(title: "B", chapters: [Self.chapter(), other])
    let site = try LiveSite(book: book, formulas: Formulas(), filesFrom: "/nowhere")
    #expect(await site.show(book, formulas: Formulas()).isEmpty)
    #expect(await !site.hasChanged("index.html", since: 0))
    book.chapters[0] = Self.changed(Self.source.replacing("x + 2", with: "x + 3"))
    #expect(await site.show(book, formulas: Formulas()) == ["01-live.html"])
    #expect(await site.hasChanged("01-live.html", since: 0))
    #expect(await !site.hasChanged("01-live.html", since: 1))
    #expect(await !site.hasChanged("02-other.html", since: 0))
    #expect(await site.hasChanged("index.html", since: 0))
    book.chapters.removeLast()
    await site.show(book, formulas: Formulas())
    #expect(await site.file("02-other.html") == nil)
  }

  @Test("a page asks for news, with the policy of the published one")
  func asksForNews() async throws {
    let book = PublishedBook(title: "B", chapters: [Self.chapter()])
    let site = try LiveSite(book: book, formulas: Formulas(), filesFrom: "/nowhere")
    for path in ["index.html", "01-live.html", "checks.html", "print.html"] {
      let text = String(decoding: try #require(await site.file(path)), as: UTF8.self)
      #expect(text.contains("<script src=\"live/live.js\" data-version=\"0\"></script>"))
      #expect(text.contains("default-src 'none'; script-src 'self'; style-src 'self'"))
      #expect(text.contains("<a href=\"print.html\">"))
    }
    for path in ["assets/book.css", "assets/search-index.js", "live/live.js"] { #expect(await site.file(path) != nil) }
    for path in ["../01-live.md", "live/../x", "feed.xml", "nothing.html"] { #expect(await site.file(path) == nil) }
  }

  @Test("a published page asks for nothing")
  func isQuiet() throws {
    for file in try SiteBuilder(book: .sample, formulas: Formulas()).files() where file.path.hasSuffix(".html") {
      #expect(!String(decoding: file.bytes, as: UTF8.self).contains("live/"))
    }
  }

  @Test("a move to a place that is there is none")
  func admitsMoves() throws {
    var book = PublishedBook(title: "B", chapters: [Self.chapter()])
    book.moves = [.init(from: "01-live.html#first", to: "01-live.html#one"), .init(from: "x.html", to: "01-live.html")]
    try SiteBuilder(book: book, formulas: Formulas()).checkMoves()
  }

  @Test("a move to a page or place that is not there is an error of the book")
  func checksMoves() {
    for target in ["03-gone.html", "01-live.html#gone"] {
      var book = PublishedBook(title: "B", chapters: [Self.chapter()])
      book.moves = [.init(from: "00-old.html", to: target)]
      #expect(throws: NotebookError.self) { try SiteBuilder(book: book, formulas: Formulas()).checkMoves() }
    }
  }
}
