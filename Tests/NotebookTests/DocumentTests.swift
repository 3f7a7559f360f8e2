import TestSupport
import Testing

@testable import Notebook

/// What the parser makes of a chapter; `head` and three fences keep the samples short.
private let head = "---\ntitle: A chapter\n---\n\n"

private func parse(_ text: String) -> (document: Document, sample: MarkedText) {
  let sample = MarkedText(head + text)
  return (Document(parsing: sample.source), sample)
}

private func problems(_ text: String) -> [DiagnosticID] {
  parse(text).document.diagnostics.map(\.id)
}

/// The one thing that is wrong must have this id, and stand at the mark `«here»`.
private func expectOnly(_ id: DiagnosticID, _ text: String, _ location: Testing.SourceLocation = #_sourceLocation) {
  let (document, sample) = parse(text)
  #expect(document.diagnostics.map(\.id) == [id], sourceLocation: location)
  #expect(document.diagnostics.map(\.position) == [sample.position("here")], sourceLocation: location)
}

@Suite struct CellParsingTests {
  @Test func aFenceBecomesACellWithItsLines() throws {
    let (document, sample) = parse("Text.\n\n«fence»```swift #one fold\n«a»let a = 1\n\n  «b»let b = 2\n```\n")
    #expect(document.diagnostics.isEmpty)
    let cell = try #require(document.cells.first)
    #expect(document.cells.count == 1)
    #expect(cell.role == .visible && cell.options.id == "one" && cell.options.isFolded)
    #expect(cell.position == sample.position("fence"))
    #expect(cell.lines.map(\.text) == ["let a = 1", "", "  let b = 2"])
    #expect(cell.lines[0].position == sample.position("a"))
    #expect(cell.position(ofCodeOffset: "let a = 1\n\n  ".utf8.count) == sample.position("b"))
    #expect(cell.code == "let a = 1\n\n  let b = 2\n")
    #expect(document.blocks.map(\.kind).last == .cell(0))
  }

  @Test func containersMoveTheColumnsOfTheirCells() throws {
    for text in [
      "- Item:\n\n  ```swift\n  «a»let a = 1\n  «b»let b = 2\n  ```\n",
      "> ```swift\n> «a»let a = 1\n> «b»let b = 2\n> ```\n",
      "1. One:\n\n   - Two:\n\n     ~~~swift\n     «a»let a = 1\n     «b»let b = 2\n     ~~~\n",
    ] {
      let (document, sample) = parse(text)
      #expect(document.diagnostics.isEmpty)
      let cell = try #require(document.cells.first)
      #expect(cell.lines.map(\.position) == [sample.position("a"), sample.position("b")])
    }
  }

