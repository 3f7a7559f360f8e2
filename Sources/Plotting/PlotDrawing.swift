extension PlotLayout {
  /// Half a marker's width: many points get small ones.
  var markerRadius: Double {
    let count = plot.marks.reduce(0) { count, mark in
      if case .points(let points, _) = mark { count + points.count } else { count }
    }
    return count <= 12 ? 7 : count <= 60 ? 5 : count <= 300 ? 3.5 : 2.5
  }

  /// The boxes that the markers cover.
  var markers: [Box] {
    let radius = markerRadius * 1.2
    return plot.marks.flatMap { mark -> [Box] in
      guard case .points(let points, _) = mark else { return [] }
      return points.compactMap(place).map {
        Box(minX: $0.x - radius, minY: $0.y - radius, maxX: $0.x + radius, maxY: $0.y + radius)
      }
    }
  }

  /// The visible runs of each mark that is drawn as a line, in the drawing's units; empty for the others.
  var lineRuns: [[[Point]]] {
    plot.marks.map { mark in
      switch mark {
      case .halfPlane(let line, _), .boundary(let line, _):
        let ends = line.crossing(dataBox).map { Point(x: x($0.x), y: y($0.y)) }
        return ends.isEmpty ? [] : [ends]
      default:
        guard case .line(let points, _) = mark.asLine else { return [] }
        return Polyline.clipped(points.map { Point(x: x($0.x), y: y($0.y)) }, to: frame)
      }
    }
  }

  /// The part of the frame where `line` is positive, in the drawing's units.
  func region(_ line: Line) -> [Point] {
    guard line.w1.isFinite, line.w2.isFinite, line.bias.isFinite else { return [] }
    return line.clip(dataBox.corners).map { Point(x: x($0.x), y: y($0.y)) }
  }

  private var dataBox: Box {
    Box(minX: x.domain.lower, minY: y.domain.lower, maxX: x.domain.upper, maxY: y.domain.upper)
  }

  /// Where `point` is drawn, or nil when it is outside the frame or nowhere.
  private func place(_ point: Point) -> Point? {
    let place = Point(x: x(point.x), y: y(point.y))
    return place.isFinite && frame.grown(by: 0.5).contains(place) ? place : nil
  }

  /// Draws everything, from the back to the front.
  func draw(into scene: inout Scene) {
    drawRegions(into: &scene)
    drawGrid(into: &scene)
    let runs = lineRuns
    for (index, mark) in plot.marks.enumerated() {
      let color = looks.colors[index]
      let dash = Style.dash(looks.dashes[index])
      let outlines = runs[index].map { Outline.open($0) }
      switch mark {
      case .halfPlane: scene.draw(.stroked(.series(color), width: 2), outlines)
      case .boundary: scene.draw(.stroked(boundaryPaint(index), width: 2, dash: dash), outlines)
      case .line, .steps: scene.draw(.stroked(.series(color), width: 2.5, dash: dash), outlines)
      case .points, .cells, .note: break
      }
    }
    scene.draw(
      .stroked(.muted, width: 1), leaders.map { .open([$0.start, $0.end]) })
    drawMarkers(into: &scene)
    legend.draw(into: &scene)
    for label in labels {
      scene.write(label)
    }
  }

  private func drawRegions(into scene: inout Scene) {
    for (index, mark) in plot.marks.enumerated() {
      switch mark {
      case .halfPlane(let line, _):
        let polygon = region(line)
        guard polygon.count > 2 else { continue }
        scene.draw(.filled(.series(looks.colors[index]), opacity: 0.14), [.closed(polygon)])
      case .cells(let cells): draw(cells, into: &scene)
      default: continue
      }
    }
  }

  /// Cells of equal color share one path, which keeps the drawing small; a row's equal neighbors share one box.
  private func draw(_ cells: Mark.Cells, into scene: inout Scene) {
    let levels = 10
    var paths = [[Outline]](repeating: [], count: 2 * levels + 1)
    for row in 0..<cells.rows {
      var first = 0
      for column in 0..<cells.columns {
        let level = level(cells.values[row * cells.columns + column], levels)
        let next = column + 1 < cells.columns ? self.level(cells.values[row * cells.columns + column + 1], levels) : nil
        if next == level { continue }
        if let level, level != 0 {
          let box = Box(
            minX: x(cells.area.minX + cells.area.width * Double(first) / Double(cells.columns)),
            minY: y(cells.area.minY + cells.area.height * Double(row + 1) / Double(cells.rows)),
            maxX: x(cells.area.minX + cells.area.width * Double(column + 1) / Double(cells.columns)),
            maxY: y(cells.area.minY + cells.area.height * Double(row) / Double(cells.rows)))
          if let visible = box.intersection(frame) { paths[level + levels].append(.box(visible)) }
        }
        first = column + 1
      }
    }
    for (slot, boxes) in paths.enumerated() where !boxes.isEmpty {
      let level = slot - levels
      var style = Style.filled(.series(level < 0 ? 0 : 1), opacity: 0.45 * Double(abs(level)) / Double(levels))
      style.isCrisp = true
      scene.draw(style, boxes)
    }
  }

  private func level(_ value: Double, _ levels: Int) -> Int? {
    guard !value.isNaN else { return nil }
    return Int(((min(max(value, 0), 1) * 2 - 1) * Double(levels)).rounded())
  }

  private func drawGrid(into scene: inout Scene) {
    let hasCells = plot.marks.contains { if case .cells = $0 { true } else { false } }
    var lines: [Outline] = []
    var stubs: [Outline] = []
    var zeros: [Outline] = []
    for tick in xTicks {
      let place = x(tick.value)
      let line = Outline.open([Point(x: place, y: frame.minY), Point(x: place, y: frame.maxY)])
      if tick.value == 0, x.domain.lower < 0 { zeros.append(line) } else { lines.append(line) }
      stubs.append(.open([Point(x: place, y: frame.maxY), Point(x: place, y: frame.maxY + 5)]))
    }
    for tick in yTicks {
      let place = y(tick.value)
      let line = Outline.open([Point(x: frame.minX, y: place), Point(x: frame.maxX, y: place)])
      if tick.value == 0, y.domain.lower < 0 { zeros.append(line) } else { lines.append(line) }
      stubs.append(.open([Point(x: frame.minX - 5, y: place), Point(x: frame.minX, y: place)]))
    }
    if !hasCells {
      scene.draw(.stroked(.grid, width: 1), lines)
      scene.draw(.stroked(.muted, width: 1), zeros)
    }
    let axes = Outline.open([
      Point(x: frame.minX, y: frame.minY), Point(x: frame.minX, y: frame.maxY), Point(x: frame.maxX, y: frame.maxY),
    ])
    scene.draw(.stroked(.muted, width: 1), [axes] + stubs)
  }

  private func drawMarkers(into scene: inout Scene) {
    for (index, mark) in plot.marks.enumerated() {
      guard case .points(let points, _) = mark else { continue }
      let marker = Marker(looks.colors[index])
      let outlines = points.compactMap(place).flatMap { marker.outline(at: $0, radius: markerRadius) }
      scene.draw(marker.style(looks.colors[index], radius: markerRadius), outlines)
    }
  }
}

extension Box {
  /// What both boxes cover, or nil when they only touch or lie apart.
  func intersection(_ other: Box) -> Box? {
    guard overlaps(other) else { return nil }
    return Box(
      minX: max(minX, other.minX), minY: max(minY, other.minY), maxX: min(maxX, other.maxX),
      maxY: min(maxY, other.maxY))
  }
}
