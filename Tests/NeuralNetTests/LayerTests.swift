import NeuralNet
import Testing

@Suite struct LayerTests {
  @Test func forwardAndBackwardByHand() {
    let layer = Dense(weights: [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]], bias: [0.1, 0.2, 0.3])
    expectClose(layer.forward([[1, 2]]), [[0.6, 1.3, 2.0]])
    expectClose(layer.backward([[1, 0, 0]]), [[0.1, 0.2]])
    #expect(layer.weights.gradient == [[1, 0, 0], [2, 0, 0]])
    #expect(layer.bias.gradient == [[1, 0, 0]])
  }

  /// Every line that a net's description can have, on 5 inputs.
  private let descriptions: [(name: String, layers: [LayerDescription])] = [
    ("dense", [.dense(3)]), ("identity", [.dense(3), .identity]), ("sigmoid", [.dense(3), .sigmoid]),
    ("tanh", [.dense(3), .tanh]), ("relu", [.dense(3), .relu]), ("leaky relu", [.dense(3), .leakyReLU(slope: 0.1)]),
    ("elu", [.dense(3), .elu(alpha: 0.7)]), ("selu", [.dense(3), .selu]), ("softplus", [.dense(3), .softplus]),
    ("silu", [.dense(3), .silu]), ("gelu", [.dense(3), .gelu]), ("hard sigmoid", [.dense(3), .hardSigmoid]),
    ("prelu", [.dense(3), .prelu(slope: 0.3)]), ("softmax", [.dense(3), .softmax]),
    ("log softmax", [.dense(3), .logSoftmax]), ("maxout", [.maxout(3, pieces: 2)]),
    ("dropout", [.dense(6), .dropout(0.4), .dense(3)]),
    ("classic dropout", [.dense(6), .dropout(0.4, form: .classic), .dense(3)]),
    (
      "net in a net",
      [
        .dense(4),
        LayerDescription { inputs, rng in
          Sequential(inputs: inputs, [.tanh, .dense(4), .silu], seed: rng.next())
        }, .dense(3),
      ]
    ),
    ("all smooth", [.dense(4), .tanh, .dense(5), .selu, .maxout(4, pieces: 3), .dense(3), .softplus]),
  ]

  /// A loss with predictions in its domain and targets that suit it, made from a net's raw outputs.
  private let losses: [(loss: any Loss, ending: [LayerDescription], targets: (Int, inout SplitMix64) -> [Double])] = [
    (SumSquaredError(), [], { _, rng in (0..<3).map { _ in rng.normal() } }),
    (MeanSquaredError(), [], { _, rng in (0..<3).map { _ in rng.normal() } }),
    (MeanAbsoluteError(), [], { _, rng in (0..<3).map { _ in rng.normal() } }),
    (Huber(delta: 0.5), [], { _, rng in (0..<3).map { _ in rng.normal() } }),
    (Hinge(), [], { _, rng in (0..<3).map { _ in rng.uniform() < 0.5 ? -1 : 1 } }),
    (BinaryCrossEntropy(), [.sigmoid], { _, rng in (0..<3).map { _ in rng.uniform() < 0.5 ? 0 : 1 } }),
    (BinaryCrossEntropyFromLogits(), [], { _, rng in (0..<3).map { _ in rng.uniform() < 0.5 ? 0 : 1 } }),
    (CrossEntropy(), [.softmax], { row, _ in (0..<3).map { $0 == row % 3 ? 1 : 0 } }),
    (SoftmaxCrossEntropy(), [], { row, _ in (0..<3).map { $0 == row % 3 ? 1 : 0 } }),
    (ClassCrossEntropy(), [], { row, _ in [Double(row % 3)] }),
  ]

  @Test func gradientCheckOfEveryLayerWithEveryLoss() {
    var checked = 0
    for (name, layers) in descriptions {
      for (loss, ending, targets) in losses {
        let net = Sequential(inputs: 5, layers + ending, seed: 11)
        var rng = SplitMix64(seed: 12)
        let inputs = Matrix(rows: 4, columns: 5) { _, _ in rng.normal() }
        let wanted = Matrix((0..<4).map { targets($0, &rng) })
        for case let dropout as Dropout in net.layers { dropout.keepsMask = true }
        let check = gradientCheck(net, loss: loss, inputs: inputs, targets: wanted)
        #expect(check.error < 1e-7, "\(name) with \(loss.name): \(check)")
        #expect(check.count == net.parameterCount + 20)
        checked += 1
      }
    }
    #expect(checked == descriptions.count * losses.count && checked == 200)
  }

  @Test func aLayerOfStepsIsANetOfPerceptrons() {
    let net = Sequential(inputs: 2, [.dense(1), .step], seed: 1)
    net.layers[0].parameters[0].value = [[1], [1]]
    net.layers[0].parameters[1].value = [[-1.5]]
    let rows: Matrix = [[0, 0], [0, 1], [1, 0], [1, 1]]
    #expect(net.forward(rows) == [[0], [0], [0], [1]], "AND")
    #expect(net.backward([[1], [1], [1], [1]]) == .zeros(4, 2), "a step has no slope to learn from")
  }

  @Test func gradientCheckNamesTheWorstParameter() {
    /// A dense layer whose bias gradient is wrong in one place.
    final class Wrong: Layer {
      let inner = Dense(weights: [[1, 2], [3, 4]], bias: [0, 0])
      let name = "wrong"
      var parameters: [Parameter] { inner.parameters }
      func outputs(for inputs: Int) -> Int { 2 }
      func forward(_ input: Matrix) -> Matrix { inner.forward(input) }
      func predict(_ input: Matrix) -> Matrix { inner.predict(input) }
      func backward(_ gradient: Matrix) -> Matrix {
        let result = inner.backward(gradient)
        inner.bias.gradient[0, 1] *= 2
        return result
      }
    }
    let net = Sequential(inputs: 2, layers: [ActivationLayer(Identity()), Wrong()])
    let check = gradientCheck(net, loss: SumSquaredError(), inputs: [[1, 2], [0, 1]], targets: [[0, 0], [0, 0]])
    #expect(check.worst == "layer 2 wrong bias[0, 1]")
    #expect(
      check.description
        == "layer 2 wrong bias[0, 1]: backward 28, numeric 14, relative error 0.5, the worst of 10")
    #expect(net.layers[1].parameters[0].value == [[1, 2], [3, 4]], "values are put back")
  }

  @Test func theBatchsOrderIsTheOutputsOrderAndGradientsAddUp() {
    let net = Sequential(inputs: 3, [.dense(4), .tanh, .maxout(2, pieces: 2), .softmax], seed: 3)
    var rng = SplitMix64(seed: 4)
    let x = Matrix(rows: 5, columns: 3) { _, _ in rng.normal() }
    let g = Matrix(rows: 5, columns: 2) { _, _ in rng.normal() }
    let y = net.forward(x)
    let dx = net.backward(g)
    let whole = net.parameters.map(\.gradient)
    let order = [3, 0, 4, 1, 2]
    expectClose(net.forward(x[rows: order]), y[rows: order])
    expectClose(net.backward(g[rows: order]), dx[rows: order])
    // The batch's gradient is the sum of the single samples'.
    var sums = whole.map { Matrix.zeros($0.rows, $0.columns) }
    for row in 0..<5 {
      _ = net.forward(x[rows: row..<row + 1])
      _ = net.backward(g[rows: row..<row + 1])
      for i in sums.indices { sums[i] += net.parameters[i].gradient }
    }
    for i in sums.indices { expectClose(sums[i], whole[i], relative: 1e-10) }
  }

  @Test func firstLayersMaySkipTheInputsGradient() {
    for description in [
      [LayerDescription.dense(3)], [.maxout(3, pieces: 2)], [.prelu()], [.dense(2), .tanh, .dense(3)],
    ] {
      let (whole, skipping) = (
        Sequential(inputs: 3, description, seed: 8), Sequential(inputs: 3, description, seed: 8)
      )
      let x: Matrix = [[1, -2, 0.5], [-3, 0.1, 2]]
      let g: Matrix = [[1, 2, -1], [0.5, -0.5, 3]]
      #expect(whole.forward(x) == skipping.forward(x))
      _ = whole.backward(g)
      skipping.backwardToParameters(g)
      for (a, b) in zip(whole.parameters, skipping.parameters) { #expect(a.gradient == b.gradient) }
    }
  }

  @Test func predictionsBetweenForwardAndBackwardChangeNothing() {
    for (name, layers) in descriptions {
      let net = Sequential(inputs: 5, layers, seed: 2)
      for case let dropout as Dropout in net.layers { dropout.keepsMask = true }
      let x = Matrix(rows: 3, columns: 5) { Double($0) - 0.4 * Double($1) }
      let g = Matrix(rows: 3, columns: 3) { Double($0 * $1) - 0.7 }
      _ = net.forward(x)
      let expected = net.backward(g)
      let kept = net.forward(x)
      let copy = kept.map { $0 }
      _ = net.predict(x * -3)
      #expect(net.backward(g) == expected, "\(name)")
      #expect(kept == copy, "a result that the caller holds does not change")
    }
  }

  @Test func aNetIsItsTable() {
    let net = Sequential(
      inputs: 4, [.dense(4), .relu, .dense(5), .dense(6), .dense(4), .dense(3), .dense(3)], seed: 1)
    #expect(net.parameterCount == 136 && net.outputs(for: 4) == 3)
    #expect(net.description.hasSuffix("total                 136"))
    #expect(net.trace(.zeros(7, 4)).map(\.columns) == [4, 4, 5, 6, 4, 3, 3])
    #expect(Sequential(inputs: 2, [.dense(2), .dense(1)], seed: 1).parameterCount == 9)
  }

  @Test func theWeightVectorIsAllParameters() {
    let net = Sequential(inputs: 2, [.dense(2), .prelu(), .dense(1)], seed: 1)
    net.weightVector = (0..<10).map { Double($0) }
    #expect(net.parameters[0].value == [[0, 1], [2, 3]] && net.parameters[1].value == [[4, 5]])
    #expect(net.parameters[2].value == [[6]] && net.parameters[3].value == [[7], [8]])
    #expect(net.weightVector == (0..<10).map { Double($0) })
  }

  @Test func maxoutHoldsReLUAndAbs() {
    // Pieces (0, x) and (−x, x).
    let relu = Maxout(weights: [[0, 1]], bias: [0, 0], pieces: 2)
    let abs = Maxout(weights: [[-1, 1]], bias: [0, 0], pieces: 2)
    let x: Matrix = [[-2], [0], [3]]
    #expect(relu.forward(x) == [[0], [0], [3]] && abs.forward(x) == [[2], [0], [3]])
    #expect(abs.winners == [0, 0, 1])
    // Only the winner gets gradient.
    #expect(abs.backward([[1], [0], [1]]) == [[-1], [0], [1]])
    #expect(abs.sums.weights.gradient == [[-2, 3]] && abs.sums.bias.gradient == [[1, 1]])
  }

  @Test func maxoutIsConvexAndTheDifferenceOfTwoIsNot() {
    let unit = Maxout(weights: [[-2, 0.3, 1]], bias: [0.1, 0.4, -0.5], pieces: 3)
    let other = Maxout(weights: [[-3, 3]], bias: [0, 0], pieces: 2)
    func value(_ layer: Maxout, _ x: Double) -> Double { layer.predict([[x]])[0, 0] }
    var (convex, concave) = (true, false)
    for x in stride(from: -2.0, through: 2, by: 0.05) {
      let bend = value(unit, x - 0.05) + value(unit, x + 0.05) - 2 * value(unit, x)
      convex = convex && bend > -1e-12
      concave = concave || bend - value(other, x - 0.05) - value(other, x + 0.05) + 2 * value(other, x) < -0.01
    }
    #expect(convex && concave)
  }
}

