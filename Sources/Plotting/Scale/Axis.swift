/// The quantity on one axis of a plot: its label, its unit, its kind of scale.
///
/// A string is an axis already: `Plot(x: "epoch", y: Axis("time", unit: "s"))`.
public struct Axis: Equatable, Sendable, ExpressibleByStringLiteral {
  /// How values become distances.
  public enum Kind: Equatable, Sendable {
    /// Equal differences are equal distances.
    case linear
    /// Equal ratios are equal distances; values must be positive, others are left out.
    case log
  }

  /// The measured quantity.
  public var label: String
  /// The unit, shown in parentheses after the label; empty when there is none.
  public var unit: String
  /// How values become distances.
  public var kind: Kind
  /// The interval that the author asked for; nil means that the data decide.
  var fixed: Domain?

  /// Creates an axis.
  ///
  /// - Parameters:
  ///   - label: What is measured.
  ///   - unit: Its unit, or an empty string for a pure number.
  ///   - scale: `.linear` unless equal ratios should be equal distances.
  ///   - domain: The interval to show; nil shows all the data with a small margin.
  public init(_ label: String, unit: String = "", scale: Kind = .linear, domain: ClosedRange<Double>? = nil) {
    self.label = label
    self.unit = unit
    kind = scale
    fixed = domain.map { Domain($0.lowerBound, $0.upperBound, on: scale) }
  }

  /// Creates a linear axis without a unit.
  public init(stringLiteral label: String) {
    self.init(label)
  }

  /// The label with its unit.
  var caption: String {
    unit.isEmpty ? label : label.isEmpty ? "(\(unit))" : "\(label) (\(unit))"
  }
}
