import NeuralNet
import Testing

@Suite struct TrainerTests {
  private func spiralTrainer(
    _ optimizer: any Optimizer = Adam(learningRate: 0.02), seed: UInt64 = 5
  ) -> (net: Sequential, trainer: Trainer) {
    let net = Sequential(inputs: 2, [.dense(8), .tanh, .dense(1)], seed: 3)
    return (net, Trainer(net, loss: BinaryCrossEntropyFromLogits(), optimizer: optimizer, batchSize: 10, seed: seed))
  }

  @Test func learnsXORAndPrintsItself() {
    let net = Sequential(inputs: 2, [.dense(4), .tanh, .dense(1), .sigmoid], seed: 1)
    let trainer = Trainer(net, loss: BinaryCrossEntropy(), optimizer: Adam(learningRate: 0.05))
    trainer.measure = { binaryAccuracy($0, $1) }
    let history = trainer.train(on: .xor, epochs: 500)
    #expect(history.losses.last! < 0.01 && history.losses[0] > 0.5)
    #expect(history.epochs.last?.measure == 1)
    #expect(history.updates == 500)
    #expect(
      net.description == """
        layer    output  parameters
        input    [n, 2]           0
        dense    [n, 4]          12
        tanh     [n, 4]           0
        dense    [n, 1]           5
        sigmoid  [n, 1]           0
        total                    17
        """)
  }

  @Test func everyOptimizerLearnsXOR() {
    let optimizers: [any Optimizer] = [
      GradientDescent(learningRate: 1), Momentum(learningRate: 1, form: .average), Momentum(learningRate: 0.1),
      Nesterov(learningRate: 0.1), AdaGrad(learningRate: 0.5), RMSProp(learningRate: 0.02), Adam(learningRate: 0.05),
      AdamW(learningRate: 0.05, weightDecay: 0.001),
    ]
    for optimizer in optimizers {
      let net = Sequential(inputs: 2, [.dense(8), .tanh, .dense(1)], seed: 2)
      Trainer(net, loss: BinaryCrossEntropyFromLogits(), optimizer: optimizer).train(on: .xor, epochs: 600)
      #expect(
        binaryAccuracy(net.predict(Dataset.xor.inputs), Dataset.xor.targets, threshold: 0) == 1, "\(optimizer.name)")
    }
  }

  /// Two hidden ReLU units learn XOR from few starts, eight from most.
  @Test func moreHiddenUnitsLearnXORFromMoreStarts() {
    func successes(_ units: Int) -> Int {
      (1...20 as ClosedRange<UInt64>).count { seed in
        let net = Sequential(inputs: 2, [.dense(units, initializer: .heNormal), .relu, .dense(1)], seed: seed)
        let trainer = Trainer(net, loss: BinaryCrossEntropyFromLogits(), optimizer: Adam(learningRate: 0.05))
        trainer.train(on: .xor, epochs: 300)
        return binaryAccuracy(net.predict(Dataset.xor.inputs), Dataset.xor.targets, threshold: 0) == 1
      }
    }
    let (narrow, middle, wide) = (successes(2), successes(4), successes(8))
    #expect(narrow < middle && middle < wide)
    #expect(narrow <= 8 && wide >= 15)
  }

  @Test func aHundredSamplesInTensForThreeEpochsAreThirtyUpdates() {
    let (_, trainer) = spiralTrainer()
    let history = trainer.train(on: .spirals(count: 100, seed: 1), epochs: 3)
    #expect(history.updates == 30 && history.epochs.map(\.number) == [1, 2, 3])
  }

  @Test func everySampleComesOnceAnEpochAndTheShortBatchIsKept() {
    var batches = MiniBatches(samples: 23, size: 5)
    var rng = SplitMix64(seed: 4)
    #expect(batches.count == 5 && Array(batches[0]) == [0, 1, 2, 3, 4])
    var orders: Set<[Int]> = []
    for _ in 0..<4 {
      batches.shuffle(using: &rng)
      let seen = (0..<batches.count).flatMap { Array(batches[$0]) }
      #expect(seen.sorted() == Array(0..<23) && batches[4].count == 3)
      orders.insert(seen)
    }
    #expect(orders.count == 4)
  }

  @Test func inputsStayWithTheirTargets() {
    // y = 3x + 1 can only be learned exactly if no batch mixes them up.
    let inputs = Matrix(rows: 17, columns: 1) { row, _ in Double(row) / 17 }
    let net = Sequential(inputs: 1, [.dense(1)], seed: 1)
    let trainer = Trainer(net, loss: MeanSquaredError(), optimizer: GradientDescent(learningRate: 0.3), batchSize: 4)
    trainer.train(on: Dataset(inputs: inputs, targets: inputs * 3 + 1), epochs: 2000)
    #expect(abs(net.parameters[0].value[0, 0] - 3) < 1e-9 && abs(net.parameters[1].value[0, 0] - 1) < 1e-9)
  }

  @Test func theSameSeedGivesTheSameBits() {
    func weights(_ seed: UInt64) -> [Double] {
      let net = Sequential(inputs: 2, [.dense(6), .relu, .dropout(0.2), .dense(1)], seed: 3)
      let trainer = Trainer(
        net, loss: BinaryCrossEntropyFromLogits(), optimizer: Adam(learningRate: 0.02), batchSize: 7, seed: seed)
      trainer.train(on: .moons(count: 50, seed: 1), epochs: 5)
      return net.weightVector
    }
    #expect(weights(1) == weights(1))
    #expect(weights(1) != weights(2))
  }

  @Test func fullBatchDescentIsTheTextbooksLoop() {
    let (first, second) = (
      Sequential(inputs: 2, [.dense(3), .tanh, .dense(1)], seed: 4),
      Sequential(inputs: 2, [.dense(3), .tanh, .dense(1)], seed: 4)
    )
    let (data, loss) = (Dataset.moons(count: 20, seed: 2), MeanSquaredError())
    let history = Trainer(first, loss: loss, optimizer: GradientDescent(learningRate: 0.1)).train(on: data, epochs: 10)
    var losses: [Double] = []
    for _ in 0..<10 {
      let y = second.forward(data.inputs)
      losses.append(loss(y, data.targets))
      _ = second.backward(loss.gradient(y, data.targets))
      for parameter in second.parameters { parameter.value -= parameter.gradient * 0.1 }
    }
    expectClose(history.losses, losses)
    expectClose(first.weightVector, second.weightVector)
  }

  @Test func scheduleClippingAndPenaltyReachTheStep() {
    let net = Sequential(inputs: 1, layers: [Dense(weights: [[2]], bias: [0])])
    let trainer = Trainer(net, loss: SumSquaredError(), optimizer: GradientDescent(learningRate: 99))
    trainer.schedule = .steps(0.5, every: 1, factor: 0.1)
    trainer.penalty = .l2(3)
    let history = trainer.train(on: Dataset(inputs: [[0]], targets: [[0]]), epochs: 2)
    // Only the penalty acts: w ← w − 0.5·3·w = −1, then −1 + 0.05·3 = −0.85; ½·3·4 = 6 and ½·3·1 = 1.5.
    expectClose(history.losses, [6, 1.5])
    expectClose(net.parameters[0].value.values, [-0.85])
    expectClose(history.epochs.map(\.learningRate), [0.5, 0.05])
    trainer.penalty = nil
    trainer.schedule = .constant(1)
    trainer.maximumGradientNorm = 0.01
    trainer.train(on: Dataset(inputs: [[100]], targets: [[0]]), epochs: 1)
    #expect(abs(net.parameters[0].value[0, 0] + 0.85) < 0.0101)
  }

  /// The variance of a batch's gradient is that of one sample's over B; measured over 2,000 batches of each size.
  @Test func theGradientsVarianceFallsAsOneOverB() {
    let data = Dataset.moons(count: 400, seed: 6)
    let net = Sequential(inputs: 2, [.dense(1)], seed: 1)
    let loss = BinaryCrossEntropyFromLogits()
    var rng = SplitMix64(seed: 9)
    func variance(_ size: Int) -> Double {
      var (sum, square) = (0.0, 0.0)
      for _ in 0..<2000 {
        let batch = data[(0..<size).map { _ in rng.integer(below: 400) }]
        _ = net.backward(loss.gradient(net.forward(batch.inputs), batch.targets))
        let g = net.parameters[0].gradient[0, 0]
        (sum, square) = (sum + g, square + g * g)
      }
      return square / 2000 - (sum / 2000) * (sum / 2000)
    }
    let single = variance(1)
    for size in [4, 16, 64] { #expect((0.75...1.33).contains(variance(size) * Double(size) / single)) }
  }

  @Test func callbacksSeeEachEpochAndMayEndIt() {
    let (net, trainer) = spiralTrainer()
    var frames: [(Int, [Double])] = []
    trainer.onEpoch = { epoch in
      frames.append((epoch.number, net.weightVector))
      return epoch.number < 4
    }
    let history = trainer.train(on: .spirals(count: 40, seed: 1), epochs: 100)
    #expect(history.epochs.count == 4 && frames.map(\.0) == [1, 2, 3, 4])
    #expect(Set(frames.map(\.1)).count == 4 && frames[3].1 == net.weightVector)
  }

  @Test func validationIsMeasuredWithoutLearningFromIt() {
    let (net, trainer) = spiralTrainer()
    trainer.measure = { binaryAccuracy($0, $1, threshold: 0) }
    let validation = Dataset.spirals(count: 30, seed: 2)
    let history = trainer.train(on: .spirals(count: 40, seed: 1), validation: validation, epochs: 3)
    #expect(history.validationLosses.count == 3)
    #expect(
      history.validationLosses[2] == BinaryCrossEntropyFromLogits()(net.predict(validation.inputs), validation.targets))
    #expect(
      history.epochs[2].validationMeasure
        == binaryAccuracy(net.predict(validation.inputs), validation.targets, threshold: 0))
    let (other, alone) = spiralTrainer()
    alone.train(on: .spirals(count: 40, seed: 1), epochs: 3)
    #expect(other.weightVector == net.weightVector)
    #expect(history.restoredEpoch == nil)
  }
}