  @Test func otherLanguagesAreOnlyShown() {
    let (document, _) = parse("```python\nx\n```\n\n    indented\n\n```\nplain\n```\n\n```swiftly\ny\n```\n")
    #expect(document.cells.isEmpty && document.diagnostics.isEmpty)
    #expect(
      document.blocks.map(\.kind) == [
        .code(language: "python", "x\n"), .code(language: "", "indented\n"), .code(language: "", "plain\n"),
        .code(language: "swiftly", "y\n"),
      ])
  }

  @Test func hiddenCellsAreComments() throws {
    let (document, sample) = parse("«here»<!-- swift hidden #set-up\n«a»let a = 1\n-->\n")
    let cell = try #require(document.cells.first)
    #expect(document.diagnostics.isEmpty)
    #expect(cell.role == .hidden && cell.options.id == "set-up" && cell.code == "let a = 1\n")
    #expect(cell.position == sample.position("here") && cell.lines[0].position == sample.position("a"))
  }

  @Test func defaultsReachEveryCell() {
    let source = SourceText(
      path: "Chapters/01-a.md", text: "---\ntitle: A\ndefaults: tolerance=0.1 timeout=2s\n---\n\n```swift\n1\n```\n")
    let document = Document(parsing: source)
    #expect(document.cells.first?.options.tolerance == .absolute(0.1))
    #expect(document.cells.first?.options.timeout == 2)
  }

  @Test func whatIsWrongWithACellStandsAtItsPlace() {
    expectOnly(.cellUnknownOption, "```swift fold «here»freish\n1\n```\n")
    expectOnly(.cellUnknownOption, "- a\n\n  ```swift «here»freish\n  1\n  ```\n")
    expectOnly(.cellConflictingOptions, "```swift no-run,«here»crash\n1\n```\n")
    expectOnly(.cellDuplicateID, "```swift #a\n1\n```\n\n```swift «here»#a\n2\n```\n")
    expectOnly(.cellConflictingOptions, "<!-- swift hidden «here»fold lines\n1\n-->\n")
    expectOnly(.cellInvalidOption, "```swift «here»highlight=[2]\n1\n```\n")
    expectOnly(.cellInvalidOption, "```swift fresh «here»uses=#b\n1\n```\n\n```swift #b\n1\n```\n")
    expectOnly(.cellInvalidOption, "```swift «here»fixes=#b\n1\n```\n\n```swift #b\n1\n```\n")
    expectOnly(.cellConflictingOptions, "```swift #a\n1\n```\n\n```swift «here»uses=#a\n1\n```\n")
    expectOnly(.cellInvalidOption, "```swift #a no-run\n1\n```\n\n```swift fresh «here»uses=#a\n1\n```\n")
  }

  @Test func anIDMayEqualOnlyTheHeadingAbove() {
    #expect(problems("## One\n\n```swift #one\n1\n```\n").isEmpty)
    expectOnly(.cellDuplicateID, "## One\n\n```swift\n1\n```\n\n```swift «here»#one\n1\n```\n")
    expectOnly(.cellDuplicateID, "```swift «here»#one\n1\n```\n\n## One\n")
  }

  @Test func fencesThatAreNoneAreErrors() {
    expectOnly(.fenceUnclosed, "«here»```swift\nlet a = 1\n")
    expectOnly(.fenceUnclosed, "Text\n\n«here»~~~~swift\n1\n~~~\n")
    expectOnly(.fenceUnclosed, "- a\n\n  «here»```\n  1\n\nText\n")
    expectOnly(.fenceBackQuote, "«here»```swift `a`\n")
    #expect(problems("````swift\n1\n`````\n").isEmpty)
    #expect(problems("> ```swift\n> 1\n> ```\n").isEmpty)
    #expect(problems("Three ``` in ``` a line.\n").isEmpty)
  }
}

@Suite struct ExpectationParsingTests {
  private func cell(_ code: String, _ options: String = "") -> (cell: Cell?, problems: [Diagnostic], sample: MarkedText)
  {
    let (document, sample) = parse("```swift \(options)\n\(code)\n```\n")
    return (document.cells.first, document.diagnostics, sample)
  }

  @Test func valuesStandBehindStatements() throws {
    let (found, problems, sample) = cell(
      "sigmoid(0)  «mark»// => «start»0.5«end»\nlet a = [\n  1,\n]  // => [1]\nf(1) // =>2\na + 1 // =>\n")
    let cell = try #require(found)
    #expect(problems.isEmpty)
    #expect(cell.values.map(\.written) == ["0.5", "[1]", "2", ""])
    #expect(cell.values.map(\.statement) == [0, 1, 2, 3])
    #expect(cell.values[0].position == sample.position("mark"))
    #expect(cell.values[0].range == sample.offset("start")..<sample.offset("end"))
    #expect(cell.statements[1].kind == .constant(name: "a"))
    #expect(cell.statements[0].kind == .call)
  }

  @Test func aLongValueContinuesOnCommentLines() throws {
    let (found, problems, sample) = cell("matrix  // => «start»[1 0]\n//    [0 1]«end»\n// another remark\nlet b = 2\n")
    let value = try #require(found?.values.first)
    #expect(problems.isEmpty)
    #expect(value.written == "[1 0]\n[0 1]")
    #expect(cell("matrix  // =>\n//    [1 0]\n//    [0 1]").cell?.values.map(\.written) == ["[1 0]\n[0 1]"])
    #expect(value.range == sample.offset("start")..<sample.offset("end"))
  }

