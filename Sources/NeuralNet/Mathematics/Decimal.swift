// Doubles as decimal text. A double is a whole number times a power of two, so its decimal digits end; all of them are
// computed and the rounding sees the exact value. Embedded Swift has no formatting of its own, and what a chapter prints
// must not depend on a C library.

extension Double {
  /// The number with a fixed count of decimals, correctly rounded; an exact half goes to the even digit.
  ///
  /// A result of zero has no sign. Infinities read `inf` and `-inf`, and what is no number reads `nan`.
  ///
  /// ```swift
  /// 0.7310585786.formatted(decimals: 4)  // => "0.7311"
  /// ```
  ///
  /// - Parameter decimals: The number of digits after the point, at least 0.
  public func formatted(decimals: Int) -> String {
    guard isFinite else { return nonFiniteText }
    var digits = DecimalDigits(magnitude)
    digits.round(places: decimals)
    return digits.plainText(decimals: decimals, negative: self < 0)
  }

  /// The number with a count of significant digits, correctly rounded, without zeros at the end of a fraction.
  ///
  /// Numbers below 0.0001 and from 10¹⁶ on are written with an exponent, as Swift does; others never, so that an integer
  /// keeps all its digits. Infinities read `inf` and `-inf`, and what is no number reads `nan`.
  ///
  /// ```swift
  /// (2.0 / 3).formatted(significantDigits: 6)  // => "0.666667"
  /// 1.5e-7.formatted(significantDigits: 6)     // => "1.5e-07"
  /// ```
  ///
  /// - Parameter count: The number of digits, at least 1.
  public func formatted(significantDigits count: Int) -> String {
    guard isFinite else { return nonFiniteText }
    if self == 0 { return "0" }
    var digits = DecimalDigits(magnitude)
    if digits.exponent >= -5 && digits.exponent < 16 {
      // Whole digits are never rounded away, only decimals.
      digits.round(places: Swift.max(count - 1 - digits.exponent, 0))
    } else {
      digits.round(places: count - 1 - digits.exponent)
    }
    if digits.exponent >= -4 && digits.exponent < 16 {
      digits.dropTrailingZeros()
      return digits.plainText(decimals: Swift.max(digits.digits.count - 1 - digits.exponent, 0), negative: self < 0)
    }
    digits = DecimalDigits(magnitude)
    digits.round(places: count - 1 - digits.exponent)
    digits.dropTrailingZeros()
    return digits.exponentText(negative: self < 0)
  }

  private var nonFiniteText: String { isNaN ? "nan" : self < 0 ? "-inf" : "inf" }
}

/// The decimal digits of a number that is at least 0: 0.d₀d₁d₂… × 10^(exponent + 1).
private struct DecimalDigits {
  /// From the first digit that is not 0 on; empty for zero.
  var digits: [UInt8]
  /// The power of ten of the first digit.
  var exponent: Int

  init(_ value: Double) {
    let fraction = value.significandBitPattern
    let isNormal = value.exponentBitPattern != 0
    let mantissa = isNormal ? fraction | 1 << 52 : fraction
    let power = Int(isNormal ? value.exponentBitPattern : 1) - 1075
    var whole = WholeNumber(mantissa)
    // m·2⁻ᵏ = m·5ᵏ / 10ᵏ: the digits are those of a whole number, and the point moves.
    for _ in 0..<abs(power) { whole.multiply(by: power < 0 ? 5 : 2) }
    digits = whole.decimalDigits
    exponent = digits.count - 1 - (power < 0 ? -power : 0)
  }

  /// Rounds to so many digits after the point, or before it if `places` is negative; a half goes to the even digit.
  mutating func round(places: Int) {
    let kept = exponent + 1 + places
    guard kept < digits.count else { return }
    guard kept >= 0 else {
      digits = []
      return
    }
    let rest = digits[kept...]
    let isOdd = kept > 0 && digits[kept - 1] % 2 == 1
    let first = rest.first ?? 0
    let roundsUp = first > 5 || (first == 5 && (isOdd || rest.dropFirst().contains { $0 != 0 }))
    digits.removeSubrange(kept...)
    if roundsUp { increment() }
  }

  /// Adds one unit at the last digit.
  private mutating func increment() {
    for index in digits.indices.reversed() {
      if digits[index] < 9 {
        digits[index] += 1
        return
      }
      digits[index] = 0
    }
    digits.insert(1, at: 0)
    exponent += 1
  }

  mutating func dropTrailingZeros() {
    while digits.last == 0 { digits.removeLast() }
  }

  /// The digit at a power of ten.
  private func digit(atPower power: Int) -> UInt8 {
    let index = exponent - power
    return digits.indices.contains(index) ? digits[index] : 0
  }

  func plainText(decimals: Int, negative: Bool) -> String {
    var text = negative && digits.contains { $0 != 0 } ? "-" : ""
    for power in stride(from: Swift.max(exponent, 0), through: -decimals, by: -1) {
      if power == -1 { text += "." }
      text += String(digit(atPower: power))
    }
    return text
  }

  func exponentText(negative: Bool) -> String {
    var text = negative ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index == 1 { text += "." }
      text += String(digit)
    }
    let magnitude = abs(exponent)
    return text + (exponent < 0 ? "e-" : "e+") + (magnitude < 10 ? "0" : "") + String(magnitude)
  }
}

/// A whole number of any size, in groups of nine decimal digits, the lowest group first.
private struct WholeNumber {
  private static let base: UInt64 = 1_000_000_000
  private var groups: [UInt64] = []

  init(_ value: UInt64) {
    var rest = value
    while rest > 0 {
      groups.append(rest % Self.base)
      rest /= Self.base
    }
  }

  mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in groups.indices {
      let product = groups[index] * factor + carry
      groups[index] = product % Self.base
      carry = product / Self.base
    }
    if carry > 0 { groups.append(carry) }
  }

  /// The digits from the highest on; empty for zero.
  var decimalDigits: [UInt8] {
    var lowestFirst: [UInt8] = []
    for group in groups {
      var rest = group
      for _ in 0..<9 {
        lowestFirst.append(UInt8(rest % 10))
        rest /= 10
      }
    }
    while lowestFirst.last == 0 { lowestFirst.removeLast() }
    return lowestFirst.reversed()
  }
}
