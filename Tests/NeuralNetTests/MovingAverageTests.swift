import NeuralNet
import Testing

@Suite struct MovingAverageTests {
  @Test func weightsAddUpToOneMinusBetaToTheT() {
    for beta in [0.5, 0.9, 0.98] {
      let sum = MovingAverage.weights(beta: beta, count: 20).reduce(0, +)
      var power = 1.0
      for _ in 0..<20 { power *= beta }
      #expect(abs(sum - (1 - power)) < 1e-14)
    }
  }

  @Test func theWeightsAreTheAverage() {
    let signal = [3.0, -1, 4, 1, 5]
    let weights = MovingAverage.weights(beta: 0.7, count: 5)
    let expected = zip(weights, signal.reversed()).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(MovingAverage.of(signal, beta: 0.7, corrected: false).last! - expected) < 1e-15)
  }

  @Test func timeConstants() {
    for (beta, constant, first) in [(0.5, 1.443, 2), (0.9, 9.491, 10), (0.98, 49.498, 50)] {
      expectPrinted(MovingAverage.timeConstant(beta: beta), constant, decimals: 3)
      let weights = MovingAverage.weights(beta: beta, count: 60)
      #expect(weights.firstIndex { $0 < weights[0] / exp(1) } == first)
    }
  }

  @Test func aConstantSignalAndItsCorrection() {
    let ones = [Double](repeating: 1, count: 50)
    let (plain, corrected) = (MovingAverage.of(ones, beta: 0.98, corrected: false), MovingAverage.of(ones, beta: 0.98))
    expectPrinted(plain[0], 0.02, decimals: 9)
    expectPrinted(plain[9], 0.183, decimals: 3)
    expectPrinted(plain[49], 0.636, decimals: 3)
    #expect(corrected.allSatisfy { abs($0 - 1) < 1e-14 })
    #expect(MovingAverage(beta: 0.9).value == 0)
  }

  @Test func lagBehindARisingSignal() {
    for (beta, lag) in [(0.5, 1.0), (0.9, 9), (0.98, 49)] {
      let averages = MovingAverage.of((0..<3000).map { Double($0) }, beta: beta)
      #expect(abs(2999 - averages[2999] - lag) < 1e-6)
    }
  }

  @Test func shareOfTheNoiseThatIsLeft() {
    for (beta, share) in [(0.5, 0.333), (0.9, 0.0526), (0.98, 0.0101)] {
      let squares = MovingAverage.weights(beta: beta, count: 3000).reduce(0) { $0 + $1 * $1 }
      expectPrinted(squares, share, decimals: beta == 0.5 ? 3 : 4)
      #expect(abs(squares - (1 - beta) / (1 + beta)) < 1e-12)
    }
  }

  /// A cosine of period 250 goes in; after the start has died away, gain and lag are read from one period.
  @Test func gainAndLagForACosine() {
    let speed = 2 * Double.pi / 250
    for (beta, gain, lag) in [(0.5, 0.9994, 1.00), (0.9, 0.9727, 8.83), (0.98, 0.6265, 35.1)] {
      let averages = MovingAverage.of((0..<5000).map { cos(speed * Double($0)) }, beta: beta)
      var (inPhase, quarterLate) = (0.0, 0.0)
      for t in 4750..<5000 {
        inPhase += averages[t] * cos(speed * Double(t)) / 125
        quarterLate += averages[t] * sin(speed * Double(t)) / 125
      }
      expectPrinted(sqrt(inPhase * inPhase + quarterLate * quarterLate), gain, decimals: 4)
      // The lag is the angle between the two parts: the right angle turns the second part to zero.
      let turned = { (lag: Double) in quarterLate * cos(speed * lag) - inPhase * sin(speed * lag) }
      let half = beta == 0.98 ? 0.05 : 0.005
      #expect(turned(lag - half) > 0 && turned(lag + half) < 0)
    }
  }
}
