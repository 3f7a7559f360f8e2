// The places of marks, in the drawing's units.
extension PlotLayout {
  /// Half a marker's width: many points get small ones.
  var markerRadius: Double {
    let count = plot.marks.reduce(0) { count, mark in
      if case .points(let points, _) = mark { count + points.count } else { count }
    }
    let radius = count <= 12 ? 7 : count <= 60 ? 5 : count <= 300 ? 3.5 : 2.5
    return min(radius, max(2.5, frame.width / 22))
  }

  /// The boxes that the markers cover.
  var markerBoxes: [Box] {
    plot.marks.flatMap { mark -> [Box] in
      let radius: Double
      switch mark {
      case .points: radius = markerRadius * 1.2
      case .trajectory: radius = 4
      default: return []
      }
      return mark.places.compactMap { place($0) }.map {
        Box(minX: $0.x - radius, minY: $0.y - radius, maxX: $0.x + radius, maxY: $0.y + radius)
      }
    }
  }

  /// The visible runs of each mark that is drawn as a line; empty for the others.
  var lineRuns: [[[Point]]] {
    plot.marks.map { mark in
      switch mark {
      case .halfPlane(let line, _), .boundary(let line, _):
        let ends = line.crossing(dataBox).map { place(unclipped: $0) }
        return ends.isEmpty ? [] : [ends]
      case .rule(.x, let value, _):
        guard x.domain.contains(value) else { return [] }
        return [[Point(x: x(value), y: frame.maxY), Point(x: x(value), y: frame.minY)]]
      case .rule(.y, let value, _):
        guard y.domain.contains(value) else { return [] }
        return [[Point(x: frame.minX, y: y(value)), Point(x: frame.maxX, y: y(value))]]
      case .trajectory(let points, _):
        return Polyline.clipped(points.map { place(unclipped: $0) }, to: frame)
      default:
        // Simplified here, before names look for free places among the pieces.
        return Polyline.clipped((mark.corners ?? []).map { place(unclipped: $0) }, to: frame).map {
          Polyline.simplified($0)
        }
      }
    }
  }

  /// The part of the frame that a half-plane or span covers, as a convex polygon.
  func region(of mark: Mark) -> [Point] {
    switch mark {
    case .halfPlane(let line, _):
      guard line.w1.isFinite, line.w2.isFinite, line.bias.isFinite else { return [] }
      return line.clip(dataBox.corners).map { place(unclipped: $0) }
    case .span(.x, let first, let second, _):
      guard first.isFinite, second.isFinite else { return [] }
      let box = Box(minX: x(first), minY: frame.minY, maxX: x(second), maxY: frame.maxY)
      return box.intersection(frame)?.corners ?? []
    case .span(.y, let first, let second, _):
      guard first.isFinite, second.isFinite else { return [] }
      let box = Box(minX: frame.minX, minY: y(second), maxX: frame.maxX, maxY: y(first))
      return box.intersection(frame)?.corners ?? []
    default: return []
    }
  }

  private var dataBox: Box {
    Box(minX: x.domain.lower, minY: y.domain.lower, maxX: x.domain.upper, maxY: y.domain.upper)
  }

  /// The place of `point` in the drawing, or nil when it is outside the frame or nowhere.
  func place(_ point: Point) -> Point? {
    let place = place(unclipped: point)
    return place.isFinite && frame.grown(by: 0.5).contains(place) ? place : nil
  }

  private func place(unclipped point: Point) -> Point {
    Point(x: x(point.x), y: y(point.y))
  }
}

// Drawing, from the back to the front.
extension PlotLayout {
  /// Draws everything into `scene`.
  func draw(into scene: inout Scene) {
    for (index, mark) in plot.marks.enumerated() { drawBackground(mark, index, into: &scene) }
    drawGrid(into: &scene)
    let runs = lineRuns
    for (index, mark) in plot.marks.enumerated() { drawLines(mark, index, runs[index], into: &scene) }
    scene.draw(.stroked(.muted, width: 1), leaders.map { .open([$0.start, $0.end]) })
    for (index, mark) in plot.marks.enumerated() { drawMarkers(mark, index, into: &scene) }
    legend.draw(into: &scene)
    for label in labels { scene.write(label) }
  }

