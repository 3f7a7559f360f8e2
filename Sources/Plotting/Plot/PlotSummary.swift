/// A plot in words: what the axes are, then a sentence for each mark.
struct PlotSummary {
  let text: String

  init(_ plot: Plot) {
    var sentences = [Self.opening(plot)]
    var omitted = 0
    for mark in plot.marks {
      let sentence = Self.sentence(mark)
      if !sentence.isEmpty { sentences.append(sentence) }
      omitted += mark.places.count { !plot.canDraw($0) }
    }
    if omitted > 0 {
      sentences.append("\(omitted) \(omitted == 1 ? "value is" : "values are") not drawable and left out.")
    }
    text = sentences.joined(separator: " ")
  }

  private static func opening(_ plot: Plot) -> String {
    var text = plot.title.isEmpty ? "A plot" : "“\(plot.title)”, a plot"
    let x = plot.xAxis.caption
    let y = plot.yAxis.caption
    if !x.isEmpty, !y.isEmpty {
      text += " of \(y) against \(x)"
    } else if !x.isEmpty || !y.isEmpty {
      text += " of \(x.isEmpty ? y : x)"
    }
    return text + "."
  }

  private static func sentence(_ mark: Mark) -> String {
    let name = mark.series.map { $0.label.isEmpty ? "" : " “\($0.label)”" } ?? ""
    switch mark {
    case .points(let points, _): return Self.points(points, name)
    case .line(let points, _): return Self.line("A line", points, name)
    case .steps(let points, _): return Self.line("A staircase", points, name)
    case .trajectory(let points, _): return Self.line("\(max(0, points.count - 1)) steps", points, name)
    case .bars(let bars, _): return Self.bars(bars, name)
    case .band(let intervals, _):
      let widths = intervals.map { $0.upper - $0.lower }.filter { $0.isFinite }
      return widths.isEmpty ? "" : "A band\(name), \(range(widths)) wide."
    case .arrows(let arrows, _, _): return "\(arrows.count) arrows\(name)."
    case .halfPlane(let line, _): return "The shaded half-plane\(name) is where \(Self.formula(line)) > 0."
    case .boundary(let line, _): return "The decision line\(name) is where \(Self.formula(line)) = 0."
    case .span(let direction, let first, let second, _):
      return "Shaded\(name): \(direction == .x ? "x" : "y") from \(Decimal.short(first)) to \(Decimal.short(second))."
    case .rule(let direction, let value, _):
      return "A reference line\(name) at \(direction == .x ? "x" : "y") = \(Decimal.short(value))."
    case .cells(let cells): return Self.cells(cells)
    case .contours(let contours): return Self.contours(contours)
    case .note(let text, let point): return "At \(place(point)): “\(text)”."
    }
  }

  private static func bars(_ bars: [Mark.Bar], _ name: String) -> String {
    let finite = bars.filter { $0.value.isFinite }
    guard let first = finite.first else { return "" }
    let tallest = finite.reduce(first) { $1.value > $0.value ? $1 : $0 }
    let middle = Decimal.short(tallest.start / 2 + tallest.end / 2)
    return "\(finite.count) bars\(name) from \(range(finite.map { $0.value })), the tallest at \(middle)."
  }

  private static func cells(_ cells: Mark.Cells) -> String {
    switch cells.meaning {
    case .classes(_, let high):
      let count = cells.values.count { $0 > 0.5 }
      let share = Decimal.short(Double(count) * 100 / Double(max(1, cells.values.count)), digits: 2)
      return "\(high.isEmpty ? "The value exceeds one half" : "“\(high)” wins") in \(share) % of the coloured area."
    case .amounts(let label):
      let finite = cells.values.filter { $0.isFinite }
      guard let least = finite.min(), let greatest = finite.max() else { return "" }
      let centers = cells.values.indices.filter { cells.values[$0] == greatest }.map { cells.center($0) }
      let peak = centers.first.map { ", greatest at \(place($0))" } ?? ""
      return "Colours for \(label.isEmpty ? "values" : label) from \(Decimal.short(least)) to "
        + Decimal.short(greatest) + peak + "."
    }
  }

  private static func contours(_ contours: Contours) -> String {
    let finite = contours.values.indices.filter { contours.values[$0].isFinite }
    guard let lowest = finite.min(by: { contours.values[$0] < contours.values[$1] }) else { return "" }
    let corner = contours.corner(lowest % contours.columns, lowest / contours.columns)
    let heights = contours.levels.map { Decimal.short($0) }.joined(separator: ", ")
    return "Contour lines at \(heights); the lowest sampled height, \(Decimal.short(contours.values[lowest])), is at "
      + place(corner) + "."
  }

  private static func points(_ points: [Point], _ name: String) -> String {
    let finite = points.filter { $0.isFinite }
    guard !finite.isEmpty else { return "" }
    let count = "\(finite.count) \(finite.count == 1 ? "point" : "points")\(name)"
    if finite.count <= 5 {
      return count + " at " + finite.map(place).joined(separator: ", ") + "."
    }
    return "\(count), x from \(range(finite.map { $0.x })), y from \(range(finite.map { $0.y }))."
  }

  private static func line(_ kind: String, _ points: [Point], _ name: String) -> String {
    let finite = points.filter { $0.isFinite }
    guard let first = finite.first, let last = finite.last else { return "" }
    let ends = "\(kind)\(name) from \(place(first)) to \(place(last))"
    let least = finite.map { $0.y }.reduce(first.y, min)
    let greatest = finite.map { $0.y }.reduce(first.y, max)
    let isBeyondEnds = least < min(first.y, last.y) || greatest > max(first.y, last.y)
    return ends + (isBeyondEnds ? ", between \(Decimal.short(least)) and \(Decimal.short(greatest))." : ".")
  }

  private static func place(_ point: Point) -> String {
    "(\(Decimal.short(point.x)), \(Decimal.short(point.y)))"
  }

  private static func range(_ values: [Double]) -> String {
    let least = values.reduce(.infinity, min)
    let greatest = values.reduce(-.infinity, max)
    return "\(Decimal.short(least)) to \(Decimal.short(greatest))"
  }

  private static func formula(_ line: Line) -> String {
    let second = "\(line.w2 < 0 ? "−" : "+") \(Decimal.short(line.w2.magnitude))·y"
    let bias = "\(line.bias < 0 ? "−" : "+") \(Decimal.short(line.bias.magnitude))"
    return "\(Decimal.short(line.w1))·x \(second) \(bias)"
  }
}