@Suite struct DropoutTests {
  @Test func eachInputIsSilencedWithTheGivenChance() {
    let layer = Dropout(0.3, seed: 6)
    let out = layer.forward(Matrix(rows: 100, columns: 1000, repeating: 1))
    let silent = out.values.count { $0 == 0 }
    // Five standard deviations of a binomial count with n = 100,000 and p = 0.3: by chance, once in 1.7 million seeds.
    #expect(abs(Double(silent) - 30_000) < 5 * sqrt(100_000 * 0.3 * 0.7))
    #expect(Set(out.values) == [0, 1 / 0.7])
    #expect(layer.forward(Matrix(rows: 100, columns: 1000, repeating: 1)) != out, "a new mask for each batch")
  }

  @Test func bothFormsKeepTheExpectation() {
    let x = Matrix(rows: 200, columns: 500, repeating: 3)
    let (inverted, classic) = (Dropout(0.4, seed: 1), Dropout(0.4, form: .classic, seed: 1))
    #expect(inverted.predict(x) == x)
    expectClose(classic.predict(x), x * 0.6)
    // Five standard errors of the mean of 100,000 draws of 3/q·Bernoulli(q).
    let error = 5 * 3 * sqrt(0.6 * 0.4 / 100_000) / 0.6
    #expect(abs(inverted.forward(x).mean() - 3) < error)
    #expect(abs(classic.forward(x).mean() - 1.8) < error)
  }