  private func drawBackground(_ mark: Mark, _ index: Int, into scene: inout Scene) {
    switch mark {
    case .halfPlane: scene.draw(.filled(paint(index), opacity: 0.14), [.closed(region(of: mark))])
    case .span:
      let polygon = region(of: mark)
      if !polygon.isEmpty { scene.draw(.filled(paint(index), opacity: 0.14), [.closed(polygon)]) }
    case .cells(let cells): Wash(cells, in: self).draw(into: &scene)
    case .contours(let contours) where contours.isFilled: fill(contours, into: &scene)
    default: break
    }
  }

  /// Each height adds one thin layer above itself, so that higher ground is darker by even steps.
  private func fill(_ contours: Contours, into scene: inout Scene) {
    for level in contours.levels {
      let polygons = contours.borders(ofAreaAbove: level).compactMap { border -> Outline? in
        let visible = border.map { Point(x: x($0.x), y: y($0.y)) }.clipped(to: frame)
        return visible.count > 2 ? .closed(Polyline.simplified(visible)) : nil
      }
      scene.draw(.filled(.ink, opacity: 0.055), polygons)
    }
  }

  private func drawGrid(into scene: inout Scene) {
    let hasArea = plot.marks.contains { mark in
      switch mark {
      case .cells, .contours: true
      default: false
      }
    }
    let hasBars = plot.marks.contains { if case .bars = $0 { true } else { false } }
    var lines: [Outline] = []
    var stubs: [Outline] = []
    var zeros: [Outline] = []
    for tick in xTicks {
      let place = x(tick.value)
      let line = Outline.open([Point(x: place, y: frame.minY), Point(x: place, y: frame.maxY)])
      if tick.value == 0, x.domain.lower < 0, !hasBars { zeros.append(line) } else { lines.append(line) }
      stubs.append(.open([Point(x: place, y: frame.maxY), Point(x: place, y: frame.maxY + 5)]))
    }
    for tick in yTicks {
      let place = y(tick.value)
      let line = Outline.open([Point(x: frame.minX, y: place), Point(x: frame.maxX, y: place)])
      if tick.value == 0, y.domain.lower < 0 { zeros.append(line) } else { lines.append(line) }
      stubs.append(.open([Point(x: frame.minX - 5, y: place), Point(x: frame.minX, y: place)]))
    }
    if !hasArea {
      scene.draw(.stroked(.grid, width: 1), lines)
      scene.draw(.stroked(.muted, width: 1), zeros)
    }
    let axes = Outline.open([
      Point(x: frame.minX, y: frame.minY), Point(x: frame.minX, y: frame.maxY), Point(x: frame.maxX, y: frame.maxY),
    ])
    scene.draw(.stroked(.muted, width: 1), [axes] + stubs)
  }

  private func drawLines(_ mark: Mark, _ index: Int, _ runs: [[Point]], into scene: inout Scene) {
    let paint = paint(index)
    let dash = Style.dash(looks.dashes[index])
    let outlines = runs.map { Outline.open($0) }
    switch mark {
    case .halfPlane: scene.draw(.stroked(paint, width: 2), outlines)
    case .boundary: scene.draw(.stroked(paint, width: 2, dash: dash), outlines)
    case .rule: scene.draw(.stroked(paint, width: 1.5, dash: Self.ruleDash), outlines)
    case .line, .steps: scene.draw(.stroked(paint, width: 2.5, dash: dash), outlines)
    case .trajectory: scene.draw(.stroked(paint, width: 1.5, dash: dash), runs.map { .open($0) })
    case .bars(let bars, _): draw(bars, paint, into: &scene)
    case .band(let intervals, _): draw(intervals, paint, into: &scene)
    case .contours(let contours):
      let lines = contours.levels.flatMap { contours.lines(at: $0) }.flatMap { line in
        Polyline.clipped(line.map { Point(x: x($0.x), y: y($0.y)) }, to: frame)
      }
      scene.draw(.stroked(.muted, width: 0.75), lines.map { .open(Polyline.simplified($0)) })
    case .arrows(let arrows, let isField, _): draw(arrows, isField: isField, paint, into: &scene)
    case .points, .span, .cells, .note: break
    }
  }

