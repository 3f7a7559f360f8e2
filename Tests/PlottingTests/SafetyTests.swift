import Testing

@testable import Plotting

@Suite struct SafetyTests {
  static let hostile = [
    "</text><script>alert(1)</script>", "\" onload=\"alert(1)", "' onload='alert(1)", "<!-- --> ]]>", "&lt;&amp;&#0;",
    "]]><style>*{display:none}</style>", "\u{0}\u{1}\u{7F}\u{FFFE}", "a\nb\tc\r\nd", "}; svg:root{--figure-ink:red}",
    "\u{202E}right to left\u{202C}", "e\u{301}\u{301}\u{301}", "🇫🇷👩‍👩‍👧", String(repeating: "W", count: 400), "",
  ]

  /// Figures with `text` in every slot that takes words.
  static func figures(_ text: String) -> [any Figure] {
    let plot = Plot(title: text, x: Axis(text, unit: text), y: Axis(text, unit: text))
      .points([(0, 0), (1, 2)], label: text)
      .line([(0, 1), (1, 0)], label: text + "1")
      .steps([(0, 1), (1, 0)], label: text + "2")
      .trajectory([(0, 1), (1, 0)], label: text + "3")
      .bars([(0, 1)], label: text + "4")
      .band([(x: 0, lower: 0, upper: 1), (x: 1, lower: 0, upper: 1)], label: text + "5")
      .halfPlane(weights: (1, 1), bias: -1, label: text)
      .decisionLine(weights: (1, 1), bias: -1, label: text)
      .decisionRegion(x: 0...1, y: 0...1, resolution: 2, labels: (text, text + "6")) { x, _ in x }
      .heat(x: 0...1, y: 0...1, resolution: 2, label: text) { x, _ in x }
      .contours(x: 0...1, y: 0...1, resolution: 2) { x, _ in x }
      .arrows([(x: 0, y: 0, dx: 1, dy: 1)], label: text)
      .span(x: 0...1, label: text)
      .rule(y: 0.5, label: text)
      .note(text, at: (0.5, 0.5))
    return [
      plot, SmallMultiples(title: text, [plot, plot.described(as: text)]),
      NetworkDiagram(title: text, sizes: [2, 1, 2]).layers([text, text, text])
        .names([[text, text], [text], [text, text]]).weights([[[1], [-1]], [[1, -2]]]).biases([[1], [2, 3]]),
      ComputationGraph(title: text).input(text, value: 1, gradient: 2).node(text + "1", text, of: [text], value: 2),
      BarChart(title: text, unit: text, [(text, 1), (text, -1)]),
      HeatMap(
        title: text, values: [[1, 2], [3]], rows: [text, text], columns: [text], rowTitle: text, columnTitle: text),
      ConfusionMatrix(title: text, classes: [text, text], counts: [[1, 2], [3, 4]]),
      ImageGrid(title: text, images: [[0, 1], [1, 0]], width: 2, captions: [text, text]),
      Sparkline([1, 2], label: text),
    ]
  }

  @Test(arguments: hostile)
  func wordsNeverBecomeMarkup(_ text: String) {
    for figure in Self.figures(text) {
      let svg = figure.svg()
      let elements = Elements(of: svg)
      #expect(elements.failure == nil)
      #expect(Set(elements.names).isSubset(of: ["svg", "title", "desc", "style", "path", "text"]))
      #expect(elements.texts["style"] == [SVG.styleSheet])
      let names = Set(elements.attributes.map(\.name))
      #expect(names.isSubset(of: Self.attributeNames), "\(names.subtracting(Self.attributeNames))")
      expectWellFormed(figure.table.csv(), columns: figure.table.columns.count)
    }
  }

  /// Reads comma-separated values back and expects the same number of fields in every record.
  private func expectWellFormed(_ csv: String, columns: Int) {
    var fields = 1
    var isQuoted = false
    for scalar in csv.unicodeScalars {
      switch scalar {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields += 1
      case "\n" where !isQuoted:
        #expect(fields == columns)
        fields = 1
      default: continue
      }
    }
    #expect(!isQuoted)
  }

  private static let attributeNames: Set<String> = [
    "xmlns", "viewBox", "width", "height", "role", "font-family", "font-size", "font-weight", "fill", "fill-opacity",
    "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "shape-rendering", "d", "x", "y", "text-anchor",
    "paint-order",
  ]

  @Test(arguments: Samples.all.indices)
  func aDrawingIsWellFormedAndStandsAlone(_ index: Int) {
    let sample = Samples.all[index]
    let svg = sample.figure.svg()
    let elements = Elements(of: svg)
    #expect(elements.failure == nil)
    #expect(elements.names.first == "svg")
    #expect(elements.texts["title"] == [sample.scene.title])
    #expect(elements.texts["desc"] == [sample.figure.alternative])
    #expect(elements.attributes.contains { $0.element == "svg" && $0.name == "role" && $0.value == "img" })
    // No ids or classes, so nothing can collide in a page; no reference to anything outside.
    #expect(!elements.attributes.contains { ["id", "class", "href", "style"].contains($0.name) })
    #expect(!svg.contains("url(") && svg.split(separator: "http").count == 2)
  }

