/// The map from an axis's values to places in the drawing, and the ticks along it.
struct Scale: Equatable, Sendable {
  let domain: Domain
  let kind: Axis.Kind
  /// The place of the domain's lower end.
  let start: Double
  /// The place of the domain's upper end; smaller than `start` on an upright axis, since drawings grow downwards.
  let end: Double

  /// The place of `value`; not finite when the axis has none.
  func callAsFunction(_ value: Double) -> Double {
    switch kind {
    case .linear:
      return start + (value - domain.lower) / (domain.upper - domain.lower) * (end - start)
    case .log:
      guard Domain.isDrawable(value, on: .log) else { return .nan }
      let low = Logarithm.natural(domain.lower)
      let fraction = (Logarithm.natural(value) - low) / (Logarithm.natural(domain.upper) - low)
      return start + fraction * (end - start)
    }
  }

  /// About `count` ticks.
  func ticks(_ count: Int) -> [Tick] {
    kind == .linear ? Ticks.linear(domain, count: count) : Ticks.logarithmic(domain, count: count)
  }
}
