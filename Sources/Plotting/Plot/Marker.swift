/// The sign that stands for one class of points; classes differ by shape and not only by color.
enum Marker: Int, CaseIterable, Sendable {
  case ring
  case square
  case triangle
  case diamond
  case cross
  case plus

  init(_ index: Int) {
    self = Self.allCases[((index % Self.allCases.count) + Self.allCases.count) % Self.allCases.count]
  }

  /// The sign's outline around `center`; `radius` is about half its width.
  func outline(at center: Point, radius: Double) -> [Outline] {
    let at = { (dx: Double, dy: Double) in Point(x: center.x + dx * radius, y: center.y + dy * radius) }
    switch self {
    case .ring: return [.circle(center: center, radius: radius)]
    case .square: return [.closed([at(-0.9, -0.9), at(0.9, -0.9), at(0.9, 0.9), at(-0.9, 0.9)])]
    case .triangle: return [.closed([at(0, -1.15), at(1.05, 0.75), at(-1.05, 0.75)])]
    case .diamond: return [.closed([at(0, -1.25), at(1.1, 0), at(0, 1.25), at(-1.1, 0)])]
    case .cross: return [.open([at(-0.9, -0.9), at(0.9, 0.9)]), .open([at(-0.9, 0.9), at(0.9, -0.9)])]
    case .plus: return [.open([at(-1.1, 0), at(1.1, 0)]), .open([at(0, -1.1), at(0, 1.1)])]
    }
  }

  /// Every other sign is filled, so that the first two classes differ in print and at any size.
  func style(_ color: Int, radius: Double) -> Style {
    let isHollow = self == .ring || self == .diamond
    return Style(
      fill: isHollow ? .paper : .series(color), stroke: .series(color), strokeWidth: max(1.5, min(2.5, radius * 0.45)))
  }
}
