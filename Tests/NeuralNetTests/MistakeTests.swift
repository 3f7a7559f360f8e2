#if os(Linux) || os(macOS)
  import NeuralNet
  import Testing

  /// A caller's mistake ends the program with a text that names the operation and what does not fit.
  ///
  /// The book shows these texts. Each test makes the mistake in a process of its own.
  @Suite struct MistakeTests {
    private func expectMessage(
      _ text: String, _ result: ExitTest.Result?, sourceLocation: SourceLocation = #_sourceLocation
    ) {
      let output = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
      #expect(output.contains(text), "the process wrote: \(output)", sourceLocation: sourceLocation)
    }

    @Test func denseNamesBothShapes() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Dense(weights: [[1, 2], [3, 4]], bias: [0]).forward([[1, 2]])
      }
      expectMessage("Dense: shapes [2, 2] and [1] do not match", result)
    }

    @Test func aNetNamesItsInputs() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Sequential(inputs: 3, [.dense(2)], seed: 1).predict([[1, 2]])
      }
      expectMessage("forward of a net with 3 inputs: shapes [1, 2] and [3] do not match", result)
    }

    @Test func layersThatDoNotFitCannotBeJoined() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Sequential(inputs: 2, layers: [Dense(weights: [[1, 2, 3]], bias: [0, 0, 0])])
      }
      expectMessage("dense: shapes [2] and [1, 3] do not match", result)
    }

    @Test(arguments: ["dense", "tanh", "dropout", "maxout", "prelu", "softmax", "log softmax"])
    func backwardNeedsAForward(_ name: String) async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [name] in
        let layer = layers[name] ?? ActivationLayer(Identity())
        _ = layer.forward([[1, 2], [3, 4]])
        _ = layer.backward(layer.predict([[1, 1], [1, 1]]))
        _ = layer.backward(layer.predict([[1, 1], [1, 1]]))
      }
      let sums = name == "maxout" ? "dense" : name
      expectMessage("backward of \(sums): it needs a forward pass of its own", result)
    }

    @Test func aLayerStandsAtOnePlace() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let softmax = SoftmaxLayer()
        _ = Sequential(inputs: 2, layers: [softmax, Dropout(0, seed: 1), softmax])
      }
      expectMessage("Sequential: layers 1 and 3 are one softmax object; make two", result)
    }

    @Test func aParameterStandsAtOnePlaceOfNestedNets() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let dense = Dense(weights: [[1]], bias: [0])
        _ = Sequential(inputs: 1, layers: [dense, Sequential(inputs: 1, layers: [dense])])
      }
      expectMessage("the parameter weights is in the net twice", result)
    }

    @Test func aLayerWithoutACopyIsNamed() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        final class Twice: Layer {
          let name = "twice"
          func forward(_ input: Matrix) -> Matrix { input * 2 }
          func predict(_ input: Matrix) -> Matrix { input * 2 }
          func backward(_ gradient: Matrix) -> Matrix { gradient * 2 }
        }
        _ = Sequential(inputs: 1, layers: [Twice()]).copy()
      }
      expectMessage("copy: the layer twice has no copy(); write one", result)
    }

    @Test(arguments: [
      ("rate", "adam: the learning rate -0.1 is not at least 0"),
      ("later rate", "momentum: the learning rate nan is not at least 0"),
      ("momentum", "nesterov: the momentum 1.0 is not in 0..<1"), ("beta", "adam: the beta2 1.0 is not in 0..<1"),
      ("decay", "adamw: the weight decay -1.0 is not at least 0"), ("delta", "Huber: the delta -1.0 is not above 0"),
      ("norm", "clipGradients: the norm -1.0 is not at least 0"),
      ("limit", "clipGradients: the limit -1.0 is not at least 0"),
      ("update", "adam: update before beginStep; step calls both"),
      ("average", "MovingAverage: the beta 1.0 is not in 0..<1"),
    ])
    func settingsWithoutSenseAreRefused(_ setting: String, _ text: String) async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [setting] in
        var numbers = [1.0]
        switch setting {
        case "rate": _ = Adam(learningRate: -0.1)
        case "later rate": Momentum(learningRate: 0.1).learningRate = .nan
        case "momentum": _ = Nesterov(learningRate: 0.1, momentum: 1)
        case "beta": _ = Adam(learningRate: 0.1, beta2: 1)
        case "decay": _ = AdamW(learningRate: 0.1, weightDecay: -1)
        case "delta": _ = Huber(delta: -1)
        case "norm": clipGradients(of: [], norm: -1)
        case "limit": clipGradients(of: [], limit: -1)
        case "update": Adam(learningRate: 0.1).update(&numbers, gradient: [1], slot: 0)
        case "average": _ = MovingAverage(beta: 1)
        default: break
        }
      }
      expectMessage(text, result)
    }

    @Test(arguments: ["training", "validation"]) func nothingToLearnFromIsRefused(_ part: String) async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [part] in
        let none = Dataset(inputs: .zeros(0, 2), targets: .zeros(0, 1))
        let trainer = Trainer(
          Sequential(inputs: 2, [.dense(1)], seed: 1), loss: MeanSquaredError(),
          optimizer: GradientDescent(learningRate: 0.1))
        trainer.train(on: part == "training" ? none : .xor, validation: none, epochs: 3)
      }
      expectMessage(
        part == "training" ? "train: there are no samples to learn from" : "train: the validation part has no samples",
        result)
    }

    @Test func scoresThatAreNoNumbersHaveNoCurve() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = rocCurve(scores: [0.1, .nan], labels: [true, false])
      }
      expectMessage("rocCurve: score 1 is not a number", result)
    }

    @Test func lossesNameBothShapes() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MeanSquaredError()([[1, 2]], [[1], [2]])
      }
      expectMessage("mean squared error: shapes [1, 2] and [2, 1] do not match", result)
    }

    @Test func labelsOutsideTheClassesAreNamed() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = crossEntropy(logits: [[1, 2]], labels: [2])
      }
      expectMessage("class cross-entropy: the target 2.0 is not a class in 0..<2", result)
    }

    @Test func aStepNeedsAGradientOfItsLength() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var point = [1.0, 2]
        Adam(learningRate: 1).step(&point, gradient: [1])
      }
      expectMessage("update: shapes [2] and [1] do not match", result)
    }

    @Test func aDropoutOfEverythingIsRefused() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Dropout(1, seed: 0)
      }
      expectMessage("Dropout: the rate 1.0 is not in 0..<1", result)
    }

    @Test func aSplitMustLeaveSomethingToLearnFrom() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Dataset.xor.split(validation: 0.5, test: 0.5, seed: 1)
      }
      expectMessage("split: validation 0.5 and test 0.5 leave no training samples of 4", result)
    }

    @Test func sharesOfASplitLieBetween0And1() async {
      let results = [
        await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
          _ = Dataset.xor.split(validation: .nan, test: 0, seed: 1)
        },
        await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
          _ = Dataset.xor.split(validation: 0.25, test: -0.25, seed: 1)
        },
        await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
          _ = Dataset.xor.split(validation: 1e300, test: 0, seed: 1)
        },
      ]
      let shares = ["nan and test 0.0", "0.25 and test -0.25", "1e+300 and test 0.0"]
      for (result, text) in zip(results, shares) {
        expectMessage("split: validation \(text) are not shares in 0...1", result)
      }
    }

    @Test func aPartThatIsAskedForIsNotEmpty() async {
      let validation = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Dataset.blobs(count: 8, seed: 1).split(validation: 0.05, test: 0, seed: 1)
      }
      expectMessage("split: validation 0.05 of 8 samples rounds to none: ask for more, or for 0", validation)
      let test = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Dataset.blobs(count: 8, seed: 1).split(validation: 0.5, test: 0.06, seed: 1)
      }
      expectMessage("split: test 0.06 of 8 samples rounds to none: ask for more, or for 0", test)
    }

    @Test func targetsThatAreNoClassAreNamed() async {
      let missing = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Dataset(inputs: .zeros(2, 1), targets: [[1], [.nan]]).labels
      }
      expectMessage("labels: the target nan of sample 1 is not a class", missing)
      let huge = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Dataset(inputs: .zeros(1, 1), targets: [[1e19]]).labels
      }
      expectMessage("labels: the target 1e+19 of sample 0 is not a class", huge)
    }

    @Test func aScheduleStepsAfterSomeTime() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Schedule.steps(0.1, every: 0, factor: 0.5).rate(at: 3)
      }
      expectMessage("Schedule.steps: every 0 is not at least 1", result)
    }

    @Test func batchesPastTheEndAreNamed() async {
      let past = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MiniBatches(samples: 10, size: 4)[3]
      }
      expectMessage("MiniBatches: index [3] is outside shape [3]", past)
      let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MiniBatches(samples: 10, size: 4)[-1]
      }
      expectMessage("MiniBatches: index [-1] is outside shape [3]", negative)
    }

    @Test func batchesHaveASize() async {
      let size = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MiniBatches(samples: 10, size: 0)
      }
      expectMessage("MiniBatches: a batch of 0 samples is empty", size)
      let samples = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MiniBatches(samples: -1, size: 1)
      }
      expectMessage("MiniBatches: the number of samples is -1", samples)
    }

    @Test func strayLabelsTakeNoMemory() async {
      let stray = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ConfusionMatrix(actual: [0, 40_000], predicted: [0, 1])
      }
      expectMessage(
        "ConfusionMatrix: label 40000 would need more than 4096 classes; if there are so many, pass `classes`", stray)
      let huge = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ConfusionMatrix(actual: [0], predicted: [5_000_000_000])
      }
      expectMessage("ConfusionMatrix: label 5000000000 would need more than 4096 classes", huge)
      let given = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ConfusionMatrix(actual: [0, .max], predicted: [0, 1], classes: 10)
      }
      expectMessage("ConfusionMatrix: class 9223372036854775807 taken for 1 is outside 0..<10", given)
      let none = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ConfusionMatrix(actual: [], predicted: [], classes: 0)
      }
      expectMessage("ConfusionMatrix: there cannot be 0 classes", none)
      let many = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ConfusionMatrix(actual: [0], predicted: [0], classes: .max)
      }
      expectMessage("ConfusionMatrix: there cannot be 9223372036854775807 classes", many)
    }

    @Test func nothingCannotBeMeasured() async {
      let share = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = accuracy([], [])
      }
      expectMessage("accuracy: there are no predictions to measure", share)
      let error = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = meanAbsoluteError([], [])
      }
      expectMessage("meanAbsoluteError: there are no predictions to measure", error)
      let counts = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = accuracy([1], [])
      }
      expectMessage("accuracy: 1 predictions and 0 labels do not match", counts)
    }

    @Test func namesScoresAndWeightsMustFit() async {
      let names = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ConfusionMatrix(actual: [0, 1], predicted: [0, 1]).formatted(names: ["cat"])
      }
      expectMessage("ConfusionMatrix: 1 names and 2 classes do not match", names)
      let counts = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ConfusionMatrix(scores: [0.1, 0.2], labels: [true])
      }
      expectMessage("ConfusionMatrix: 2 scores and 1 labels do not match", counts)
      let score = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ConfusionMatrix(scores: [0.1, .nan], labels: [true, false])
      }
      expectMessage("ConfusionMatrix: the score of sample 1 is nan", score)
      let label = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = classWeights([0, 2], classes: 2)
      }
      expectMessage("classWeights: label 2 is outside 0..<2", label)
    }

    @Test func countsOfMetricsMustAgree() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ConfusionMatrix(actual: [0, 1], predicted: [0])
      }
      expectMessage("ConfusionMatrix: 2 actual and 1 predicted classes do not match", result)
    }
  }

  private var layers: [String: any Layer] {
    [
      "dense": Dense(weights: .identity(2), bias: [0, 0]), "tanh": ActivationLayer(Tanh()),
      "dropout": Dropout(0.5, seed: 1), "maxout": Maxout(weights: .identity(2), bias: [0, 0], pieces: 2),
      "prelu": PReLU(), "softmax": SoftmaxLayer(), "log softmax": LogSoftmaxLayer(),
    ]
  }
#endif
