import TestSupport
import Testing

@testable import Notebook

@Suite struct AcceptorTests {
  /// What accept makes of a chapter whose cells did what `results` say; marks are not needed here.
  private func accept(_ text: String, values: [Int: String] = [:], _ results: [Int: CellRun]) -> Acceptance {
    let document = Document(parsing: SourceText(path: "Chapters/01-a.md", text: "---\ntitle: A\n---\n\n" + text))
    #expect(document.diagnostics.isEmpty)
    var run = Run()
    run.cells = results
    run.values = values
    return Acceptor.acceptance(of: document, run)
  }

  private func result(_ acceptance: Acceptance) -> String {
    String(String(decoding: acceptance.result, as: UTF8.self).dropFirst("---\ntitle: A\n---\n\n".count))
  }

  private func finished(_ values: [Int: String] = [:], printed: String = "") -> CellRun {
    var run = CellRun()
    run.ending = .finished
    run.values = values
    run.outputs = printed.isEmpty ? [] : [.text(printed)]
    return run
  }

  /// The chapter line `f()  // => written` after accepting `got`.
  private func value(_ written: String, _ got: String, options: String = "") -> String {
    let acceptance = accept("```swift\(options)\nf()  // => \(written)\n```\n", [0: finished([0: got])])
    let lines = result(acceptance).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.dropFirst().dropLast(2).joined(separator: "\n").replacing("f()  // => ", with: "")
  }

  @Test func numbersKeepTheAuthorsDecimals() {
    for (written, got, expected) in [
      ("0.50", "0.5049", "0.50"), ("0.50", "0.5061", "0.51"), ("0.5", "0.7123", "0.7"), ("3", "4", "4"),
      ("3", "4.25", "4.25"), ("1.0e-3", "0.00234", "2.3e-3"), ("−0.5", "-0.6123", "−0.6"),
      ("[0.10, 0.20]", "[0.10, 0.30]", "[0.10, 0.30]"), ("[0.10, 0.20]", "[0.1042, 0.3]", "[0.10, 0.30]"),
      ("loss 0.5 at 3", "loss 0.61 at 4", "loss 0.6 at 4"), ("\"one\"", "\"two\"", "\"two\""),
      ("[1, 2]", "[1, 2, 3.123456789]", "[1, 2, 3.12346]"), ("0.9...0.95", "0.8", "0.9...0.95"),
      ("1", "1.0", "1"), ("true", "false", "false"), ("nan", "0.25", "0.25"),
    ] {
      #expect(value(written, got) == expected, "\(written) and \(got)")
    }
    #expect(value("0.50", "0.55", options: " tolerance=0.1") == "0.50")
    #expect(value("0.50", "0.65", options: " tolerance=0.1") == "0.65")
  }

  @Test func longNumbersKeepTheirDigits() {
    #expect(value("12345678901234567.12", "12345678901234567.89") == "12345678901234567.89")
    #expect(value("18446744073709551614", "18446744073709551615") == "18446744073709551615")
  }

  /// Written into the chapter, they would stand for any text, and no later change would be seen.
  @Test func printedDotsAreRefused() {
    for (fence, printed) in [("", "a\n...\nb\n"), ("a\n", "wait… 3 s\n"), ("a\n...\n", "b…\n")] {
      let acceptance = accept("```swift\nf()\n```\n\n```text output\n\(fence)```\n", [0: finished(printed: printed)])
      #expect(acceptance.hunks.isEmpty && acceptance.refusals.map(\.id) == [.acceptRefused], "\(printed)")
    }
    let mark = accept("```swift\nf()  // Prints \"a\"\n```\n", [0: finished(printed: "wait…\n")])
    #expect(mark.hunks.isEmpty && mark.refusals.map(\.id) == [.acceptRefused])
    let own = accept("```swift\nf()\n```\n\n```text output\n...\nb\n```\n", [0: finished(printed: "a\nb\n")])
    #expect(own.isEmpty && own.refusals.isEmpty)
  }