  @Test func aValueElsewhereIsMisplaced() {
    for code in [
      "for i in 1...2 {\n  i  «here»// => 1\n}", "func f() {\n  g()  «here»// => 1\n}",
      "let (a, b) = f()  «here»// => 1",
      "let a = 1, b = 2  «here»// => 1", "a = 5  «here»// => 5", "a += 5  «here»// => 5", "«here»// => 5",
      "import Swift  «here»// => 5", "f(\n  1,  «here»// => 1\n  2)", "if a { b }  «here»// => 1",
      "_ = f()  «here»// => 1", "a\nfor i in b {\n  i  «here»// => 1\n}", "func f() {}  «here»// => 1",
    ] {
      let (_, problems, sample) = cell(code)
      #expect(problems.map(\.id) == [.valueMisplaced], "\(code)")
      #expect(problems.map(\.position) == [sample.position("here")], "\(code)")
    }
    for option in ["no-run", "error", "crash"] {
      #expect(cell("a  // => 1", option).problems.map(\.id) == [.valueMisplaced], "\(option)")
    }
    #expect(cell("a  // => 1", "skip=\"x\"").problems.isEmpty)
    #expect(cell("a == b  // => true\na <= b  // => true").problems.isEmpty)
  }

  @Test func printsMarksAreTheWholeOutput() throws {
    let (found, problems, sample) = cell(
      "print(a)  «mark»// Prints \"«start»a \"quoted\" word«end»\"\nprint(b)\n// Prints \"\"\n")
    let output = try #require(found?.output)
    #expect(problems.isEmpty)
    #expect(output.lines == ["a \"quoted\" word", ""])
    #expect(output.position == sample.position("mark"))
    guard case .marks(let marks) = output.form else {
      Issue.record("no marks")
      return
    }
    #expect(marks.map(\.written) == output.lines)
    #expect(marks[0].range == sample.offset("start")..<sample.offset("end"))
  }

  @Test func marksInStringsAreNoMarks() {
    let (found, problems, _) = cell("let a = \"// => 1\"\nlet b = \"\"\"\n  // Prints \"x\"\n  \"\"\"\n/* // => 2 */\n")
    #expect(problems.isEmpty && found?.values == [] && found?.output == nil)
  }

  @Test func messageMarksAreForCellsOfTheirKind() throws {
    let (found, problems, sample) = cell("let a: Int = \"\"  «here»// error: cannot convert", "error")
    #expect(problems.isEmpty)
    #expect(found?.marks == [MessageMark(kind: .error, text: "cannot convert", position: sample.position("here"))])
    for (code, option, id) in [
      ("a  «here»// error: x", "", DiagnosticID.markMisplaced), ("a  «here»// crash: x", "error", .markMisplaced),
      ("a  «here»// warning: x", "", .markMisplaced), ("«here»// error: x", "error", .markMisplaced),
      ("a  «here»// error:", "error", .markMisplaced), ("print(1)  «here»// Prints \"1\"", "no-run", .markMisplaced),
      ("print(1)  «here»// Prints \"1", "", .markUnclosed),
    ] {
      let (_, problems, sample) = cell(code, option)
      #expect(problems.map(\.id) == [id], "\(code)")
      #expect(problems.map(\.position) == [sample.position("here")], "\(code)")
    }
  }

  @Test func anOutputFenceBelongsToTheCellAbove() throws {
    let (document, sample) = parse(
      "```swift\nprint(1)\n```\n\n<!-- note: a remark -->\n\n«fence»```text output\n«start»one\n\ntwo\n«end»```\n")
    let output = try #require(document.cells.first?.output)
    #expect(document.diagnostics.isEmpty)
    #expect(output.lines == ["one", "", "two"])
    #expect(output.position == sample.position("fence"))
    #expect(output.form == .fence(range: sample.offset("start")..<sample.offset("end"), indentation: ""))
    #expect(document.blocks.last?.kind == .output(cell: 0))
  }

