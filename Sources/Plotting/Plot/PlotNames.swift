extension Mark {
  /// The place of a mark's name.
  enum Naming: Equatable, Sendable {
    /// Beside the points or the line, or with all the other series in the legend.
    case series
    /// Inside the region that it names.
    case inside
    /// Beside a place; these are the author's own words.
    case note
    /// In the legend, since the mark has no one place.
    case legend
    /// There is no name.
    case nowhere
  }

  var naming: Naming {
    if case .note = self { return .note }
    guard let series, !series.label.isEmpty else { return .nowhere }
    return switch self {
    case .points, .line, .steps, .trajectory, .boundary, .rule: .series
    case .halfPlane, .span: .inside
    case .bars, .band, .arrows: .legend
    case .cells, .contours, .note: .nowhere
    }
  }

  /// The corners of a mark that is drawn as one line from left to right, so that its right end can be named.
  var corners: [Point]? {
    switch self {
    case .line(let points, _): points
    case .steps(let points, _): Self.staircase(points)
    default: nil
    }
  }
}

// Names in place.
extension PlotLayout {
  /// The lines that can be named at their right ends: all that need a name, or none.
  func marksNamedAtEnds(height: Double, canvasWidth: Double) -> [Int] {
    var found: [Int] = []
    let across = Scale(domain: x.domain, kind: x.kind, start: 0, end: 1)
    for (index, mark) in plot.marks.enumerated() {
      guard mark.naming == .series, !inLegend[index], let corners = mark.corners, let series = mark.series else {
        continue
      }
      let last = corners.last { plot.canDraw($0) && x.domain.contains($0.x) && y.domain.contains($0.y) }
      let width = TextWidth.of(series.label, size: Typography.size)
      guard let last, across(last.x) > 0.9, width < canvasWidth * 0.32 else { return [] }
      found.append(index)
    }
    return Double(found.count) * Typography.lineHeight <= height ? found : []
  }

  /// Names all marks in place as far as possible and returns those that must move to the legend.
  mutating func placeNames() -> [Int] {
    var placement = LabelPlacement(room: frame)
    for marker in markerBoxes { placement.occupy(marker) }
    let runs = lineRuns
    for run in runs.joined() {
      for (start, end) in zip(run, run.dropFirst()) { placement.occupy(Segment(start: start, end: end)) }
    }
    var homeless: [Int] = []
    placeEndNames(endNamed, runs)
    for (index, mark) in plot.marks.enumerated() where !inLegend[index] && !endNamed.contains(index) {
      let isPlaced =
        switch (mark.naming, mark) {
        case (.series, .points(let points, let series)):
          labelledPointCount <= 8 && name(points, series.label, paint(index), &placement)
        case (.series, _): nameLine(index, runs[index], &placement)
        case (.note, .note(let text, let point)): note(text, at: point, &placement)
        default: true
        }
      if !isPlaced { homeless.append(index) }
    }
    nameContours(&placement)
    // Regions come last: they have the most room to give way.
    for (index, mark) in plot.marks.enumerated() where !inLegend[index] && mark.naming == .inside {
      let label = Label(text: mark.series?.label ?? "", position: frame.center, paint: paint(index))
      if let label = placement.place(placement.within(region(of: mark), label)) {
        labels.append(label)
      } else {
        homeless.append(index)
      }
    }
    return unified(homeless)
  }

  private var labelledPointCount: Int {
    plot.marks.reduce(0) { count, mark in
      if case .points(let points, let series) = mark, !series.label.isEmpty { count + points.count } else { count }
    }
  }

  /// When one line or class must move to the legend, all do: half a legend is harder to read than a whole one.
  private func unified(_ homeless: [Int]) -> [Int] {
    let isSeries = { (index: Int) in plot.marks[index].naming == .series }
    guard homeless.contains(where: isSeries) else { return homeless }
    return homeless.filter { !isSeries($0) } + plot.marks.indices.filter { isSeries($0) && !inLegend[$0] }
  }