  private func draw(_ bars: [Mark.Bar], _ paint: Paint, into scene: inout Scene) {
    let zero = y.kind == .log ? y.domain.lower : 0
    let boxes = bars.compactMap { bar -> Outline? in
      guard bar.value.isFinite, bar.start.isFinite, bar.end.isFinite, bar.value != zero else { return nil }
      let box = Box(
        minX: min(x(bar.start), x(bar.end)), minY: y(max(bar.value, zero)), maxX: max(x(bar.start), x(bar.end)),
        maxY: y(min(bar.value, zero)))
      return box.intersection(frame).map { .box($0) }
    }
    let count = plot.marks.count { if case .bars = $0 { true } else { false } }
    var style = Style.filled(paint, opacity: count > 1 ? 0.4 : 0.6)
    style.stroke = paint
    style.strokeWidth = 1
    scene.draw(style, boxes)
  }

  private func draw(_ intervals: [Mark.Interval], _ paint: Paint, into scene: inout Scene) {
    let drawable = intervals.filter {
      plot.canDraw(Point(x: $0.x, y: $0.lower)) && plot.canDraw(Point(x: $0.x, y: $0.upper))
    }
    let upper = drawable.map { Point(x: x($0.x), y: y($0.upper)) }
    let lower = drawable.map { Point(x: x($0.x), y: y($0.lower)) }
    let outline = (upper + lower.reversed()).clipped(to: frame)
    scene.draw(.filled(paint, opacity: 0.2), outline.count > 2 ? [.closed(outline)] : [])
  }

  /// Arrows of a field share one scale, by which the longest just misses its neighbors; others are true to the axes.
  private func draw(_ arrows: [Mark.Arrow], isField: Bool, _ paint: Paint, into scene: inout Scene) {
    var pieces: [(start: Point, dx: Double, dy: Double)] = []
    var longest = 0.0
    for arrow in arrows {
      guard let start = place(arrow.start), arrow.dx.isFinite, arrow.dy.isFinite else { continue }
      let dx = arrow.dx / (x.domain.upper - x.domain.lower) * frame.width
      let dy = -arrow.dy / (y.domain.upper - y.domain.lower) * frame.height
      longest = max(longest, (dx * dx + dy * dy).squareRoot())
      pieces.append((start, dx, dy))
    }
    guard longest > 0 else { return }
    let room = (frame.width * frame.height / Double(max(1, pieces.count))).squareRoot() * 0.85
    let factor = isField ? room / longest : 1
    // A field's arrow has its middle at its place, so that the field looks centered.
    let shift = isField ? 0.5 : 0
    scene.draw(
      arrows: pieces.map { start, dx, dy in
        (
          Point(x: start.x - shift * dx * factor, y: start.y - shift * dy * factor),
          Point(x: start.x + (1 - shift) * dx * factor, y: start.y + (1 - shift) * dy * factor)
        )
      }, paint, width: isField ? 1.5 : 2)
  }

  private func drawMarkers(_ mark: Mark, _ index: Int, into scene: inout Scene) {
    switch mark {
    case .points(let points, _):
      let marker = Marker(looks.colors[index])
      let outlines = points.compactMap { place($0) }.flatMap { marker.outline(at: $0, radius: markerRadius) }
      scene.draw(marker.style(looks.colors[index], radius: markerRadius), outlines)
    case .trajectory(let points, _):
      let visible = points.compactMap { place($0) }
      let inner = visible.dropFirst().dropLast()
      scene.draw(.filled(paint(index)), inner.map { .circle(center: $0, radius: 2.5) })
      if let first = visible.first {
        scene.draw(Marker.ring.style(looks.colors[index], radius: 5), Marker.ring.outline(at: first, radius: 5))
      }
      if visible.count > 1, let last = visible.last {
        scene.draw(Marker.square.style(looks.colors[index], radius: 5), Marker.square.outline(at: last, radius: 5))
      }
    default: break
    }
  }
}

extension [Point] {
  /// The part of the polygon inside `box`.
  func clipped(to box: Box) -> [Point] {
    var polygon = self
    for side in [
      Line(w1: 1, w2: 0, bias: -box.minX), Line(w1: -1, w2: 0, bias: box.maxX),
      Line(w1: 0, w2: 1, bias: -box.minY), Line(w1: 0, w2: -1, bias: box.maxY),
    ] {
      polygon = side.clip(polygon)
    }
    return polygon
  }
}

extension Box {
  /// The intersection of both boxes, or nil when they only touch or lie apart.
  func intersection(_ other: Box) -> Box? {
    guard overlaps(other) else { return nil }
    return Box(
      minX: max(minX, other.minX), minY: max(minY, other.minY), maxX: min(maxX, other.maxX),
      maxY: min(maxY, other.maxY))
  }
}
