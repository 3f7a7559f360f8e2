/// Logarithms and exponentials without a mathematics library, so that all platforms agree on every bit.
enum Logarithm {
  /// The natural logarithm of a positive finite number, to about 15 digits.
  static func natural(_ value: Double) -> Double {
    var significand = value.significand
    var exponent = Double(value.exponent)
    if significand > 1.414213562373095 {
      significand /= 2
      exponent += 1
    }
    // log m = 2 artanh((m − 1)/(m + 1)); the argument stays below 0.172, so 12 terms reach double precision.
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    var sum = 0.0
    var odd = 25.0
    while odd >= 1 {
      sum = sum * square + 1 / odd
      odd -= 2
    }
    return 2 * ratio * sum + exponent * 0.693147180559945309
  }

  /// The decimal logarithm of a positive finite number.
  static func decimal(_ value: Double) -> Double { natural(value) / 2.302585092994045684 }

  /// `base` to the power `exponent`, for a positive base and a result within a double's range.
  static func power(of base: Double, _ exponent: Double) -> Double {
    let target = natural(base) * exponent
    let halvings = (target / 0.693147180559945309).rounded()
    let rest = target - halvings * 0.693147180559945309
    var sum = 1.0
    var term = 18.0
    while term >= 1 {
      sum = 1 + sum * rest / term
      term -= 1
    }
    return Double(sign: .plus, exponent: Int(max(-1000, min(1000, halvings))), significand: sum)
  }
}
