/// Where everything of a plot stands: the frame, the axes, the ticks, the words.
struct PlotLayout {
  let plot: Plot
  let looks: Looks
  let canvas: Box
  /// The rectangle that the axes span.
  private(set) var frame: Box
  private(set) var x: Scale
  private(set) var y: Scale
  private(set) var xTicks: [Tick] = []
  private(set) var yTicks: [Tick] = []
  private(set) var legend: Legend
  /// All words except the legend's.
  private(set) var labels: [Label] = []
  /// Thin lines from a label to what it names, where the two had to part.
  private(set) var leaders: [Segment] = []
  /// Marks that the legend names.
  private var inLegend: [Bool]

  /// Lays out `plot` in `canvas`.
  ///
  /// Words are tried in place first. Whatever finds no free place moves to the legend; that makes the frame smaller, so
  /// the layout starts again. Each round moves at least one mark, so there are no more rounds than marks.
  init(_ plot: Plot, in canvas: Box, looks: Looks) {
    self.plot = plot
    self.looks = looks
    self.canvas = canvas
    frame = canvas
    let domains = PlotDomains(plot)
    x = Scale(domain: domains.x, kind: plot.xAxis.kind, start: 0, end: 1)
    y = Scale(domain: domains.y, kind: plot.yAxis.kind, start: 1, end: 0)
    legend = Legend([], at: Point(x: 0, y: 0), width: 0)
    inLegend = plot.marks.map { _ in false }
    for _ in 0...plot.marks.count {
      setFrame()
      let homeless = placeLabels()
      if homeless.isEmpty { break }
      for index in homeless { inLegend[index] = true }
    }
  }

  // MARK: - Frame

  private mutating func setFrame() {
    labels = []
    leaders = []
    var top = canvas.minY + 4
    let titleSize = Typography.size + 1
    for line in TextWidth.wrapped(plot.title, to: canvas.width - 4, lines: 2, size: titleSize, bold: true) {
      let position = Point(x: canvas.minX + 2, y: top + Typography.ascent * titleSize)
      labels.append(Label(text: line, position: position, size: titleSize, isBold: true))
      top += 22
    }
    if !plot.title.isEmpty { top += 4 }
    legend = Legend(legendEntries(), at: Point(x: canvas.minX + 2, y: top), width: canvas.width - 4)
    top += legend.height
    if !plot.yAxis.caption.isEmpty {
      let text = TextWidth.cut(plot.yAxis.caption, to: canvas.width - 4, size: Typography.size)
      let position = Point(x: canvas.minX + 2, y: top + Typography.ascent * Typography.size)
      labels.append(Label(text: text, position: position, paint: .muted))
      top += Typography.lineHeight
    }
    top += 11
    let bottom = canvas.maxY - (plot.xAxis.caption.isEmpty ? 32 : 52)
    setAxes(top: top, bottom: max(bottom, top + 40))
  }

  private mutating func setAxes(top: Double, bottom: Double) {
    y = Scale(domain: y.domain, kind: y.kind, start: bottom, end: top)
    yTicks = y.ticks(max(2, Int((bottom - top) / 42)))
    let widest = yTicks.map { TextWidth.of($0.label, size: Typography.size) }.reduce(0, max)
    let left = canvas.minX + min(widest, canvas.width * 0.4) + 12
    var right = canvas.maxX - 12
    if let width = endLabelWidth() { right = canvas.maxX - width - 12 }
    x = Scale(domain: x.domain, kind: x.kind, start: left, end: right)
    frame = Box(minX: left, minY: top, maxX: right, maxY: bottom)
    for tick in yTicks {
      let position = Point(x: left - 8, y: y(tick.value) + 0.345 * Typography.size)
      labels.append(Label(text: tick.label, position: position, anchor: .end, paint: .muted))
    }
    let xLabels = fittingTickLabels()
    labels += xLabels
    if !plot.xAxis.caption.isEmpty {
      let text = TextWidth.cut(plot.xAxis.caption, to: canvas.width - 4, size: Typography.size)
      let position = Point(x: (left + right) / 2, y: bottom + 46)
      let label = Label(text: text, position: position, anchor: .middle, paint: .muted)
      labels.append(label.kept(between: canvas.minX + 2, and: canvas.maxX - 2))
    }
  }

  /// The labels of the most ticks whose words keep their distance.
  private mutating func fittingTickLabels() -> [Label] {
    var count = max(2, Int(frame.width / 60))
    while true {
      xTicks = x.ticks(count)
      let labels = xTicks.map { tick in
        Label(
          text: tick.label, position: Point(x: x(tick.value), y: frame.maxY + 25), anchor: .middle, paint: .muted
        ).kept(between: canvas.minX + 1, and: canvas.maxX - 1)
      }
      let fits = zip(labels, labels.dropFirst()).allSatisfy { $0.box.maxX + 10 <= $1.box.minX }
      if fits { return labels }
      // Two is the least that `ticks` gives; if even they collide, the first and the last name the axis.
      if count <= 2 {
        let ends = [labels.first, labels.last].compactMap { $0.self }
        return ends.count == 2 && ends[0].box.grown(by: 4).overlaps(ends[1].box) ? [ends[0]] : ends
      }
      count -= 1
    }
  }

