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

  /// True if an axis of this kind has a place for `value`.
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
