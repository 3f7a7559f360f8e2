/// The layout of a plot: the frame, the axes, the ticks, the words.
struct PlotLayout {
  /// The room that a plot gets.
  enum Room: Equatable, Sendable {
    /// A canvas of its own, with title, captions and legend.
    case canvas(Box)
    /// A frame among others: the heading is above it; what all panels share, such as the legend, is not here.
    case panel(frame: Box, domains: PlotDomains, x: AxisTexts, y: AxisTexts)
  }

  /// What is written at an axis of a panel.
  struct AxisTexts: Equatable, Sendable {
    /// The numbers at its ticks.
    var showsNumbers: Bool
    /// The measured quantity, where the panels differ in it.
    var showsCaption: Bool
  }

  let plot: Plot
  let looks: Looks
  let room: Room
  /// The rectangle that the axes span.
  private(set) var frame = Box(minX: 0, minY: 0, maxX: 1, maxY: 1)
  private(set) var x: Scale
  private(set) var y: Scale
  private(set) var xTicks: [Tick] = []
  private(set) var yTicks: [Tick] = []
  private(set) var legend = Legend([], at: Point(x: 0, y: 0), width: 0)
  /// All words except the legend's.
  var labels: [Label] = []
  /// Thin lines from a label to what it names, where the two had to part.
  var leaders: [Segment] = []
  /// Where the drawing ends: the canvas grows when its words would leave no room for the frame.
  private(set) var bottom = 0.0
  /// The lines whose names stand at their right ends.
  private(set) var endNamed: [Int] = []
  /// Which marks the legend names.
  private(set) var inLegend: [Bool]

  /// Lays out `plot` in `room`.
  ///
  /// Words are tried in place first. Whatever finds no free place moves to the legend; that makes the frame smaller, so
  /// the layout starts again. Each round moves at least one mark, so there are no more rounds than marks.
  init(_ plot: Plot, in room: Room, looks: Looks) {
    self.plot = plot
    self.looks = looks
    self.room = room
    var domains = PlotDomains(plot)
    if case .panel(_, let shared, _, _) = room { domains = shared }
    x = Scale(domain: domains.x, kind: plot.xAxis.kind, start: 0, end: 1)
    y = Scale(domain: domains.y, kind: plot.yAxis.kind, start: 1, end: 0)
    inLegend = plot.marks.map { mark in mark.naming == .legend }
    if case .panel = room {
      // All panels share one legend: a name in some panels and not in others would seem to mean something.
      for (index, mark) in plot.marks.enumerated() where mark.naming == .series || mark.naming == .inside {
        inLegend[index] = true
      }
    }
    for _ in 0...plot.marks.count {
      setFrame(domains)
      let homeless = placeNames()
      if homeless.isEmpty { break }
      for index in homeless { inLegend[index] = true }
    }
  }

  private mutating func setFrame(_ domains: PlotDomains) {
    labels = []
    leaders = []
    switch room {
    case .canvas(let canvas): setFrame(domains, in: canvas)
    case .panel(let frame, _, let across, let up):
      var baseline = frame.minY - 9
      if up.showsCaption {
        let caption = TextWidth.cut(plot.yAxis.caption, to: frame.width, size: Typography.size)
        labels.append(Label(text: caption, position: Point(x: frame.minX, y: baseline), paint: .muted))
        baseline -= Typography.lineHeight
      }
      let heading = TextWidth.cut(plot.title, to: frame.width, size: Typography.size)
      labels.append(Label(text: heading, position: Point(x: frame.minX, y: baseline)))
      setScales(domains, left: frame.minX, right: frame.maxX, top: frame.minY, bottom: frame.maxY)
      setXTicks(between: frame.minX - 6, and: frame.maxX + 6, showsLabels: across.showsNumbers)
      if up.showsNumbers { labels += yTickLabels() }
      if across.showsCaption {
        let caption = TextWidth.cut(plot.xAxis.caption, to: frame.width, size: Typography.size)
        let position = Point(x: frame.center.x, y: frame.maxY + (across.showsNumbers ? 46 : 18))
        labels.append(Label(text: caption, position: position, anchor: .middle, paint: .muted))
      }
    }
  }

