@testable import Plotting

/// Figures that several tests look at.
enum Samples {
  static let andGate = Plot(title: "The AND gate", x: "x₁", y: "x₂")
    .halfPlane(weights: (0.5, 0.5), bias: -0.7, label: "output 1")
    .points([(0, 0), (0, 1), (1, 0)], label: "0")
    .points([(1, 1)], label: "1")

  private static let falling: [Double] = (0..<40).map { 5 / (5 + Double($0)) }

  static let losses = Plot(title: "Loss of each epoch", x: "epoch", y: Axis("loss", unit: "nats"))
    .line(values: falling, label: "training")
    .line(values: falling.map { 0.1 + $0 * 1.01 }, label: "validation")

  static let movingLine = Plot(title: "Two positions of the line", x: "x₁", y: "x₂")
    .decisionLine(weights: (1, 1), bias: -0.5, label: "first")
    .decisionLine(weights: (2, 1), bias: -2, label: "last")
    .points([(0, 0), (0, 1), (1, 0)], label: "0")
    .points([(1, 1)], label: "1")
    .note("the only 1", at: (1, 1))

  static let region = Plot(title: "Which class wins", x: "weight", y: "height")
    .decisionRegion(x: 0...2, y: 0...2, resolution: 12, labels: ("cat", "dog")) { x, y in (x + y) / 4 }
    .points([(0.5, 0.5), (0.2, 0.9)], label: "cat seen")
    .points([(1.5, 1.5), (1.2, 1.9)], label: "dog seen")

  static let staircase = Plot(title: "Accuracy is a staircase, its substitute is smooth", x: "w", y: "share")
    .steps(values: [0.5, 0.5, 0.6, 0.8, 0.8, 0.9, 1], label: "accuracy")
    .curve(over: 0...6, samples: 31, label: "substitute") { 0.3 + $0 * (12 - $0) / 60 }

  static let gates = SmallMultiples(
    title: "Three gates", [("AND", -0.7, 3), ("OR", -0.2, 1), ("NAND", 0.7, 3)].map(gate), columns: 3, aspect: 1)

  static let spaces = SmallMultiples(
    title: "Two spaces, each with its own axes",
    [("before", "x₁", "x₂"), ("after", "h₁", "h₂"), ("still", "", "h₃")].map { title, x, y in
      Plot(title: title, x: Axis(x), y: Axis(y)).points([(0, 0), (1, 1), (0, 1)], label: "corners")
    }, columns: 2)

  private static func gate(_ name: String, _ bias: Double, _ on: Int) -> Plot {
    let inputs: [(Double, Double)] = [(0, 0), (0, 1), (1, 0), (1, 1)]
    let weight = bias > 0 ? -0.5 : 0.5
    return Plot(title: name, x: "x₁", y: "x₂")
      .halfPlane(weights: (weight, weight), bias: bias)
      .points(Array(inputs[..<on]), label: bias > 0 ? "output 1" : "output 0")
      .points(Array(inputs[on...]), label: bias > 0 ? "output 0" : "output 1")
  }

  static let histogram = Plot(title: "How often each remainder comes", x: "remainder", y: "count")
    .histogram((0..<97).map { Double($0 * $0 % 23) }, bins: 8, label: "squares")
    .rule(x: 11, label: "middle")

  static let band = Plot(title: "Loss over ten seeds", x: "epoch", y: "loss")
    .band((0...10).map { (x: Double($0), lower: falling[$0] * 0.8, upper: falling[$0] * 1.2) }, label: "range")
    .line((0...10).map { (Double($0), falling[$0]) }, label: "mean")
    .span(x: 7...10, label: "no gain")
    .rule(y: 0.3, label: "target")

  static let ravine = Plot(title: "Down the ravine", x: "x", y: "y")
    .contours(x: -8...8, y: -3...3, resolution: 16) { x, y in x * x / 20 + y * y }
    .trajectory([(-7, 2), (-6, -1.5), (-5.2, 1), (-4.4, -0.7), (-3.6, 0.4)], label: "descent")

  static let gradient = Plot(title: "The gradient points uphill", x: "x", y: "y")
    .arrows(x: -2...2, y: -1...1, count: 5, label: "gradient") { x, y in (x, 2 * y) }
    .equalUnits()

  static let heat = Plot(title: "Steps to converge", x: "rate", y: "momentum")
    .heat(x: 0...2, y: 0...1, resolution: 8, label: "steps") { x, y in 10 + 100 * (x - 1) * (x - 1) + 50 * y }

