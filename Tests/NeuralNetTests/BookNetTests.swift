import NeuralNet
import Testing

/// The nets that the chapters compute by hand.
@Suite struct BookNetTests {
  /// Three layers: 2 inputs, 3 and 2 sigmoid units, 2 outputs.
  private func threeLayers(_ activation: any Activation = Sigmoid(), bias: Double = 1) -> Sequential {
    Sequential(
      inputs: 2,
      layers: [
        Dense(weights: [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]], bias: [0.1, 0.2, 0.3].map { $0 * bias }),
        ActivationLayer(activation),
        Dense(weights: [[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]], bias: [0.1, 0.2].map { $0 * bias }),
        ActivationLayer(activation),
        Dense(weights: [[0.1, 0.3], [0.2, 0.4]], bias: [0.1, 0.2].map { $0 * bias }),
      ])
  }

  private func expectPrinted(_ got: Matrix, _ printed: [Double], _ decimals: Int = 6) {
    #expect(got.count == printed.count)
    for (g, p) in zip(got.values, printed) { NeuralNetTests.expectPrinted(g, p, decimals: decimals) }
  }

  @Test func theForwardPassOfTheThreeLayerNet() {
    let trace = threeLayers().trace([[1, 2]])
    expectPrinted(trace[0], [0.6, 1.3, 2.0])
    expectPrinted(trace[1], [0.645656, 0.785835, 0.880797])
    expectPrinted(trace[2], [0.585972, 1.379658])
    expectPrinted(trace[3], [0.642440, 0.798936])
    expectPrinted(trace[4], [0.324031, 0.712307])
    expectPrinted(threeLayers().predict([[1, 0.5]]), [0.316827, 0.696279])
    expectPrinted(threeLayers(bias: 0).trace([[1, 2]])[0], [0.5, 1.1, 1.7])
  }

  @Test func withoutNonLinearityThreeLayersAreOneMatrix() {
    let net = threeLayers(Identity())
    expectPrinted(net.predict([[1, 2]]), [0.66, 1.422])
    let weights = net.parameters.map(\.value)
    let product = matmul(matmul(weights[0], weights[2]), weights[4])
    let bias = matmul(matmul(weights[1], weights[2]) + weights[3], weights[4]) + weights[5]
    expectClose(net.predict([[1, 2], [-3, 0.5]]), matmul([[1, 2], [-3, 0.5]], product) + bias.values)
  }

  @Test func aBatchOfAHundredIsAHundredSingles() {
    let net = threeLayers()
    let batch = Matrix(rows: 100, columns: 2) { sin(Double($0 * 2 + $1)) }
    let whole = net.predict(batch).map { $0 }
    for row in 0..<100 { #expect(net.predict(batch[rows: row..<row + 1]).values == whole.row(row)) }
  }

  /// The course's 2-2-2-2 net of sigmoids.
  private let course = Sequential(
    inputs: 2,
    layers: [
      Dense(weights: [[1, -1], [-2, 1]], bias: [1, 0]), ActivationLayer(Sigmoid()),
      Dense(weights: [[2, -2], [-1, -1]], bias: [0, 0]), ActivationLayer(Sigmoid()),
      Dense(weights: [[3, -1], [-1, 4]], bias: [-2, 2]), ActivationLayer(Sigmoid()),
    ])

  @Test func backpropagationThroughTheCoursesNet() {
    let trace = course.trace([[1, -1]])
    expectPrinted(trace[1], [0.98201, 0.11920], 5)
    expectPrinted(trace[3], [0.86352, 0.11074], 5)
    expectPrinted(trace[5], [0.61770, 0.82912], 5)
    let (x, t): (Matrix, Matrix) = ([[1, -1]], [[1, 0]])
    NeuralNetTests.expectPrinted(SumSquaredError()(course.predict(x), t), 0.416798, decimals: 6)
    let check = gradientCheck(course, loss: SumSquaredError(), inputs: x, targets: t)
    #expect(check.error < 1e-8 && abs(check.analytic - check.numeric) < 5e-11)
    NeuralNetTests.expectPrinted(course.parameters[4].gradient[0, 0], -0.077956, decimals: 6)
    NeuralNetTests.expectPrinted(course.parameters[0].gradient[0, 0], -0.003565, decimals: 6)
    // One step against the gradient lowers the loss.
    let before = SumSquaredError()(course.predict(x), t)
    GradientDescent(learningRate: 0.1).step(course.parameters)
    #expect(SumSquaredError()(course.predict(x), t) < before)
  }

  @Test func noSingleLayerBeatsLogTwoOnXOR() {
    let net = Sequential(inputs: 2, [.dense(1), .sigmoid], seed: 3)
    let trainer = Trainer(net, loss: BinaryCrossEntropy(), optimizer: GradientDescent(learningRate: 1))
    trainer.train(on: .xor, epochs: 3000)
    NeuralNetTests.expectPrinted(
      BinaryCrossEntropy()(net.predict(Dataset.xor.inputs), Dataset.xor.targets), 0.6931, decimals: 4)
  }

  /// k layers of the tent map 2·relu(x) − 4·relu(x − ½): twice as many straight pieces with each layer.
  @Test func tentsFoldTheLineTwiceALayer() {
    var layers: [any Layer] = []
    for depth in 1...6 {
      layers += [
        Dense(weights: [[1, 1]], bias: [0, -0.5]), ActivationLayer(ReLU()), Dense(weights: [[2], [-4]], bias: [0]),
      ]
      let net = Sequential(inputs: 1, layers: layers)
      // Off the breakpoints, which are multiples of 1/64, the slope is exact from two neighbours.
      let count = 1 << 9
      let y = net.predict(Matrix(rows: count, columns: 1) { row, _ in Double(row) / Double(count) }).values
      let slopes = zip(y, y.dropFirst()).map { $1 - $0 }
      let pieces = 1 + zip(slopes, slopes.dropFirst()).count { $0 != $1 }
      #expect(pieces == 1 << depth)
    }
  }

  /// Steps of the right heights at the right places: with twice the units, half the error.
  @Test func stepUnitsApproachASine() {
    for (count, error) in [(5, 0.588), (10, 0.309), (20, 0.156), (40, 0.0785), (80, 0.0393)] {
      let width = 2 * Double.pi / Double(count)
      let heights = (0..<count).map { sin((Double($0) + 0.5) * width) }
      // Unit k switches on at the left end of piece k and adds what the piece is higher than the one before.
      let rises = heights.indices.map { $0 == 0 ? heights[0] : heights[$0] - heights[$0 - 1] }
      let net = Sequential(
        inputs: 1,
        layers: [
          Dense(
            weights: Matrix(rows: 1, columns: count, repeating: 1), bias: (0..<count).map { 1e-9 - Double($0) * width }),
          ActivationLayer(Step()), Dense(weights: Matrix(rows: count, columns: 1, rises), bias: [0]),
        ])
      let x = Matrix(rows: 20_000, columns: 1) { row, _ in 2 * Double.pi * Double(row) / 20_000 }
      let y = net.predict(x)
      let worst = zip(x.values, y.values).map { abs(sin($0) - $1) }.max() ?? 0
      NeuralNetTests.expectPrinted(worst, error, decimals: error < 0.1 ? 4 : 3)
    }
  }
}