@Suite struct EarlyStoppingTests {
  private let parameter = Parameter("weights", .weight, [[0]])

  /// Feeds losses one by one, storing the epoch's number in the parameter, and returns when it stopped.
  private func run(_ rule: inout EarlyStopping, _ losses: [Double]) -> Int? {
    for (index, loss) in losses.enumerated() {
      parameter.value = [[Double(index + 1)]]
      if rule.shouldStop(loss: loss, parameters: [parameter]) { return index + 1 }
    }
    return nil
  }

  @Test func waitsForPatienceEpochsAfterTheBest() {
    var rule = EarlyStopping(patience: 2)
    #expect(run(&rule, [3, 2, 2.5, 2.4, 1]) == 4)
    #expect(rule.bestEpoch == 2 && rule.bestLoss == 2)
    rule.restore([parameter])
    #expect(parameter.value == [[2]])
  }

  @Test func comparesWithTheBestNotTheLast() {
    // Each loss is lower than the one before it, but from the third on never than the best.
    var rule = EarlyStopping(patience: 3)
    #expect(run(&rule, [3, 1, 2, 1.9, 1.8, 0.5]) == 5)
  }

  @Test func anImprovementStartsTheWaitAnew() {
    var rule = EarlyStopping(patience: 2)
    #expect(run(&rule, [3, 4, 2, 4, 1, 4, 4]) == 7 && rule.bestEpoch == 5)
    var impatient = EarlyStopping(patience: 1)
    #expect(run(&impatient, [3, 2, 2]) == 3)
  }