  private mutating func setFrame(_ domains: PlotDomains, in canvas: Box) {
    var top = canvas.minY + 4
    let heading = Heading(plot.title, at: Point(x: canvas.minX + 2, y: top), width: canvas.width - 4)
    labels += heading.labels
    top += heading.height
    legend = Legend(legendEntries(), at: Point(x: canvas.minX + 2, y: top), width: canvas.width - 4)
    top += legend.height
    if !plot.yAxis.caption.isEmpty {
      let text = TextWidth.cut(plot.yAxis.caption, to: canvas.width - 4, size: Typography.size)
      let position = Point(x: canvas.minX + 2, y: top + Typography.ascent * Typography.size)
      labels.append(Label(text: text, position: position, paint: .muted))
      top += Typography.lineHeight
    }
    top += 11
    let below: Double = plot.xAxis.caption.isEmpty ? 32 : 52
    let frameBottom = max(canvas.maxY - below, top + Self.leastHeight)
    bottom = frameBottom + below

    // The left margin depends on the ticks, and with equal units these depend on the width: the second pass settles it.
    var left = canvas.minX + 40
    for _ in 0..<2 {
      endNamed = marksNamedAtEnds(height: frameBottom - top, canvasWidth: canvas.width)
      let names = endNamed.map { TextWidth.of(plot.marks[$0].series?.label ?? "", size: Typography.size) }
      let right = canvas.maxX - (names.isEmpty ? 12 : names.reduce(0, max) + 12)
      setScales(domains, left: left, right: right, top: top, bottom: frameBottom)
      left = canvas.minX + min(yLabelWidth, canvas.width * 0.6) + 12
      setScales(domains, left: left, right: right, top: top, bottom: frameBottom)
    }
    labels += yTickLabels()
    setXTicks(between: canvas.minX + 1, and: canvas.maxX - 1, showsLabels: true)
    if !plot.xAxis.caption.isEmpty {
      let text = TextWidth.cut(plot.xAxis.caption, to: canvas.width - 4, size: Typography.size)
      let position = Point(x: frame.center.x, y: frameBottom + 46)
      let label = Label(text: text, position: position, anchor: .middle, paint: .muted)
      labels.append(label.kept(between: canvas.minX + 2, and: canvas.maxX - 2))
    }
  }

  private mutating func setScales(
    _ domains: PlotDomains, left: Double, right: Double, top: Double, bottom: Double
  ) {
    frame = Box(minX: left, minY: top, maxX: max(right, left + 40), maxY: bottom)
    let fitted = plot.hasEqualUnits ? domains.withEqualUnits(in: frame, plot) : domains
    x = Scale(domain: fitted.x, kind: plot.xAxis.kind, start: frame.minX, end: frame.maxX)
    y = Scale(domain: fitted.y, kind: plot.yAxis.kind, start: frame.maxY, end: frame.minY)
    yTicks = fittingYTicks()
  }

  /// The least height of a frame: three lines of text.
  private static let leastHeight = 66.0

  private func fittingYTicks() -> [Tick] {
    for count in (1...max(2, Int(frame.height / 42))).reversed() {
      let ticks = y.ticks(count)
      let fits = zip(ticks, ticks.dropFirst()).allSatisfy { abs(y($0.value) - y($1.value)) >= Typography.lineHeight }
      if fits, !ticks.isEmpty { return ticks }
    }
    return Array(y.ticks(2).prefix(1))
  }

  private var yLabelWidth: Double {
    yTicks.map { TextWidth.of($0.label, size: Typography.size) }.reduce(0, max)
  }

  private func yTickLabels() -> [Label] {
    yTicks.map { tick in
      let position = Point(x: frame.minX - 8, y: y(tick.value) + 0.345 * Typography.size)
      return Label(text: tick.label, position: position, anchor: .end, paint: .muted)
    }
  }

  /// Takes the most ticks whose words keep their distance.
  private mutating func setXTicks(between left: Double, and right: Double, showsLabels: Bool) {
    for count in (1...max(2, Int(frame.width / 60))).reversed() {
      let ticks = x.ticks(count)
      let labels = ticks.map { tick in
        Label(
          text: tick.label, position: Point(x: x(tick.value), y: frame.maxY + 25), anchor: .middle, paint: .muted
        ).kept(between: left, and: right)
      }
      guard !ticks.isEmpty else { break }
      xTicks = ticks
      let fits = zip(labels, labels.dropFirst()).allSatisfy { $0.box.maxX + 10 <= $1.box.minX }
      guard fits || count == 1 else { continue }
      // When even the fewest words collide, the first alone says what the axis is about.
      if showsLabels {
        self.labels += (fits ? labels : Array(labels.prefix(1))).filter { $0.box.width <= right - left }
      }
      return
    }
    guard showsLabels, let tick = xTicks.first else { return }
    let position = Point(x: x(tick.value), y: frame.maxY + 25)
    let label = Label(text: tick.label, position: position, anchor: .middle, paint: .muted)
    if label.box.width <= right - left { labels.append(label.kept(between: left, and: right)) }
  }

