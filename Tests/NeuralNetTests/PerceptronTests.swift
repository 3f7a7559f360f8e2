import NeuralNet
import Testing

@Suite struct PerceptronTests {
  let corners: [[Double]] = [[0, 0], [0, 1], [1, 0], [1, 1]]

  @Test func answersOneOnlyAboveZero() {
    let and = Perceptron(weights: [1, 1], bias: -1.5)
    #expect(corners.map { and($0) } == [0, 0, 0, 1])
    #expect(Perceptron(inputs: 2)([3, 4]) == 0)
    #expect(and.weightedSum([2, 3]) == 3.5)
  }

  @Test func learnChangesNothingAfterARightAnswer() {
    var perceptron = Perceptron(weights: [1, 2], bias: -1)
    let before = perceptron
    let wasWrong = perceptron.learn([3, 4], target: 1)
    #expect(!wasWrong)
    #expect(perceptron == before)
  }

  @Test func learnMovesWeightsAndBiasAfterAMistake() {
    var perceptron = Perceptron(weights: [1, 2], bias: -1)
    let wasWrong = perceptron.learn([3, 4], target: 0, rate: 0.5)
    #expect(wasWrong)
    #expect(perceptron == Perceptron(weights: [-0.5, 0], bias: -1.5))
  }

  @Test(arguments: [("AND", [0, 0, 0, 1], 6), ("OR", [0, 1, 1, 1], 4), ("NAND", [1, 1, 1, 0], 6)])
  func gatesAreLearnedFromZero(name: String, targets: [Double], epochs: Int) {
    var gate = Perceptron(inputs: 2)
    let training = gate.train(on: corners, targets: targets)
    #expect(training.converged)
    #expect(training.epochs == epochs, "\(name)")
    #expect(corners.map { gate($0) } == targets)
  }

  @Test func andTakesTenMistakes() throws {
    var and = Perceptron(inputs: 2)
    let training = and.train(on: corners, targets: [0, 0, 0, 1])
    #expect(and == Perceptron(weights: [2, 1], bias: -2))
    #expect(training.mistakes == 10)
    #expect(training.mistakesPerEpoch == [1, 3, 3, 2, 1, 0])
    let first = try #require(training.updates.first)
    #expect(first.epoch == 1 && first.sample == 3 && first.perceptron == Perceptron(weights: [1, 1], bias: 1))
    #expect(training.updates.last?.perceptron == and)
  }

  @Test func xorIsGivenUpAtTheLimit() {
    var xor = Perceptron(inputs: 2)
    let training = xor.train(on: corners, targets: [0, 1, 1, 0], maximumEpochs: 25)
    #expect(!training.converged)
    #expect(training.epochs == 25)
  }

  @Test func aNeuronAppliesItsActivation() {
    #expect(Neuron(weights: [1, -2], bias: 0.5)([3, 1]) == 1.5)
    #expect(Neuron(weights: [1, -2], bias: 0.5, activation: step)([3, 1]) == 1)
    #expect(Neuron(weights: [1, -2], bias: -1, activation: sigmoid)([3, 1]) == 0.5)
  }

  @Test func sigmoidDoesNotOverflow() {
    #expect(sigmoid(0) == 0.5)
    #expect(sigmoid(1e308) == 1)
    #expect(sigmoid(-1e308) == 0)
    #expect(sigmoid(-.infinity) == 0)
    #expect(sigmoid(.infinity) == 1)
    #expect(sigmoid(.nan).isNaN)
    #expect(sigmoid(-740) > 0)
  }
}
