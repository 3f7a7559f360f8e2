/// Cells colored by their values.
///
/// A color's strength, not its hue, says how much: it works on light and on dark paper, and in print. Cells of equal
/// strength share one path, and a row's equal neighbors share one box, which keeps the drawing small.
struct Wash {
  /// The opacity of the greatest amount.
  private static let strongest = 0.85
  /// The opacity of the least amount: a faint one, since paper without any means that there is no number.
  private static let weakest = 0.07
  private static let levels = 20

  /// The opacity of an amount, given as its share of the way from the least to the greatest.
  static func opacity(ofShare share: Double) -> Double { weakest + (strongest - weakest) * share }

  private var layers: [(paint: Paint, opacity: Double, boxes: [Outline])] = []

  init(_ cells: Mark.Cells, in layout: PlotLayout) {
    let domain = Domain(covering: cells.values)
    let strength = { (value: Double) -> Int? in
      guard Domain.isDrawable(value, on: .linear) else { return nil }
      let fraction =
        switch cells.meaning {
        case .classes: min(max(value, 0), 1) * 2 - 1
        case .amounts: (value - domain.lower) / (domain.upper - domain.lower)
        }
      return Int((fraction * Double(Self.levels)).rounded())
    }
    var boxes = [[Outline]](repeating: [], count: 2 * Self.levels + 1)
    let levels = cells.values.map(strength)
    for row in 0..<cells.rows {
      var first = 0
      for column in 0..<cells.columns {
        let level = levels[row * cells.columns + column]
        if column + 1 < cells.columns, levels[row * cells.columns + column + 1] == level { continue }
        let box = Self.box(cells, first, column, row, layout)
        first = column + 1
        guard let level, level != 0 || cells.meaning.hasLeastAmount, let visible = box.intersection(layout.frame) else {
          continue
        }
        boxes[level + Self.levels].append(.box(visible))
      }
    }
    for (slot, outlines) in boxes.enumerated() where !outlines.isEmpty {
      let share = Double(abs(slot - Self.levels)) / Double(Self.levels)
      switch cells.meaning {
      case .classes: layers.append((.series(slot < Self.levels ? 0 : 1), 0.45 * share, outlines))
      case .amounts: layers.append((.series(0), Self.opacity(ofShare: share), outlines))
      }
    }
  }

  func draw(into scene: inout Scene) {
    for layer in layers {
      var style = Style.filled(layer.paint, opacity: layer.opacity)
      style.isCrisp = true
      scene.draw(style, layer.boxes)
    }
  }

  private static func box(
    _ cells: Mark.Cells, _ first: Int, _ last: Int, _ row: Int, _ layout: PlotLayout
  ) -> Box {
    let area = cells.area
    let left = area.minX + area.width * Double(first) / Double(cells.columns)
    let right = area.minX + area.width * Double(last + 1) / Double(cells.columns)
    let low = area.minY + area.height * Double(row) / Double(cells.rows)
    let high = area.minY + area.height * Double(row + 1) / Double(cells.rows)
    return Box(minX: layout.x(left), minY: layout.y(high), maxX: layout.x(right), maxY: layout.y(low))
  }
}

extension Mark.Cells.Meaning {
  /// True if a color of no strength is that of an amount; between two classes it says that neither is likelier.
  fileprivate var hasLeastAmount: Bool {
    switch self {
    case .classes: false
    case .amounts: true
    }
  }
}
