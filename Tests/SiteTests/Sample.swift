@testable import Notebook
@testable import Site

/// Chapters built by hand: what the parser and the runner would deliver, without either.
struct Sample {
  private(set) var document: Document
  private(set) var run = Run()
  private(set) var verdicts: [Verdict] = []
  private var line = 1

  init(path: String = "Chapters/02-logic-gates.md", title: String = "Logic gates") {
    var frontMatter = FrontMatter()
    frontMatter.title = title
    document = Document(
      source: SourceText(path: path, text: ""), frontMatter: frontMatter, blocks: [], cells: [], values: [],
      exercises: [], diagnostics: [])
  }

  /// A place of its own for the next thing, as in a file.
  private mutating func position() -> SourcePosition {
    line += 10
    return SourcePosition(line: line, column: 1)
  }

  mutating func frontMatter(_ change: (inout FrontMatter) -> Void) {
    change(&document.frontMatter)
  }

  mutating func add(_ kinds: Block.Kind...) {
    for kind in kinds {
      document.blocks.append(block(kind))
      if case .figure(let figure) = kind, let cell = figure.cell { document.cells[cell].figures.append(figure) }
    }
  }

  /// A word-sized figure, for use inside a paragraph.
  mutating func figure(_ path: String, alternative: String, of cell: Int, number: Int = 0) -> Inline {
    var figure = Block.FigureReference(path: path, alternative: alternative, cell: cell, number: number)
    figure.isInline = true
    document.cells[cell].figures.append(figure)
    return .figure(cell: cell, number: number, alternative: alternative)
  }

  mutating func block(_ kind: Block.Kind) -> Block {
    Block(kind, at: position())
  }

  mutating func paragraph(_ text: String) {
    add(.paragraph([.text(text)]))
  }

  /// Adds a cell and its verdict; comments that begin with `// =>`, `// Prints`, `// error:` and `// crash:` become
  /// what the document stage makes of them.
  @discardableResult
  mutating func cell(
    _ code: String, id: String? = nil, role: Cell.Role = .visible, mode: CellOptions.Mode = .run, run cellRun: CellRun,
    verdict: Verdict.Outcome = .passed, isPlaced: Bool = true, options change: (inout CellOptions) -> Void = { _ in }
  ) -> Int {
    let index = document.cells.count
    let start = position()
    var options = CellOptions()
    options.id = id
    options.mode = mode
    change(&options)
    let texts = code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var cell = Cell(role: role, options: options, lines: [], position: start)
    for (offset, text) in texts.enumerated() {
      let position = SourcePosition(line: start.line + 1 + offset, column: 1)
      cell.lines.append(Cell.Line(text: text, position: position))
      if let column = Self.column(of: "// =>", in: text) {
        cell.values.append(
          ValueExpectation(
            written: "", statement: 0, position: SourcePosition(line: position.line, column: column), range: 0..<0))
      }
      if let column = Self.column(of: "// Prints", in: text) {
        cell.output = OutputExpectation(
          form: .marks([
            .init(written: "", position: SourcePosition(line: position.line, column: column), range: 0..<0)
          ]), lines: [], position: start)
      }
      for kind in [MessageMark.Kind.error, .crash] {
        if let column = Self.column(of: "// \(kind.rawValue):", in: text) {
          cell.marks.append(
            MessageMark(kind: kind, text: "", position: SourcePosition(line: position.line, column: column)))
        }
      }
    }
    document.cells.append(cell)
    if isPlaced { document.blocks.append(Block(.cell(index), at: start)) }
    run.cells[index] = cellRun
    verdicts.append(Verdict(cell: index, outcome: verdict, expectations: cell.values.count))
    return index
  }

  /// Adds a fence with what a cell prints, below it.
  mutating func output(of cell: Int, lines: [String]) {
    let place = position()
    document.cells[cell].output = OutputExpectation(
      form: .fence(range: 0..<0, indentation: ""), lines: lines, position: place)
    document.blocks.append(Block(.output(cell: cell), at: place))
  }

  /// A value in running text, for use inside a paragraph.
  mutating func value(_ expression: String, written: String, computed: String = "") -> Inline {
    document.values.append(
      ProseValue(expression: expression, written: written, cell: 0, position: position(), range: 0..<0))
    run.values[document.values.count - 1] = computed
    return .value(document.values.count - 1)
  }

  mutating func exercise(id: String, _ change: (inout Exercise) -> Void) {
    var exercise = Exercise(id: id, position: position())
    change(&exercise)
    document.exercises.append(exercise)
    add(.exercise(document.exercises.count - 1))
  }

  /// The place of a line of a cell, for messages about it.
  func place(ofLine number: Int, column: Int, in cell: Int) -> SourcePosition {
    SourcePosition(line: document.cells[cell].lines[number - 1].position.line, column: column)
  }

  mutating func setRun(of cell: Int, _ change: (inout CellRun) -> Void) {
    change(&run.cells[cell, default: CellRun()])
  }

  mutating func setVerdict(of cell: Int, _ outcome: Verdict.Outcome, _ diagnostics: [Diagnostic] = []) {
    verdicts[cell].outcome = outcome
    verdicts[cell].diagnostics = diagnostics
  }

  /// Makes a value go on until the end of a later line of its cell.
  mutating func extendValue(_ value: Int, ofCell cell: Int, toLine number: Int) {
    // Positions are computed from the text, which a sample has only where it matters.
    let last = document.cells[cell].lines[number - 1].position.line
    let text = String(repeating: "\n", count: last - 1) + "x"
    document.source = SourceText(path: document.source.path, text: text)
    document.cells[cell].values[value].range = last - 1..<last
  }

  private static func column(of mark: String, in text: String) -> Int? {
    text.firstRange(of: mark).map { text.utf8.distance(from: text.startIndex, to: $0.lowerBound) + 1 }
  }

  /// The chapter for a book.
  var chapter: PublishedBook.Chapter {
    PublishedBook.Chapter(document: document, run: run, verdicts: verdicts)
  }

  /// The renderer of the page.
  func weaver(_ arrangement: Weaver.Arrangement = .pages) -> Weaver {
    Weaver(document: document, run: run, verdicts: verdicts, context: WeavingContext(), arrangement: arrangement)
  }

  /// The page.
  func page(in context: WeavingContext = WeavingContext()) -> Page {
    Page(weaving: document, run: run, verdicts: verdicts, in: context)
  }
}

extension CellRun {
  /// A cell that ran and produced this.
  static func finished(_ outputs: Output...) -> CellRun {
    var run = CellRun()
    run.ending = .finished
    run.outputs = outputs
    return run
  }
}
