/// Finds places for words where they cover nothing.
struct LabelPlacement {
  /// The places where words may stand.
  let room: Box
  private(set) var taken: [Box] = []
  private var lines: [Segment] = []

  init(room: Box) {
    self.room = room
  }

  mutating func occupy(_ box: Box) {
    taken.append(box)
  }

  mutating func occupy(_ segment: Segment) {
    lines.append(segment)
  }

  /// True if a label would lie inside the room and touch nothing.
  func isFree(_ box: Box) -> Bool {
    let rim = box.grown(by: 1.5)
    return room.contains(box) && !taken.contains { $0.overlaps(rim) } && !lines.contains { $0.clipped(to: rim) != nil }
  }

  /// The first of `candidates` that is free, which is then taken.
  mutating func place(_ candidates: [Label]) -> Label? {
    guard let label = candidates.first(where: { isFree($0.box) }) else { return nil }
    occupy(label.box)
    return label
  }

  /// Places beside a marker: right, left, above, below, then the corners.
  static func beside(_ point: Point, distance: Double, _ label: Label) -> [Label] {
    let middle = (Typography.ascent - Typography.descent) / 2 * label.size
    let below = distance + Typography.ascent * label.size
    let above = -distance - Typography.descent * label.size
    let diagonal = distance * 0.7
    let sides: [(Label.Anchor, Double, Double)] = [
      (.start, distance, middle), (.end, -distance, middle), (.middle, 0, above), (.middle, 0, below),
      (.start, diagonal, above * 0.6), (.end, -diagonal, above * 0.6), (.start, diagonal, below * 0.8),
      (.end, -diagonal, below * 0.8),
    ]
    return sides.map { anchor, dx, dy in
      var copy = label
      copy.anchor = anchor
      copy.position = Point(x: point.x + dx, y: point.y + dy)
      return copy
    }
  }

  /// Places along a line, from its end backwards, above it and below it.
  static func along(_ points: [Point], _ label: Label) -> [Label] {
    let ordered = points.reversed()
    let count = ordered.count
    guard count > 1 else { return [] }
    let stations = 12
    var candidates: [Label] = []
    for station in 0..<stations {
      let place = Double(station) / Double(stations - 1) * Double(count - 1)
      let index = min(Int(place), count - 2)
      let list = Array(ordered)
      let point = list[index].moved(towards: list[index + 1], by: place - Double(index))
      candidates += beside(point, distance: 7, label)
    }
    return candidates
  }

  /// Places all over a region, those with most air around them first.
  func within(_ polygon: [Point], _ label: Label) -> [Label] {
    var candidates: [(label: Label, air: Double)] = []
    let size = label.box
    let columns = 13
    let rows = 13
    for row in 0..<rows {
      for column in 0..<columns {
        var copy = label
        copy.anchor = .middle
        copy.position = Point(
          x: room.minX + room.width * (Double(column) + 0.5) / Double(columns),
          y: room.minY + room.height * (Double(row) + 0.5) / Double(rows) + size.height / 3)
        let box = copy.box
        guard isFree(box), box.corners.allSatisfy({ $0.isInside(polygon) }) else { continue }
        candidates.append((copy, air(around: box.center)))
      }
    }
    return candidates.sorted { $0.air > $1.air }.map { $0.label }
  }

  private func air(around point: Point) -> Double {
    var nearest = min(point.x - room.minX, room.maxX - point.x, point.y - room.minY, room.maxY - point.y)
    for box in taken {
      let dx = max(box.minX - point.x, 0, point.x - box.maxX)
      let dy = max(box.minY - point.y, 0, point.y - box.maxY)
      nearest = min(nearest, (dx * dx + dy * dy).squareRoot())
    }
    return nearest
  }
}

extension Point {
  /// True if the point lies in a convex polygon, its border included.
  func isInside(_ polygon: [Point]) -> Bool {
    var hasLeft = false
    var hasRight = false
    for (index, corner) in polygon.enumerated() {
      let next = polygon[(index + 1) % polygon.count]
      let turn = (next.x - corner.x) * (y - corner.y) - (next.y - corner.y) * (x - corner.x)
      if turn > 0 { hasLeft = true }
      if turn < 0 { hasRight = true }
    }
    return !polygon.isEmpty && !(hasLeft && hasRight)
  }
}
