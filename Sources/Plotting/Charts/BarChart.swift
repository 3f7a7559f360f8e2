/// Amounts with names, as level bars from a common zero; each bar's number stands at its end.
///
/// ```swift
/// BarChart(title: "Class probabilities", [("cat", 0.72), ("dog", 0.21), ("fox", 0.07)])
/// ```
public struct BarChart: Equatable, Sendable {
  struct Entry: Equatable, Sendable {
    var name: String
    var value: Double
  }

  let title: String
  let unit: String
  let entries: [Entry]
  let digits: Int
  private(set) var ownAlternative: String?

  /// Creates a chart with one bar a name, from top to bottom.
  ///
  /// - Parameters:
  ///   - title: The heading above the bars.
  ///   - unit: What the numbers measure, in the heading's line below; empty for pure numbers.
  ///   - values: Names and amounts; an amount that is not finite gets no bar.
  ///   - digits: Significant digits of the numbers.
  public init(title: String = "", unit: String = "", _ values: [(String, Double)], digits: Int = 3) {
    self.title = title
    self.unit = unit
    entries = values.map { Entry(name: $0.0, value: $0.1) }
    self.digits = min(max(1, digits), 12)
  }

  /// Replaces the alternative text that the chart would make from its data.
  public func described(as alternative: String) -> BarChart {
    var copy = self
    copy.ownAlternative = alternative
    return copy
  }
}

extension BarChart: Figure {
  /// The drawing as one `<svg>` element.
  public func svg() -> String { SVG.text(of: scene()) }

  /// The author's text, or else every name with its number.
  public var alternative: String {
    if let ownAlternative { return ownAlternative }
    let bars = entries.map { "\($0.name) \(Decimal.short($0.value, digits: digits))" }.joined(separator: ", ")
    let head = title.isEmpty ? "A bar chart" : "“\(title)”, a bar chart"
    return head + (unit.isEmpty ? "" : " in \(unit)") + (bars.isEmpty ? "." : ": \(bars).")
  }

  /// One row a bar: name and number.
  public var table: DataTable {
    DataTable(
      columns: ["name", unit.isEmpty ? "value" : unit],
      rows: entries.map { [.text($0.name), .number($0.value)] })
  }

  func scene() -> Scene {
    let width = 440.0
    let pitch = 30.0
    let heading = Heading(title, at: Point(x: 2, y: 4), width: width - 4)
    var top = 4 + heading.height
    var scene = Scene(width: width, height: 0, title: title, description: alternative)
    for label in heading.labels { scene.write(label) }
    if !unit.isEmpty {
      let text = TextWidth.cut(unit, to: width - 4, size: Typography.size)
      let position = Point(x: 2, y: top + Typography.ascent * Typography.size)
      scene.write(Label(text: text, position: position, paint: .muted))
      top += Typography.lineHeight + 4
    }
    let numbers = entries.map { Decimal.short($0.value, digits: digits) }
    let nameWidth = min(entries.map { TextWidth.of($0.name, size: Typography.size) }.reduce(0, max), width * 0.4)
    let numberWidth = numbers.map { TextWidth.of($0, size: Typography.size) }.reduce(0, max) + 8
    let domain = Domain(covering: entries.map { $0.value } + [0])
    let left = nameWidth + 12 + (entries.contains { $0.value < 0 } ? numberWidth : 0)
    let right = width - 4 - (entries.contains { !($0.value < 0) } ? numberWidth : 0)
    let scale = Scale(domain: domain, kind: .linear, start: left, end: max(right, left + 20))
    var bars: [Outline] = []
    for (slot, entry) in entries.enumerated() {
      let y = top + Double(slot) * pitch
      let baseline = y + pitch / 2 + 0.345 * Typography.size
      let name = TextWidth.cut(entry.name, to: nameWidth, size: Typography.size)
      scene.write(Label(text: name, position: Point(x: nameWidth + 2, y: baseline), anchor: .end))
      guard Domain.isDrawable(entry.value, on: .linear) else {
        scene.write(Label(text: numbers[slot], position: Point(x: scale(0) + 6, y: baseline), paint: .muted))
        continue
      }
      let end = scale(entry.value)
      bars.append(.box(Box(minX: min(scale(0), end), minY: y + 5, maxX: max(scale(0), end), maxY: y + pitch - 5)))
      let isNegative = entry.value < 0
      let position = Point(x: end + (isNegative ? -6 : 6), y: baseline)
      scene.write(Label(text: numbers[slot], position: position, anchor: isNegative ? .end : .start))
    }
    let bottom = top + Double(entries.count) * pitch
    scene.draw(.filled(.series(0), opacity: 0.75), bars)
    scene.draw(.stroked(.muted, width: 1), [.open([Point(x: scale(0), y: top), Point(x: scale(0), y: bottom)])])
    scene.height = bottom + 6
    return scene
  }
}
