import NeuralNet
import Testing

/// A trainer that is asked again goes on, and what belonged to an earlier training does not leak into the next.
@Suite struct ResumeTests {
  let data: Dataset

  init() {
    let blobs = Dataset.blobs(count: 40, seed: 1)
    data = Dataset(inputs: blobs.inputs, targets: oneHot(blobs.labels, classes: 2))
  }

  private func net() -> Sequential { Sequential(inputs: 2, [.dense(5), .tanh, .dense(2)], seed: 3) }

  static let rules: [@Sendable () -> any Optimizer] = [
    { GradientDescent(learningRate: 0.1) }, { Momentum(learningRate: 0.05) }, { Nesterov(learningRate: 0.05) },
    { AdaGrad(learningRate: 0.1) }, { RMSProp(learningRate: 0.01) }, { Adam(learningRate: 0.05) },
    { AdamW(learningRate: 0.05) },
  ]

  @Test(arguments: rules.indices) func fiveEpochsTwiceAreTen(_ rule: Int) {
    let (one, two) = (net(), net())
    for (net, parts) in [(one, [10]), (two, [5, 5])] {
      let trainer = Trainer(net, loss: SoftmaxCrossEntropy(), optimizer: Self.rules[rule](), batchSize: 8, seed: 2)
      trainer.schedule = .cosine(0.05, over: 10)
      for epochs in parts { trainer.train(on: data, epochs: epochs) }
    }
    #expect(one.weightVector == two.weightVector)
  }

  @Test(arguments: rules.indices) func anotherNetFindsNoMemory(_ rule: Int) {
    let (shared, fresh) = (Self.rules[rule](), Self.rules[rule]())
    Trainer(net(), loss: SoftmaxCrossEntropy(), optimizer: shared).train(on: data, epochs: 3)
    let (one, two) = (net(), net())
    Trainer(one, loss: SoftmaxCrossEntropy(), optimizer: shared).train(on: data, epochs: 2)
    Trainer(two, loss: SoftmaxCrossEntropy(), optimizer: fresh).train(on: data, epochs: 2)
    #expect(one.weightVector == two.weightVector)
  }

  @Test(arguments: rules.indices) func memoryCanBeTakenAndGiven(_ rule: Int) {
    let (first, second) = (Self.rules[rule](), Self.rules[rule]())
    var (a, b) = ([1.0, -2], [1.0, -2])
    for _ in 0..<3 { first.step(&a, gradient: a) }
    b = a
    second.memory = first.memory
    for _ in 0..<3 {
      first.step(&a, gradient: a)
      second.step(&b, gradient: b)
    }
    #expect(a == b)
    #expect((rule == 0) == (first.memory == OptimizerMemory()))
  }

  @Test func aScheduleEndsWithItsTraining() {
    let optimizer = GradientDescent(learningRate: 0.2)
    let trainer = Trainer(net(), loss: SoftmaxCrossEntropy(), optimizer: optimizer)
    trainer.schedule = .cosine(0.5, over: 20)
    trainer.train(on: data, epochs: 19)
    #expect(optimizer.learningRate == 0.2)
    #expect(trainer.train(on: data, epochs: 1).epochs[0].learningRate == Schedule.cosine(0.5, over: 20).rate(at: 19))
    trainer.schedule = .constant(0.3)
    #expect(trainer.train(on: data, epochs: 1).epochs[0].learningRate == 0.3)
  }

  @Test func earlyStoppingBeginsAnew() {
    let trainer = Trainer(net(), loss: SoftmaxCrossEntropy(), optimizer: GradientDescent(learningRate: 0.01))
    trainer.earlyStopping = EarlyStopping(patience: 3)
    let easy = Dataset(inputs: data.inputs, targets: data.targets)
    let first = trainer.train(on: easy, validation: easy, epochs: 20)
    // The same points with the classes exchanged: the loss is higher than it ever was, and falls.
    let turned = Dataset(inputs: data.inputs, targets: 1 - data.targets)
    let second = trainer.train(on: turned, validation: turned, epochs: 20)
    #expect(first.restoredEpoch == 20 && second.restoredEpoch == 20)
    #expect(second.epochs.count == 20 && second.end == .epochs)
  }

