/// A surface sampled at the corners of a grid, and the heights at which lines of equal height are drawn.
struct Contours: Equatable, Sendable {
  var area: Box
  /// Corners in a row, at least 2.
  var columns: Int
  /// Rows of corners, at least 2.
  var rows: Int
  /// Row by row from the bottom, each from left to right.
  var values: [Double]
  var levels: [Double]
  var isFilled: Bool

  func corner(_ column: Int, _ row: Int) -> Point {
    let across = Double(column) / Double(columns - 1)
    let up = Double(row) / Double(rows - 1)
    return Point(
      x: area.minX * (1 - across) + area.maxX * across, y: area.minY * (1 - up) + area.maxY * up)
  }

  func value(_ column: Int, _ row: Int) -> Double { values[row * columns + column] }

  /// About eight nice heights between the least and the greatest value.
  static func niceLevels(_ values: [Double]) -> [Double] {
    Ticks.linear(Domain(covering: values), count: 8).map { $0.value }
  }

  /// The lines at height `level`, in data units.
  ///
  /// Each grid cell is cut into two triangles, on which the surface is taken as flat: unlike a square, a triangle has
  /// no ambiguous saddle. Pieces that meet are joined into one line.
  func lines(at level: Double) -> [[Point]] {
    Segment.joined(pieces(at: level))
  }

  /// The borders of the area at and above height `level`: closed lines that have it on their left, in data units.
  func borders(ofAreaAbove level: Double) -> [[Point]] {
    var pieces = pieces(at: level)
    // Where the area reaches the edge of the surface, the edge itself closes it.
    for (start, end) in rim() {
      guard start.value >= level || end.value >= level else { continue }
      let from = start.value >= level ? start.point : start.crossing(end, at: level)
      let to = end.value >= level ? end.point : start.crossing(end, at: level)
      if from != to { pieces.append(Segment(start: from, end: to)) }
    }
    return Segment.joined(pieces)
  }

  private struct Corner {
    var point: Point
    var value: Double

    /// Where the straight edge to `other` has the height `level`, the same point from both ends.
    func crossing(_ other: Corner, at level: Double) -> Point {
      let (low, high) = value < other.value ? (self, other) : (other, self)
      return low.point.moved(towards: high.point, by: (level - low.value) / (high.value - low.value))
    }
  }

  /// Where the flat triangle has the height `level`, directed so that higher ground is on the left.
  private static func border(in triangle: [Corner], at level: Double) -> Segment? {
    var leaving: Point?
    var entering: Point?
    for index in 0..<3 {
      let (here, next) = (triangle[index], triangle[(index + 1) % 3])
      if here.value >= level, next.value < level { leaving = here.crossing(next, at: level) }
      if here.value < level, next.value >= level { entering = here.crossing(next, at: level) }
    }
    guard let leaving, let entering, leaving != entering else { return nil }
    return Segment(start: leaving, end: entering)
  }

  /// The surface's outer edges and those around its holes, with the surface on their left.
  private func rim() -> [(Corner, Corner)] {
    var edges: [(Corner, Corner)] = []
    for row in 0..<(rows - 1) {
      for column in 0..<(columns - 1) where isWhole(column, row) {
        let corners = corners(column, row)
        let neighbors = [(column, row - 1), (column + 1, row), (column, row + 1), (column - 1, row)]
        for (side, neighbor) in neighbors.enumerated() where !isWhole(neighbor.0, neighbor.1) {
          edges.append((corners[side], corners[(side + 1) % 4]))
        }
      }
    }
    return edges
  }

  /// True if a cell is on the grid and has a value at each corner.
  private func isWhole(_ column: Int, _ row: Int) -> Bool {
    guard column >= 0, row >= 0, column < columns - 1, row < rows - 1 else { return false }
    return value(column, row).isFinite && value(column + 1, row).isFinite && value(column, row + 1).isFinite
      && value(column + 1, row + 1).isFinite
  }

  private func at(_ column: Int, _ row: Int) -> Corner {
    Corner(point: corner(column, row), value: value(column, row))
  }

  /// A cell's corners, counterclockwise.
  private func corners(_ column: Int, _ row: Int) -> [Corner] {
    [at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1)]
  }

  /// The straight pieces of the lines at height `level`, one for each triangle that it crosses.
  private func pieces(at level: Double) -> [Segment] {
    var pieces: [Segment] = []
    for row in 0..<(rows - 1) {
      for column in 0..<(columns - 1) where isWhole(column, row) {
        let isHigh = value(column, row) >= level
        let crosses =
          isHigh != (value(column + 1, row) >= level) || isHigh != (value(column, row + 1) >= level)
          || isHigh != (value(column + 1, row + 1) >= level)
        guard crosses else { continue }
        let corners = corners(column, row)
        for triangle in [[corners[0], corners[1], corners[2]], [corners[0], corners[2], corners[3]]] {
          if let piece = Self.border(in: triangle, at: level) { pieces.append(piece) }
        }
      }
    }
    return pieces
  }
}
