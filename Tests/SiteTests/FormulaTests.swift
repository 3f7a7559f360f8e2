import Testing

@testable import Notebook
@testable import Site

@Suite("Formulas are typeset when the site is built")
struct FormulaTests {
  @Test("a formula becomes MathML, its source kept as an annotation")
  func typesets() async throws {
    var sample = Sample()
    sample.add(.paragraph([.math("x_i < 1")]), .math("\\frac{1}{2}"))
    let formulas = try await Formulas(typesetting: [sample.document])
    #expect(formulas.diagnostics(for: sample.document) == [])
    let html = sample.page(in: WeavingContext(formulas: formulas)).body.source
    #expect(html.contains("<msub><mi>x</mi><mi>i</mi></msub><mo>&lt;</mo><mn>1</mn>"))
    #expect(html.contains("<annotation encoding=\"application/x-tex\">x_i &lt; 1</annotation>"))
    #expect(html.contains("display=\"block\""))
    #expect(html.contains("<mfrac><mn>1</mn><mn>2</mn></mfrac>"))
  }

  @Test(
    "functions and signs are spaced as TeX spaces them",
    arguments: [
      ("g(-z)", "<mo stretchy=\"false\">(</mo><mo form=\"prefix\">−</mo><mi>z</mi>"),
      ("b = -3", "<mo>=</mo><mo form=\"prefix\">−</mo><mn>3</mn>"),
      ("(a) - b", "<mo stretchy=\"false\">)</mo><mo>−</mo><mi>b</mi>"),
      ("a - \\dots + b", "<mi>a</mi><mo>−</mo><mo>⋯</mo><mo>+</mo><mi>b</mi>"),
      ("t \\ln p", "<mi>t</mi>_<mi>ln</mi><mo>\u{2061}</mo>_<mi>p</mi>"),
      ("-\\ln 2", "<mo>−</mo><mi>ln</mi><mo>\u{2061}</mo>_<mn>2</mn>"),
      ("\\ln(p)", "<mi>ln</mi><mo>\u{2061}</mo><mo stretchy=\"false\">(</mo>"),
      ("(x)\\ln p", "<mo stretchy=\"false\">)</mo>_<mi>ln</mi>"),
    ])
  func spaces(_ tex: String, _ markup: String) async throws {
    var sample = Sample()
    sample.add(.math(tex))
    let formulas = try await Formulas(typesetting: [sample.document])
    let html = sample.page(in: WeavingContext(formulas: formulas)).body.source
    let space = "<mspace width=\"0.1667em\"></mspace>"
    #expect(html.contains(markup.replacing("_", with: space)))
  }

  @Test(
    "what cannot be typeset, or wants more than a formula may, is a diagnostic at its block",
    arguments: ["\\frac{1", "\\nosuchcommand", "\\href{javascript:alert(1)}{x}", "\\includegraphics{x}", "a & b", "}"])
  func reports(_ tex: String) async throws {
    var sample = Sample()
    sample.add(.math("1 + 1"), .paragraph([.text("see "), .emphasis([.math(tex)])]))
    let formulas = try await Formulas(typesetting: [sample.document])
    let diagnostics = formulas.diagnostics(for: sample.document)
    #expect(diagnostics.map(\.id) == [.mathInvalid])
    #expect(diagnostics.first?.position == sample.document.blocks[1].position)
    #expect(diagnostics.first?.message.contains("`\(tex)`") == true)
    #expect(sample.page(in: WeavingContext(formulas: formulas)).body.source.contains("<code class=\"tex\">"))
  }

  @Test("of two wrong formulas in a paragraph, each is shown where it stands")
  func placesFormulas() async throws {
    let text = "---\ntitle: A\n---\n\nA `code` and $`x`$, $`\\no`$ and\nagain $`\\no`$.\n"
    let document = Document(parsing: SourceText(path: "Chapters/01-a.md", text: text))
    let diagnostics = try await Formulas(typesetting: [document]).diagnostics(for: document)
    #expect(diagnostics.map(\.position) == [SourcePosition(line: 5, column: 21), SourcePosition(line: 6, column: 7)])
  }

  @Test("formulas of exercises, captions, footnotes and tables are found")
  func findsEveryPlace() {
    var sample = Sample()
    let inner = sample.block(.paragraph([.math("note")]))
    let hint = sample.block(.math("hint"))
    sample.add(
      .footnote(label: "n", [inner]),
      .figure(.init(path: "p.svg", alternative: "", caption: [.math("caption")])),
      .table(.init(alignments: [.none], header: [[.math("head")]], rows: [[[.strong([.math("cell")])]]])),
      .list(.init(start: nil, isTight: true), [.init(isChecked: nil, blocks: [inner])]))
    sample.exercise(id: "e") { $0.hints = [[hint]] }
    #expect(sample.document.formulas.map(\.0.tex) == ["note", "caption", "head", "cell", "note", "hint"])
  }

  @Test("a book without formulas starts no process")
  func skipsProcess() async throws {
    #expect(try await Formulas(typesetting: [Sample().document]) == Formulas())
  }
}
