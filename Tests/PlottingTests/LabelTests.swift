import Testing

@testable import Plotting

/// Expects that no text of a scene overlaps another or leaves the canvas.
func expectTidy(_ scene: Scene, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
  let canvas = Box(minX: 0, minY: 0, maxX: scene.width, maxY: scene.height)
  let labels = scene.elements.compactMap { if case .text(let label) = $0 { label } else { nil } }
  for (index, label) in labels.enumerated() {
    if !canvas.contains(label.box) {
      Issue.record("\(name): “\(label.text)” is clipped: \(label.box)", sourceLocation: sourceLocation)
    }
    for other in labels[..<index] where other.box.overlaps(label.box) {
      Issue.record("\(name): “\(other.text)” and “\(label.text)” overlap", sourceLocation: sourceLocation)
    }
  }
}

@Suite struct LabelTests {
  @Test(arguments: Samples.all.indices)
  func noLabelOverlapsOrIsClipped(_ index: Int) {
    let sample = Samples.all[index]
    expectTidy(sample.scene, sample.name)
  }

  @Test(arguments: [1, 2, 5, 9, 20])
  func manyLinesStayTidy(_ count: Int) {
    for spread in [0, 0.001, 0.1, 1] {
      var plot = Plot(title: "Many lines with a long title that needs more than one line", x: "x", y: "a value")
      for index in 0..<count {
        plot = plot.line([(0, 0), (1, Double(index) * spread)], label: "line number \(index)")
      }
      expectTidy(plot.scene(), "\(count) lines, spread \(spread)")
    }
  }

  @Test(arguments: [0.001, 1, 12_345.678, 1e9, -3e-7])
  func ticksOfAnyMagnitudeStayTidy(_ magnitude: Double) {
    for offset in [0, 1, 100] {
      let base = magnitude * Double(offset)
      let plot = Plot(title: "t", x: "x", y: "y").line([(base, base), (base + magnitude, base - magnitude)])
      expectTidy(plot.scene(), "\(magnitude) from \(base)")
      expectTidy(plot.size(width: 240, height: 160).scene(), "small, \(magnitude) from \(base)")
      let panels = [plot, plot, plot, plot, plot]
      expectTidy(SmallMultiples(panels, columns: 3).scene(), "panels, \(magnitude) from \(base)")
      expectTidy(SmallMultiples(panels, columns: 3, sharing: .none).scene(), "own axes, \(magnitude) from \(base)")
    }
  }

  @Test func crowdedPointsMoveTheirNamesToTheLegend() {
    let plot = Plot(title: "Crowd", x: "x", y: "y")
      .points((0..<40).map { (Double($0 % 7), Double($0 % 5)) }, label: "a class")
      .points((0..<40).map { (Double($0 % 7) + 0.5, Double($0 % 5)) }, label: "another class")
    let scene = plot.scene()
    expectTidy(scene, "crowd")
    let texts = scene.elements.compactMap { if case .text(let label) = $0 { label.text } else { nil } }
    #expect(texts.filter { $0 == "a class" }.count == 1)
    #expect(texts.filter { $0 == "another class" }.count == 1)
  }

  @Test(arguments: 0..<40)
  func randomPlotsStayTidy(_ seed: Int) {
    // A small linear congruential generator: the law needs variety, not quality.
    var state = UInt64(seed)
    func draw() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    var plot = Plot(title: "Random \(seed)", x: "x", y: Axis("y", unit: "m"))
    for mark in 0..<Int(draw() * 7) {
      let label = "name \(mark)"
      switch Int(draw() * 6) {
      case 0: plot = plot.points([(draw(), draw()), (draw(), draw())], label: label)
      case 1: plot = plot.line((0..<8).map { (Double($0) / 8 + draw() / 9, draw()) }, label: label)
      case 2: plot = plot.halfPlane(weights: (draw() - 0.5, draw() - 0.5), bias: draw() / 2 - 0.25, label: label)
      case 3: plot = plot.decisionLine(weights: (draw() - 0.5, draw() - 0.5), bias: draw() / 2 - 0.25, label: label)
      case 4: plot = plot.note("a note of some words", at: (draw(), draw()))
      default: plot = plot.rule(y: draw(), label: label)
      }
    }
    expectTidy(plot.scene(), "seed \(seed)")
  }

  @Test(arguments: [[1, 1], [3, 4, 2], [8, 8], [784, 50, 10], [2, 2, 2, 2, 2, 2, 2], [5]])
  func networksStayTidy(_ sizes: [Int]) {
    var weights: [[[Double]]] = []
    var biases: [[Double]] = []
    for (from, to) in zip(sizes, sizes.dropFirst()) {
      var matrix = [[Double]](repeating: [], count: from)
      for here in 0..<from {
        for there in 0..<to { matrix[here].append(Double((here * 7 + there * 3) % 11) - 5.25) }
      }
      weights.append(matrix)
      biases.append((0..<to).map { Double($0) - 1.5 })
    }
    let layers = sizes.indices.map { "layer \($0)" }
    let plain = NetworkDiagram(title: "A network with a rather long title, broken once", sizes: sizes).layers(layers)
    let values = sizes.map { size in (0..<size).map { Double($0) / 7 } }
    let full = plain.weights(weights).biases(biases).values(values)
    let named = full.gradients(values).names(sizes.map { size in (0..<size).map { "unit \($0)" } })
    for (index, diagram) in [plain, plain.weights(weights), full, named].enumerated() {
      expectTidy(diagram.scene(), "\(sizes), \(index)")
    }
  }

  @Test func aLongChainOfStepsStaysTidy() {
    var graph = ComputationGraph(title: "Chain").input("x₀", value: 1, gradient: 1)
    for step in 1...9 {
      graph = graph.node(
        "x\(step)", "sigmoid", of: ["x₀", step == 1 ? "x₀" : "x\(step - 1)"], value: -1234.5, gradient: 1e-9)
    }
    expectTidy(graph.scene(), "chain")
  }

  @Test(arguments: [1, 2, 3, 10, 26, 64])
  func matricesStayTidy(_ count: Int) {
    let classes = (0..<count).map { "class \($0)" }
    let counts = (0..<count).map { row in (0..<count).map { (row * 31 + $0 * 17) % 1000 } }
    expectTidy(ConfusionMatrix(title: "t", classes: classes, counts: counts).scene(), "\(count) classes")
    let values = counts.map { $0.map { Double($0) / -3e-7 } }
    expectTidy(HeatMap(title: "t", values: values, rowTitle: "a long title of rows").scene(), "\(count) rows")
    let bars = classes.enumerated().map { ($0.element, Double($0.offset % 3 - 1) * 1e-9) }
    expectTidy(BarChart(title: "t", unit: "u", bars).scene(), "\(count) bars")
    let images = (0..<count).map { _ in [0.0, 0.5, 1, 0.5] }
    expectTidy(
      ImageGrid(title: "t", images: images, width: 2, captions: classes, columns: min(count, 8)).scene(),
      "\(count) images")
  }

  @Test func panelsNameARegionOnceInTheirLegend() {
    let panels = [-1.4, -0.7, 0.2].map { bias in
      Plot(title: "t", x: "x", y: "y").halfPlane(weights: (0.5, 0.5), bias: bias, label: "on").points([(0, 0), (1, 1)])
    }
    let texts = SmallMultiples(panels, columns: 3).scene().elements.compactMap {
      if case .text(let label) = $0 { label.text } else { nil }
    }
    #expect(texts.filter { $0 == "on" }.count == 1)
  }
}