  @Test func anEmptyValueIsFilledWithSixDigits() {
    for (got, expected) in [
      ("0.3333333333333333", "0.333333"), ("2", "2"), ("0.5", "0.5"),
      ("123456.789", "123456.8"),
      ("1.23456789e-10", "1.23457e-10"), ("[0.1428571, 7]", "[0.142857, 7]"), ("\"word\"", "\"word\""),
      ("12345678", "12345678"),
    ] {
      let acceptance = accept("```swift\nf()  // =>\n```\n", [0: finished([0: got])])
      #expect(result(acceptance) == "```swift\nf()  // => \(expected)\n```\n")
    }
  }

  @Test func aLongValueContinuesBelow() {
    let one = accept("```swift\nf()  // => 1\n```\n", [0: finished([0: "[1 0]\n[0 1]"])])
    #expect(result(one) == "```swift\nf()  // =>\n//    [1 0]\n//    [0 1]\n```\n")
    let two = accept(
      "- a\n\n  ```swift\n  f()  // =>\n  //    [1 0]\n  //    [0 1]\n  ```\n", [0: finished([0: "[1 0]\n[0 2]"])])
    #expect(result(two) == "- a\n\n  ```swift\n  f()  // =>\n  //    [1 0]\n  //    [0 2]\n  ```\n")
  }

  @Test func outputIsReplacedLineByLine() {
    let text = "```swift\nf()\n```\n\n```text output\nloss 0.50\nword\n```\n\nProse.\n"
    let same = accept(text, [0: finished(printed: "loss 0.5011\nword\n")])
    #expect(same.isEmpty && result(same) == text)
    let other = accept(text, [0: finished(printed: "loss 0.5111\nother\n")])
    #expect(result(other) == text.replacing("0.50", with: "0.51").replacing("word", with: "other"))
    let longer = accept(text, [0: finished(printed: "loss 0.5011\nword\nmore\n")])
    #expect(result(longer) == text.replacing("loss 0.50\nword\n", with: "loss 0.5011\nword\nmore\n"))
    let empty = accept("```swift\nf()\n```\n\n```text output\n```\n", [0: finished(printed: "a\n\nb\n")])
    #expect(result(empty) == "```swift\nf()\n```\n\n```text output\na\n\nb\n```\n")
  }

  @Test func aFileOfWindowsStaysOne() {
    let text = "---\ntitle: A\n---\n\n```swift\na  // => 1\n```\n\n```text output\nold\n```\n"
    let document = Document(
      parsing: SourceText(path: "Chapters/01-a.md", text: text.replacing("\n", with: "\r\n")))
    var run = Run()
    run.cells = [0: finished([0: "two\nlines"], printed: "a\nb\n")]
    let accepted = String(decoding: Acceptor.acceptance(of: document, run).result, as: UTF8.self)
    #expect(accepted.contains("// =>\r\n//    two\r\n//    lines\r\n") && accepted.contains("output\r\na\r\nb\r\n```"))
    #expect(accepted.utf8.count { $0 == 13 } == accepted.utf8.count { $0 == 10 })
  }

  @Test func aLineThatDoesNotEndIsNotWrittenAsOneThatDoes() {
    for (fence, refusals) in [("output", 1), ("output no-newline", 0)] {
      let acceptance = accept("```swift\nf()\n```\n\n```text \(fence)\nold\n```\n", [0: finished(printed: "new")])
      #expect(acceptance.refusals.count == refusals && acceptance.hunks.count == 1 - refusals, "\(fence)")
    }
  }