  @Test func theEpochThatIsGoodEnoughIsKept() {
    let trainer = Trainer(net(), loss: SoftmaxCrossEntropy(), optimizer: GradientDescent(learningRate: 0.1))
    trainer.earlyStopping = EarlyStopping(patience: 5)
    trainer.onEpoch = { $0.number < 10 }
    let history = trainer.train(on: data, validation: data, epochs: 100)
    #expect(history.epochs.count == 10 && history.restoredEpoch == 10 && history.end == .request)
    #expect(SoftmaxCrossEntropy()(trainer.net.predict(data.inputs), data.targets) == history.validationLosses[9])
  }

  @Test func nothingIsRestoredWhereNothingWasMeasured() {
    let trainer = Trainer(net(), loss: SoftmaxCrossEntropy(), optimizer: GradientDescent(learningRate: 0.1))
    trainer.earlyStopping = EarlyStopping(patience: 2)
    #expect(trainer.train(on: data, epochs: 4).restoredEpoch == nil)
    let holes = Dataset(inputs: [[.nan, 1]], targets: [[1, 0]])
    let history = trainer.train(on: data, validation: holes, epochs: 9)
    #expect(history.restoredEpoch == nil && history.epochs.count == 2 && history.end == .earlyStopping)
  }

  @Test func decayIsForWeights() {
    let dense = Dense(weights: [[2]], bias: [2])
    let rule = AdamW(learningRate: 0.1, weightDecay: 0.5)
    rule.step(dense.parameters)
    #expect(dense.weights.value == [[2 * (1 - 0.1 * 0.5)]] && dense.bias.value == [[2]])
  }
}

/// Nets can be copied, and predictions share nothing.
@Suite struct CopyTests {
  private func everyLayer() -> Sequential {
    Sequential(
      inputs: 3,
      [
        .dense(6), .prelu(), .dropout(0.5), .maxout(4, pieces: 2), .tanh, .dense(3), .softmax, .logSoftmax,
        LayerDescription { inputs, rng in
          Sequential(inputs: inputs, layers: [Dense(inputs, 2, using: &rng), ActivationLayer(ReLU())])
        },
      ], seed: 5)
  }

  @Test func aCopyGoesItsOwnWay() {
    let net = everyLayer()
    let copy = net.copy()
    let x: Matrix = [[1, 2, 3], [-1, 0, 1]]
    let before = net.predict(x)
    #expect(copy.predict(x) == before)
    let target: Matrix = [[1, 0], [0, 1]]
    Trainer(copy, loss: MeanSquaredError(), optimizer: Adam(learningRate: 0.1)).train(
      on: Dataset(inputs: x, targets: target), epochs: 5)
    #expect(net.predict(x) == before && copy.predict(x) != before)
    // The original meets the same random masks as its copy did.
    Trainer(net, loss: MeanSquaredError(), optimizer: Adam(learningRate: 0.1)).train(
      on: Dataset(inputs: x, targets: target), epochs: 5)
    #expect(net.weightVector == copy.weightVector)
  }

  /// The library's types say that a net is for one thread; this is what a program in Swift 5 mode may do all the same.
  private struct Shared: @unchecked Sendable { let net: Sequential }

  @Test func threadsMayPredictAtOnce() async {
    let shared = Shared(net: everyLayer())
    let inputs = (1...8).map { rows in Matrix(rows: rows, columns: 3) { Double($0 * 3 + $1) / 10 } }
    let expected = inputs.map { shared.net.predict($0) }
    let wrong = await withTaskGroup(of: Int.self) { group in
      for task in 0..<8 {
        group.addTask {
          (0..<400).count { round in shared.net.predict(inputs[(task + round) % 8]) != expected[(task + round) % 8] }
        }
      }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
  }
}
