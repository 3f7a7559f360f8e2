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
    return [plot, SmallMultiples(title: text, [plot, plot.described(as: text)])]
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
    }
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
    #expect(Elements(of: "<t>" + SVG.escaped(text) + "</t>").texts["t"] == [text])
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

  @Test func nothingAtAllStillDraws() {
    expectTidy(Plot().scene(), "empty plot")
    expectTidy(SmallMultiples([]).scene(), "no panels")
    #expect(Elements(of: SmallMultiples([]).svg()).failure == nil)
    #expect(Elements(of: Plot().points([]).line([]).bars([]).histogram([]).trajectory([]).svg()).failure == nil)
  }
}
