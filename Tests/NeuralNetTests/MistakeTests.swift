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

    @Test func backwardNeedsAForward() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let layer = Dense(weights: [[1, 2]], bias: [0, 0])
        _ = layer.forward([[1], [2]])
        _ = layer.backward([[1, 1], [1, 1]])
        _ = layer.backward([[1, 1], [1, 1]])
      }
      expectMessage("backward of dense: shapes [0, 0] and [2, 2] do not match", result)
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

    @Test func countsOfMetricsMustAgree() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ConfusionMatrix(actual: [0, 1], predicted: [0])
      }
      expectMessage("ConfusionMatrix: 2 actual and 1 predicted classes do not match", result)
    }
  }
#endif