  @Test func tooSmallAnImprovementDoesNotCount() {
    var rule = EarlyStopping(patience: 2, minimumImprovement: 0.1)
    #expect(run(&rule, [1, 0.95, 0.92]) == 3)
    var never = EarlyStopping(patience: 2)
    #expect(run(&never, [.nan, .nan, .nan]) == 2 && never.bestEpoch == 0)
    parameter.value = [[7]]
    never.restore([parameter])
    #expect(parameter.value == [[7]], "nothing to restore")
  }

  @Test func theTrainerGivesTheBestWeightsBack() {
    let net = Sequential(inputs: 2, [.dense(16), .tanh, .dense(1)], seed: 1)
    let trainer = Trainer(net, loss: BinaryCrossEntropyFromLogits(), optimizer: Adam(learningRate: 0.1))
    trainer.earlyStopping = EarlyStopping(patience: 10)
    let validation = Dataset.moons(count: 20, noise: 0.5, seed: 2)
    let history = trainer.train(on: .moons(count: 16, noise: 0.5, seed: 1), validation: validation, epochs: 2000)
    #expect(history.epochs.count < 2000)
    #expect(history.restoredEpoch == history.epochs.count - 10)
    let best = history.validationLosses.min()
    #expect(BinaryCrossEntropyFromLogits()(net.predict(validation.inputs), validation.targets) == best)
    #expect(history.validationLosses.last! > best!)
  }
}
