/// A small, fast, seeded random generator: the same seed gives the same numbers on every machine.
///
/// Each draw adds the constant `0x9E37_79B9_7F4A_7C15` to a 64-bit state and scrambles the sum with two
/// multiplications and three shifts. All randomness of this library comes from it, so a printed seed is enough to
/// repeat a result.
///
/// - Complexity: O(1) per draw; the period is 2⁶⁴.
///
/// Source: Steele, Lea and Flood, *Fast Splittable Pseudorandom Number Generators*, OOPSLA 2014.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  /// The state; a generator that starts at it as its seed goes on from here.
  public private(set) var state: UInt64

  /// Creates a generator that starts at `seed`; equal seeds give equal sequences.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
