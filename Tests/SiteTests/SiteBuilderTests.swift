import Testing

@testable import Notebook
@testable import Site

@Suite("A book's pages fit together")
struct SiteBuilderTests {
  private func files(_ book: PublishedBook) throws -> [String: String] {
    let files = try SiteBuilder(book: book, formulas: Formulas()).files()
    return Dictionary(uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
  }

  private func book(_ samples: Sample...) -> PublishedBook {
    PublishedBook(title: "Book", chapters: samples.map(\.chapter))
  }

  @Test("files are sorted, and two of one name are refused")
  func refusesDuplicates() throws {
    let builder = SiteBuilder(book: book(Sample()), formulas: Formulas())
    let paths = try builder.files().map(\.path)
    #expect(paths == paths.sorted())
    for path in ["Chapters/02-logic-gates.md", "Chapters/index.md", "Chapters/print.md", "Chapters/404.md"] {
      let twice = SiteBuilder(book: book(Sample(), Sample(path: path)), formulas: Formulas())
      #expect(throws: NotebookError.self) { try twice.files() }
    }
  }

  @Test("a book without a published address has no feed, no sitemap and only relative addresses")
  func staysRelative() throws {
    let files = try files(book(Sample()))
    #expect(files["feed.xml"] == nil)
    #expect(files["sitemap.xml"] == nil)
    for (path, text) in files where path.hasSuffix(".html") {
      #expect(!text.contains("://"), "\(path)")
      #expect(!text.contains("=\"/"), "\(path)")
    }
  }

  @Test("a published book names its pages by their addresses, in well-formed XML")
  func publishes() throws {
    var book = book(Sample(path: "Chapters/01-a&b.md", title: "A & B"), Sample())
    book.address = "https://example.org/x"
    let files = try files(book)
    #expect(
      files["02-logic-gates.html"]?.contains("canonical\" href=\"https://example.org/x/02-logic-gates.html\"") == true)
    #expect(files["index.html"]?.contains("canonical\" href=\"https://example.org/x/\"") == true)
    #expect(files["404.html"]?.contains("href=\"https://example.org/x/assets/book.css\"") == true)
    for name in ["feed.xml", "sitemap.xml"] {
      let text = try #require(files[name])
      let root = text.split(separator: "\n").dropFirst().joined(separator: "\n")
      #expect(throws: Never.self) { try XMLReader.parse(root) }
      #expect(text.contains("https://example.org/x/01-a%26b.html"))
    }
  }

  @Test("pages link to the whole book only where it is certain to be there, and say elsewhere how to write it")
  func leadsToTheWholeBook() throws {
    var book = book(Sample())
    book.command = "bin/notebook"
    for (path, text) in try files(book) where path.hasSuffix(".html") {
      #expect(!text.contains("print.html\""), "\(path)")
      #expect(text.contains("<a href=\"index.html#page.whole\">The whole book on one page</a>"), "\(path)")
    }
    let index = try #require(try files(book)["index.html"])
    #expect(index.contains("id=\"page.whole\">"))
    #expect(index.contains("<code>bin/notebook build</code> writes it"))
    book.address = "https://example.org"
    let published = try files(book)
    #expect(published["02-logic-gates.html"]?.contains("<a href=\"print.html\">") == true)
    #expect(published["404.html"]?.contains("<a href=\"https://example.org/print.html\">") == true)
    #expect(published["index.html"]?.contains("page.whole") == false)
  }

  @Test("an address that is none of the web is not used", arguments: ["javascript:alert(1)", "ftp://x", "x", ""])
  func refusesAddresses(_ address: String) throws {
    var book = book(Sample())
    book.address = address
    book.repository = address
    #expect(SiteBuilder(book: book, formulas: Formulas()).baseAddress == nil)
    #expect(book.repositoryAddress("edit/main/x.md") == nil)
  }

  @Test("neighbours turn to each other; the first and the last have one")
  func turnsPages() throws {
    let files = try files(
      book(Sample(path: "Chapters/01-a.md", title: "A"), Sample(path: "Chapters/02-b.md", title: "B")))
    let first = try #require(files["01-a.html"])
    #expect(first.contains("rel=\"next\" href=\"02-b.html\""))
    #expect(!first.contains("rel=\"prev\""))
    #expect(files["02-b.html"]?.contains("Chapter 2</li>") == true)
  }

  @Test("chapters of one part stand together, and a missing summary borrows nobody's")
  func listsParts() throws {
    var first = Sample(path: "Chapters/01-a.md", title: "A")
    first.frontMatter { $0.part = "One" }
    var book = book(first, Sample(path: "Chapters/glossary.md", title: "Glossary"))
    book.summary = "About everything."
    let index = try #require(try files(book)["index.html"])
    #expect(index.ranges(of: "About everything.").count == 3, "the description, its card and the line under the title")
    #expect(index.ranges(of: "<h2>").count == 1)
  }

  @Test("a page that begins with lower headings lists them side by side")
  func listsContents() throws {
    var sample = Sample()
    for name in ["a", "b"] { sample.add(.heading(level: 3, [.text(name)], anchor: name)) }
    let html = try #require(try files(book(sample))["02-logic-gates.html"])
    #expect(html.contains("<h2 id=\"a\">a<a"), "no level is left out below the title")
    #expect(html.contains("<li><a href=\"#a\">a</a></li>\n<li><a href=\"#b\">b</a></li>"))
  }