  // MARK: - Names

  /// The width of the labels at the right ends of lines, or nil when the lines are not named there.
  private func endLabelWidth() -> Double? {
    let ends = endLabelled()
    guard !ends.isEmpty else { return nil }
    return ends.map { TextWidth.of(plot.marks[$0].series?.label ?? "", size: Typography.size) }.reduce(0, max)
  }

  /// The lines that can be named at their right ends: all of them, or none.
  private func endLabelled() -> [Int] {
    var found: [Int] = []
    for (index, mark) in plot.marks.enumerated() {
      guard case .line(let points, let series) = mark.asLine, !series.label.isEmpty, !inLegend[index] else { continue }
      guard let last = points.last(where: { plot.canDraw($0) && x.domain.contains($0.x) && y.domain.contains($0.y) })
      else { return [] }
      let unit = Scale(domain: x.domain, kind: x.kind, start: 0, end: 1)
      let width = TextWidth.of(series.label, size: Typography.size)
      guard unit(last.x) > 0.9, width < canvas.width * 0.32 else { return [] }
      found.append(index)
    }
    return Double(found.count) * Typography.lineHeight <= frame.height ? found : []
  }

  private func legendEntries() -> [Legend.Entry] {
    var entries: [Legend.Entry] = []
    for (index, mark) in plot.marks.enumerated() {
      if case .cells(let cells) = mark {
        for (side, label) in cells.labels.enumerated() where !label.isEmpty {
          entries.append(Legend.Entry(glyph: .swatch(.filled(.series(side), opacity: 0.4)), text: label))
        }
      }
      if case .note(let text, _) = mark, inLegend[index] {
        entries.append(Legend.Entry(glyph: .none, text: text))
      }
      guard inLegend[index], let series = mark.series else { continue }
      if entries.contains(where: { $0.text == series.label }) { continue }
      entries.append(Legend.Entry(glyph: glyph(of: index), text: series.label))
    }
    return entries
  }

  private func glyph(of index: Int) -> Legend.Glyph {
    let color = looks.colors[index]
    return switch plot.marks[index] {
    case .points: .marker(Marker(color), color: color)
    case .line, .steps: .line(.stroked(.series(color), width: 2.5, dash: Style.dash(looks.dashes[index])))
    case .boundary: .line(.stroked(boundaryPaint(index), width: 2, dash: Style.dash(looks.dashes[index])))
    case .halfPlane: .swatch(.filled(.series(color), opacity: 0.3))
    case .cells, .note: .none
    }
  }

  /// A decision line is drawn in ink unless its author chose a color.
  func boundaryPaint(_ index: Int) -> Paint {
    plot.marks[index].series?.color.map { .series($0) } ?? .ink
  }

  /// Names all marks in place as far as possible and returns those that must move to the legend.
  private mutating func placeLabels() -> [Int] {
    var placement = LabelPlacement(room: frame)
    for marker in markers { placement.occupy(marker) }
    for run in lineRuns.joined() {
      for (start, end) in zip(run, run.dropFirst()) { placement.occupy(Segment(start: start, end: end)) }
    }
    var homeless: [Int] = []
    let atEnds = endLabelled()
    placeEndLabels(atEnds)
    let pointCount = plot.marks.reduce(0) { count, mark in
      if case .points(let points, let series) = mark, !series.label.isEmpty { count + points.count } else { count }
    }
    for (index, mark) in plot.marks.enumerated() where !inLegend[index] && !atEnds.contains(index) {
      switch mark {
      case .points(let points, let series) where !series.label.isEmpty:
        if pointCount > 8 || !name(points, series.label, looks.colors[index], &placement) { homeless.append(index) }
      case .line(_, let series), .steps(_, let series), .boundary(_, let series):
        guard !series.label.isEmpty else { continue }
        let label = Label(text: series.label, position: frame.center, paint: namePaint(index), hasHalo: true)
        let candidates = lineRuns[index].reversed().flatMap { LabelPlacement.along($0, label) }
        if let label = placement.place(candidates) { labels.append(label) } else { homeless.append(index) }
      case .note(let text, let point):
        if !note(text, at: point, &placement) { homeless.append(index) }
      default: continue
      }
    }
    // Regions come last: they have the most room to give way.
    for (index, mark) in plot.marks.enumerated() where !inLegend[index] {
      guard case .halfPlane(let line, let series) = mark, !series.label.isEmpty else { continue }
      let label = Label(text: series.label, position: frame.center, paint: namePaint(index))
      if let label = placement.place(placement.within(region(line), label)) {
        labels.append(label)
      } else {
        homeless.append(index)
      }
    }
    return unified(homeless)
  }

