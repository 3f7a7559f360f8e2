/// A plot in words: what the axes are, then a sentence for each mark.
struct PlotSummary {
  let text: String

  init(_ plot: Plot) {
    var sentences = [Self.opening(plot)]
    var omitted = 0
    for mark in plot.marks {
      let sentence = Self.sentence(mark)
      if !sentence.isEmpty { sentences.append(sentence) }
      omitted += mark.extent.count { !plot.canDraw($0) }
    }
    if omitted > 0 {
      sentences.append("\(omitted) \(omitted == 1 ? "value is" : "values are") not finite and left out.")
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
    case .halfPlane(let line, _): return "The shaded half-plane\(name) is where \(Self.formula(line)) > 0."
    case .boundary(let line, _): return "The decision line\(name) is where \(Self.formula(line)) = 0."
    case .cells(let cells):
      let high = cells.values.count { $0 > 0.5 }
      let share = Decimal.short(Double(high) * 100 / Double(max(1, cells.values.count)), digits: 2)
      let class1 = cells.labels[1].isEmpty ? "The value exceeds one half" : "“\(cells.labels[1])” wins"
      return "\(class1) in \(share) % of the coloured area."
    case .note(let text, let point):
      return "At (\(Decimal.short(point.x)), \(Decimal.short(point.y))): “\(text)”."
    }
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

extension Plot {
  /// Whether the axes have a place for `point`.
  func canDraw(_ point: Point) -> Bool {
    Domain.isDrawable(point.x, on: xAxis.kind) && Domain.isDrawable(point.y, on: yAxis.kind)
  }
}
