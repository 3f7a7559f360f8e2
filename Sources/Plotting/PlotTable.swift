/// The numbers behind a plot, one row for each place.
struct PlotTable {
  let table: DataTable

  init(_ plot: Plot) {
    let x = plot.xAxis.caption.isEmpty ? "x" : plot.xAxis.caption
    let y = plot.yAxis.caption.isEmpty ? "y" : plot.yAxis.caption
    let hasWeights = plot.marks.contains { if case .halfPlane = $0 { true } else { false } }
    let hasLines = plot.marks.contains { if case .boundary = $0 { true } else { false } }
    let hasCells = plot.marks.contains { if case .cells = $0 { true } else { false } }
    var columns = ["mark", "label", x, y]
    if hasCells { columns.append("value") }
    if hasWeights || hasLines { columns += ["weight 1", "weight 2", "bias"] }
    var rows: [[DataTable.Cell]] = []
    let weightColumn = columns.count - 3
    for mark in plot.marks {
      let label = mark.series?.label ?? ""
      switch mark {
      case .points(let points, _): rows += points.map { Self.row("point", label, $0) }
      case .line(let points, _): rows += points.map { Self.row("line", label, $0) }
      case .steps(let points, _): rows += points.map { Self.row("step", label, $0) }
      case .note(let text, let point): rows.append(Self.row("note", text, point))
      case .halfPlane(let line, _): rows.append(Self.row("half-plane", label, line, at: weightColumn))
      case .boundary(let line, _): rows.append(Self.row("decision line", label, line, at: weightColumn))
      case .cells(let cells):
        for index in cells.values.indices {
          rows.append(Self.row("cell", "", cells.center(index)) + [.number(cells.values[index])])
        }
      }
    }
    table = DataTable(columns: columns, rows: rows)
  }

  private static func row(_ mark: String, _ label: String, _ point: Point) -> [DataTable.Cell] {
    [.text(mark), .text(label), .number(point.x), .number(point.y)]
  }

  private static func row(_ mark: String, _ label: String, _ line: Line, at column: Int) -> [DataTable.Cell] {
    let gap = [DataTable.Cell](repeating: .empty, count: column - 2)
    return [.text(mark), .text(label)] + gap + [.number(line.w1), .number(line.w2), .number(line.bias)]
  }
}

extension Mark.Cells {
  /// The middle of the cell whose value has this index.
  func center(_ index: Int) -> Point {
    Point(
      x: area.minX + area.width * (Double(index % columns) + 0.5) / Double(columns),
      y: area.minY + area.height * (Double(index / columns) + 0.5) / Double(rows))
  }
}
