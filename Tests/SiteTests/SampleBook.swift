@testable import Notebook
@testable import Site

extension PublishedBook {
  /// A small book that shows everything that a page can hold.
  static var sample: PublishedBook {
    var book = PublishedBook(
      title: "Neural networks, checked", chapters: [sampleOpening, sampleGates, sampleGlossary].map(\.chapter))
    book.summary = "From the first neuron to dropout. Every number was computed."
    book.toolchain = "Swift 6.3.1"
    book.address = "https://example.org/book"
    book.repository = "https://example.org/owner/book"
    book.interface = .sample(for: book.chapters.map(\.document))
    book.moves = [
      PublishedBook.Move(from: "02-gates.html", to: "02-logic-gates.html"),
      PublishedBook.Move(from: "02-logic-gates.html#the-line", to: "02-logic-gates.html#and-line"),
    ]
    return book
  }

  private static var sampleOpening: Sample {
    var sample = Sample(path: "Chapters/01-one-neuron.md", title: "One neuron, one perceptron")
    sample.frontMatter { front in
      front.part = "From one neuron to layers"
      front.summary = "A score, a threshold and a rule that learns from mistakes."
    }
    sample.add(
      .heading(level: 2, [.text("The question")], anchor: "the-question"),
      .paragraph([
        .text("Shall we go for a walk? A "),
        .link(destination: "glossary.md#neuron", title: "", [.text("neuron")]),
        .text(" decides. "), .link(destination: "02-logic-gates.md#and-line", title: "", [.text("Gates come next")]),
        .text("."),
      ]))
    return sample
  }

  private static var sampleGlossary: Sample {
    var sample = Sample(path: "Chapters/glossary.md", title: "Glossary")
    sample.add(
      .heading(level: 2, [.text("Neuron")], anchor: "neuron"),
      .paragraph([.text("A weighted sum, then a function.")]))
    return sample
  }

  private static var sampleGates: Sample {
    var sample = Sample()
    sample.frontMatter { front in
      front.part = "From one neuron to layers"
      front.summary = "AND, OR and NAND with one neuron each, and the line that each of them draws through the plane."
    }
    addProse(to: &sample)
    addCells(to: &sample)
    addFigure(to: &sample)
    addExercise(to: &sample)
    return sample
  }

  private static func addProse(to sample: inout Sample) {
    let accuracy = sample.value("accuracy * 100", written: "93.4")
    sample.add(
      .heading(level: 2, [.text("A gate is a neuron")], anchor: "a-gate-is-a-neuron"),
      .paragraph([
        .text("A gate takes two numbers, each 0 or 1, and answers with one. We have already met "),
        .emphasis([.text("one")]), .text(" machine that does this: the perceptron"),
        .footnoteReference(label: "rosenblatt"), .text(", with its weights "), .math("w_1, w_2"),
        .text(" and its bias "),
        .math("b"), .text(". On the test data it is right in "), accuracy, .text(" % of the cases, and "),
        .code("step(dot(w, x) + b)"), .text(" is all the code that it needs."),
      ]),
      .math("y = \\begin{cases} 1 & \\text{if } w_1 x_1 + w_2 x_2 + b > 0 \\\\ 0 & \\text{otherwise} \\end{cases}"),
      .table(
        .init(
          alignments: [.center, .center, .right],
          header: [[.math("x_1")], [.math("x_2")], [.text("AND")]],
          rows: [(0, 0, 0), (0, 1, 0), (1, 0, 0), (1, 1, 1)].map { row in
            [[.text("\(row.0)")], [.text("\(row.1)")], [.text("\(row.2)")]]
          })))
    let text = sample.block(.paragraph([.text("The line touches no corner.")]))
    let done = sample.block(.paragraph([.text("AND")]))
    let open = sample.block(.paragraph([.text("XOR")]))
    sample.add(
      .alert(.note, [sample.block(.paragraph([.text("Many books call the score the pre-activation.")]))]),
      .alert(
        .important,
        [
          sample.block(
            .paragraph([.text("Often said, not quite true: "), .strong([.text("a big weight")]), .text(".")]))
        ]),
      .list(
        .init(start: nil, isTight: true),
        [.init(isChecked: true, blocks: [done]), .init(isChecked: false, blocks: [open])]),
      .list(.init(start: 1, isTight: true), [.init(isChecked: nil, blocks: [text])]),
      .quote([text]),
      .footnote(
        label: "rosenblatt",
        [
          sample.block(
            .paragraph([
              .text("Frank Rosenblatt, "), .emphasis([.text("The perceptron")]),
              .text(", Psychological Review 65 (1958). The machine filled a room."),
            ]))
        ]))
  }

