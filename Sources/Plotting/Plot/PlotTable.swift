/// The numbers behind a plot, one row for each place.
struct PlotTable {
  private var builder: TableBuilder
  private let xName: String
  private let yName: String

  var table: DataTable { builder.table }

  init(_ plot: Plot) {
    xName = plot.xAxis.caption.isEmpty ? "x" : plot.xAxis.caption
    yName = plot.yAxis.caption.isEmpty ? "y" : plot.yAxis.caption
    let hasPlaces = plot.marks.contains { mark in
      switch mark {
      case .halfPlane, .boundary: false
      default: true
      }
    }
    builder = TableBuilder(columns: ["mark", "label"] + (hasPlaces ? [xName, yName] : []))
    for mark in plot.marks { add(mark, label: mark.series?.label ?? "") }
  }

  private mutating func add(_ mark: Mark, label: String) {
    switch mark {
    case .points: add("point", label, mark.places)
    case .line: add("line", label, mark.places)
    case .steps: add("step", label, mark.places)
    case .trajectory: add("trajectory", label, mark.places)
    case .note(let text, _): add("note", text, mark.places)
    case .bars(let bars, _):
      for bar in bars {
        add("bar", label, [(xName, .number(bar.start)), ("to", .number(bar.end)), (yName, .number(bar.value))])
      }
    case .band(let intervals, _):
      for interval in intervals {
        add(
          "band", label,
          [
            (xName, .number(interval.x)), (yName, .number(interval.lower)), ("to", .number(interval.upper)),
          ])
      }
    case .arrows(let arrows, _, _):
      for arrow in arrows {
        add(
          "arrow", label,
          [
            (xName, .number(arrow.start.x)), (yName, .number(arrow.start.y)), ("dx", .number(arrow.dx)),
            ("dy", .number(arrow.dy)),
          ])
      }
    case .halfPlane(let line, _): add("half-plane", label, line)
    case .boundary(let line, _): add("decision line", label, line)
    case .span(let direction, let first, let second, _):
      add("span", label, [(direction == .x ? xName : yName, .number(first)), ("to", .number(second))])
    case .rule(let direction, let value, _):
      add("rule", label, [(direction == .x ? xName : yName, .number(value))])
    case .cells(let cells):
      for index in cells.values.indices {
        let center = cells.center(index)
        add(
          "cell", "",
          [
            (xName, .number(center.x)), (yName, .number(center.y)), ("value", .number(cells.values[index])),
          ])
      }
    case .contours(let contours):
      for index in contours.values.indices {
        let corner = contours.corner(index % contours.columns, index / contours.columns)
        add(
          "height", "",
          [
            (xName, .number(corner.x)), (yName, .number(corner.y)), ("value", .number(contours.values[index])),
          ])
      }
    }
  }

  private mutating func add(_ mark: String, _ label: String, _ points: [Point]) {
    for point in points { add(mark, label, [(xName, .number(point.x)), (yName, .number(point.y))]) }
  }

  private mutating func add(_ mark: String, _ label: String, _ line: Line) {
    add(
      mark, label,
      [
        ("weight 1", .number(line.w1)), ("weight 2", .number(line.w2)), ("bias", .number(line.bias)),
      ])
  }

  private mutating func add(_ mark: String, _ label: String, _ fields: [(String, DataTable.Cell)]) {
    builder.add([("mark", .text(mark)), ("label", .text(label))] + fields)
  }
}
