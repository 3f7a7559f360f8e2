import NeuralNet
import Testing

/// All activations of one number, with inputs where a kink makes the slope one-sided.
private let gallery: [(f: any Activation, kinks: [Double])] = [
  (Identity(), []), (Step(), [0]), (Sigmoid(), []), (HardSigmoid(), [-3, 3]), (Tanh(), []), (ReLU(), [0]),
  (LeakyReLU(), [0]), (LeakyReLU(slope: 0.3), [0]), (ELU(), []), (ELU(alpha: 0.5), [0]), (SELU(), [0]),
  (Softplus(), []), (SiLU(), []), (GELU(), []),
]

@Suite struct ActivationTests {
  @Test func derivativesEqualCentralDifferences() {
    for (f, kinks) in gallery {
      for x in stride(from: -6.05, through: 6, by: 0.1) where kinks.allSatisfy({ abs($0 - x) > 1e-3 }) {
        let numeric = centralDifference(f.value, at: x)
        #expect(relativeError(f.derivative(x), numeric, floor: 1e-2) < 1e-8, "\(f.name) at \(x)")
        #expect(relativeError(f.derivative(x, value: f(x)), f.derivative(x)) < 1e-12, "\(f.name) at \(x)")
      }
    }
  }

  @Test func slopesAtKinksAreTheOnesPromised() {
    #expect(Step()(0) == 0 && Step().derivative(0) == 0)
    #expect(ReLU().derivative(0) == 0 && LeakyReLU().derivative(0) == 0.01)
    #expect(HardSigmoid().derivative(3) == 0 && HardSigmoid().derivative(-3) == 0)
    #expect(ELU(alpha: 0.5).derivative(0) == 0.5)
    #expect(SELU().derivative(0) == SELU.lambda * SELU.alpha)
  }

  @Test func sigmoidHasItsTextbookValues() {
    let f = Sigmoid()
    #expect(f(0) == 0.5 && f.derivative(0) == 0.25)
    expectPrinted(f(1), 0.731059, decimals: 6)
    expectPrinted(f.derivative(10), 4.54e-5, decimals: 7)
    #expect(f(38) == 1 && f(36) < 1, "rounds to 1 above about 37")
    #expect(f(-1000) == 0 && f(-700) > 0 && f(1000) == 1)
    #expect(stride(from: -9, through: 9, by: 0.01).allSatisfy { f.derivative($0) <= 0.25 })
  }

  @Test func tanhIsARescaledSigmoid() {
    let f = Tanh()
    expectPrinted(f(1), 0.761594, decimals: 6)
    #expect(f.derivative(0) == 1 && f(0) == 0)
    for x in stride(from: -4, through: 4, by: 0.37) {
      #expect(abs(f(x) - (2 * sigmoid(2 * x) - 1)) < 1e-15)
      #expect(f(-x) == -f(x))
    }
  }

  @Test func reluIsThePositivePart() {
    #expect([-2, 0, 3].map(ReLU().value) == [0, 0, 3])
    #expect([-2, 0, 3].map(LeakyReLU().value) == [-0.02, 0, 3])
    #expect([-4, -3, 0, 3, 4].map(HardSigmoid().value) == [0, 0, 0.5, 1, 1])
    #expect([-2, 3].map(Identity().value) == [-2, 3])
    #expect([-2, 1e-300].map(Step().value) == [0, 1])
  }

  @Test func softplusIsNearlyASumOfShiftedSigmoids() {
    func sum(_ x: Double) -> Double { (1...200).reduce(0) { $0 + sigmoid(x - Double($1) + 0.5) } }
    expectPrinted(softplus(0), 0.69315, decimals: 5)
    expectPrinted(sum(0), 0.68257, decimals: 5)
    expectPrinted(softplus(3), 3.0486, decimals: 4)
    expectPrinted(sum(3), 3.0467, decimals: 4)
  }

  @Test func softplusCannotOverflowAndKeepsItsDigits() {
    #expect(softplus(1000) == 1000)
    #expect(relativeError(softplus(-40), exp(-40)) < 1e-15)
    #expect(softplus(-800) == 0)
  }

