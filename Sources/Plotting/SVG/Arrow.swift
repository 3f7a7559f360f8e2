extension Scene {
  /// Draws straight arrows of one look as two paths, one for all shafts and one for all heads.
  ///
  /// A head is at most as long as its arrow. It is a plain triangle: an SVG `<marker>` would need an id, which could
  /// collide in a page.
  mutating func draw(arrows: [(start: Point, end: Point)], _ paint: Paint, width: Double) {
    var shafts: [Outline] = []
    var heads: [Outline] = []
    for (start, end) in arrows {
      let dx = end.x - start.x
      let dy = end.y - start.y
      let length = (dx * dx + dy * dy).squareRoot()
      guard length > 0.5 else { continue }
      let head = min(length, 4 + 2.2 * width)
      let along = Point(x: dx / length, y: dy / length)
      let neck = Point(x: end.x - along.x * head, y: end.y - along.y * head)
      let half = head * 0.42
      shafts.append(.open([start, neck]))
      heads.append(
        .closed([
          end, Point(x: neck.x - along.y * half, y: neck.y + along.x * half),
          Point(x: neck.x + along.y * half, y: neck.y - along.x * half),
        ]))
    }
    draw(.stroked(paint, width: width), shafts)
    draw(.filled(paint), heads)
  }
}