  @Test func anOutputInAListKeepsItsIndentation() throws {
    let (document, sample) = parse(
      "- a\n\n  ```swift\n  print(1)\n  ```\n\n  ```text output\n«start»  one\n    two\n«end»  ```\n")
    let output = try #require(document.cells.first?.output)
    #expect(output.lines == ["one", "  two"])
    #expect(output.form == .fence(range: sample.offset("start")..<sample.offset("end"), indentation: "  "))
  }

  @Test func anOutputWithoutACellIsMisplaced() {
    expectOnly(.outputMisplaced, "«here»```text output\n1\n```\n")
    expectOnly(.outputMisplaced, "```swift\n1\n```\n\nText.\n\n«here»```text output\n1\n```\n")
    expectOnly(.outputTwice, "```swift\n1\n```\n\n```text output\n1\n```\n\n«here»```text output\n1\n```\n")
  }
}

@Suite struct ProseParsingTests {
  @Test func valuesInProse() throws {
    let (document, sample) = parse(
      "Before.\n\n```swift #a\n1\n```\n\nÄ value: <!--=  «e»loss * 2 -->«s»0.5«t»<!--/--> and *in <!--= b -->2<!--/-->*.\n"
    )
    #expect(document.diagnostics.isEmpty)
    let value = try #require(document.values.first)
    #expect(document.values.map(\.expression) == ["loss * 2", "b"])
    #expect(document.values.map(\.written) == ["0.5", "2"])
    #expect(value.position == sample.position("e"))
    #expect(value.range == sample.offset("s")..<sample.offset("t"))
    #expect(value.cell == 0)
  }

  @Test func valuesNameCells() {
    let (document, sample) = parse(
      "First <!--=#b «e»x -->1<!--/-->.\n\n```swift #a\n1\n```\n\n```swift #b\n2\n```\n\nLast <!--= y -->2<!--/-->.\n")
    #expect(document.diagnostics.isEmpty)
    #expect(document.values.map(\.cell) == [1, 1])
    #expect(document.values[0].position == sample.position("e"))
  }

  @Test func valuesInTablesAndHeadings() {
    let (document, _) = parse(
      "```swift\n1\n```\n\n## At <!--= t -->1<!--/-->\n\n| a | b |\n|---|---|\n| <!--= x \\|\\| y -->true<!--/--> | `<!--= no -->` |\n| z | <!--= w -->3<!--/--> |\n"
    )
    #expect(document.diagnostics.isEmpty)
    #expect(document.values.map(\.expression) == ["t", "x || y", "w"])
  }

  @Test func marksInCodeAreNoValues() {
    let (document, _) = parse("```swift\n1\n```\n\nWrite `<!--= a -->` or <!--= b -->1<!--/-->.\n")
    #expect(document.diagnostics.isEmpty)
    #expect(document.values.map(\.expression) == ["b"])
  }

  @Test func whatIsWrongWithAValue() {
    let cell = "```swift\n1\n```\n\n"
    expectOnly(.valueAtLineStart, cell + "«here»<!--= a -->1<!--/-->\n")
    expectOnly(.valueUnclosed, cell + "It is «here»<!--= a -->1.\n")
    #expect(problems(cell + "It is <!--= a -->1\n<!--/-->.\n") == [.valueUnclosed, .valueAtLineStart])
    expectOnly(.valueInvalid, cell + "It is «here»<!--= a\n-->1<!--/-->.\n")
    expectOnly(.valueInvalid, "It is «here»<!--= a -->1<!--/-->.\n")
    expectOnly(.valueInvalid, cell + "It is «here»<!--= -->1<!--/-->.\n")
    expectOnly(.valueInvalid, cell + "It is «here»<!--/-->.\n")
    expectOnly(.valueInvalid, cell + "It is <!--=#no «here»a -->1<!--/-->.\n")
    for mode in ["no-run", "error", "crash", "skip=\"x\""] {
      expectOnly(.valueInvalid, "```swift #a \(mode)\n1\n```\n\nIt is <!--=#a «here»a -->1<!--/-->.\n")
    }
  }

