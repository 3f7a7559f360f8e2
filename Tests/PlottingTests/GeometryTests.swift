import Testing

@testable import Plotting

@Suite struct GeometryTests {
  static let square = Box(minX: -1, minY: -1, maxX: 2, maxY: 3)

  /// Twice the signed area: positive when the corners run counterclockwise with y upwards.
  static func doubleArea(_ polygon: [Point]) -> Double {
    zip(polygon, polygon.dropFirst() + polygon.prefix(1)).map { $0.x * $1.y - $1.x * $0.y }.reduce(0, +)
  }

  static let lines = [
    Line(w1: 1, w2: 1, bias: -1), Line(w1: -2, w2: 0.5, bias: 0.3), Line(w1: 0, w2: 1, bias: 0),
    Line(w1: 1, w2: 0, bias: 1), Line(w1: 0, w2: 0, bias: 1), Line(w1: 0, w2: 0, bias: -1),
    Line(w1: 1e-9, w2: -1e9, bias: 3), Line(w1: 1, w2: 1, bias: 100), Line(w1: 1, w2: 1, bias: -100),
  ]

  @Test(arguments: lines)
  func aHalfPlaneAndItsOppositeCoverTheBox(_ line: Line) {
    let opposite = Line(w1: -line.w1, w2: -line.w2, bias: -line.bias)
    let corners = Self.square.corners
    let both = Self.doubleArea(line.clip(corners)) + Self.doubleArea(opposite.clip(corners))
    #expect(abs(both - 2 * 12) < 1e-6)
  }

  /// A browser complains about a path that does not begin with a move.
  @Test(arguments: lines)
  func everyPathBeginsWithAMove(_ line: Line) {
    let plot = Plot(title: "t", x: "x", y: "y").points([(0, 0), (1, 1)], label: "p")
      .halfPlane(weights: (line.w1, line.w2), bias: line.bias, label: "h")
    for part in plot.svg().split(separator: "<path ").dropFirst() {
      #expect(part.hasPrefix("d=\"M"))
    }
  }

  @Test(arguments: lines)
  func aHalfPlaneIsOnThePositiveSide(_ line: Line) {
    let scale = max(1, abs(line.w1), abs(line.w2))
    for corner in line.clip(Self.square.corners) {
      #expect(line.value(at: corner) >= -1e-9 * scale)
    }
  }

  @Test(arguments: lines)
  func clippingKeepsTheOrientation(_ line: Line) {
    let corners = Self.square.corners
    #expect(Self.doubleArea(corners) > 0)
    #expect(Self.doubleArea(line.clip(corners)) >= 0)
    #expect(Self.doubleArea(line.clip(corners.reversed())) <= 0)
  }

  @Test func halfOfTheBoxIsHalfItsArea() {
    let line = Line(w1: 0, w2: 1, bias: -1)
    #expect(Self.doubleArea(line.clip(Self.square.corners)) == 12)
  }

  @Test(arguments: lines)
  func theBorderLiesOnTheLineAndOnTheBox(_ line: Line) {
    let ends = line.crossing(Self.square)
    #expect(ends.isEmpty || ends.count == 2)
    for end in ends {
      #expect(abs(line.value(at: end)) < 1e-6 * max(1, abs(line.w1), abs(line.w2)))
      #expect(Self.square.grown(by: 1e-9).contains(end))
    }
  }

  @Test func segmentsAreCutAtTheBox() {
    let through = Segment(start: Point(x: -5, y: 0), end: Point(x: 5, y: 0)).clipped(to: Self.square)
    #expect(through == Segment(start: Point(x: -1, y: 0), end: Point(x: 2, y: 0)))
    #expect(Segment(start: Point(x: -5, y: 4), end: Point(x: 5, y: 4)).clipped(to: Self.square) == nil)
    #expect(Segment(start: Point(x: -5, y: 2), end: Point(x: 0, y: 8)).clipped(to: Self.square) == nil)
  }

  @Test func aPointWithoutValueCutsALine() {
    let points = [Point(x: 0, y: 0), Point(x: 1, y: 0), Point(x: .nan, y: 0), Point(x: 1, y: 1), Point(x: 0, y: 1)]
    #expect(Polyline.clipped(points, to: Self.square).map(\.count) == [2, 2])
  }

  @Test func simplifyingStaysWithinATenthOfAPixel() {
    let wave = (0..<500).map { (index: Int) -> Point in
      let height = 40 * Double(index * index % 97) / 97
      return Point(x: Double(index), y: height + Double(index) / 3)
    }
    let flat = (0..<500).map { Point(x: Double($0), y: Double($0) / 3) }
    #expect(Polyline.simplified(flat) == [flat[0], flat[499]])
    let simple = Polyline.simplified(wave)
    for point in wave {
      let nearest = zip(simple, simple.dropFirst()).map { point.distance(to: Segment(start: $0, end: $1)) }.min() ?? 1
      #expect(nearest <= 0.1)
    }
  }

  @Test func piecesInAnyOrderJoinIntoOneLine() {
    let points = (0..<20).map { Point(x: Double($0), y: Double($0 * $0 % 7)) }
    let pieces = zip(points, points.dropFirst()).map { Segment(start: $0, end: $1) }
    for step in [1, 3, 7, 11] {
      let shuffled = pieces.indices.map { pieces[$0 * step % pieces.count] }
      #expect(Segment.joined(shuffled) == [points])
    }
    let ring = Segment.joined(pieces + [Segment(start: points[19], end: points[0])])
    #expect(ring.count == 1 && ring[0].first == ring[0].last && ring[0].count == 21)
  }

  @Test func contoursOfACircleAreRoundAndClosed() {
    var contours = Contours(
      area: Box(minX: -2, minY: -2, maxX: 2, maxY: 2), columns: 41, rows: 41, values: [], levels: [1], isFilled: true)
    for row in 0..<41 {
      for column in 0..<41 {
        let corner = contours.corner(column, row)
        contours.values.append(corner.x * corner.x + corner.y * corner.y)
      }
    }
    let lines = contours.lines(at: 1)
    #expect(lines.count == 1)
    #expect(lines[0].first == lines[0].last)
    for point in lines[0] {
      #expect(abs((point.x * point.x + point.y * point.y).squareRoot() - 1) < 0.01)
    }
    // The area above is the square without the disk: the square's rim and the circle, which runs the other way round.
    let borders = contours.borders(ofAreaAbove: 1)
    let areas = borders.map { Self.doubleArea($0) / 2 }.sorted()
    #expect(areas.count == 2)
    #expect(abs(areas[0] + 3.14159) < 0.03 && abs(areas[1] - 16) < 1e-9)
  }

  @Test func aHoleInASurfaceIsCutOutOfItsArea() {
    // A level floor of 4 × 4 cells without the middle corner, which takes its four cells away.
    var values = [Double](repeating: 1, count: 25)
    values[12] = .nan
    let contours = Contours(
      area: Box(minX: 0, minY: 0, maxX: 4, maxY: 4), columns: 5, rows: 5, values: values, levels: [0], isFilled: true)
    let areas = contours.borders(ofAreaAbove: 0).map { Self.doubleArea($0) / 2 }.sorted()
    #expect(areas == [-4, 16])
    #expect(contours.borders(ofAreaAbove: 0).allSatisfy { $0.first == $0.last })
    #expect(contours.lines(at: 0) == [])
  }
}
