import Foundation
import NeuralNet
import Testing

/// A file that imports Foundation as well, as a server's does: the calls below are to compile.
@Suite struct FoundationTests {
  @Test func functionsOfNumbersAreNotAmbiguous() {
    let x = 0.5
    let sum = exp(-x * x) + log(x) / sqrt(x) + cos(x) - tanh(x) * sin(x)
    let own = NeuralNet.exp(-x * x) + NeuralNet.log(x) / NeuralNet.sqrt(x) + NeuralNet.cos(x)
    #expect((sum - own + NeuralNet.tanh(x) * NeuralNet.sin(x)).magnitude < 1e-14)
    #expect([x].map(exp)[0] > 1)
    #expect(exp(Matrix([[0]])) == [[1]])
  }
}
