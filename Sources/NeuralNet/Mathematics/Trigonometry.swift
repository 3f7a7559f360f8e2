/// The sine of an angle in radians, with the same bits on every machine.
///
/// The angle is brought to within π/4 of a multiple of π/2, for which enough digits of 2/π are kept that even the largest
/// double is reduced exactly; there the sine or the cosine is a polynomial. The derivative is `cos`.
///
/// - Parameter angle: Any double.
/// - Returns: A number from −1 to 1, at most 1 ulp from the exact value; NaN for infinities and NaN. A sanity value:
///   `sin(.pi / 2)` is 1.
/// - Complexity: O(1).
///
/// Source: Payne and Hanek, *Radian Reduction for Trigonometric Functions*, ACM SIGNUM Newsletter 18 (1983).
@_disfavoredOverload
public func sin(_ angle: Double) -> Double { wave(angle, quarterTurns: 0) }

/// The cosine of an angle in radians, with the same bits on every machine; see `sin`, whose derivative it is.
///
/// - Parameter angle: Any double.
/// - Returns: A number from −1 to 1, at most 1 ulp from the exact value; NaN for infinities and NaN. A sanity value:
///   `cos(0)` is 1.
/// - Complexity: O(1).
@_disfavoredOverload
public func cos(_ angle: Double) -> Double { wave(angle, quarterTurns: 1) }

/// The sine of `angle` plus so many quarter turns.
private func wave(_ angle: Double, quarterTurns: Int) -> Double {
  guard angle.isFinite else { return .nan }
  var rest = ReducedAngle(angle.magnitude)
  // The sine is odd and the cosine even, so the sign of the angle concerns the sine alone.
  let isNegative = angle.sign == .minus && quarterTurns == 0
  rest.quarterTurns += quarterTurns
  let value = rest.quarterTurns & 1 == 0 ? rest.sine : rest.cosine
  return (rest.quarterTurns & 2 != 0) != isNegative ? -value : value
}

/// An angle less so many quarter turns: `high + low` lies between −π/4 and π/4.
private struct ReducedAngle {
  var quarterTurns = 0
  var high: Double
  var low = 0.0

  /// 64 zeros and the first 1,216 binary digits of 2/π.
  private static let digits: [UInt64] = [
    0x0000_0000_0000_0000, 0xa2f9_836e_4e44_1529, 0xfc27_57d1_f534_ddc0, 0xdb62_9599_3c43_9041, 0xfe51_63ab_debb_c561,
    0xb724_6e3a_424d_d2e0, 0x0649_2eea_09d1_921c, 0xfe1d_eb1c_b129_a73e, 0xe882_35f5_2ebb_4484, 0xe99c_7026_b45f_7e41,
    0x3991_d639_8353_39f4, 0x9c84_5f8b_bdf9_283b, 0x1ff8_97ff_de05_980f, 0xef2f_118b_5a0a_6d1f, 0x6d36_7ecf_27cb_09b7,
    0x4f46_3f66_9e5f_ea2d, 0x7527_bac7_ebe5_f17b, 0x3d07_39f7_8a52_92ea, 0x6bfb_5fb1_1f8d_5d08, 0x5603_3046_fc7b_6bab,
  ]

  init(_ angle: Double) {
    high = angle
    if angle <= 0.785398163397448 { return }
    // The angle is m·2ᵉ. Of its product with 2/π, only what is less than 4 matters, and that begins with the digit of
    // weight 2^(1−e): 192 digits from there on give the quarter turns in the upper two bits, then the fraction.
    let mantissa = angle.significandBitPattern | 1 << 52
    let start = Int(angle.exponentBitPattern) - 1075 + 62
    let upper = mantissa &* Self.word(start)
    let middle = mantissa.multipliedFullWidth(by: Self.word(start + 64))
    let lower = mantissa.multipliedFullWidth(by: Self.word(start + 128))
    let (second, carry) = middle.low.addingReportingOverflow(lower.high)
    let first = upper &+ middle.high &+ (carry ? 1 : 0)
    // A fraction above one half counts as the next quarter turn, less the complement.
    var fraction = (first: first << 2 | second >> 62, second: second << 2 | lower.low >> 62)
    quarterTurns = Int(first >> 62)
    let isNegative = fraction.first >> 63 == 1
    if isNegative {
      quarterTurns += 1
      fraction = (~fraction.first, ~fraction.second)
    }
    let zeros = fraction.first == 0 ? 64 + fraction.second.leadingZeroBitCount : fraction.first.leadingZeroBitCount
    let leading =
      zeros >= 64
      ? fraction.second << UInt64(zeros - 64)
      : fraction.first << UInt64(zeros) | (zeros == 0 ? 0 : fraction.second >> UInt64(64 - zeros))
    // 64 digits of the fraction times 64 digits of π/2.
    let product = leading.multipliedFullWidth(by: 0xc90f_daa2_2168_c234).high
    let unit = Double(sign: isNegative ? .minus : .plus, exponent: -63 - zeros, significand: 1)
    high = Double(product & ~0xfff) * unit
    low = Double(product & 0xfff) * unit
  }

  /// 64 of the digits, from a position on.
  private static func word(_ position: Int) -> UInt64 {
    let (index, shift) = (position / 64, UInt64(position % 64))
    if shift == 0 { return digits[index] }
    return digits[index] << shift | digits[index + 1] >> (64 - shift)
  }

  /// r + r³ P(r²), and what the low part adds to it.
  var sine: Double {
    let square = high * high
    var p = -0x1.aaa04cfd62922p-41
    p = p * square + 0x1.61208859231e4p-33
    p = p * square - 0x1.ae64528768cebp-26
    p = p * square + 0x1.71de3a532bf15p-19
    p = p * square - 0x1.a01a01a018a35p-13
    p = p * square + 0x1.111111111110bp-7
    p = p * square - 0x1.5555555555555p-3
    return high + (high * square * p + low * (1 - 0.5 * square))
  }

  /// 1 − r²/2 + r⁴ P(r²), with the rounding error of the first difference added back.
  var cosine: Double {
    let square = high * high
    var p = -0x1.8fa290c88e272p-37
    p = p * square + 0x1.1ee9d3dc5283ap-29
    p = p * square - 0x1.27e4f7e53e023p-22
    p = p * square + 0x1.a01a019c7cd98p-16
    p = p * square - 0x1.6c16c16c14f47p-10
    p = p * square + 0x1.555555555554bp-5
    let half = 0.5 * square
    let difference = 1 - half
    return difference + (((1 - difference) - half) + (square * square * p - high * low))
  }
}