  @Test func aDrawingWithoutATitleIsNamedByItsDescription() {
    let elements = Elements(of: Sparkline([1, 2]).svg())
    #expect(elements.texts["title"] == [Sparkline([1, 2]).alternative])
  }

  @Test func aStyleInAPageAppliesToNothing() {
    let selectors = SVG.styleSheet.split(separator: "{").dropLast().map { $0.split(separator: "}").last ?? "" }
    #expect(selectors == ["svg:root", "@media(prefers-color-scheme:dark)", "svg:root"])
  }

  @Test(arguments: Samples.all.indices)
  func drawingTwiceGivesTheSameBytes(_ index: Int) {
    let figure = Samples.all[index].figure
    #expect(figure.svg() == figure.svg())
  }

  @Test func escapingIsUndoneByAParser() {
    let text = "<a href=\"x\">'&amp;'</a>"
    let escaped = SVG.escaped(text)
    let elements = Elements(of: "<t a=\"\(escaped)\" b='\(escaped)'>\(escaped)</t>")
    #expect(elements.texts["t"] == [text])
    #expect(elements.attributes.map(\.value) == [text, text])
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e308, -1e308, Double.leastNonzeroMagnitude, 0])
  func oddNumbersStillDrawWell(_ odd: Double) {
    let plot = Plot(title: "odd", x: "x", y: "y")
      .points([(odd, 1), (1, odd), (2, 2)], label: "points")
      .line([(0, odd), (1, 1), (odd, 2), (3, 3)], label: "line")
      .steps(values: [odd, 1, odd])
      .bars([(odd, 1), (1, odd)], width: odd)
      .band([(x: odd, lower: 1, upper: odd), (x: 1, lower: odd, upper: 2)])
      .histogram([odd, odd, 1])
      .halfPlane(weights: (odd, 1), bias: odd, label: "half-plane")
      .decisionLine(weights: (1, odd), bias: 1, label: "line")
      .decisionRegion(x: 0...1, y: 0...1, resolution: 3) { _, _ in odd }
      .heat(x: 0...1, y: 0...1, resolution: 3) { x, _ in x * odd }
      .contours(x: 0...1, y: 0...1, resolution: 3) { x, _ in x * odd }
      .arrows([(x: odd, y: 0, dx: 1, dy: 1), (x: 1, y: 1, dx: odd, dy: 1)])
      .trajectory([(odd, odd), (1, 1)])
      .rule(x: odd, label: "rule")
      .note("note", at: (odd, odd))
      .size(width: odd, height: odd)
    for figure in [plot, plot.equalUnits()] {
      let svg = figure.svg()
      #expect(Elements(of: svg).failure == nil)
      #expect(!svg.contains("nan") && !svg.contains("inf"))
      expectTidy(figure.scene(), "\(odd)")
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e308, -1e308, Double.leastNonzeroMagnitude, 0])
  func oddNumbersInDiagramsStillDrawWell(_ odd: Double) {
    let network = NetworkDiagram(title: "odd", sizes: [2, 2]).weights([[[odd, 1], [1, odd]]]).biases([[odd, odd]])
      .values([[odd, 1], [odd]])
    let graph = ComputationGraph().input("a", value: odd, gradient: odd).node("b", "f", of: ["a", "a"], value: odd)
    let bars = BarChart([("a", odd), ("b", 1), ("c", -1)])
    let heat = HeatMap(values: [[odd, 1], [], [odd]])
    let images = ImageGrid(images: [[odd, 1, 0], []], width: 2)
    let spark = Sparkline([odd, 1, odd, 2])
    for (svg, scene) in [
      (network.svg(), network.scene()), (graph.svg(), graph.scene()), (bars.svg(), bars.scene()),
      (heat.svg(), heat.scene()), (images.svg(), images.scene()), (spark.svg(), spark.scene()),
    ] {
      #expect(Elements(of: svg).failure == nil)
      expectTidy(scene, "\(odd)")
    }
  }

  @Test func emptyDiagramsStillDraw() {
    let scenes = [
      NetworkDiagram(sizes: []).scene(), NetworkDiagram(sizes: [0, 3]).scene(), NetworkDiagram(sizes: [5]).scene(),
      ComputationGraph().scene(), BarChart([]).scene(), HeatMap(values: []).scene(), HeatMap(values: [[]]).scene(),
      ConfusionMatrix(classes: [], counts: []).scene(), ImageGrid(images: [], width: 0).scene(), Sparkline([]).scene(),
    ]
    for (index, scene) in scenes.enumerated() {
      expectTidy(scene, "\(index)")
      #expect(Elements(of: SVG.text(of: scene)).failure == nil)
    }
  }

  @Test func nothingAtAllStillDraws() {
    expectTidy(Plot().scene(), "empty plot")
    expectTidy(SmallMultiples([]).scene(), "no panels")
    #expect(Elements(of: SmallMultiples([]).svg()).failure == nil)
    #expect(Elements(of: Plot().points([]).line([]).bars([]).histogram([]).trajectory([]).svg()).failure == nil)
  }
}
