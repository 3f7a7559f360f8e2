/// The rows of signs and names above a plot, for what could not be labelled in place.
struct Legend: Equatable, Sendable {
  /// A sign and what it stands for.
  struct Entry: Equatable, Sendable {
    var glyph: Glyph
    var text: String
  }

  enum Glyph: Equatable, Sendable {
    case marker(Marker, color: Int)
    case line(Style)
    case swatch(Style)
    /// From the paper's color to a full color, for amounts.
    case ramp(Paint)
    /// A flow.
    case arrow(Paint)
    case none
  }

  private(set) var glyphs: [(glyph: Glyph, center: Point)] = []
  private(set) var labels: [Label] = []
  private(set) var height = 0.0

  private static let glyphWidth = 28.0
  private static let gap = 18.0

  static func == (first: Legend, second: Legend) -> Bool { first.labels == second.labels }

  /// Sets the entries in rows from `origin` to the right, at most `width` wide.
  init(_ entries: [Entry], at origin: Point, width: Double) {
    var x = 0.0
    var baseline = origin.y + Typography.ascent * Typography.size
    for entry in entries {
      let indent = entry.glyph == .none ? 0 : Self.glyphWidth + 6
      let text = TextWidth.cut(entry.text, to: width - indent, size: Typography.size)
      let length = indent + TextWidth.of(text, size: Typography.size)
      if x > 0, x + length > width {
        x = 0
        baseline += Typography.lineHeight + 2
      }
      let left = origin.x + x
      glyphs.append((entry.glyph, Point(x: left + Self.glyphWidth / 2, y: baseline - 5.5)))
      labels.append(Label(text: text, position: Point(x: left + indent, y: baseline)))
      x += length + Self.gap
    }
    if !entries.isEmpty { height = baseline + Typography.descent * Typography.size + 4 - origin.y }
  }

  func draw(into scene: inout Scene) {
    for (glyph, center) in glyphs {
      switch glyph {
      case .marker(let marker, let color):
        scene.draw(marker.style(color, radius: 5.5), marker.outline(at: center, radius: 5.5))
      case .line(let style):
        let half = Self.glyphWidth / 2
        scene.draw(
          style, [.open([Point(x: center.x - half, y: center.y), Point(x: center.x + half, y: center.y)])])
      case .swatch(let style):
        let box = Box(minX: center.x - 12, minY: center.y - 7, maxX: center.x + 12, maxY: center.y + 7)
        scene.draw(style, [.box(box)])
      case .ramp(let paint):
        for step in 0..<5 {
          let left = center.x - 14 + Double(step) * 5.6
          let box = Box(minX: left, minY: center.y - 7, maxX: left + 5.6, maxY: center.y + 7)
          scene.draw(.filled(paint, opacity: Wash.opacity(ofShare: Double(step) / 4)), [.box(box)])
        }
      case .arrow(let paint):
        let (left, right) = (Point(x: center.x - 12, y: center.y), Point(x: center.x + 12, y: center.y))
        scene.draw(arrows: [(left, right)], paint, width: 1.5)
      case .none: break
      }
    }
    for label in labels {
      scene.write(label)
    }
  }
}
