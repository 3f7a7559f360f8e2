import Testing

@testable import Notebook
@testable import Site

@Suite("A cell shows what was checked")
struct CellTests {
  @Test("a passed cell shows the author's lines, which were compared; a failed one what it did")
  func showsOutput() {
    var sample = Sample()
    let cell = sample.cell("print(x)", run: .finished(.text("0.30000000000000004\n")))
    sample.output(of: cell, lines: ["0.3"])
    #expect(sample.page().body.source.contains("<samp>0.3\n</samp>"))
    sample.setVerdict(of: cell, .failed)
    #expect(sample.page().body.source.contains("<samp>0.30000000000000004\n</samp>"))
    #expect(sample.page().body.source.contains("This cell failed its check."))
  }

  @Test("all that is wrong with a failed cell is said below it")
  func showsFailures() {
    var sample = Sample()
    let cell = sample.cell("print(x)", run: .finished())
    let found = ["one thing", "another thing"].map {
      Diagnostic(.outputDiffers, $0, in: sample.document.source, at: SourcePosition(line: 1, column: 1))
    }
    sample.setVerdict(of: cell, .failed, found)
    let html = sample.page().body.source
    #expect(html.contains("<li>line 1: one thing</li><li>line 1: another thing</li>"), "\(html)")
  }

  @Test("a value in running text is as its author wrote it, or as it was computed where nothing is written")
  func showsProseValues() {
    var sample = Sample()
    sample.cell("1", run: .finished())
    let values = [
      sample.value("a", written: "0.3", computed: "0.30000000000000004"), sample.value("b", written: "", computed: "7"),
    ]
    sample.add(.paragraph([values[0], .text(" and "), values[1]]))
    let html = sample.page().body.source
    #expect(html.contains("title=\"Computed on this page: a\">0.3</span>"), "\(html)")
    #expect(html.contains("title=\"Computed on this page: b\">7</span>"), "\(html)")
  }

  @Test("output without an expectation is shown all the same")
  func showsUnexpectedOutput() {
    var sample = Sample()
    sample.cell("print(1)", run: .finished(.text("1\n")))
    #expect(sample.page().body.source.contains("<samp>1\n</samp>"))
  }

  @Test("an output that stands away from its cell is shown where it stands, once")
  func placesOutput() {
    var sample = Sample()
    let cell = sample.cell("print(1)", run: .finished(.text("1\n")))
    sample.paragraph("between")
    sample.output(of: cell, lines: ["1"])
    let html = sample.page().body.source
    #expect(html.ranges(of: "<samp>").count == 1)
    #expect(html.contains("<p>between</p><div class=\"cell\"><pre class=\"output"))
  }

  @Test("how code is shown is the author's choice: folded, numbered, with lines pointed at")
  func showsOptions() {
    var sample = Sample()
    sample.cell("1\n2", run: .finished()) { options in
      options.isFolded = true
      options.hasLineNumbers = true
      options.highlighted = [2]
    }
    let html = sample.page().body.source
    #expect(html.contains("<details class=\"fold\"><summary>Show the code</summary><pre class=\"scroll numbered\">"))
    #expect(html.contains("<span class=\"line\"><span class=\"n\">1</span>\n</span>"))
    #expect(html.contains("<span class=\"line marked\"><span class=\"n\">2</span>\n</span>"))
  }

  @Test("what is not an ordinary run is said above the code")
  func remarks() {
    var sample = Sample()
    sample.cell("1", run: .finished()) { $0.comparison = .nondeterministic }
    sample.cell("2", run: .finished()) { $0.fixes = "wrong" }
    sample.cell("3", mode: .skip(reason: "an outlook"), run: CellRun(), verdict: .skipped(reason: "an outlook"))
    let html = sample.page().body.source
    #expect(html.contains("<p class=\"remark\">Differs from run to run, so nothing is compared</p>"))
    #expect(html.contains("<p class=\"remark\">The cure of <a href=\"#wrong\">the error</a></p>"))
    #expect(html.contains("<p class=\"remark\">Only shown: an outlook</p>"))
  }

  @Test("an error and the cell right below that cures it stand side by side")
  func pairs() {
    var sample = Sample()
    sample.cell("bad", id: "bad", mode: .error, run: CellRun())
    sample.cell("good", run: .finished()) { $0.fixes = "bad" }
    sample.paragraph("between")
    sample.cell("better", run: .finished()) { $0.fixes = "bad" }
    let html = sample.page().body.source
    #expect(html.hasPrefix("<div class=\"pair\"><div class=\"cell\" id=\"bad\""))
    #expect(html.ranges(of: "class=\"pair\"").count == 1)
    #expect(html.contains("</div></div><p>between</p><div class=\"cell\""))
  }

  @Test("a reader can report a cell by its name, in the book's own repository alone")
  func reports() {
    var sample = Sample()
    sample.cell("1", id: "one", run: .finished())
    var context = WeavingContext(toolchain: "Swift 6.3.1")
    #expect(!sample.page(in: context).body.source.contains("Report this cell"))
    context.reportAddress = "https://example.org/b/issues/new?title="
    #expect(sample.page(in: context).body.source.contains("href=\"https://example.org/b/issues/new?title=02%23one\""))
  }

  @Test("a heading keeps an id that its cell has too")
  func sharesIDs() {
    var sample = Sample()
    sample.add(.heading(level: 2, [.text("Loss")], anchor: "loss"))
    sample.cell("1", id: "loss", run: .finished())
    sample.cell("2", id: "other", run: .finished())
    let html = sample.page().body.source
    #expect(html.ranges(of: "id=\"loss\"").count == 1)
    #expect(html.contains("<h2 id=\"loss\">"))
    #expect(html.contains("<div class=\"cell\" id=\"other\""))
  }

