/// A place, in data units or in a drawing's units.
struct Point: Hashable, Sendable {
  var x: Double
  var y: Double

  var isFinite: Bool { x.isFinite && y.isFinite }
}

/// A rectangle with sides along the axes, `minX ≤ maxX` and `minY ≤ maxY`.
struct Box: Equatable, Sendable {
  var minX: Double
  var minY: Double
  var maxX: Double
  var maxY: Double

  var width: Double { maxX - minX }
  var height: Double { maxY - minY }
  var center: Point { Point(x: (minX + maxX) / 2, y: (minY + maxY) / 2) }
  var corners: [Point] {
    [Point(x: minX, y: minY), Point(x: maxX, y: minY), Point(x: maxX, y: maxY), Point(x: minX, y: maxY)]
  }

  /// True if the interiors meet; boxes that only touch do not overlap.
  func overlaps(_ other: Box) -> Bool {
    minX < other.maxX && other.minX < maxX && minY < other.maxY && other.minY < maxY
  }

  func contains(_ other: Box) -> Bool {
    minX <= other.minX && other.maxX <= maxX && minY <= other.minY && other.maxY <= maxY
  }

  func contains(_ point: Point) -> Bool {
    minX <= point.x && point.x <= maxX && minY <= point.y && point.y <= maxY
  }

  func grown(by margin: Double) -> Box {
    Box(minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin)
  }
}

/// The straight-line function `weights · point + bias`; its positive side is a half-plane.
struct Line: Equatable, Sendable {
  var w1: Double
  var w2: Double
  var bias: Double

  func value(at point: Point) -> Double { w1 * point.x + w2 * point.y + bias }

  /// The part of the convex `polygon` where the function is at least zero, in the polygon's own orientation.
  ///
  /// Source: Sutherland and Hodgman, *Reentrant Polygon Clipping*, Communications of the ACM, 1974.
  func clip(_ polygon: [Point]) -> [Point] {
    var kept: [Point] = []
    for (index, point) in polygon.enumerated() {
      let previous = polygon[index == 0 ? polygon.count - 1 : index - 1]
      let here = value(at: point)
      let before = value(at: previous)
      if (here >= 0) != (before >= 0) {
        kept.append(previous.moved(towards: point, by: before / (before - here)))
      }
      if here >= 0 { kept.append(point) }
    }
    return kept
  }

  /// Where the function is zero inside `box`: two points, or none when the line passes it by.
  func crossing(_ box: Box) -> [Point] {
    let corners = box.corners
    var ends: [Point] = []
    for (index, corner) in corners.enumerated() {
      let next = corners[(index + 1) % corners.count]
      let here = value(at: corner)
      let there = value(at: next)
      if (here >= 0) != (there >= 0) {
        ends.append(corner.moved(towards: next, by: here / (here - there)))
      }
    }
    return ends.count == 2 ? ends : []
  }
}

extension Point {
  func moved(towards other: Point, by fraction: Double) -> Point {
    Point(x: x + (other.x - x) * fraction, y: y + (other.y - y) * fraction)
  }
}

/// A straight piece between two points.
struct Segment: Equatable, Sendable {
  var start: Point
  var end: Point

  /// The piece of the segment inside `box`, or nil when it misses.
  ///
  /// Source: Liang and Barsky, *A New Concept and Method for Line Clipping*, ACM Transactions on Graphics, 1984.
  func clipped(to box: Box) -> Segment? {
    let dx = end.x - start.x
    let dy = end.y - start.y
    var enter = 0.0
    var leave = 1.0
    let sides = [
      (-dx, start.x - box.minX), (dx, box.maxX - start.x),
      (-dy, start.y - box.minY), (dy, box.maxY - start.y),
    ]
    for (slope, room) in sides {
      if slope == 0 {
        if room < 0 { return nil }
      } else if slope < 0 {
        enter = max(enter, room / slope)
      } else {
        leave = min(leave, room / slope)
      }
    }
    guard enter <= leave else { return nil }
    return Segment(start: start.moved(towards: end, by: enter), end: start.moved(towards: end, by: leave))
  }
}

extension Segment {
  /// Joins directed pieces, each starting where another ends, into lines that are as long as possible.
  ///
  /// - Complexity: O(*n*) for *n* pieces, as long as few of them meet in one point.
  static func joined(_ pieces: [Segment]) -> [[Point]] {
    var waiting: [Point: [Int]] = [:]
    var arrivals: [Point: Int] = [:]
    for (index, piece) in pieces.enumerated() {
      waiting[piece.start, default: []].append(index)
      arrivals[piece.end, default: 0] += 1
    }
    var isUsed = [Bool](repeating: false, count: pieces.count)
    var lines: [[Point]] = []

    func follow(_ first: Int) {
      isUsed[first] = true
      var line = [pieces[first].start, pieces[first].end]
      while let next = waiting[line[line.count - 1]]?.first(where: { !isUsed[$0] }) {
        isUsed[next] = true
        line.append(pieces[next].end)
      }
      lines.append(line)
    }

    // Open lines first, from where nothing arrives; what is left then runs in circles.
    for index in pieces.indices where !isUsed[index] && arrivals[pieces[index].start] == nil { follow(index) }
    for index in pieces.indices where !isUsed[index] { follow(index) }
    return lines
  }
}