  /// The legend's entries for the marks that are named there.
  func legendEntries() -> [Legend.Entry] {
    var entries: [Legend.Entry] = []
    for (index, mark) in plot.marks.enumerated() {
      for entry in entriesOfOwn(mark) where !entry.text.isEmpty { entries.append(entry) }
      if case .note(let text, _) = mark, inLegend[index] {
        entries.append(Legend.Entry(glyph: .none, text: text))
      }
      guard inLegend[index], let series = mark.series, !series.label.isEmpty else { continue }
      if entries.contains(where: { $0.text == series.label }) { continue }
      entries.append(Legend.Entry(glyph: glyph(of: index), text: series.label))
    }
    return entries
  }

  private func entriesOfOwn(_ mark: Mark) -> [Legend.Entry] {
    guard case .cells(let cells) = mark else { return [] }
    switch cells.meaning {
    case .classes(let low, let high):
      return [low, high].enumerated().map { side, label in
        Legend.Entry(glyph: .swatch(.filled(.series(side), opacity: 0.4)), text: label)
      }
    case .amounts(let label):
      let domain = Domain(covering: cells.values)
      let range = "\(Decimal.short(domain.lower)) … \(Decimal.short(domain.upper))"
      return [Legend.Entry(glyph: .ramp(.series(0)), text: label.isEmpty ? range : "\(label): \(range)")]
    }
  }

  private func glyph(of index: Int) -> Legend.Glyph {
    let color = looks.colors[index]
    return switch plot.marks[index] {
    case .points: .marker(Marker(color), color: color)
    case .line, .steps, .trajectory: .line(.stroked(.series(color), width: 2.5, dash: Style.dash(looks.dashes[index])))
    case .boundary: .line(.stroked(paint(index), width: 2, dash: Style.dash(looks.dashes[index])))
    case .rule: .line(.stroked(paint(index), width: 1.5, dash: Self.ruleDash))
    case .arrows: .arrow(paint(index))
    case .bars: .swatch(.filled(.series(color), opacity: 0.6))
    case .halfPlane, .band: .swatch(.filled(.series(color), opacity: 0.3))
    case .span: .swatch(.filled(paint(index), opacity: 0.2))
    case .cells, .contours, .note: .none
    }
  }

  static let ruleDash = [5.0, 3.0]

  /// The color of a mark's lines and of its name; what is not data is drawn in ink or gray unless its author chose.
  func paint(_ index: Int) -> Paint {
    let own: Paint? = plot.marks[index].series?.color.map { .series($0) }
    return switch plot.marks[index] {
    case .boundary, .arrows: own ?? .ink
    case .rule, .span: own ?? .muted
    default: .series(looks.colors[index])
    }
  }
}

/// A figure's title: one or two bold lines.
struct Heading {
  private(set) var labels: [Label] = []
  private(set) var height = 0.0

  init(_ title: String, at origin: Point, width: Double) {
    let size = Typography.size + 1
    for line in TextWidth.wrapped(title, to: width, lines: 2, size: size, bold: true) {
      let position = Point(x: origin.x, y: origin.y + height + Typography.ascent * size)
      labels.append(Label(text: line, position: position, size: size, isBold: true))
      height += 22
    }
    if !labels.isEmpty { height += 4 }
  }
}

extension PlotDomains {
  /// The same domains, one of them widened around its middle until both axes have one length for one unit.
  func withEqualUnits(in frame: Box, _ plot: Plot) -> PlotDomains {
    guard plot.xAxis.kind == .linear, plot.yAxis.kind == .linear else { return self }
    let unitX = (x.upper - x.lower) / frame.width
    let unitY = (y.upper - y.lower) / frame.height
    let unit = max(unitX, unitY)
    var domains = self
    domains.x = x.widened(to: unit * frame.width)
    domains.y = y.widened(to: unit * frame.height)
    return domains
  }
}

extension Domain {
  func widened(to length: Double) -> Domain {
    let extra = max(0, length - (upper - lower)) / 2
    return Domain(lower - extra, upper + extra)
  }
}