  @Test("an exercise, and the list of contents, name the command that goes through the exercises, and its folder")
  func learning() async throws {
    let folder = "in the folder that holds <code>Chapters</code>"
    var sample = Sample()
    sample.exercise(id: "and-gate") { _ in }
    let html = sample.page().body.source
    #expect(html.contains("<code>swift run notebook learn 02#and-gate</code>") && html.contains(folder), "\(html)")
    for (chapter, isNamed) in [(sample, true), (Sample(), false)] {
      let book = PublishedBook(title: "Gates", chapters: [chapter.chapter])
      let files = try SiteBuilder(book: book, formulas: Formulas()).files()
      let index = try #require(files.first { $0.path == "index.html" })
      let text = String(decoding: index.bytes, as: UTF8.self)
      #expect(text.contains("<code>swift run notebook learn</code>") == isNamed && text.contains(folder) == isNamed)
    }
  }

  @Test("links arrive at an exercise by its id and by its heading")
  func exerciseAnchors() {
    var sample = Sample()
    sample.exercise(id: "and-gate") { $0.anchor = "an-and-gate" }
    sample.exercise(id: "or-gate") { $0.anchor = "or-gate" }
    let html = sample.page().body.source
    #expect(html.contains("<section class=\"exercise\" id=\"and-gate\" aria-labelledby=\"an-and-gate\">"))
    #expect(html.contains("<h3 id=\"an-and-gate\">"))
    #expect(html.contains("<section class=\"exercise\" id=\"or-gate\" aria-labelledby=\"or-gate.title\">"))
    #expect(html.ranges(of: "id=\"or-gate\"").count == 1)
  }

  @Test("the mark of a check names the cell and the command, and only a passed cell has it")
  func marksChecks() {
    var sample = Sample()
    let cell = sample.cell("1", id: "one", run: .finished())
    let context = WeavingContext(toolchain: "Swift 6.3.1", tool: "notebook")
    #expect(sample.page(in: context).body.source.contains("<code>notebook run 02#one</code>"))
    for outcome in [Verdict.Outcome.failed, .blocked, .skipped(reason: "r")] {
      sample.setVerdict(of: cell, outcome)
      #expect(!sample.page(in: context).body.source.contains("checked with"))
    }
  }

  @Test("a drawing that is none is said to be missing, with its words")
  func reportsBrokenDrawing() {
    var sample = Sample()
    let table = TableOutput(columns: [], rows: [])
    let cell = sample.cell(
      "display(x)", run: .finished(.figure(FigureOutput(svg: "<p>", alternative: "", table: table))))
    sample.add(.figure(.init(path: "figures/02-x.svg", alternative: "Words", cell: cell)))
    sample.add(.figure(.init(path: "figures/02-x-2.svg", alternative: "More words", cell: cell, number: 1)))
    let html = sample.page().body.source
    #expect(html.contains("This figure is not a drawing: Words"))
    #expect(html.contains("This figure was not drawn: More words"))
  }

  @Test("a figure among words that was not drawn leaves its words; its data are below a hidden cell too")
  func weavesFiguresAmongWords() {
    var sample = Sample()
    let table = TableOutput(columns: ["x"], rows: [["1"]])
    let none = FigureOutput(svg: "<p>", alternative: "", table: table)
    let drawn = FigureOutput(svg: "<svg width=\"40\" height=\"10\"/>", alternative: "", table: table)
    let cell = sample.cell("display(x)", id: "x", role: .hidden, run: .finished(.figure(none), .figure(drawn)))
    let figures = (0..<3).map { number in
      sample.figure("figures/02-x-\(number + 1).svg", alternative: "so", of: cell, number: number)
    }
    sample.add(.paragraph([.text("One "), figures[0], .text(" and "), figures[2], .text(".")]))
    sample.add(.paragraph([.text("Two "), figures[1]]))
    let html = sample.page().body.source
    #expect(html.contains("<p>One so and <span class=\"whole\">so.</span></p>"))
    #expect(
      html.contains(
        "<p>Two <span class=\"word-figure\"><svg role=\"img\" aria-label=\"so\" width=\"2.5em\" height=\"0.625em\"></svg>"
          + "<span aria-hidden=\"true\">so</span></span></p>"))
    #expect(html.ranges(of: "</details><details class=\"data\"><summary>Data of the figure in the text: so").count == 2)
    #expect(sample.page().data.map(\.name) == ["02-x-1.csv", "02-x-2.csv"])
  }

  @Test("numbers behind a figure are a table and a file, which a spreadsheet can open safely")
  func writesData() {
    let table = TableOutput(columns: ["x", "a \"b\""], rows: [["-1", "=cmd()"], ["1,5", "x\ny"]])
    #expect(table.csv == "x,\"a \"\"b\"\"\"\n-1,'=cmd()\n\"1,5\",\"x\ny\"\n")
    let reference = Block.FigureReference(path: "figures/../x y.svg", alternative: "", cell: 3, number: 1)
    #expect(FigureData.fileName(for: reference, slug: "02-gates") == "2-4-2.csv")
    let plain = Block.FigureReference(path: "figures/02-and-line.svg", alternative: "")
    #expect(FigureData.fileName(for: plain, slug: "02-gates") == "02-and-line.csv")
  }
}
