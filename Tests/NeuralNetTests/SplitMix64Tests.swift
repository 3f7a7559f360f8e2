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
