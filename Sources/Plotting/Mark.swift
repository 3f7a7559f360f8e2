/// One thing that a plot shows, in data units.
enum Mark: Equatable, Sendable {
  case points([Point], Series)
  case line([Point], Series)
  /// A line that keeps each value until the next one.
  case steps([Point], Series)
  /// Where `line`'s value is positive, and the border of that region.
  case halfPlane(Line, Series)
  /// Where `line`'s value is zero.
  case boundary(Line, Series)
  case cells(Cells)
  /// Words at a place.
  case note(String, Point)

  /// What tells a mark from the others.
  struct Series: Equatable, Sendable {
    var label: String
    /// The color that the author chose, counted from 0; nil takes the next one.
    var color: Int?

    init(_ label: String?, _ color: Int?) {
      self.label = label ?? ""
      // Authors count from 1, as the CSS variables do.
      self.color = color.map { $0 - 1 }
    }
  }

  /// A rectangle of values between 0 and 1, sampled at the centers of equal cells.
  struct Cells: Equatable, Sendable {
    var area: Box
    var columns: Int
    var rows: Int
    /// Row by row from the bottom, each from left to right.
    var values: [Double]
    /// The names of the low and the high class.
    var labels: [String]
  }

  var series: Series? {
    switch self {
    case .points(_, let series), .line(_, let series), .steps(_, let series), .halfPlane(_, let series),
      .boundary(_, let series):
      series
    case .cells, .note: nil
    }
  }

  /// The points that the axes must cover.
  var extent: [Point] {
    switch self {
    case .points(let points, _), .line(let points, _), .steps(let points, _): points
    case .cells(let cells): [cells.area.corners[0], cells.area.corners[2]]
    case .note(_, let point): [point]
    case .halfPlane, .boundary: []
    }
  }
}

/// The color, dash and marker that each mark of a plot gets.
///
/// Equal labels get equal colors, so a class's points and its line match, and so do the panels of small multiples.
/// Regions have colors of their own: a positive side takes the second color, which is also the second class's.
struct Looks: Equatable, Sendable {
  private(set) var colors: [Int] = []
  private(set) var dashes: [Int] = []

  /// Looks for `marks`, and for the marks of several plots when they are given one after the other.
  init(_ marks: [Mark]) {
    var named: [(label: String, color: Int)] = []
    var nextColor = 0
    var nextRegion = 1
    var nextDash = 0
    var nextBoundary = 0
    for mark in marks {
      guard let series = mark.series else {
        colors.append(0)
        dashes.append(0)
        continue
      }
      let isRegion = if case .halfPlane = mark { true } else { false }
      let isBoundary = if case .boundary = mark { true } else { false }
      if let color = series.color {
        colors.append(color)
      } else if isRegion {
        colors.append(nextRegion)
        nextRegion += 1
      } else if isBoundary {
        colors.append(0)
      } else if let known = named.first(where: { !series.label.isEmpty && $0.label == series.label }) {
        colors.append(known.color)
      } else {
        colors.append(nextColor)
        named.append((series.label, nextColor))
        nextColor += 1
      }
      switch mark {
      case .line, .steps:
        dashes.append(nextDash)
        nextDash += 1
      case .boundary:
        dashes.append(nextBoundary)
        nextBoundary += 1
      default: dashes.append(0)
      }
    }
  }
}
