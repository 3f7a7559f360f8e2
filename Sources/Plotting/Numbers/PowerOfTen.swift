/// Powers of ten and decimal exponents without a mathematics library, so that all platforms agree on every bit.
enum PowerOfTen {
  /// 10 to the power `exponent`: exact for 0…22, and the nearest double or its neighbor elsewhere.
  static func value(_ exponent: Int) -> Double {
    var result = 1.0
    var factor = 10.0
    var rest = exponent.magnitude
    while rest > 0 {
      if rest & 1 == 1 { result *= factor }
      factor *= factor
      rest >>= 1
    }
    return exponent < 0 ? 1 / result : result
  }

  /// `value × 10^exponent`, dividing when the exponent is negative because 10⁻ⁿ itself is not exact.
  static func scaled(_ value: Double, by exponent: Int) -> Double {
    // Two steps reach the smallest doubles, for which 10³⁰⁸ alone would not be enough.
    if exponent > 300 { return value * Self.value(300) * Self.value(exponent - 300) }
    return exponent < 0 ? value / Self.value(-exponent) : value * Self.value(exponent)
  }

  /// The exponent *e* with 10^e ≤ `magnitude` < 10^(e+1), for a positive finite magnitude.
  static func exponent(of magnitude: Double) -> Int {
    var exponent = 0
    var rest = magnitude
    while rest >= 10 {
      rest /= 10
      exponent += 1
    }
    // Counting up from below avoids asking for 10^-320, which is not a double.
    while rest < 1 {
      rest *= 10
      exponent -= 1
    }
    return exponent
  }
}
