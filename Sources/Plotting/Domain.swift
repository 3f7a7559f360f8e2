/// The interval of values that an axis covers: two finite numbers, the lower one first and never equal.
///
/// One rule for every odd case: a value that is not finite, or beyond ±10³⁰⁰, is left out, as if it were not there.
/// No value at all gives 0…1. A single value, or an interval narrower than a millionth of its own magnitude (which no
/// axis could label apart), is widened around its middle.
struct Domain: Equatable, Sendable {
  let lower: Double
  let upper: Double

  /// The largest magnitude that an axis covers; beyond it, differences would overflow.
  static let limit = 1e300

  init(covering values: some Sequence<Double>, on kind: Axis.Kind = .linear) {
    var least = Double.infinity
    var greatest = -Double.infinity
    for value in values where Self.isDrawable(value, on: kind) {
      least = min(least, value)
      greatest = max(greatest, value)
    }
    self.init(least, greatest, on: kind)
  }

  init(_ first: Double, _ second: Double, on kind: Axis.Kind = .linear) {
    guard Self.isDrawable(first, on: kind), Self.isDrawable(second, on: kind) else {
      lower = kind == .log ? 1 : 0
      upper = kind == .log ? 10 : 1
      return
    }
    let least = min(first, second)
    let greatest = max(first, second)
    let magnitude = max(least.magnitude, greatest.magnitude)
    let narrowest = max(magnitude * 1e-6, 1e-290)
    if greatest - least >= narrowest {
      lower = least
      upper = greatest
    } else if kind == .log {
      lower = max(least / 10, 1 / Self.limit)
      upper = min(greatest * 10, Self.limit)
    } else {
      let middle = least / 2 + greatest / 2
      let half = magnitude == 0 ? 0.5 : greatest == least ? max(magnitude / 2, narrowest) : narrowest
      lower = middle - half
      upper = middle + half
    }
  }

  /// Whether an axis of this kind has a place for `value`.
  static func isDrawable(_ value: Double, on kind: Axis.Kind) -> Bool {
    kind == .log
      ? value >= 1 / limit && value <= limit
      : value.isFinite && value.magnitude <= limit
  }

  /// The domain with `fraction` of its length added at both ends, on the axis's own scale.
  func padded(by fraction: Double, on kind: Axis.Kind) -> Domain {
    switch kind {
    case .linear:
      let margin = (upper - lower) * fraction
      return Domain(max(lower - margin, -Self.limit), min(upper + margin, Self.limit))
    case .log:
      let margin = Logarithm.power(of: upper / lower, fraction)
      return Domain(max(lower / margin, 1 / Self.limit), min(upper * margin, Self.limit), on: .log)
    }
  }

  /// Both domains together.
  func union(_ other: Domain) -> Domain {
    Domain(covering: [lower, upper, other.lower, other.upper])
  }

  func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}

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