  @Test func eluSaturatesAndKeepsItsDigitsNearZero() {
    #expect(ELU(alpha: 2)(-50) == -2)
    #expect(relativeError(ELU()(-1e-10), -1e-10 + 0.5e-20) < 1e-15)
    #expect(ELU()(3) == 3)
  }

  /// SELU keeps a standard normal input at mean 0 and variance 1; the integral over the density is a fine sum.
  @Test func seluHasItsFixedPoint() {
    let (f, width) = (SELU(), 0.001)
    var (mean, square) = (0.0, 0.0)
    for x in stride(from: -12, to: 12, by: width) {
      let middle = x + width / 2
      let weight = width * exp(-middle * middle / 2) / sqrt(2 * .pi)
      mean += weight * f(middle)
      square += weight * f(middle) * f(middle)
    }
    #expect(abs(mean) < 1e-6 && abs(square - 1) < 1e-6)
  }

  @Test func siluDipsBelowZero() {
    expectPrinted(SiLU()(-1.278465), -0.278465, decimals: 6)
    #expect(abs(SiLU().derivative(-1.278465)) < 1e-6)
  }

  @Test func activationOfALearnersOwn() {
    final class Square: Activation {
      let name = "square"
      func value(_ x: Double) -> Double { x * x }
      func derivative(_ x: Double) -> Double { 2 * x }
    }
    let layer = ActivationLayer(Square())
    #expect(layer.forward([[3, -1]]) == [[9, 1]])
    #expect(layer.backward([[1, 10]]) == [[6, -20]])
  }
}

@Suite struct SoftmaxTests {
  @Test func textbookValues() {
    for (scores, expected) in [
      ([0.3, 2.9, 4.0], [0.018211, 0.245192, 0.736597]), ([1, 2, 3], [0.0900, 0.2447, 0.6652]),
    ] {
      for (p, e) in zip(softmax(scores), expected) {
        expectPrinted(p, e, decimals: e == 0.0900 || scores[0] == 1 ? 4 : 6)
      }
    }
    // With the sign of the exponent reversed, as one source has it, the ranking is reversed too.
    #expect(zip(softmax([-1, -2, -3]), [0.665, 0.245, 0.090]).allSatisfy { abs($0 - $1) < 5.1e-4 })
  }

  @Test func ignoresAShiftAndCannotOverflow() {
    let p = softmax([1, 2, 3])
    for shift in [-1000.0, -7, 1000] {
      expectClose(softmax([1 + shift, 2 + shift, 3 + shift]), p)
    }
    #expect(abs(p.reduce(0, +) - 1) < 1e-15)
    #expect(softmax([1000, 0]) == [1, 0])
  }

  @Test func temperatureFlattensOrDecides() {
    #expect(softmax([1, 2, 3], temperature: 0.01)[2] > 0.999)
    #expect(softmax([1, 2, 3], temperature: 1e6).allSatisfy { abs($0 - 1.0 / 3) < 1e-6 })
  }

  @Test func twoClassesAreASigmoid() {
    for z in [-3.0, 0, 0.7, 20] { #expect(abs(softmax([z, 0])[0] - sigmoid(z)) < 1e-15) }
  }

  @Test func logSoftmaxStaysExactWhereSoftmaxRoundsToZero() {
    expectClose(logSoftmax([1, 2, 3]), softmax([1, 2, 3]).map { log($0) })
    #expect(logSoftmax([0, 1000]) == [-1000, 0])
    #expect(softmax([[0, 1], [5, 5]]).row(1) == [0.5, 0.5])
    #expect(logSoftmax([[0, 0]])[0, 0] == -log(2))
  }

  @Test func logSumExpLiesBetweenItsBounds() {
    let z = [0.3, -2, 1.5, 1.4]
    #expect(logSumExp(z) > 1.5 && logSumExp(z) < 1.5 + log(4))
    #expect(logSumExp([1000, 1000]) == 1000 + log(2))
  }
}
