import NeuralNet
import Testing

@Suite struct LossTests {
  private let ten: Matrix = [[0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0]]
  private let third: Matrix = [[0, 0, 1, 0, 0, 0, 0, 0, 0, 0]]

  @Test func theTenClassExample() {
    expectPrinted(SumSquaredError()(ten, third), 0.0975, decimals: 4)
    expectPrinted(CrossEntropy()(ten, third), 0.5108, decimals: 4)
  }

  @Test func aUniformGuessAmongTenScoresLogTen() {
    let uniform = Matrix(rows: 3, columns: 10, repeating: 0.1)
    let targets = oneHot([2, 9, 0], classes: 10)
    expectPrinted(CrossEntropy()(uniform, targets), 2.302585, decimals: 6)
    expectPrinted(SoftmaxCrossEntropy()(.zeros(3, 10), targets), 2.302585, decimals: 6)
    expectPrinted(crossEntropy(logits: .zeros(3, 10), labels: [2, 9, 0]), 2.302585, decimals: 6)
  }

  @Test func meanIsSumOverCount() {
    let (y, t): (Matrix, Matrix) = ([[1, 2], [3, 5], [0, 1]], [[0, 2], [1, 1], [3, 0]])
    #expect(SumSquaredError()(y, t) == 15.5)
    expectClose(MeanSquaredError()(y, t), 31.0 / 6)
    expectClose(MeanSquaredError().gradient(y, t), SumSquaredError().gradient(y, t) * (2.0 / 6))
    #expect(SumSquaredError().gradient(y, t) == [[1, 0], [2, 4], [-3, 1]])
  }

  @Test func absoluteErrorsAndMargins() {
    #expect(MeanAbsoluteError()([[1, -2, 0, 4]], [[0, 0, 0, 0]]) == 1.75)
    #expect(MeanAbsoluteError().gradient([[1, -2, 0, 4]], [[0, 0, 0, 0]]) == [[0.25, -0.25, 0, 0.25]])
    // Inside δ = 2 half the square, outside 2 (|e| − 1).
    #expect(Huber(delta: 2)([[1, -5]], [[0, 0]]) == (0.5 + 8) / 2)
    #expect(Huber(delta: 2).gradient([[1, -5]], [[0, 0]]) == [[0.5, -1]])
    #expect(Hinge()([[0.5, 2, -0.25, 1]], [[1, 1, 1, 1]]) == (0.5 + 0 + 1.25 + 0) / 4)
    #expect(Hinge().gradient([[0.5, 2, -0.25, 1]], [[1, 1, -1, 1]]) == [[-0.25, 0, 0.25, 0]])
  }

  @Test func binaryCrossEntropyIsTheTwoClassCase() {
    let logits: Matrix = [[0.3], [-2], [1.7]]
    let targets: Matrix = [[1], [0], [0]]
    let two = Matrix(rows: 3, columns: 2) { row, column in column == 1 ? logits[row, 0] : 0 }
    let fromLogits = BinaryCrossEntropyFromLogits()(logits, targets)
    expectClose(fromLogits, BinaryCrossEntropy()(logits.map { sigmoid($0) }, targets))
    expectClose(fromLogits, crossEntropy(logits: two, labels: [1, 0, 0]))
    expectClose(BinaryCrossEntropy()([[0.5]], [[1]]), log(2))
  }

  @Test func aConfidentMistakeIsDearButFinite() {
    expectPrinted(BinaryCrossEntropy()([[0]], [[1]]), 27.6, decimals: 1)
    expectPrinted(CrossEntropy()([[0, 1]], [[1, 0]]), 27.6, decimals: 1)
    #expect(BinaryCrossEntropyFromLogits()([[-1000]], [[1]]) == 1000)
    #expect(BinaryCrossEntropyFromLogits().gradient([[-1000]], [[1]]) == [[-1]])
    #expect(SoftmaxCrossEntropy()([[1000, 0]], [[0, 1]]) == 1000)
  }

  @Test func softmaxAndCrossEntropyTogetherHaveTheGradientYMinusT() {
    let (z, t): (Matrix, Matrix) = ([[0.2, -1, 3], [1, 1, 0.5]], [[0, 1, 0], [0, 0, 1]])
    let both = SoftmaxCrossEntropy().gradient(z, t)
    expectClose(both, (softmax(z) - t) / 2)
    let layer = SoftmaxLayer()
    expectClose(layer.backward(CrossEntropy().gradient(layer.forward(z), t)), both)
    let classes = Matrix(rows: 2, columns: 1, [1, 2])
    expectClose(ClassCrossEntropy().gradient(z, classes), both)
    expectClose(ClassCrossEntropy()(z, classes), SoftmaxCrossEntropy()(z, t))
  }

  /// Accuracy jumps where a prediction changes sides and is flat between; the loss changes all the way.
  @Test func accuracyIsAStaircaseWhereTheLossIsSmooth() {
    let (x, t): (Matrix, Matrix) = ([[-2], [-1], [1], [2]], [[0], [1], [0], [1]])
    let weights = stride(from: -1.95, through: 2, by: 0.1)
    let outputs = weights.map { w in (x * w + 0.3).map { sigmoid($0) } }
    #expect(Set(outputs.map { binaryAccuracy($0, t) }).count <= 4)
    #expect(Set(outputs.map { BinaryCrossEntropy()($0, t) }).count == outputs.count)
  }

  @Test func penaltiesTouchWeightsOnly() {
    let layer = Dense(weights: [[1, -2], [0, 3]], bias: [5, 5])
    expectClose(Penalty.l2(0.1).value(layer.parameters), 0.7)
    expectClose(Penalty.l1(0.1).value(layer.parameters), 0.6)
    Penalty.l2(0.1).addGradient(to: layer.parameters)
    expectClose(layer.weights.gradient, [[0.1, -0.2], [0, 0.3]])
    Penalty.l1(1).addGradient(to: layer.parameters)
    expectClose(layer.weights.gradient, [[1.1, -1.2], [0, 1.3]])
    #expect(layer.bias.gradient == [[0, 0]])
    decayWeights(of: layer.parameters, rate: 0.5)
    #expect(layer.weights.value == [[0.5, -1], [0, 1.5]] && layer.bias.value == [[5, 5]])
  }

  @Test func l2ShrinksAndL1ReachesZero() {
    let layer = Dense(weights: [[1]], bias: [0])
    let descent = GradientDescent(learningRate: 0.05)
    for _ in 0..<10 {
      layer.weights.gradient = [[0]]
      Penalty.l2(1).addGradient(to: layer.parameters)
      descent.step(layer.parameters)
    }
    expectPrinted(layer.weights.value[0, 0], 0.5987, decimals: 4)
    var (w, steps) = (1.0, 0)
    while w != 0 && steps < 1000 { (w, steps) = (softThreshold(w, 0.005), steps + 1) }
    #expect(w == 0 && (200...201).contains(steps))
    #expect(softThreshold(-3, 1) == -2 && softThreshold(3, 1) == 2)
  }
}

private func expectClose(_ got: Double, _ expected: Double, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(relativeError(got, expected) < 1e-12, "got \(got), expected \(expected)", sourceLocation: sourceLocation)
}
