import NeuralNet
import Testing

/// A number that is none stays none: no function may turn it into a plausible result.
@Suite struct NotANumberTests {
  static let activations: [any Activation] = [
    Identity(), Step(), ReLU(), LeakyReLU(), ELU(), SELU(), Sigmoid(), HardSigmoid(), Tanh(), Softplus(), SiLU(),
    GELU(),
  ]

  @Test(arguments: activations.indices) func activationsKeepIt(_ index: Int) {
    let f = Self.activations[index]
    #expect(f(.nan).isNaN, "\(f.name)")
    var values = Matrix.zeros(1, 3)
    f.values([[-1, .nan, 1]], into: &values)
    #expect(values[0, 1].isNaN && !values[0, 0].isNaN && !values[0, 2].isNaN, "\(f.name) of a matrix")
  }

  @Test func functionsOfOneNumberKeepIt() {
    let functions: [(Double) -> Double] = [
      step, sigmoid, identity, exp, log, tanh, softplus, expMinusOne, logOnePlus, sqrt, sin, cos,
    ]
    for f in functions {
      #expect(f(.nan).isNaN)
    }
    #expect(softThreshold(.nan, 1).isNaN)
    #expect(Perceptron(weights: [1], bias: 0)([.nan]).isNaN)
  }

  @Test(arguments: [[.nan, 0, 1], [0, .nan, 1], [0, 1, .nan], [.nan, .nan, .nan], [.infinity, 0, .nan]])
  func wholeRowsOfProbabilitiesAreNone(_ scores: [Double]) {
    #expect(softmax(scores).allSatisfy { $0.isNaN })
    #expect(logSoftmax(scores).allSatisfy { $0.isNaN })
    #expect(logSumExp(scores).isNaN)
  }

  @Test(arguments: 0..<3) func thePieceThatIsNoNumberWins(_ piece: Int) {
    var sums = [1.0, 2, 3]
    sums[piece] = .nan
    let layer = Maxout(weights: Matrix(rows: 1, columns: 3, sums), bias: [0, 0, 0], pieces: 3)
    #expect(layer.predict([[1]])[0, 0].isNaN)
    #expect(layer.forward([[1]])[0, 0].isNaN)
    #expect(layer.winners == [piece])
  }

  @Test func layersKeepIt() {
    let row: Matrix = [[.nan, 1]]
    let layers: [any Layer] = [
      PReLU(), SoftmaxLayer(), LogSoftmaxLayer(), ActivationLayer(ReLU()), Dropout(0, seed: 1),
      Dense(weights: .identity(2), bias: [0, 0]),
    ]
    for layer in layers {
      #expect(layer.forward(row)[0, 0].isNaN, "forward of \(layer.name)")
      #expect(layer.backward(row)[0, 0].isNaN, "backward of \(layer.name)")
      #expect(layer.predict(row)[0, 0].isNaN, "predict of \(layer.name)")
    }
    let prelu = PReLU()
    _ = prelu.forward(row)
    _ = prelu.backward([[1, 1]])
    #expect(prelu.slope.gradient[0, 0].isNaN)
  }

  static let losses: [any Loss] = [
    SumSquaredError(), MeanSquaredError(), MeanAbsoluteError(), Huber(), Hinge(), SquaredHinge(), BinaryCrossEntropy(),
    BinaryCrossEntropyFromLogits(), CrossEntropy(), SoftmaxCrossEntropy(),
  ]

  @Test(arguments: losses.indices) func noLossCallsItGood(_ index: Int) {
    let loss = Self.losses[index]
    for (predictions, targets): (Matrix, Matrix) in [
      ([[.nan, .nan]], [[1, 0]]), ([[.nan, 0.5]], [[1, 0]]), ([[.nan, 0.5]], [[0, 1]]), ([[0.5, 0.5]], [[.nan, 1]]),
    ] {
      let value = loss(predictions, targets)
      #expect(value.isNaN && value.sign == .plus, "\(loss.name) of \(predictions), \(targets) is \(value)")
      #expect(loss.gradient(predictions, targets).values.contains { $0.isNaN }, "gradient of \(loss.name)")
    }
  }