  @Test("templates take only escaped markup as it is")
  func templatesEscape() throws {
    for template in try Theme.sources() {
      for tag in template.ranges(of: "{{{").map({ template[$0.lowerBound...].prefix(10) }) {
        #expect(tag == "{{{body}}}")
      }
      #expect(!template.contains("{{&"))
    }
  }

  @Test("renamed pages and places still arrive")
  func moves() throws {
    var sample = Sample()
    sample.add(.heading(level: 2, [.text("New")], anchor: "new"))
    var book = book(sample)
    book.moves = [
      .init(from: "old.html", to: "02-logic-gates.html#new"),
      .init(from: "02-logic-gates.html#old", to: "02-logic-gates.html#new"),
      .init(from: "../evil.html", to: "02-logic-gates.html"), .init(from: "x.html", to: "https://example.org/"),
    ]
    let files = try files(book)
    #expect(files["old.html"]?.contains("content=\"0; url=02-logic-gates.html#new\"") == true)
    #expect(files["02-logic-gates.html"]?.contains("<h2 id=\"new\"><span id=\"old\"></span>New") == true)
    #expect(files["x.html"] == nil)
    #expect(!files.keys.contains { $0.contains("evil") })
  }

  @Test("the glossary says where its entries are used, a chapter does not")
  func cites() throws {
    var chapter = Sample(path: "Chapters/01-a.md", title: "A")
    let link = Inline.link(destination: "glossary.md#bias", title: "", [.text("bias")])
    chapter.add(
      .paragraph([link]), .heading(level: 2, [.text("Later")], anchor: "later"), .paragraph([.strong([link]), link]))
    var glossary = Sample(path: "Chapters/glossary.md", title: "Glossary")
    glossary.add(
      .heading(level: 2, [.text("Bias")], anchor: "bias"), .paragraph([.text("A number.")]),
      .heading(level: 2, [.text("Unused")], anchor: "unused"), .paragraph([.text("Nothing.")]))
    let html = try #require(try files(book(chapter, glossary))["glossary.html"])
    #expect(
      html.contains(
        "<p>A number.</p><p class=\"used\">Used in chapter 1: <a href=\"01-a.html\">opening</a>, "
          + "<a href=\"01-a.html#later\">Later</a></p><h2"))
    #expect(html.ranges(of: "class=\"used\"").count == 1)
    let print = try #require(try files(book(chapter, glossary))["print.html"])
    #expect(print.contains("<a href=\"#01-a%3Alater\">Later</a>"))
  }

  @Test("what was checked is counted, and what was not is named")
  func counts() throws {
    var sample = Sample()
    sample.cell("1  // => 1", run: .finished())
    sample.cell("2  // => 2", run: .finished())
    sample.cell(
      "x", id: "net", mode: .skip(reason: "needs a network"), run: CellRun(),
      verdict: .skipped(reason: "needs a network"))
    let value = sample.value("1", written: "1")
    sample.add(.paragraph([value]))
    sample.setVerdict(of: 1, .failed)
    let count = CheckCount(of: sample.chapter)
    #expect(count.cells == 2)
    #expect(count.expectations == 2)
    #expect(count.values == 1)
    #expect(count.failures == 1)
    let checks = try #require(try files(book(sample))["checks.html"])
    #expect(checks.contains("One cell did not agree"))
    #expect(checks.contains("<code>02#net</code>: needs a network"))
  }
}

@Suite("The search knows what a reader may look for")
struct SearchTests {
  @Test("sections hold prose, code, outputs, formulas and captions, but no hint and no solution")
  func sections() {
    var sample = Sample(title: "Gates")
    let value = sample.value("x", written: "42")
    sample.add(
      .heading(level: 2, [.text("A "), .code("b")], anchor: "a-b"),
      .paragraph([.text("prose "), value, .text(" of "), .math("\\sigma(z_1)")]),
      .figure(.init(path: "p.svg", alternative: "words", caption: [.text("caption")])))
    let cell = sample.cell("visible()", run: .finished())
    sample.output(of: cell, lines: ["printed"])
    sample.cell("hidden()", role: .hidden, run: .finished())
    let hint = sample.block(.paragraph([.text("secret")]))
    let task = sample.block(.paragraph([.text("task")]))
    let solution = sample.cell("answer()", role: .solution, run: CellRun(), isPlaced: false)
    sample.exercise(id: "e") { exercise in
      exercise.title = "Do"
      exercise.task = [task]
      exercise.hints = [[hint]]
      exercise.after = [hint]
      exercise.solution = solution
    }
    #expect(
      sample.page().searchSections == [
        SearchSection(
          heading: "A b", anchor: "a-b", text: "prose 42 of sigma(z 1) words caption visible() printed"),
        SearchSection(heading: "Do", anchor: "e", text: "task"),
      ])
  }

  @Test("the index is one script whatever the text holds")
  func escapesIndex() {
    #expect(
      SearchIndex.literal("a\"b\\c</script>\u{2028}\n\u{0}é")
        == "\"a\\\"b\\\\c\\u003c/script>\\u2028\\u000a\\u0000é\"")
  }
}
