import NeuralNet
import Testing

@Suite struct SplitMix64Tests {
  /// The first outputs for seed 1234567, from the reference implementation in C (Vigna, 2015).
  @Test func matchesTheReferenceImplementation() {
    var rng = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
    #expect(expected.map { _ in rng.next() } == expected)
  }
}

@Suite struct DistributionTests {
  @Test func uniformStaysInItsRangeAndHasItsMoments() {
    var rng = SplitMix64(seed: 1)
    let draws = (0..<100_000).map { _ in rng.uniform() }
    #expect(draws.allSatisfy { $0 >= 0 && $0 < 1 })
    // Five standard errors of the mean of 100,000 draws: 5·√(1/12)/√100000.
    let mean: Double = draws.reduce(0, +) / 100_000
    #expect(abs(mean - 0.5) < 0.0046)
    let shifted: [Double] = (0..<1000).map { _ in rng.uniform(in: -3..<5) }
    #expect(shifted.allSatisfy { $0 >= -3 && $0 < 5 })
    #expect(shifted.contains { $0 > 4 })
    #expect(shifted.contains { $0 < -2 })
  }

  @Test func integersBelowABoundAreEquallyLikely() {
    var rng = SplitMix64(seed: 2)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[rng.integer(below: 7)] += 1 }
    // Five standard deviations of a binomial count with n = 70,000 and p = 1/7.
    #expect(counts.allSatisfy { abs($0 - 10_000) < 463 })
  }

  @Test func normalHasMeanVarianceAndTails() {
    var rng = SplitMix64(seed: 3)
    let n = 100_000.0
    let draws = (0..<100_000).map { _ in rng.normal() }
    let mean = draws.reduce(0, +) / n
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    // Five standard errors: 5/√n for the mean, 5·√(2/n) for the variance, and binomial for the share beyond 2 σ.
    #expect(abs(mean) < 0.0158)
    #expect(abs(variance - 1) < 0.0224)
    let share = Double(draws.count { abs($0) > 2 }) / n
    #expect(abs(share - 0.0455) < 0.0033)
    var again = SplitMix64(seed: 3)
    var scaled = SplitMix64(seed: 3)
    #expect(scaled.normal(mean: 10, deviation: 2) == 10 + 2 * again.normal())
  }

  @Test func shuffleKeepsTheElementsAndReachesEveryOrder() {
    var rng = SplitMix64(seed: 4)
    var orders: [[Int]: Int] = [:]
    for _ in 0..<6000 { orders[rng.shuffled([1, 2, 3]), default: 0] += 1 }
    #expect(orders.count == 6)
    // Five standard deviations of a binomial count with n = 6,000 and p = 1/6.
    #expect(orders.values.allSatisfy { abs($0 - 1000) < 145 })
    #expect(orders.keys.allSatisfy { $0.sorted() == [1, 2, 3] })
  }

  /// The draws are part of the book: another result means that every printed number changes.
  @Test func drawsAreTheSameEverywhere() {
    var rng = SplitMix64(seed: 7)
    #expect((0..<3).map { _ in rng.integer(below: 100) } == [38, 1, 90])
    #expect(rng.uniform() == 0.5829302930280781)
    #expect(rng.normal() == -0.3059911682027957)
    #expect(rng.shuffled([1, 2, 3, 4, 5]) == [4, 5, 1, 2, 3])
  }
}
