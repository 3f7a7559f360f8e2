import Testing

@testable import Notebook

/// Verdicts on figures: where they stand, and what their files say.
@Suite struct FigureTests {
  /// What is found in a chapter whose one cell displays these drawings, the first of which is in the file.
  private func problems(_ text: String, _ svgs: [String], file: String?) -> [DiagnosticID] {
    var document = Document(
      parsing: SourceText(path: "Chapters/01-a.md", text: "---\ntitle: A\n---\n\n```swift #dot\nf()\n```\n\n" + text))
    #expect(document.diagnostics.isEmpty)
    if let file { document.figureFiles["figures/01-dot.svg"] = file }
    var run = Run()
    var cell = CellRun()
    cell.ending = .finished
    cell.outputs = svgs.map {
      .figure(FigureOutput(svg: $0, alternative: "", table: TableOutput(columns: [], rows: [])))
    }
    run.cells[0] = cell
    return Verification.of(document, run).allDiagnostics.map(\.id)
  }

  @Test func figuresAreComparedAsData() {
    func ids(_ svgs: [String], file: String?) -> [DiagnosticID] {
      problems("![A](figures/01-dot.svg)\n", svgs, file: file)
    }
    let svg = "<svg><circle cx=\"1.25\" r=\"7\"/></svg>"
    #expect(ids([svg], file: svg) == [])
    #expect(ids([svg], file: svg.replacing("1.25", with: "1.26")) == [])
    #expect(ids([svg], file: svg.replacing("1.25", with: "1.28")) == [.figureDiffers])
    #expect(ids([svg], file: svg.replacing("7", with: "8")) == [.figureDiffers])
    #expect(ids([svg], file: svg.replacing("circle", with: "rect")) == [.figureDiffers])
    #expect(ids([svg], file: svg.replacing("/></svg>", with: "/><g/></svg>")) == [.figureDiffers])
    // As many marks, others; and the same marks with more behind them, on either side.
    #expect(ids([svg], file: svg.replacing("circle", with: "square")) == [.figureDiffers])
    #expect(ids([svg], file: svg + "<g/>") == [.figureDiffers])
    #expect(ids([svg + "<g/>"], file: svg) == [.figureDiffers])
    #expect(ids([svg], file: nil) == [.figureMissing])
    #expect(ids([], file: svg) == [.figureMissing])
    #expect(ids([svg, svg], file: svg) == [.figureUnplaced])
  }

  @Test("Among words stands a figure of their size, compared like any other")
  func figuresAmongWordsAreSmall() {
    func ids(_ root: String, file: String? = nil) -> [DiagnosticID] {
      let svg = "<svg\(root)><circle width=\"900\" height=\"900\"/></svg>"
      return problems("It falls ![so](figures/01-dot.svg).\n", [svg], file: file ?? svg)
    }
    #expect(ids(" width=\"160\" height=\"20\"") == [])
    #expect(ids(" height='20px' viewBox=\"0 0 9 9\" width='7.5'") == [])
    #expect(ids(" width=\"161\" height=\"20\"") == [.figureTooLarge])
    #expect(ids(" width=\"160\" height=\"21\"") == [.figureTooLarge])
    #expect(ids(" stroke-width=\"2\" height=\"20\"") == [.figureTooLarge])
    #expect(ids("") == [.figureTooLarge])
    #expect(ids(" width=\"100\" height=\"20\"", file: "<svg/>") == [.figureDiffers])
    #expect(problems("It falls ![so](figures/01-dot.svg).\n", [], file: nil) == [.figureMissing])
  }
}