  @Test func mathsIsWrittenWithBackQuotes() {
    let (document, _) = parse("The weight $`w_1`$ and $`x`$.\n\n```math\nx^2\n```\n")
    #expect(document.diagnostics.isEmpty)
    #expect(
      document.blocks.map(\.kind) == [
        .paragraph([.text("The weight "), .math("w_1"), .text(" and "), .math("x"), .text(".")]), .math("x^2\n"),
      ])
    expectOnly(.mathDollar, "The weight «here»$w$ is.\n")
    expectOnly(.mathDollar, "«here»$$\nx\n$$\n")
    expectOnly(.mathDollar, "It *costs «here»$x$*.\n")
    #expect(problems("It costs 5 $ or $10, `$x$` at most.\n").isEmpty)
  }

  @Test func htmlAndOtherCommentsAreErrors() {
    expectOnly(.html, "«here»<div>\nx\n</div>\n")
    expectOnly(.html, "A «here»<br> b.\n")
    expectOnly(.commentUnknown, "A «here»<!-- b --> c.\n")
    expectOnly(.commentUnknown, "<!-- «here»swift hiden\n1\n-->\n")
    expectOnly(.commentUnclosed, "«here»<!-- swift hidden\n1\n")
    expectOnly(.commentTextAfter, "«here»<!-- note: a --> text\n")
    expectOnly(.commentNested, "<!-- swift hidden\n«here»// <!--\n-->\n")
    #expect(problems("<!-- note: a\n\nb -->\n\nA <!-- note: c --> d.\n").isEmpty)
  }

  @Test func unknownCommentsSayWhatWasMeant() {
    func message(_ text: String) -> String? { parse(text).document.diagnostics.first?.message }
    #expect(
      message("<!-- swift hiden\n-->\n")
        == "`swift hiden` is no word that a comment may begin with; did you mean `swift hidden`?")
    #expect(
      message("<!-- hidden\n-->\n") == "`hidden` is no word that a comment may begin with; did you mean `swift hidden`?"
    )
    #expect(
      message("<!-- remember this -->\n")
        == "`remember` is no word that a comment may begin with; begin a remark with `note:`")
  }

  @Test func footnotesAreWrittenAndUsed() {
    #expect(problems("A[^a] and b[^b].\n\n[^a]: One.\n\n[^b]: Two,\n    on two lines.\n").isEmpty)
    expectOnly(.footnoteUnused, "A[^a].\n\n[^a]: One.\n\n«here»[^b]: Two.\n")
    expectOnly(.footnoteUnused, "«here»[^b]: single\n")
    expectOnly(.footnoteUndefined, "A«here»[^a].\n")
    #expect(problems("A `[^a]`.\n\n```\n[^b]: Code.\n```\n").isEmpty)
  }

  @Test func alertsAreQuotesWithAMark() {
    let (document, _) = parse("> [!TIP]\n> Text.\n\n> [!NOPE]\n> Text.\n")
    #expect(document.diagnostics.isEmpty)
    guard case .alert(.tip, let blocks)? = document.blocks.first?.kind, case .quote? = document.blocks.last?.kind else {
      Issue.record("\(document.blocks)")
      return
    }
    #expect(blocks.map(\.kind) == [.paragraph([.text("Text.")])])
  }

  @Test func anchorsAreGitHubs() {
    for (text, anchor) in [
      ("Two words", "two-words"), ("What is x₁?", "what-is-x₁"), ("A/B, c-d_e!", "ab-c-d_e"), ("Größe", "größe"),
    ] {
      #expect(DocumentParser.anchor(for: text) == anchor)
    }
    #expect(parse("## One\n\n## One\n").document.anchors == ["one", "one-1"])
  }
}

