/// A drawing as values: shapes and texts in drawing order, on a canvas whose unit is one pixel at full size.
struct Scene: Equatable, Sendable {
  var width: Double
  var height: Double
  /// The accessible name, one short line.
  var title: String
  /// The accessible description.
  var description: String
  var elements: [Element] = []

  /// One thing to draw.
  enum Element: Equatable, Sendable {
    case shapes(Style, [Outline])
    case text(Label)
  }

  /// The boxes of all texts, for the law that none overlaps another or leaves the canvas.
  var textBoxes: [Box] {
    elements.compactMap { element in
      if case .text(let label) = element { label.box } else { nil }
    }
  }

  mutating func draw(_ style: Style, _ outlines: [Outline]) {
    if !outlines.isEmpty { elements.append(.shapes(style, outlines)) }
  }

  mutating func write(_ label: Label) {
    if !label.text.isEmpty { elements.append(.text(label)) }
  }
}

/// The border of a shape.
enum Outline: Equatable, Sendable {
  case open([Point])
  case closed([Point])
  case circle(center: Point, radius: Double)
  case box(Box)
}

/// A line of text at its place.
struct Label: Equatable, Sendable {
  enum Anchor: Equatable, Sendable {
    case start
    case middle
    case end
  }

  var text: String
  /// The start, end or middle of the text, on the baseline.
  var position: Point
  var anchor = Anchor.start
  var size = Typography.size
  var isBold = false
  var paint = Paint.ink
  /// True if a rim in the paper's color keeps the text readable over lines.
  var hasHalo = false

  /// The box of the text, from the font's ascent to its descent.
  var box: Box {
    let width = TextWidth.of(text, size: size, bold: isBold)
    let left =
      switch anchor {
      case .start: position.x
      case .middle: position.x - width / 2
      case .end: position.x - width
      }
    return Box(
      minX: left, minY: position.y - Typography.ascent * size,
      maxX: left + width, maxY: position.y + Typography.descent * size)
  }

  /// The same label moved sideways as little as it takes to stay between two places.
  func kept(between left: Double, and right: Double) -> Label {
    var moved = self
    let box = box
    if box.maxX > right { moved.position.x -= box.maxX - right }
    if moved.box.minX < left { moved.position.x += left - moved.box.minX }
    return moved
  }
}

/// The measures of text that every figure shares.
enum Typography {
  /// The text size: at a width of 320 pixels, a canvas of 440 shows it at 11.6.
  static let size = 16.0
  /// From the baseline to the top of the tallest letter, as a fraction of the size.
  static let ascent = 0.93
  /// From the baseline to the bottom of the lowest letter, as a fraction of the size.
  static let descent = 0.24
  /// From one line's baseline to the next.
  static let lineHeight = 20.0
}