  private static func addCells(to sample: inout Sample) {
    sample.add(.heading(level: 2, [.text("In Swift")], anchor: "in-swift"))
    sample.cell("import NeuralNet\nvar random = SplitMix64(seed: 7)", role: .hidden, run: .finished())
    sample.cell(
      """
      /// The answer of one neuron.
      func gate(_ x: [Double], weights: [Double], bias: Double) -> Double {
        step(dot(weights, x) + bias)  // a sum, then a threshold
      }

      gate([1, 1], weights: [0.5, 0.5], bias: -0.7)  // => 1
      gate([0, 1], weights: [0.5, 0.5], bias: -0.7)  // => 0
      print("ready")  // Prints "ready"
      """, id: "gate", run: .finished(.text("ready\n")))
    sample.paragraph("All four corners at once:")
    let table = sample.cell(
      "for x in corners {\n  print(x, gate(x, weights: [0.5, 0.5], bias: -0.7))\n}", id: "corners",
      run: .finished(.text("[0.0, 0.0] 0.0\n[0.0, 1.0] 0.0\n[1.0, 0.0] 0.0\n[1.0, 1.0] 1.0\n")))
    sample.output(of: table, lines: ["[0.0, 0.0] 0.0", "[0.0, 1.0] 0.0", "[1.0, 0.0] 0.0", "[1.0, 1.0] 1.0"])
    let shown = sample.cell(
      "display(truthTable(of: and))", id: "truth",
      run: .finished(
        .table(
          TableOutput(
            columns: ["input", "score", "answer"], rows: [["(0, 0)", "−0.7", "0"], ["(1, 1)", "0.3", "1"]],
            text: "input score answer\n"))))
    sample.output(of: shown, lines: ["input score answer"])
    sample.paragraph("A number is not a list, and the compiler says so:")
    let error = sample.cell(
      "gate(1, weights: [0.5], bias: 0)  // error: cannot convert value", mode: .error, run: CellRun())
    let argument = sample.place(ofLine: 1, column: 6, in: error)
    sample.setRun(of: error) { run in
      run.ending = .notCompiled
      run.messages = [
        CompilerMessage(
          severity: .error, text: "cannot convert value of type 'Int' to expected argument type '[Double]'",
          position: argument)
      ]
    }
    let crash = sample.cell(
      "_ = dot([2, -1], [4, 3, 1])  // crash: shapes [2] and [3]", mode: .crash, run: CellRun())
    let trap = sample.place(ofLine: 1, column: 1, in: crash).line
    sample.setRun(of: crash) { run in
      run.ending = .crashed(
        message: "dot: shapes [2] and [3] do not match", line: trap)
    }
    sample.cell("unchecked()", mode: .skip(reason: "needs a network"), run: CellRun(), verdict: .skipped(reason: ""))
    sample.add(.code(language: "sh", "swift run notebook check 02\n"))
  }

  private static func addFigure(to sample: inout Sample) {
    sample.add(.heading(level: 2, [.text("A line in the plane")], anchor: "a-line-in-the-plane"))
    let svg = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" width="320" height="200"><title>AND</title>
      <rect x="40" y="10" width="260" height="160" fill="none" stroke="currentColor" stroke-opacity="0.4"/>
      <clipPath id="c"><rect x="40" y="10" width="260" height="160"/></clipPath>
      <line x1="120" y1="0" x2="320" y2="180" stroke="#1d7a5f" stroke-width="2" clip-path="url(#c)"/>
      <circle cx="80" cy="140" r="5" fill="#b8542a"/><circle cx="260" cy="40" r="5" fill="#1d5b8a"/>
      <text x="170" y="192" font-size="12" fill="currentColor" text-anchor="middle">first input</text></svg>
      """
    let cell = sample.cell(
      "display(decisionLine)", id: "and-line",
      run: .finished(
        .figure(
          FigureOutput(
            svg: svg, alternative: "A line",
            table: TableOutput(columns: ["x", "y"], rows: [["0", "1.4"], ["1.4", "0"]])))))
    sample.add(
      .figure(
        .init(
          path: "figures/02-and-line.svg", alternative: "Four corners and a line that cuts off (1, 1).",
          caption: [.text("The line of AND leaves only the corner (1, 1) on the upper side.")], cell: cell)))
    let spark = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20" width="100" height="20"><title>loss</title>
      <path d="M2 3L48 12L95 17" fill="none" stroke="currentColor"/></svg>
      """
    let losses = sample.cell(
      "Sparkline(losses)", id: "losses",
      run: .finished(
        .figure(
          FigureOutput(
            svg: spark, alternative: "loss: 3 values",
            table: TableOutput(columns: ["step", "loss"], rows: [["0", "1.2"], ["1", "0.3"], ["2", "0.03"]])))))
    let figure = sample.figure("figures/02-losses.svg", alternative: "ever more slowly", of: losses)
    sample.add(.paragraph([.text("The loss falls "), figure, .text(", and stays there.")]))
  }

  private static func addExercise(to sample: inout Sample) {
    sample.add(.heading(level: 2, [.text("Exercises")], anchor: "exercises"))
    let stub = sample.cell(
      "func and(_ a: Double, _ b: Double) -> Double {\n  // TODO: choose two weights and a bias\n  0\n}", role: .stub,
      run: CellRun(), isPlaced: false)
    let solution = sample.cell(
      "func and(_ a: Double, _ b: Double) -> Double {\n  step(0.5 * a + 0.5 * b - 0.7)\n}", role: .solution,
      run: CellRun(), isPlaced: false)
    let task = sample.block(.paragraph([.text("Write the AND gate with weights of your own.")]))
    let hint = sample.block(.paragraph([.text("The line must pass between (1, 1) and the rest.")]))
    let after = sample.block(.paragraph([.text("Many lines do it.")]))
    sample.exercise(id: "and-gate") { exercise in
      exercise.title = "An AND gate"
      exercise.isFast = true
      exercise.task = [task]
      exercise.stub = stub
      exercise.solution = solution
      exercise.hints = [[hint], [hint]]
      exercise.after = [after]
    }
  }
}