  @Test func classNumbersSeeItToo() {
    #expect(ClassCrossEntropy()([[.nan, .nan]], [[1]]).isNaN)
    #expect(crossEntropy(logits: [[1, .nan]], labels: [0]).isNaN)
  }

  @Test func gradientsThatAreNoneAreNotClipped() {
    let parameter = Parameter("w", .weight, [[1, 2]])
    parameter.gradient = [[.nan, 5]]
    clipGradients(of: [parameter], limit: 1)
    #expect(parameter.gradient[0, 0].isNaN && parameter.gradient[0, 1] == 1)
    parameter.gradient = [[.nan, 5]]
    #expect(clipGradients(of: [parameter], norm: 1).isNaN)
    parameter.value = [[.nan, 2]]
    parameter.gradient = [[0, 0]]
    Penalty.l1(1).addGradient(to: [parameter])
    #expect(parameter.gradient[0, 0].isNaN)
  }

  @Test func theLargestIsTheFirstThatIsNone() {
    #expect(argmax([3, .nan, 1, 5]) == 1)
    #expect(argmax([.nan, .nan]) == 0)
    #expect(argmax([3, 5, .nan]) == 2)
    #expect(Matrix([[3, .nan, 1, 5]]).rowArgmax() == [1])
  }

  @Test func noAnswerIsARightAnswer() {
    #expect(classAccuracy([[.nan, .nan], [0, 1]], [[1, 0], [0, 1]]) == 0.5)
    #expect(classAccuracy([[.nan, 1]], [[0, 1]]) == 0)
    #expect(classAccuracy([[1, .nan]], [[1, 0]]) == 0)
    #expect(binaryAccuracy([[.nan], [.nan]], [[0], [1]]) == 0)
  }

  @Test func measuresOfDataAreNone() {
    #expect(conditionNumber(of: [[.nan, 1], [2, 3]]).isNaN)
    #expect(conditionNumber(of: [[.infinity, 1], [2, 3]]).isNaN)
    #expect(Scaling.standard([[.nan], [1]])([[1]])[0, 0].isNaN)
    #expect(Scaling.minMax([[.nan], [1]])([[1]])[0, 0].isNaN)
    #expect(meanAbsoluteError([.nan], [1]).isNaN)
  }

  @Test func searchesRankItLast() {
    // Half of the plane has no loss.
    let loss = { (x: [Double]) in x[0] > 0 ? x[0] * x[0] + x[1] * x[1] : Double.nan }
    var search = GeneticAlgorithm(genes: 2, population: 20, seed: 3, loss: loss)
    for _ in 0..<20 { search.step() }
    #expect(search.bestLosses.allSatisfy { !$0.isNaN })
    #expect(zip(search.bestLosses, search.bestLosses.dropFirst()).allSatisfy { $0 >= $1 })
    let ranked = search.population.map(\.loss)
    #expect(ranked.prefix { !$0.isNaN }.count == ranked.count { !$0.isNaN })

    var strategy = EvolutionStrategy(from: [-0.2, 0], seed: 1, loss: loss)
    for _ in 0..<80 { strategy.step() }
    #expect(strategy.bestLoss < 1)
  }

  @Test func trainingEndsWhereTheLossIsNone() {
    for loss in Self.losses {
      let net = Sequential(inputs: 2, [.dense(2)], seed: 1)
      let trainer = Trainer(net, loss: loss, optimizer: GradientDescent(learningRate: 0.1))
      let data = Dataset(inputs: [[1, .nan], [0, 1]], targets: [[1, 0], [0, 1]])
      let history = trainer.train(on: data, epochs: 10)
      #expect(history.epochs.count == 1 && history.end == .notANumber, "\(loss.name)")
    }
  }
}
