/// Cuts a polyline to a box.
enum Polyline {
  /// The runs of `points` that lie inside `box`; a point that is not finite ends a run.
  static func clipped(_ points: [Point], to box: Box) -> [[Point]] {
    var runs: [[Point]] = []
    for (start, end) in zip(points, points.dropFirst()) where start.isFinite && end.isFinite {
      guard let piece = Segment(start: start, end: end).clipped(to: box) else { continue }
      if let last = runs.last?.last, last == piece.start {
        runs[runs.count - 1].append(piece.end)
      } else {
        runs.append([piece.start, piece.end])
      }
    }
    return runs
  }

  /// The polyline without the points that lie within a tenth of a pixel of the line through their neighbors.
  ///
  /// Source: Douglas and Peucker, *Algorithms for the Reduction of the Number of Points Required to Represent a
  /// Digitized Line or Its Caricature*, The Canadian Cartographer, 1973.
  static func simplified(_ points: [Point], tolerance: Double = 0.1) -> [Point] {
    guard points.count > 2 else { return points }
    let thin = thinned(points)
    var isKept = [Bool](repeating: false, count: thin.count)
    isKept[0] = true
    isKept[thin.count - 1] = true
    // A stack instead of recursion: a spiral of points would otherwise nest as deep as it is long.
    var pending = [(0, thin.count - 1)]
    while let (first, last) = pending.popLast() {
      guard last - first > 1 else { continue }
      var farthest = first
      var distance = 0.0
      for index in (first + 1)..<last {
        let away = thin[index].distance(to: Segment(start: thin[first], end: thin[last]))
        if away > distance { (farthest, distance) = (index, away) }
      }
      guard distance > tolerance else { continue }
      isKept[farthest] = true
      pending.append((first, farthest))
      pending.append((farthest, last))
    }
    return thin.indices.filter { isKept[$0] }.map { thin[$0] }
  }

  /// The polyline with at most four points for each column of one pixel: where it enters, its extremes, where it leaves.
  ///
  /// A loss of ten thousand steps looks the same and takes a tenth of the bytes.
  static func thinned(_ points: [Point]) -> [Point] {
    guard points.count > 2000 else { return points }
    var kept: [Point] = []
    var column: [Point] = []
    for point in points {
      if let first = column.first, first.x.rounded(.down) != point.x.rounded(.down) {
        kept += extremes(column)
        column = []
      }
      column.append(point)
    }
    return kept + extremes(column)
  }

  private static func extremes(_ points: [Point]) -> [Point] {
    guard points.count > 4 else { return points }
    var low = 0
    var high = 0
    for (index, point) in points.enumerated() {
      if point.y < points[low].y { low = index }
      if point.y > points[high].y { high = index }
    }
    var indices: [Int] = []
    for index in [0, min(low, high), max(low, high), points.count - 1] where indices.last != index {
      indices.append(index)
    }
    return indices.map { points[$0] }
  }
}

extension Point {
  /// The distance to the nearest point of a straight piece.
  func distance(to segment: Segment) -> Double {
    let dx = segment.end.x - segment.start.x
    let dy = segment.end.y - segment.start.y
    let length = dx * dx + dy * dy
    let along = length == 0 ? 0 : ((x - segment.start.x) * dx + (y - segment.start.y) * dy) / length
    let foot = segment.start.moved(towards: segment.end, by: min(max(along, 0), 1))
    return ((x - foot.x) * (x - foot.x) + (y - foot.y) * (y - foot.y)).squareRoot()
  }
}
