import NeuralNet

/// One thing that is measured: after `prepare`, each call of `step` does the same amount of work.
struct Case: Sendable {
  let name: String
  /// Makes nets and data, and returns the work of one step.
  let prepare: @Sendable () -> () -> Void

  static let all = [small, large, xor, inference, elementary("exp", exp), elementary("tanh", tanh), product]

  /// (1) 784-50-10, ReLU and softmax, plain descent, batches of 100.
  static let small = Case(name: "small") {
    let net = Sequential(inputs: 784, [.dense(50), .relu, .dense(10)], seed: 1)
    return training(net, GradientDescent(learningRate: 0.1))
  }

  /// (2) 784-256-128-10, ReLU, dropout 0.5, momentum, batches of 100.
  static let large = Case(name: "large") {
    let layers: [LayerDescription] = [
      .dense(256), .relu, .dropout(0.5), .dense(128), .relu, .dropout(0.5), .dense(10),
    ]
    return training(Sequential(inputs: 784, layers, seed: 1), Momentum(learningRate: 0.01, momentum: 0.9))
  }

  /// (3) XOR with 2-4-1, tanh, mean squared error, all four rows in each step.
  static let xor = Case(name: "xor") {
    let net = Sequential(inputs: 2, [.dense(4), .tanh, .dense(1), .tanh], seed: 1)
    let trainer = Trainer(net, loss: MeanSquaredError(), optimizer: GradientDescent(learningRate: 0.1))
    let (inputs, targets) = (Dataset.xor.inputs, Dataset.xor.targets)
    return { trainer.step(inputs, targets) }
  }

  /// (4) The net of (2) in use, batches of 100.
  static let inference = Case(name: "inference") {
    let net = Sequential(inputs: 784, [.dense(256), .relu, .dense(128), .relu, .dense(10)], seed: 1)
    let batches = Self.batches().map(\.inputs)
    var next = 0
    return {
      _ = net.predict(batches[next])
      next = (next + 1) % batches.count
    }
  }

  /// (5) A function of a million numbers between −10 and 10.
  private static func elementary(_ name: String, _ function: @escaping @Sendable (Matrix, inout Matrix) -> Void) -> Case
  {
    Case(name: name) {
      var rng = SplitMix64(seed: 1)
      let x = Matrix(rows: 1000, columns: 1000) { _, _ in rng.uniform(in: -10..<10) }
      var y = x
      return { function(x, &y) }
    }
  }

  /// The largest product of (2), 100×784 by 784×256.
  static let product = Case(name: "product") {
    var rng = SplitMix64(seed: 1)
    let a = Matrix(rows: 100, columns: 784) { _, _ in rng.normal() }
    let b = Matrix(rows: 784, columns: 256) { _, _ in rng.normal() }
    var c = Matrix.zeros(100, 256)
    return { matmul(a, b, into: &c) }
  }

  private static func training(_ net: Sequential, _ optimizer: any Optimizer) -> () -> Void {
    let trainer = Trainer(net, loss: SoftmaxCrossEntropy(), optimizer: optimizer)
    let batches = batches()
    var next = 0
    return {
      trainer.step(batches[next].inputs, batches[next].targets)
      next = (next + 1) % batches.count
    }
  }

  /// Ten batches of 100 rows in the form of MNIST: 784 numbers from 0 to 1, and one of ten classes.
  private static func batches() -> [(inputs: Matrix, targets: Matrix)] {
    var rng = SplitMix64(seed: 2)
    return (0..<10).map { _ in
      let inputs = Matrix(rows: 100, columns: 784) { _, _ in rng.uniform() }
      var targets = Matrix.zeros(100, 10)
      for row in 0..<100 { targets[row, rng.integer(below: 10)] = 1 }
      return (inputs, targets)
    }
  }
}