@Suite struct FigureParsingTests {
  @Test func figuresBelongToTheCellInTheirName() {
    let (document, _) = parse(
      "```swift #and-line\n1\n```\n\n![One](figures/01-and-line.svg)\n*A caption.*\n\n![Two](figures/01-and-line-2.svg)\n\n*Another.*\n\n![Three](photo.png)\n"
    )
    #expect(document.diagnostics.isEmpty)
    #expect(document.cells[0].figures.map(\.number) == [0, 1])
    let figures = document.blocks.compactMap { block in
      if case .figure(let figure) = block.kind { figure } else { nil }
    }
    #expect(figures.map(\.cell) == [0, 0, nil])
    #expect(figures.map(\.caption) == [[.text("A caption.")], [.text("Another.")], []])
    #expect(figures.map(\.alternative) == ["One", "Two", "Three"])
  }

  @Test func aFigureOfNoCellIsUnknown() {
    expectOnly(.figureUnknown, "«here»![One](figures/01-nothing.svg)\n")
  }

  /// The chapter's one cell, and text below it.
  private static let cell = "```swift #loss\n1\n```\n\n"

  @Test("An image among words is a figure of its cell, wherever running text may stand")
  func figuresStandAmongWords() throws {
    let figure = Inline.figure(cell: 0, number: 0, alternative: "ever slower")
    for (text, inlines) in [
      ("It falls ![ever slower](«path»figures/01-loss.svg).", [.text("It falls "), figure, .text(".")]),
      ("![ever slower](«path»figures/01-loss.svg) it falls.", [figure, .text(" it falls.")]),
      (
        "`](figures/01` *It falls ![ever slower](«path»figures/01-loss.svg)*",
        [.code("](figures/01"), .text(" "), .emphasis([.text("It falls "), figure])]
      ),
    ] as [(String, [Inline])] {
      for before in ["", "- ", "> - "] {
        let (document, sample) = parse(Self.cell + before + text + "\n")
        #expect(document.diagnostics.isEmpty)
        var found: [[Inline]] = []
        document.forEachBlock { if case .paragraph(let inlines) = $0.kind { found.append(inlines) } }
        #expect(found == [inlines])
        let placed = try #require(document.cells[0].figures.first)
        #expect(placed.isInline && placed.path == "figures/01-loss.svg" && placed.position == sample.position("path"))
        #expect(document.cells[0].figures.count == 1 && document.links.isEmpty)
        #expect(Numbering(of: document)["loss"] == nil)
      }
    }
    let (table, sample) = parse(
      Self.cell + "| loss | |\n|---|---|\n| ![one](«one»figures/01-loss.svg) | ![two](«two»figures/01-loss-2.svg) |\n")
    #expect(table.diagnostics.isEmpty)
    #expect(table.cells[0].figures.map(\.position) == [sample.position("one"), sample.position("two")])
    #expect(table.cells[0].figures.map(\.number) == [0, 1] && table.cells[0].figures.allSatisfy(\.isInline))
  }

  @Test("A picture file among words, and any picture of a page that is no chapter, stays a picture")
  func picturesStayPictures() {
    let picture = Inline.image(source: "photo.png", title: "", alternative: "")
    let blocks = parse(Self.cell + "See ![](photo.png)\n").document.blocks
    #expect(blocks.last?.kind == .paragraph([.text("See "), picture]))
    let page = Document(
      parsing: SourceText(path: "README.md", text: "See ![](figures/02-line.svg) here.\n"), as: .page)
    #expect(page.diagnostics.isEmpty)
  }

  @Test("A figure has one place in its own chapter, below a cell that is run, and words for who cannot see it")
  func figuresAreMisplaced() {
    expectOnly(.figureUnknown, "It falls ![so](«here»figures/01-loss.svg).\n\n" + Self.cell)
    expectOnly(.figureUnknown, Self.cell + "It falls ![so](«here»figures/02-loss.svg).\n")
    expectOnly(.figureUnknown, Self.cell + "«here»![So](figures/1-loss.svg)\n")
    expectOnly(.figureTwice, Self.cell + "![So](figures/01-loss.svg)\n\nIt falls ![so](«here»figures/01-loss.svg).\n")
    expectOnly(.figureTwice, Self.cell + "It ![so](figures/01-loss.svg) falls ![so](«here»figures/01-loss.svg).\n")
    expectOnly(.figureUndescribed, Self.cell + "It falls ![ ](«here»figures/01-loss.svg).\n")
    expectOnly(.figureUndescribed, Self.cell + "![](«here»figures/01-loss.svg)\n")
    expectOnly(.figureMissing, "```swift #loss no-run\n1\n```\n\nIt falls ![so](«here»figures/01-loss.svg).\n")
  }
}