  @Test func backwardUsesTheSameMask() {
    let layer = Dropout(0.5, seed: 9)
    let y = layer.forward(Matrix(rows: 4, columns: 8, repeating: 1))
    #expect(layer.backward(Matrix(rows: 4, columns: 8, repeating: 1)) == y)
    #expect(layer.mask == y)
  }

  /// Four masks of two inputs: the mean of the four nets is the net with halved weights, exactly for a linear unit only.
  @Test func theFourNetAverage() {
    let (w, x) = ([1.5, -2], [2, 0.5])
    let sums = [(0.0, 0.0), (0, 1), (1, 0), (1, 1)].map { w[0] * x[0] * $0.0 + w[1] * x[1] * $0.1 }
    #expect(sums == [0, -1, 3, 2])
    #expect(sums.reduce(0, +) / 4 == 1)
    let unit = Dense(weights: [[1.5], [-2]], bias: [0])
    #expect(unit.predict(Dropout(0.5, form: .classic, seed: 0).predict([x])) == [[1]])
    let outputs = sums.map { sigmoid($0) }
    expectPrinted(outputs.reduce(0, +) / 4, 0.6506, decimals: 4)
    expectPrinted(sigmoid(1), 0.7311, decimals: 4)
    let yes = exp(outputs.reduce(0) { $0 + log($1) } / 4)
    let no = exp(outputs.reduce(0) { $0 + log(1 - $1) } / 4)
    #expect(abs(yes / (yes + no) - sigmoid(1)) < 1e-14)
  }
}