  /// When one line or class must move to the legend, all do: half a legend is harder to read than a whole one.
  private func unified(_ homeless: [Int]) -> [Int] {
    let isSeries = { (index: Int) in
      switch plot.marks[index] {
      case .points(_, let series), .line(_, let series), .steps(_, let series), .boundary(_, let series):
        !series.label.isEmpty
      default: false
      }
    }
    guard homeless.contains(where: isSeries) else { return homeless }
    return homeless.filter { !isSeries($0) } + plot.marks.indices.filter { isSeries($0) && !inLegend[$0] }
  }

  private func namePaint(_ index: Int) -> Paint {
    if case .boundary = plot.marks[index] { boundaryPaint(index) } else { .series(looks.colors[index]) }
  }

  private mutating func name(
    _ points: [Point], _ text: String, _ color: Int, _ placement: inout LabelPlacement
  ) -> Bool {
    for point in points {
      let place = Point(x: x(point.x), y: y(point.y))
      guard place.isFinite, frame.grown(by: 0.5).contains(place) else { continue }
      let label = Label(text: text, position: place, paint: .series(color), hasHalo: true)
      let candidates = LabelPlacement.beside(place, distance: markerRadius + 6, label)
      guard let label = placement.place(candidates) else { return false }
      labels.append(label)
    }
    return true
  }

  private mutating func note(_ text: String, at point: Point, _ placement: inout LabelPlacement) -> Bool {
    let place = Point(x: x(point.x), y: y(point.y))
    guard place.isFinite, frame.grown(by: 0.5).contains(place) else { return false }
    let label = Label(
      text: TextWidth.cut(text, to: frame.width * 0.8, size: Typography.size), position: place, hasHalo: true)
    let distances = [9.0, 22, 40, 62, 90]
    for distance in distances {
      guard let label = placement.place(LabelPlacement.beside(place, distance: distance, label)) else { continue }
      labels.append(label)
      if distance > 9 { leaders.append(Segment(start: place, end: label.box.nearest(to: place))) }
      return true
    }
    return false
  }

  /// Stands the names of lines beside their right ends, pushed apart where the ends are close.
  private mutating func placeEndLabels(_ indices: [Int]) {
    var ends: [(index: Int, end: Point)] = []
    for index in indices {
      if let end = lineRuns[index].last?.last { ends.append((index, end)) }
    }
    ends.sort { $0.end.y < $1.end.y || ($0.end.y == $1.end.y && $0.index < $1.index) }
    let step = Typography.lineHeight
    var baselines = ends.map { $0.end.y + 0.345 * Typography.size }
    let lowest = frame.maxY + 2
    // Down past the one above, then up from the bottom: the order stays, and everything is inside.
    for index in baselines.indices.dropFirst() {
      baselines[index] = max(baselines[index], baselines[index - 1] + step)
    }
    for index in baselines.indices.reversed() {
      let limit = index == baselines.count - 1 ? lowest : baselines[index + 1] - step
      baselines[index] = min(baselines[index], limit)
    }
    for (slot, (index, end)) in ends.enumerated() {
      let position = Point(x: frame.maxX + 8, y: baselines[slot])
      labels.append(Label(text: plot.marks[index].series?.label ?? "", position: position, paint: namePaint(index)))
      let middle = baselines[slot] - 0.345 * Typography.size
      if abs(middle - end.y) > 8 || end.x < frame.maxX - 4 {
        leaders.append(Segment(start: end, end: Point(x: frame.maxX + 6, y: middle)))
      }
    }
  }
}

extension Mark {
  /// The mark as a plain line, when it is drawn as one.
  var asLine: Mark? {
    switch self {
    case .line: self
    case .steps(let points, let series): .line(Mark.staircase(points), series)
    default: nil
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

extension Box {
  /// The point of the box that is closest to `point`.
  func nearest(to point: Point) -> Point {
    Point(x: min(max(point.x, minX), maxX), y: min(max(point.y, minY), maxY))
  }
}

/// The intervals that a plot's axes cover, from its data unless its author fixed them.
struct PlotDomains {
  let x: Domain
  let y: Domain

  init(_ plot: Plot) {
    let points = plot.marks.flatMap { $0.extent }.filter(plot.canDraw)
    let hasRegion = plot.marks.contains { mark in
      switch mark {
      case .halfPlane, .boundary: true
      default: false
      }
    }
    let hasMarkers = plot.marks.contains { if case .points = $0 { true } else { false } }
    let hasCells = plot.marks.contains { if case .cells = $0 { true } else { false } }
    // A half-plane needs room to be seen on both sides of the points; cells already say how far they reach.
    let margin = hasCells ? 0 : hasRegion ? 0.3 : 0.06
    let kinds = (plot.xAxis.kind, plot.yAxis.kind)
    x =
      plot.xAxis.fixed
      ?? Domain(covering: points.map { $0.x }, on: kinds.0).padded(
        by: hasMarkers || hasRegion ? margin : 0, on: kinds.0)
    y = plot.yAxis.fixed ?? Domain(covering: points.map { $0.y }, on: kinds.1).padded(by: margin, on: kinds.1)
  }
}