  private mutating func nameLine(_ index: Int, _ runs: [[Point]], _ placement: inout LabelPlacement) -> Bool {
    let text = plot.marks[index].series?.label ?? ""
    let label = Label(text: text, position: frame.center, paint: paint(index), hasHalo: true)
    let candidates = runs.reversed().flatMap { LabelPlacement.along($0, label) }
    guard let label = placement.place(candidates) else { return runs.isEmpty }
    labels.append(label)
    return true
  }

  private mutating func name(
    _ points: [Point], _ text: String, _ paint: Paint, _ placement: inout LabelPlacement
  ) -> Bool {
    for place in points.compactMap({ place($0) }) {
      let label = Label(text: text, position: place, paint: paint, hasHalo: true)
      let candidates = LabelPlacement.beside(place, distance: markerRadius + 6, label)
      guard let label = placement.place(candidates) else { return false }
      labels.append(label)
    }
    return true
  }

  private mutating func note(_ text: String, at point: Point, _ placement: inout LabelPlacement) -> Bool {
    guard let place = place(point) else { return false }
    let label = Label(
      text: TextWidth.cut(text, to: frame.width * 0.8, size: Typography.size), position: place, hasHalo: true)
    for distance in [markerRadius + 4, 24, 40, 62, 90] {
      guard let label = placement.place(LabelPlacement.beside(place, distance: distance, label)) else { continue }
      labels.append(label)
      if distance > markerRadius + 4 { leaders.append(Segment(start: place, end: label.box.nearest(to: place))) }
      return true
    }
    return false
  }

  /// Writes a contour's height on it where there is room; a height without room is read from its neighbors.
  private mutating func nameContours(_ placement: inout LabelPlacement) {
    for mark in plot.marks {
      guard case .contours(let contours) = mark else { continue }
      for level in contours.levels {
        let label = Label(text: Decimal.short(level), position: frame.center, paint: .muted, hasHalo: true)
        let onLine = contours.lines(at: level).flatMap { line in
          line.compactMap { place($0) }.map { point in
            var copy = label
            copy.anchor = .middle
            copy.position = Point(x: point.x, y: point.y + 0.345 * label.size)
            return copy
          }
        }
        let spaced = onLine.enumerated().filter { $0.offset % 5 == 2 }.map { $0.element }
        if let label = placement.place(spaced) { labels.append(label) }
      }
    }
  }

  /// Stands the names of lines beside their right ends, pushed apart where the ends are close.
  private mutating func placeEndNames(_ indices: [Int], _ runs: [[[Point]]]) {
    var ends: [(index: Int, end: Point)] = []
    for index in indices {
      if let end = runs[index].last?.last { ends.append((index, end)) }
    }
    ends.sort { $0.end.y < $1.end.y || ($0.end.y == $1.end.y && $0.index < $1.index) }
    let step = Typography.lineHeight
    var baselines = ends.map { $0.end.y + 0.345 * Typography.size }
    // Down past the one above, then up from the bottom: the order stays, and everything is inside.
    for index in baselines.indices.dropFirst() {
      baselines[index] = max(baselines[index], baselines[index - 1] + step)
    }
    for index in baselines.indices.reversed() {
      let limit = index == baselines.count - 1 ? frame.maxY + 2 : baselines[index + 1] - step
      baselines[index] = min(baselines[index], limit)
    }
    for (slot, (index, end)) in ends.enumerated() {
      let position = Point(x: frame.maxX + 8, y: baselines[slot])
      labels.append(Label(text: plot.marks[index].series?.label ?? "", position: position, paint: paint(index)))
      let middle = baselines[slot] - 0.345 * Typography.size
      if abs(middle - end.y) > 8 || end.x < frame.maxX - 4 {
        leaders.append(Segment(start: end, end: Point(x: frame.maxX + 6, y: middle)))
      }
    }
  }
}

extension Box {
  /// The point of the box that is closest to `point`.
  func nearest(to point: Point) -> Point {
    Point(x: min(max(point.x, minX), maxX), y: min(max(point.y, minY), maxY))
  }
}