  static let errors = Plot(
    title: "Error of a numeric slope", x: Axis("h", scale: .log), y: Axis("error", scale: .log)
  )
  .line([(1e-8, 2e-8), (1e-6, 1e-6), (1e-4, 1e-4), (0.01, 0.01)], label: "one-sided")
  .line([(1e-8, 1e-8), (1e-6, 1e-10), (1e-4, 1e-8), (0.01, 1e-4)], label: "central")

  static let weights = Plot(title: "Weights of the last days", x: "days ago", y: "weight")
    .bars([(0, 0.5), (1, 0.25), (2, 0.125), (3, 0.0625)])

  static let network = NetworkDiagram(title: "XOR from three gates", sizes: [2, 2, 1])
    .layers(["input", "hidden", "output"])
    .names([["x₁", "x₂"], ["NAND", "OR"], ["XOR"]])
    .weights([[[-0.5, 0.5], [-0.5, 0.5]], [[0.5], [0.5]]])
    .biases([[0.7, -0.2], [-0.7]])
    .values([[1, 0], [1, 1], [1]])

  static let backward = NetworkDiagram(title: "Backward through a network", sizes: [2, 2, 2])
    .weights([[[1, -1], [-2, 1]], [[2, -2], [-1, -1]]])
    .biases([[1, 0], [0, 0]])
    .values([[1, -1], [0.982, 0.119], [0.864, 0.111]])
    .gradients([[-0.0021, 0.0064], [-0.0214, 0.0103], [-0.136, 0.111]])

  static let architecture = NetworkDiagram(title: "Seven layers, one of them wide", sizes: [4, 4, 5, 60, 4, 3, 3])

  static let graph = ComputationGraph(title: "Two apples with tax")
    .input("apple", value: 100, gradient: 2.2)
    .input("count", value: 2, gradient: 110)
    .input("tax", value: 1.1, gradient: 200)
    .node("price", "×", of: ["apple", "count"], value: 200, gradient: 1.1)
    .node("total", "×", of: ["price", "tax"], value: 220, gradient: 1)

  static let diamond = ComputationGraph(title: "A diamond")
    .input("x", value: 3, gradient: 10)
    .node("a", "+1", of: ["x"], value: 4, gradient: 2)
    .node("b", "×2", of: ["x"], value: 6, gradient: 4)
    .node("c", "tanh", of: ["b"], value: 0.9999, gradient: 0.001)
    .node("y", "×", of: ["a", "x", "c"], value: 24, gradient: 1)

  static let bars = BarChart(
    title: "Class scores", unit: "score", [("cat", 0.72), ("dog", 0.21), ("a fox in the snow", -0.3), ("?", .nan)])

  static let matrix = HeatMap(
    title: "Weights of the first layer", values: [[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]], rows: ["x₁", "x₂"],
    columns: ["1", "2", "3"], rowTitle: "from", columnTitle: "to")

  static let confusion = ConfusionMatrix(
    title: "Cats and dogs", classes: ["cat", "dog", "fox"], counts: [[40, 20, 1], [10, 130, 3], [0, 2, 9]])

  static let sprites = ImageGrid(
    title: "Two sprites", images: [sprite, sprite.map { 1 - $0 }], width: 4, captions: ["cat", "not a cat"])

  private static let sprite: [Double] = [1, 0, 0, 1, 1, 1, 1, 1, 0.5, 1, 1, 0.5, 0, 1, 1, 0]

  static let spark = Sparkline([5, 3, 2, .nan, 1.5, 1.2, 1.1], label: "loss")

  /// Every sample by its golden file's name.
  static let all: [(name: String, figure: any Figure & Sendable, scene: Scene)] = plots + others

  private static let plots: [(name: String, figure: any Figure & Sendable, scene: Scene)] = [
    ("and-gate", andGate, andGate.scene()), ("losses", losses, losses.scene()),
    ("moving-line", movingLine, movingLine.scene()), ("region", region, region.scene()),
    ("staircase", staircase, staircase.scene()), ("gates", gates, gates.scene()),
    ("spaces", spaces, spaces.scene()),
    ("histogram", histogram, histogram.scene()), ("band", band, band.scene()), ("ravine", ravine, ravine.scene()),
    ("gradient", gradient, gradient.scene()), ("heat", heat, heat.scene()), ("errors", errors, errors.scene()),
    ("weights", weights, weights.scene()),
  ]

  private static let others: [(name: String, figure: any Figure & Sendable, scene: Scene)] = [
    ("network", network, network.scene()), ("backward", backward, backward.scene()),
    ("architecture", architecture, architecture.scene()),
    ("graph", graph, graph.scene()), ("diamond", diamond, diamond.scene()), ("bars", bars, bars.scene()),
    ("matrix", matrix, matrix.scene()), ("confusion", confusion, confusion.scene()),
    ("sprites", sprites, sprites.scene()), ("spark", spark, spark.scene()),
  ]
}
