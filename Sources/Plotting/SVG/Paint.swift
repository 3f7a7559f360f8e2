/// A color by its role.
///
/// The page decides what it looks like; the drawing carries a fallback. The fallbacks for light paper are Okabe and Ito's colors, darkened until text in them has a contrast of at least
/// 4.5 : 1 on white; those for dark paper are lightened in the same way.
enum Paint: Equatable, Sendable {
  case none
  /// Text and the marks that matter.
  case ink
  /// Axis labels and other secondary text.
  case muted
  /// Grid lines.
  case grid
  /// The background of the drawing.
  case paper
  /// The color of the data series with this number, counted from 0; after the last it starts again.
  case series(Int)

  /// What flows backward through a network, in all diagrams; no weight has this color.
  static let gradient = Paint.series(3)

  /// The value of a `fill` or `stroke` attribute.
  var css: String {
    switch self {
    case .none: "none"
    default: "var(--\(name), \(fallback.light))"
    }
  }

  /// The CSS variable's name, without its two leading hyphens.
  var name: String {
    switch self {
    case .none: "figure-none"
    case .ink: "figure-ink"
    case .muted: "figure-muted"
    case .grid: "figure-grid"
    case .paper: "figure-paper"
    case .series(let index): "series-\(Self.wrapped(index) + 1)"
    }
  }

  /// The color where no page gives one.
  var fallback: (light: String, dark: String) {
    switch self {
    case .none: ("none", "none")
    case .ink: ("#1f2328", "#e6edf3")
    case .muted: ("#59636e", "#9da7b3")
    case .grid: ("#d8dee4", "#343b44")
    case .paper: ("#ffffff", "#0d1117")
    case .series(let index): Self.palette[Self.wrapped(index)]
    }
  }

  /// The series' colors for light and for dark paper.
  static let palette: [(light: String, dark: String)] = [
    ("#0072b2", "#56b4e9"),
    ("#b84e00", "#ef8a3a"),
    ("#007a5c", "#2fc79a"),
    ("#a8437f", "#e39bc4"),
    ("#756300", "#e8d44a"),
    ("#5b5b5b", "#c4c4c4"),
  ]

  private static func wrapped(_ index: Int) -> Int {
    let rest = index % palette.count
    return rest < 0 ? rest + palette.count : rest
  }
}

/// How a shape is drawn.
struct Style: Equatable, Sendable {
  var fill = Paint.none
  var fillOpacity = 1.0
  var stroke = Paint.none
  var strokeWidth = 2.0
  /// Lengths of strokes and gaps in turn; empty for a solid line.
  var dash: [Double] = []
  /// True if edges snap to pixels, so that neighboring cells show no seam.
  var isCrisp = false

  static func filled(_ paint: Paint, opacity: Double = 1) -> Style {
    Style(fill: paint, fillOpacity: opacity)
  }

  static func stroked(_ paint: Paint, width: Double = 2, dash: [Double] = []) -> Style {
    Style(stroke: paint, strokeWidth: width, dash: dash)
  }

  /// The dash patterns by which lines differ besides their color; the first is solid.
  static func dash(_ index: Int) -> [Double] {
    let patterns: [[Double]] = [[], [8, 4], [2, 4], [10, 4, 2, 4]]
    return patterns[index % patterns.count]
  }
}