@Suite struct ExerciseParsingTests {
  private static let whole = """
    ```swift #a
    1
    ```

    <!-- exercise #one level=2 fast uses=#a -->
    ### One is enough

    Task.

    ```swift stub
    func f() {}
    ```

    <!-- swift given
    let g = 1
    -->
    <!-- swift test
    expect(true)
    -->
    <!-- hint
    First, in `code`.
    -->
    <!-- hint
    Second.
    -->
    <!-- swift wrong="He said \"no\"."
    func f() { 1 }
    -->
    <!-- swift solution timeout=2s
    func f() { 2 }
    -->
    <!-- after
    Notice.
    -->

    #### Still inside

    ### The next section

    Text.

    """

  @Test func aValueInAnExerciseIsMisplaced() {
    for code in ["func f() {}", "let g = 1", "expect(true)"] {
      let text = Self.whole.replacing(code, with: code + "\nf()  // => 1")
      let document = Document(parsing: SourceText(path: "a.md", text: "---\ntitle: A\n---\n\n" + text))
      #expect(document.diagnostics.map(\.id) == [.valueMisplaced], "\(code)")
    }
  }

  @Test func everythingIsFound() throws {
    let (document, _) = parse(Self.whole)
    #expect(document.diagnostics.isEmpty)
    let exercise = try #require(document.exercises.first)
    #expect(document.exercises.count == 1)
    #expect(exercise.id == "one" && exercise.level == 2 && exercise.isFast && exercise.uses == ["a"])
    #expect(exercise.title == "One is enough" && exercise.anchor == "one-is-enough")
    #expect(document.cells.map(\.role) == [.visible, .stub, .given, .test, .wrong, .solution])
    #expect(exercise.stub == 1 && exercise.given == [2] && exercise.tests == [3] && exercise.solution == 5)
    #expect(exercise.wrongAnswers == [Exercise.WrongAnswer(message: "He said \"no\".", cell: 4)])
    #expect(exercise.hints.count == 2 && exercise.after.count == 1)
    #expect(document.cells[5].options.timeout == 2)
    #expect(exercise.task.contains { if case .heading(4, _, _) = $0.kind { true } else { false } })
    #expect(document.blocks.contains { if case .heading(3, _, "the-next-section") = $0.kind { true } else { false } })
  }

  @Test func whatIsWrongWithAnExercise() {
    expectOnly(.exerciseMisplaced, "«here»<!-- hint\nThink.\n-->\n")
    expectOnly(.exerciseIncomplete, "«here»<!-- exercise #one level=1 -->\n### One\n")
    expectOnly(.cellIDMissing, "<!-- exercise «here»level=1 -->\n\nText.\n")
    #expect(problems("<!-- exercise #one level=9 -->\n").contains(.cellInvalidOption))
    #expect(problems(Self.whole + Self.whole.replacing("#a\n", with: "#b\n")).contains(.cellDuplicateID))
  }
}

@Suite struct FileTests {
  private func diagnostics(_ bytes: [UInt8]) -> [Diagnostic] {
    Document(parsing: SourceText(path: "Chapters/01-a.md", bytes: bytes)).diagnostics
  }

