import NeuralNet
import Testing

@Suite struct DenseTests {
  @Test func forwardAndBackwardByHand() {
    let layer = Dense(weights: [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]], bias: [0.1, 0.2, 0.3])
    expectClose(layer.forward([[1, 2]]), [[0.6, 1.3, 2.0]])
    expectClose(layer.backward([[1, 0, 0]]), [[0.1, 0.2]])
    #expect(layer.weights.gradient == [[1, 0, 0], [2, 0, 0]])
    #expect(layer.bias.gradient == [[1, 0, 0]])
  }
}
