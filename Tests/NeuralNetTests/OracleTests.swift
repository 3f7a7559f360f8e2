import NeuralNet
import Testing

/// Values and gradients that PyTorch computed in double precision, at 1e-12 relative.
@Suite struct OracleTests {
  private let oracle = Oracle.pyTorch

  @Test func activations() {
    let ours: [any Activation] = [
      Identity(), Sigmoid(), HardSigmoid(), Tanh(), ReLU(), LeakyReLU(), ELU(alpha: 1.3), SELU(), Softplus(), SiLU(),
      GELU(), ExactGELU(), Softsign(),
    ]
    let x = oracle.activations.x.values
    #expect(Set(ours.map(\.name)) == Set(oracle.activations.cases.keys))
    for f in ours {
      guard let expected = oracle.activations.cases[f.name], let slope = expected.slope else {
        Issue.record("no numbers for \(f.name)")
        continue
      }
      expectClose(x.map(f.value), expected.y.values, absolute: 1e-30, f.name)
      expectClose(x.map { f.derivative($0) }, slope.values, absolute: 1e-30, "slope of \(f.name)")
    }
  }

  @Test func geluStaysNearTheExactForm() throws {
    let exact = try #require(oracle.activations.cases["exact gelu"]).y.values
    let x = oracle.activations.x.values
    #expect(x.count == exact.count)
    #expect(zip(x, exact).allSatisfy { abs(GELU()($0) - $1) < 5e-4 })
    #expect(zip(x, exact).contains { abs(GELU()($0) - $1) > 1e-4 }, "the tanh form is an approximation")
  }

  @Test func losses() {
    let ours: [any Loss] = [
      SumSquaredError(), MeanSquaredError(), MeanAbsoluteError(), Huber(delta: 0.8), Hinge(), SquaredHinge(),
      BinaryCrossEntropy(),
      BinaryCrossEntropyFromLogits(), CrossEntropy(), SoftmaxCrossEntropy(), ClassCrossEntropy(),
    ]
    #expect(Set(ours.map(\.name)) == Set(oracle.losses.keys))
    for loss in ours {
      guard let expected = oracle.losses[loss.name] else { continue }
      let (predictions, targets) = (expected.predictions.matrix, expected.targets.matrix)
      expectClose([loss(predictions, targets)], expected.value.values, loss.name)
      expectClose(loss.gradient(predictions, targets), expected.gradient.matrix, "gradient of \(loss.name)")
    }
  }

  private func layer(_ name: String, _ parameters: [String: Oracle.Tensor]) -> (any Layer)? {
    func numbers(_ key: String) -> Matrix { parameters[key]?.matrix ?? .zeros(0, 0) }
    switch name {
    case "dense": return Dense(weights: numbers("weights"), bias: numbers("bias").values)
    case "softmax": return SoftmaxLayer()
    case "log softmax": return LogSoftmaxLayer()
    case "prelu": return PReLU(slope: numbers("slope")[0, 0])
    case "maxout": return Maxout(weights: numbers("weights"), bias: numbers("bias").values, pieces: 4)
    case "net":
      return Sequential(
        inputs: 4,
        layers: [
          Dense(weights: numbers("w1"), bias: numbers("b1").values), ActivationLayer(Tanh()),
          Dense(weights: numbers("w2"), bias: numbers("b2").values), ActivationLayer(ELU()),
          Dense(weights: numbers("w3"), bias: numbers("b3").values), LogSoftmaxLayer(),
        ])
    default: return nil
    }
  }

  @Test func layers() {
    #expect(oracle.layers.count == 6)
    for (name, expected) in oracle.layers {
      guard let layer = layer(name, expected.parameters) else {
        Issue.record("unknown layer \(name)")
        continue
      }
      expectClose(layer.predict(expected.x.matrix), expected.y.matrix, "\(name) predict")
      expectClose(layer.forward(expected.x.matrix), expected.y.matrix, "\(name) forward")
      expectClose(
        layer.backward(expected.outputGradient.matrix), expected.inputGradient.matrix, "\(name) input gradient")
      let keys = name == "net" ? ["w1", "b1", "w2", "b2", "w3", "b3"] : layer.parameters.map(\.name)
      #expect(keys.count == layer.parameters.count && Set(keys) == Set(expected.gradients.keys))
      for (key, parameter) in zip(keys, layer.parameters) {
        guard let gradient = expected.gradients[key] else { continue }
        expectClose(parameter.gradient, gradient.matrix, absolute: 1e-14, "\(name) \(key)")
      }
    }
  }

  private let makers: [String: () -> any Optimizer] = [
    "gradient descent": { GradientDescent(learningRate: 0.05) },
    "momentum average": { Momentum(learningRate: 0.2, momentum: 0.9, form: .average) },
    "momentum heavy ball": { Momentum(learningRate: 0.05, momentum: 0.9) },
    "nesterov": { Nesterov(learningRate: 0.05, momentum: 0.9) },
    "adagrad": { AdaGrad(learningRate: 0.3) },
    "rmsprop": { RMSProp(learningRate: 0.005, decay: 0.9) },
    "adam": { Adam(learningRate: 0.1) },
    "adamw": { AdamW(learningRate: 0.1, weightDecay: 0.05) },
  ]

  @Test func fiftyStepsOnAQuadratic() {
    let numbers = oracle.optimizers
    #expect(Set(makers.keys) == Set(numbers.quadratic.keys))
    for (name, make) in makers {
      let path = descend(from: numbers.start, using: make(), steps: 50) { p in
        p.indices.map { numbers.curvature[$0] * p[$0] }
      }
      guard let expected = numbers.quadratic[name] else { continue }
      expectClose(Matrix(Array(path[1...])), expected.matrix, absolute: 1e-13, name)
    }
  }

  @Test func fiftyStepsOfASmallNet() {
    let numbers = oracle.optimizers
    #expect(Set(makers.keys) == Set(numbers.net.keys))
    for (name, make) in makers {
      guard let expected = numbers.net[name] else { continue }
      let weights = numbers.weights.map(\.matrix)
      let net = Sequential(
        inputs: 2,
        layers: [
          Dense(weights: weights[0], bias: weights[1].values), ActivationLayer(Tanh()),
          Dense(weights: weights[2], bias: weights[3].values), ActivationLayer(Sigmoid()),
        ])
      let trainer = Trainer(net, loss: MeanSquaredError(), optimizer: make())
      let losses = (0..<50).map { _ in trainer.step(numbers.x.matrix, numbers.t.matrix) }
      expectClose(losses, expected.losses.values, absolute: 1e-13, "\(name) losses")
      #expect(net.parameters.count == expected.parameters.count)
      for (parameter, tensor) in zip(net.parameters, expected.parameters) {
        expectClose(parameter.value, tensor.matrix, absolute: 1e-12, "\(name) \(parameter.name)")
      }
    }
  }
}