  @Test func anEditorThatStripsBlanksChangesNothing() throws {
    let text = "```swift\na  // => 1\n```\n\n```text output\nold\n```\n"
    let run = [0: finished([0: "a\n\nb  \nc"], printed: "row  \n\t\nend\n")]
    let accepted = result(accept(text, run))
    let stripped = accepted.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }.joined(separator: "\n")
    #expect(accepted == stripped)
    #expect(accepted.contains("// =>\n//    a\n//\n//    b\n//    c\n"))
    #expect(accept(accepted, run).isEmpty)
  }

  @Test func anEmptyLineIsAnOutput() {
    let text = "```swift\na\n```\n\n```text output\n```\n"
    let accepted = result(accept(text, [0: finished(printed: "\n")]))
    #expect(accepted.contains("```text output\n\n```\n"))
    #expect(accept(accepted, [0: finished(printed: "\n")]).isEmpty)
  }

  @Test func outputInAListKeepsItsIndentation() {
    let text = "- a\n\n  ```swift\n  f()\n  ```\n\n  ```text output\n  one\n  ```\n"
    #expect(
      result(accept(text, [0: finished(printed: "two\n\n  three\n")]))
        == text.replacing("  one\n", with: "  two\n\n    three\n"))
    let quote = "> ```swift\n> f()\n> ```\n>\n> ```text output\n> one\n> ```\n"
    #expect(
      result(accept(quote, [0: finished(printed: "two\n\nthree\n")]))
        == quote.replacing("> one\n", with: "> two\n>\n> three\n"))
  }

  @Test func printsMarksKeepTheirPlaces() {
    let text = "```swift\na  // Prints \"one\"\nb  // Prints \"0.50\"\n```\n"
    #expect(
      result(accept(text, [0: finished(printed: "uno\n0.504\n")])) == text.replacing("one", with: "uno"))
    #expect(accept(text, [0: finished(printed: "uno\n")]).isEmpty)
    #expect(accept(text, [0: finished(printed: "uno\n0.50\nmore\n")]).isEmpty, "there is no mark for a third line")
  }

  @Test func proseAroundAValueIsUntouched() {
    let text =
      "```swift\n1\n```\n\nÄ *loss* of <!--= l -->0.50<!--/--> `<!--= -->`, <!--= w --><!--/-->!\n\n| a |\n|---|\n| x <!--= b -->1<!--/--> |\n"
    let acceptance = accept(text, values: [0: "0.612", 1: "\"word\"", 2: "\"p|q\""], [0: finished()])
    #expect(
      result(acceptance)
        == text.replacing("0.50", with: "0.61").replacing("<!--= w --><!--/-->", with: "<!--= w -->word<!--/-->")
        .replacing("-->1<", with: "-->p\\|q<"))
    #expect(accept(text, values: [0: "0.5", 1: "two\nlines", 2: "1"], [0: finished()]).isEmpty)
  }

  @Test func whatWouldChangeTheChapterIsRefused() {
    let fence = "```swift\nf()  // => 1\n```\n\n```text output\nx\n```\n"
    let ended = accept(fence, [0: finished([0: "2"], printed: "```\n")])
    #expect(result(ended) == fence.replacing("=> 1", with: "=> 2"), "what can be written is")
    #expect(ended.refusals.map(\.id) == [.acceptRefused] && ended.refusals.map(\.position.line) == [10])
    let comment = accept("<!-- swift hidden\nf()  // => 1\n-->\n", [0: finished([0: "-->"])])
    #expect(comment.hunks.isEmpty && comment.refusals.count == 1)
    let prose = "```swift\n1\n```\n\nA <!--= a -->1<!--/--> and `code`.\n"
    for got in ["\"`\"", "\"a<!--/-->\"", "\"x\\r\"", "\" \""] {
      #expect(
        accept(prose, values: [0: got.replacing("\\r", with: "\r")], [0: finished()]).hunks.isEmpty == (got != "\" \""))
    }
  }

  @Test func refusalsStandWhereTheyAreInTheFileThatWasWritten() throws {
    let text = "```swift\nf()  // => 1\n```\n\n```swift\nf()  // => [1]\n```\n\n```text output\nx\n```\n"
    for end in ["\n", "\r\n"] {
      let source = SourceText(
        path: "Chapters/01-a.md", text: ("---\ntitle: A\n---\n\n" + text).replacing("\n", with: end))
      var run = Run()
      run.cells = [0: finished([0: "[1,\n2,\n3]"]), 1: finished([0: "[2]"], printed: "```\n")]
      let acceptance = Acceptor.acceptance(of: Document(parsing: source), run)
      #expect(acceptance.refusals.map(\.position) == [SourcePosition(line: 14, column: 1)])
      let moved = acceptance.moved(acceptance.refusals)
      #expect(moved.map(\.position) == [SourcePosition(line: 17, column: 1)])
      #expect(moved.map(\.excerpt) == ["x"])
      // Inside what is replaced, and before all of it.
      let places = [SourcePosition(line: 10, column: 13), SourcePosition(line: 2, column: 3)].map {
        Diagnostic(.acceptRefused, "", in: source, at: $0)
      }
      #expect(
        acceptance.moved(places).map(\.position)
          == [SourcePosition(line: 13, column: 12), SourcePosition(line: 2, column: 3)])
    }
  }

  /// It would be another one after every run.
  @Test func anAddressIsRefused() {
    let object = "<NSObject: 0x0000557a116a6800>"
    let fence = "```swift\nf()  // => 1\n```\n\n```text output\nx\n```\n\nIt is <!--= a -->1<!--/-->.\n"
    let acceptance = accept(
      fence, values: [0: "\\Array<Int>.<computed 0x00007fdf10ae8d80 (Int)>"],
      [0: finished([0: object], printed: object + "\n")])
    #expect(acceptance.hunks.isEmpty)
    #expect(acceptance.refusals.map(\.id) == [.acceptRefused, .acceptRefused, .acceptRefused])
    #expect(acceptance.refusals.map(\.position.line) == [6, 9, 13])
    #expect(acceptance.refusals.allSatisfy { $0.message.contains("changes from run to run") })
    #expect(value("1", "\"#0x7f00ff\"") == "\"#0x7f00ff\"")
  }

  @Test func whatDidNotEndIsNotAccepted() {
    var run = finished([0: "2"], printed: "x\n")
    run.ending = .timedOut(limit: 1)
    #expect(accept("```swift\nf()  // => 1\n```\n\n```text output\ny\n```\n", [0: run]).isEmpty)
  }

  @Test func onlyTheNamedCellsChange() {
    let source = SourceText(
      path: "Chapters/01-a.md",
      text: "---\ntitle: A\n---\n\n```swift\nf()  // => 1\n```\n\n```swift\ng()  // => 1\n```\n")
    var run = Run()
    run.cells = [0: finished([0: "2"]), 1: finished([0: "3"])]
    let acceptance = Acceptor.acceptance(of: Document(parsing: source), run, cells: [1])
    #expect(acceptance.hunks.map(\.cell) == [1])
    #expect(
      acceptance.diff == "@@ Chapters/01-a.md:10 @@\n-g()  // => 1\n+g()  // => 3\n")
  }

  /// A value in running text belongs to the cell above it, a link to none.
  @Test func valuesAndLinksOutsideOfTheNamedCellsStay() {
    let source = SourceText(
      path: "Chapters/01-a.md",
      text: "---\ntitle: A\n---\n\n```swift\n1\n```\n\nIt is <!--= a -->1<!--/-->.\n\n"
        + "```swift\n2\n```\n\nIt is <!--= b -->1<!--/-->, see [table 9](#truth).\n\n"
        + "<!-- table #truth -->\n\n| a |\n|---|\n| b |\n")
    let document = LinkNumbers(documents: ["Chapters/01-a.md": Document(parsing: source)])
      .numbered(Document(parsing: source))
    var run = Run()
    run.cells = [0: finished(), 1: finished()]
    run.values = [0: "2", 1: "3"]
    func lines(_ cells: Set<Int>?) -> [Int] {
      Acceptor.acceptance(of: document, run, cells: cells).hunks.map { source.position(of: $0.range.lowerBound).line }
    }
    #expect(lines([0]) == [9] && lines([1]) == [15])
    #expect(lines(nil) == [9, 15, 15])
  }

  @Test func acceptingTwiceChangesNothing() {
    let text = "```swift\nf()  // => 0.50\n```\n\n```text output\nloss 0.5, [1, 2]\n```\n"
    let run = finished([0: "0.61234"], printed: "loss 0.72345, [1, 3]\n")
    let first = result(accept(text, [0: run]))
    #expect(accept(first, [0: run]).isEmpty)
  }

  @Test("A figure among words is written as one with a paragraph of its own is, one without a place is told of")
  func figuresAreAccepted() throws {
    let text = "```swift #loss\nf()\n```\n\nFrom <!--= a --><!--/--> it falls ![so](figures/01-loss.svg).\n"
    var run = finished()
    let svgs = ["<svg width=\"100\" height=\"20\"/>", "<svg width=\"400\" height=\"20\"/>"]
    run.outputs = svgs.map {
      .figure(FigureOutput(svg: $0, alternative: "", table: TableOutput(columns: [], rows: [])))
    }
    let whole = accept(text + "\n![Two](figures/01-loss-2.svg)\n", values: [0: "1.2"], [0: run])
    #expect(whole.figures == ["figures/01-loss.svg": svgs[0], "figures/01-loss-2.svg": svgs[1]])
    #expect(whole.refusals.isEmpty && result(whole).contains("-->1.2<!--/--> it falls ![so](figures/01-loss.svg).\n"))
    let unplaced = accept(text, values: [0: "1.2"], [0: run])
    #expect(unplaced.figures.keys.sorted() == ["figures/01-loss.svg"] && unplaced.hunks.count == 1)
    #expect(unplaced.refusals.map(\.id) == [.figureUnplaced])
    #expect(try #require(unplaced.refusals.first).message.contains("`![what it shows](figures/01-loss-2.svg)`"))
    run.outputs.removeLast(2)
    #expect(accept(text, values: [0: "1.2"], [0: run]).refusals.map(\.id) == [.figureMissing])
  }

  /// A drawing that differs in a last digit, as between two machines, is left alone.
  @Test func aFigureThatSaysTheSameIsNotWritten() {
    let text = "---\ntitle: A\n---\n\n```swift #dot\nf()\n```\n\n![A dot](figures/01-dot.svg)\n"
    var document = Document(parsing: SourceText(path: "Chapters/01-a.md", text: text))
    var run = Run()
    run.cells[0] = finished()
    let drawing = FigureOutput(
      svg: "<svg cx=\"1.25\"/>", alternative: "", table: TableOutput(columns: [], rows: []))
    run.cells[0]?.outputs = [.figure(drawing)]
    for (number, isWritten) in [("1.25", false), ("1.26", false), ("1.35", true)] {
      document.figureFiles = ["figures/01-dot.svg": "<svg cx=\"\(number)\"/>"]
      let figures = Acceptor.acceptance(of: document, run).figures
      #expect(figures == (isWritten ? ["figures/01-dot.svg": drawing.svg] : [:]), "\(number)")
    }
  }

  @Test func aChapterThatChangedMeanwhileIsNotWritten() throws {
    let folder = try TemporaryBook(["Chapters/01-a.md": "---\ntitle: A\n---\n\n```swift\nf()  // => 1\n```\n"])
    let book = try Book(folder: folder.folder)
    let document = Document(parsing: try book.source(of: "Chapters/01-a.md"))
    var run = Run()
    run.cells = [0: finished([0: "2"])]
    let acceptance = Acceptor.acceptance(of: document, run)
    try folder.write("---\ntitle: B\n---\n", to: "Chapters/01-a.md")
    #expect(throws: NotebookError(.changedMeanwhile, "Chapters/01-a.md")) { try acceptance.write(to: book) }
    #expect(try folder.read("Chapters/01-a.md") == "---\ntitle: B\n---\n")
    try folder.write(String(decoding: document.source.bytes, as: UTF8.self), to: "Chapters/01-a.md")
    try acceptance.write(to: book)
    #expect(try folder.read("Chapters/01-a.md").contains("f()  // => 2\n"))
  }
}
