import Plotting

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
}
