/// One thing that a plot shows, in data units.
enum Mark: Equatable, Sendable {
  case points([Point], Series)
  case line([Point], Series)
  /// A line that keeps each value until the next one.
  case steps([Point], Series)
  /// A line through the places that a search visited, each with a dot.
  case trajectory([Point], Series)
  case bars([Bar], Series)
  /// The area between two values at each x.
  case band([Interval], Series)
  case arrows([Arrow], isField: Bool, Series)
  /// Where `line`'s value is positive, and the border of that region.
  case halfPlane(Line, Series)
  /// Where `line`'s value is zero.
  case boundary(Line, Series)
  /// Everything between two values of one axis.
  case span(Direction, Double, Double, Series)
  /// One value of one axis.
  case rule(Direction, Double, Series)
  case cells(Cells)
  case contours(Contours)
  /// Words at a place.
  case note(String, Point)

  /// The distinguishing features of a mark.
  struct Series: Equatable, Sendable {
    var label: String
    /// The color that the author chose, counted from 0; nil takes the next one.
    var color: Int?

    init(_ label: String?, _ color: Int?) {
      self.label = (label ?? "").withTrueMinus
      // Authors count from 1, as the CSS variables do.
      self.color = color.map { $0 - 1 }
    }
  }

  /// An axis, as the direction in which its values grow.
  enum Direction: Equatable, Sendable {
    case x
    case y
  }

  struct Bar: Equatable, Sendable {
    var start: Double
    var end: Double
    var value: Double
  }

  struct Interval: Equatable, Sendable {
    var x: Double
    var lower: Double
    var upper: Double
  }

  struct Arrow: Equatable, Sendable {
    var start: Point
    var dx: Double
    var dy: Double
  }

  /// A rectangle of values, sampled at the centers of equal cells.
  struct Cells: Equatable, Sendable {
    enum Meaning: Equatable, Sendable {
      /// Values between 0 and 1: the first class's color at 0, the second's at 1, none between.
      case classes(String, String)
      /// Any values: the paper's color at the least, the first color at the greatest.
      case amounts(String)
    }

    var area: Box
    var columns: Int
    var rows: Int
    /// Row by row from the bottom, each from left to right.
    var values: [Double]
    var meaning: Meaning
  }

  var series: Series? {
    switch self {
    case .points(_, let series), .line(_, let series), .steps(_, let series), .trajectory(_, let series),
      .bars(_, let series), .band(_, let series), .arrows(_, _, let series), .halfPlane(_, let series),
      .boundary(_, let series), .span(_, _, _, let series), .rule(_, _, let series):
      series
    case .cells, .contours, .note: nil
    }
  }

  /// The places of the mark, where it is made of places.
  var places: [Point] {
    switch self {
    case .points(let points, _), .line(let points, _), .steps(let points, _), .trajectory(let points, _): points
    case .note(_, let point): [point]
    case .arrows(let arrows, let isField, _):
      isField
        ? arrows.map { $0.start } : arrows.flatMap { [$0.start, Point(x: $0.start.x + $0.dx, y: $0.start.y + $0.dy)] }
    case .bars(let bars, _): bars.map { Point(x: ($0.start + $0.end) / 2, y: $0.value) }
    case .band(let intervals, _):
      intervals.flatMap { [Point(x: $0.x, y: $0.lower), Point(x: $0.x, y: $0.upper)] }
    case .halfPlane, .boundary, .span, .rule, .cells, .contours: []
    }
  }

  /// The corners of the area that the axes must cover besides `places`; a coordinate that does not matter is NaN.
  var reach: [Point] {
    switch self {
    case .bars(let bars, _): bars.flatMap { [Point(x: $0.start, y: 0), Point(x: $0.end, y: 0)] }
    case .cells(let cells): [cells.area.corners[0], cells.area.corners[2]]
    case .contours(let contours): [contours.area.corners[0], contours.area.corners[2]]
    case .span(.x, let first, let second, _): [Point(x: first, y: .nan), Point(x: second, y: .nan)]
    case .span(.y, let first, let second, _): [Point(x: .nan, y: first), Point(x: .nan, y: second)]
    case .rule(.x, let value, _): [Point(x: value, y: .nan)]
    case .rule(.y, let value, _): [Point(x: .nan, y: value)]
    default: []
    }
  }

  /// The corners of the staircase that keeps each value until the next place.
  static func staircase(_ points: [Point]) -> [Point] {
    var corners: [Point] = []
    for point in points {
      if let last = corners.last { corners.append(Point(x: point.x, y: last.y)) }
      corners.append(point)
    }
    return corners
  }
}