@Suite struct InitializerTests {
  @Test func meanVarianceAndShape() {
    let (fanIn, fanOut) = (300, 100)
    let cases: [(Initializer, Double, uniform: Bool)] = [
      (.uniform(limit: 0.3), 0.03, true), (.normal(deviation: 0.2), 0.04, false),
      (.xavierUniform, 2.0 / 400, true), (.xavierNormal, 2.0 / 400, false), (.heUniform, 2.0 / 300, true),
      (.heNormal, 2.0 / 300, false), (.leCunUniform, 1.0 / 300, true), (.leCunNormal, 1.0 / 300, false),
    ]
    for (index, (initializer, variance, uniform)) in cases.enumerated() {
      #expect(abs(initializer.variance(fanIn: fanIn, fanOut: fanOut) / variance - 1) < 1e-12)
      var rng = SplitMix64(seed: 40 + UInt64(index))
      let weights = initializer.weights(fanIn, fanOut, using: &rng)
      #expect(weights.shape == [fanIn, fanOut])
      let (n, mean) = (Double(weights.count), weights.mean())
      let square = (weights * weights).mean()
      // Five standard errors, a chance of about 6 in 10 million each; kurtosis 1.8 for uniform, 3 for normal.
      #expect(abs(mean) < 5 * sqrt(variance / n))
      #expect(abs(square / variance - 1) < 5 * sqrt(((uniform ? 1.8 : 3) - 1) / n))
      let limit = sqrt(3 * variance)
      #expect((weights.values.allSatisfy { abs($0) <= limit }) == uniform)
    }
    var rng = SplitMix64(seed: 1)
    #expect(Initializer.zeros.weights(2, 3, using: &rng) == .zeros(2, 3))
  }

  @Test func zeroWeightsKeepHiddenUnitsEqualForEver() {
    let net = Sequential(inputs: 2, [.dense(3, initializer: .zeros), .tanh, .dense(1, initializer: .zeros)], seed: 1)
    // With the second layer's weights equal but not zero, gradients flow, and still the units stay equal.
    net.parameters[2].value = [[0.5], [0.5], [0.5]]
    Trainer(net, loss: MeanSquaredError(), optimizer: Adam(learningRate: 0.1)).train(on: .xor, epochs: 50)
    let weights = net.parameters[0].value
    #expect(weights.column(0) == weights.column(1) && weights.column(1) == weights.column(2))
    #expect(weights.column(0) != [0, 0])
  }

  /// The gradient's length in the first of ten layers over that in the last, for several seeds.
  @Test func gradientsFadeThroughSigmoidsAndSurviveWithSuitableWeights() {
    func ratio(_ activation: LayerDescription, _ initializer: Initializer, _ seed: UInt64) -> Double {
      let layers = (0..<10).flatMap { _ in [.dense(64, initializer: initializer), activation] }
      let net = Sequential(inputs: 64, layers, seed: seed)
      var rng = SplitMix64(seed: seed + 100)
      let x = Matrix(rows: 32, columns: 64) { _, _ in rng.normal() }
      let y = net.forward(x)
      _ = net.backward(Matrix(rows: y.rows, columns: y.columns) { _, _ in rng.normal() })
      return gradientNorm(of: [net.parameters[0]]) / gradientNorm(of: [net.parameters[18]])
    }
    for seed in 1...5 as ClosedRange<UInt64> {
      #expect(ratio(.sigmoid, .xavierNormal, seed) < 1e-4)
      #expect((0.3...3).contains(ratio(.tanh, .xavierNormal, seed)))
      #expect((0.3...3).contains(ratio(.relu, .heNormal, seed)))
    }
    #expect(abs(Double(sign: .plus, exponent: -20, significand: 1) - 9.5e-7) < 0.05e-7, "0.25 to the 10th")
  }
}
