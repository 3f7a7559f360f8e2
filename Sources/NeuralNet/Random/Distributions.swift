extension SplitMix64 {
  /// A random number from 0 up to, but not including, 1: the upper 53 bits of a draw, divided by 2⁵³.
  ///
  /// All multiples of 2⁻⁵³ are equally likely. One draw.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A random number from a range, its upper end excluded: `lowerBound + (upperBound − lowerBound) · uniform()`.
  ///
  /// Rounding may reach the upper end; then the number is drawn again.
  ///
  /// - Precondition: The range is finite and not empty (else a fatal error).
  public mutating func uniform(in range: Range<Double>) -> Double {
    let width = range.upperBound - range.lowerBound
    if !(width > 0 && width.isFinite) { fail("uniform: the range is empty or not finite") }
    while true {
      let value = range.lowerBound + width * uniform()
      if value < range.upperBound { return value }
    }
  }

  /// A random integer from 0 up to, but not including, `bound`; all are equally likely.
  ///
  /// The upper half of the 128-bit product `next() × bound`; the few draws that would favour some results are repeated.
  ///
  /// - Precondition: `bound` is at least 1 (else a fatal error).
  ///
  /// Source: Lemire, *Fast Random Integer Generation in an Interval*, ACM Transactions on Modeling and Computer
  /// Simulation 29 (2019).
  public mutating func integer(below bound: Int) -> Int {
    if bound < 1 { fail("integer: the bound \(bound) is not positive") }
    let count = UInt64(bound)
    var product = next().multipliedFullWidth(by: count)
    if product.low < count {
      let threshold = (0 &- count) % count
      while product.low < threshold { product = next().multipliedFullWidth(by: count) }
    }
    return Int(product.high)
  }

  /// A random number from the normal distribution.
  ///
  /// The polar method: a point is drawn in the square around the origin until it falls inside the unit circle; with *s*
  /// its squared distance, *u* · √(−2 log *s* / *s*) is normal. It needs 2.5 draws on average; the circle's second
  /// number is not kept, so that the generator's state is its 64 bits alone.
  ///
  /// - Parameters:
  ///   - mean: The distribution's mean.
  ///   - deviation: Its standard deviation, at least 0.
  ///
  /// Source: Marsaglia and Bray, *A Convenient Method for Generating Normal Variables*, SIAM Review 6 (1964).
  public mutating func normal(mean: Double = 0, deviation: Double = 1) -> Double {
    while true {
      let u = 2 * uniform() - 1
      let v = 2 * uniform() - 1
      let s = u * u + v * v
      if s > 0 && s < 1 { return mean + deviation * (u * sqrt(-2 * log(s) / s)) }
    }
  }

  /// Brings an array into random order; all orders are equally likely.
  ///
  /// From the last position down, each element changes places with one at or before it.
  ///
  /// - Complexity: O(*n*); one draw per element, rarely more.
  ///
  /// Source: Durstenfeld, *Algorithm 235: Random permutation*, Communications of the ACM 7 (1964).
  @inlinable public mutating func shuffle<Element>(_ elements: inout [Element]) {
    var last = elements.count - 1
    while last > 0 {
      elements.swapAt(last, integer(below: last + 1))
      last -= 1
    }
  }

  /// The array's elements in random order; see `shuffle`.
  @inlinable public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var copy = elements
    shuffle(&copy)
    return copy
  }
}