  @Test func bytesThatAreNoText() {
    let bad = diagnostics(Array((head + "Caf").utf8) + [0xE9] + Array(" x\n".utf8))
    #expect(bad.map(\.id) == [.chapterNotUTF8] && bad.map(\.position) == [SourcePosition(line: 5, column: 4)])
    let cut = diagnostics(Array((head + "é").utf8) + [0xC3])
    #expect(cut.map(\.id) == [.chapterNotUTF8] && cut.map(\.position) == [SourcePosition(line: 5, column: 3)])
    let nul = diagnostics(Array((head + "a").utf8) + [0])
    #expect(nul.map(\.id) == [.chapterNUL] && nul.map(\.position) == [SourcePosition(line: 5, column: 2)])
  }

  @Test func aReplacementCharacterIsText() {
    #expect(diagnostics(Array((head + "A \u{FFFD} stands here.\n").utf8)).isEmpty)
  }

  @Test func windowsLineEndingsAndByteOrderMark() throws {
    let text = "\u{FEFF}" + head + "```swift\nlet a = 1  // => 1\n```\n\n```text output\nx\n```\n"
    let document = Document(parsing: SourceText(path: "a.md", text: text.replacing("\n", with: "\r\n")))
    #expect(document.diagnostics.isEmpty)
    #expect(document.frontMatter.title == "A chapter")
    let cell = try #require(document.cells.first)
    #expect(cell.code == "let a = 1  // => 1\n" && cell.values.map(\.written) == ["1"])
    #expect(cell.lines[0].position == SourcePosition(line: 6, column: 1))
    #expect(cell.output?.lines == ["x"])
  }

  @Test func aLargeDeepChapterIsRead() {
    let deep = String(repeating: "> ", count: 60) + "deep\n\n"
    let long = String(repeating: "A paragraph with *emphasis* and `code`.\n\n", count: 20_000)
    #expect(diagnostics(Array((head + deep + long).utf8)).isEmpty)
  }
}

@Suite struct FrontMatterTests {
  private func parse(_ text: String) -> (FrontMatter, ids: [DiagnosticID], lines: [Int]) {
    let (front, _, diagnostics) = FrontMatterParser.parse(SourceText(path: "a.md", text: text))
    return (front, diagnostics.map(\.id), diagnostics.map(\.position.line))
  }

  @Test func allKeys() {
    let (front, ids, _) = parse(
      "---\ntitle: \"A: b\"\nsummary: >\n  two\n  lines\npart: One\ndefaults: timeout=1s\n---\n")
    #expect(ids.isEmpty)
    #expect(front.title == "A: b" && front.summary == "two lines\n" && front.part == "One")
    #expect(front.defaults.timeout == 1)
  }

  @Test func whatIsWrong() {
    for (text, id, line) in [
      ("Text\n", DiagnosticID.frontMatterMissing, 1), ("", .frontMatterMissing, 1),
      ("---\ntitle: a\n", .frontMatterInvalid, 1), ("---\n- a\n---\n", .frontMatterInvalid, 2),
      ("---\ntitle: a\nsummary: [b]\n---\n", .frontMatterInvalid, 3),
      ("---\ntitle: a\nsumary: b\n---\n", .frontMatterUnknownKey, 3), ("---\nsummary: b\n---\n", .titleMissing, 1),
      ("---\n---\n", .titleMissing, 1), ("---\ntitle: a\ndefaults: fold\n---\n", .cellInvalidOption, 3),
      ("---\ntitle: a\ndefaults: timeout=1s\n  tolerance=2\n---\n", .frontMatterInvalid, 3),
    ] {
      let (_, ids, lines) = parse(text)
      #expect(ids == [id] && lines == [line], "\(text)")
    }
  }

  @Test func badYAMLIsReportedAtItsLine() {
    let (_, ids, lines) = parse("---\ntitle: a\nsummary: \"b\n---\n")
    #expect(ids == [.frontMatterInvalid] && lines.allSatisfy { (1...4).contains($0) })
  }

  @Test func aDefaultsProblemStandsAtItsColumn() {
    let sample = MarkedText("---\ntitle: a\ndefaults: \"timeout=1s «here»tolerence=2\"\n---\n")
    let (_, _, diagnostics) = FrontMatterParser.parse(sample.source)
    #expect(diagnostics.map(\.position) == [sample.position("here")])
  }
}
