/// A line the size of a word, for a trend in the middle of a sentence.
///
/// The last value has a dot; there are no axes, since the sentence names the numbers that matter.
///
/// Source: Tufte, *Beautiful Evidence*, 2006.
public struct Sparkline: Equatable, Sendable {
  let values: [Double]
  let label: String
  private(set) var ownAlternative: String?

  /// Creates a line through one value for each step.
  ///
  /// - Parameters:
  ///   - values: The values; one that is not finite leaves a gap.
  ///   - label: What they are.
  public init(_ values: [Double], label: String = "") {
    self.values = values
    self.label = label
  }

  /// Replaces the alternative text that the line would make from its data.
  public func described(as alternative: String) -> Sparkline {
    var copy = self
    copy.ownAlternative = alternative
    return copy
  }
}

extension Sparkline: Figure {
  /// The drawing as one `<svg>` element, 100 × 20 pixels.
  public func svg() -> String { SVG.text(of: scene()) }

  /// The author's text, or else the first and last value and the range.
  public var alternative: String {
    if let ownAlternative { return ownAlternative }
    let finite = values.filter { $0.isFinite }
    guard let first = finite.first, let last = finite.last, let least = finite.min(), let greatest = finite.max()
    else { return label.isEmpty ? "No values." : "\(label): no values." }
    let head = label.isEmpty ? "" : label + ": "
    return head + "\(finite.count) values from \(Decimal.short(first)) to \(Decimal.short(last)), between "
      + "\(Decimal.short(least)) and \(Decimal.short(greatest))."
  }

  /// One row a value.
  public var table: DataTable {
    DataTable(
      columns: ["step", label.isEmpty ? "value" : label],
      rows: values.enumerated().map { [.number(Double($0.offset)), .number($0.element)] })
  }

  func scene() -> Scene {
    var scene = Scene(width: 100, height: 20, title: label, description: alternative)
    let across = Scale(domain: Domain(0, Double(max(1, values.count - 1))), kind: .linear, start: 2, end: 95)
    let up = Scale(domain: Domain(covering: values), kind: .linear, start: 17, end: 3)
    let frame = Box(minX: 0, minY: 0, maxX: 100, maxY: 20)
    let points = values.enumerated().map { Point(x: across(Double($0.offset)), y: up($0.element)) }
    let runs = Polyline.clipped(points, to: frame).map { Outline.open(Polyline.simplified($0)) }
    scene.draw(.stroked(.series(0), width: 1.5), runs)
    if let last = points.last(where: { $0.isFinite && frame.contains($0) }) {
      scene.draw(.filled(.series(0)), [.circle(center: last, radius: 2.5)])
    }
    return scene
  }
}
