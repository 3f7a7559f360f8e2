/// Shaded cells in rows and columns with names, as heat maps and confusion matrices show them.
struct CellMatrix {
  struct Cell: Equatable {
    /// The text in the cell, as far as it fits.
    var lines: [String] = []
    var paint = Paint.none
    /// How strongly the cell is shaded, from 0 to 1.
    var share = 0.0
    var isFramed = false
  }

  var title: String
  var cells: [[Cell]]
  var rows: [String]
  var columns: [String]
  var rowTitle: String
  var columnTitle: String

  private static let width = 440.0
  /// The strongest shade on which ink is still readable, on light and on dark paper.
  static let strongest = 0.45

  func scene(description: String) -> Scene {
    var scene = Scene(width: Self.width, height: 0, title: title, description: description)
    let heading = Heading(title, at: Point(x: 2, y: 4), width: Self.width - 4)
    for label in heading.labels { scene.write(label) }
    var top = 4 + heading.height
    let words = rows.prefix(cells.count) + (rowTitle.isEmpty ? [] : [rowTitle + " ↓"])
    let widest = words.map { TextWidth.of($0, size: Typography.size) }.reduce(0, max)
    let nameWidth = min(widest, Self.width * 0.35)
    let left = nameWidth > 0 ? nameWidth + 10 : 4

    // The rows' title stands in the corner and the columns' title over the columns, on two lines when both are there.
    let line = Typography.lineHeight
    if !columnTitle.isEmpty {
      let text = TextWidth.cut(columnTitle + " →", to: Self.width - left - 4, size: Typography.size)
      scene.write(Label(text: text, position: Point(x: left, y: top + 15), paint: .muted))
      top += line
    }
    let count = max(1, cells.map { $0.count }.reduce(0, max))
    let size = min(84, (Self.width - left - 4) / Double(count))
    let columnNames = names(columns, count: count, left: left, size: size, y: top + 15)
    if !columnNames.isEmpty || !rowTitle.isEmpty {
      for label in columnNames { scene.write(label) }
      let text = rowTitle.isEmpty ? "" : TextWidth.cut(rowTitle + " ↓", to: nameWidth, size: Typography.size)
      scene.write(Label(text: text, position: Point(x: 2, y: top + 15), paint: .muted))
      top += line + 4
    }

    let height = min(size, 60)
    draw(into: &scene, left: left, top: top, width: size, height: height)
    for (row, name) in rows.prefix(cells.count).enumerated() where height >= Typography.lineHeight {
      let text = TextWidth.cut(name, to: nameWidth, size: Typography.size)
      let y = top + (Double(row) + 0.5) * height + 0.345 * Typography.size
      scene.write(Label(text: text, position: Point(x: nameWidth + 2, y: y), anchor: .end))
    }
    scene.height = top + Double(cells.count) * height + 6
    return scene
  }

  /// The columns' names, if all fit over their columns.
  private func names(_ names: [String], count: Int, left: Double, size: Double, y: Double) -> [Label] {
    let labels = names.prefix(count).enumerated().map { column, name in
      Label(text: name, position: Point(x: left + (Double(column) + 0.5) * size, y: y), anchor: .middle)
    }
    if labels.allSatisfy({ $0.box.width <= size - 4 }) { return labels }
    guard size >= 40 else { return [] }
    return labels.map { label in
      var copy = label
      copy.text = TextWidth.cut(label.text, to: size - 4, size: Typography.size)
      return copy
    }
  }

  private func draw(into scene: inout Scene, left: Double, top: Double, width: Double, height: Double) {
    var frames: [Outline] = []
    var labels: [Label] = []
    for (row, cells) in cells.enumerated() {
      for (column, cell) in cells.enumerated() {
        let box = Box(
          minX: left + Double(column) * width, minY: top + Double(row) * height,
          maxX: left + Double(column + 1) * width, maxY: top + Double(row + 1) * height)
        if cell.paint != .none, cell.share > 0 {
          var style = Style.filled(cell.paint, opacity: Self.strongest * min(1, cell.share))
          style.isCrisp = true
          scene.draw(style, [.box(box)])
        }
        if cell.isFramed { frames.append(.box(box.grown(by: -1.5))) }
        labels += words(cell, in: box)
      }
    }
    let columns = cells.map { $0.count }.reduce(0, max)
    let right = left + Double(columns) * width
    let bottom = top + Double(cells.count) * height
    let uprights = (0...columns).map { index -> Outline in
      let x = left + Double(index) * width
      return .open([Point(x: x, y: top), Point(x: x, y: bottom)])
    }
    let levels = (0...cells.count).map { index -> Outline in
      let y = top + Double(index) * height
      return .open([Point(x: left, y: y), Point(x: right, y: y)])
    }
    if width >= 8, columns > 0 { scene.draw(.stroked(.grid, width: 1), uprights + levels) }
    scene.draw(.stroked(.ink, width: 1.5), frames)
    for label in labels { scene.write(label) }
  }

  private func words(_ cell: Cell, in box: Box) -> [Label] {
    let room = box.grown(by: -3)
    let lines =
      Double(cell.lines.count) * Typography.lineHeight <= room.height ? cell.lines : Array(cell.lines.prefix(1))
    guard Typography.lineHeight <= box.height else { return [] }
    let labels = lines.enumerated().map { index, text in
      let offset = (Double(index) - Double(lines.count - 1) / 2) * Typography.lineHeight
      let position = Point(x: box.center.x, y: box.center.y + offset + 0.345 * Typography.size)
      return Label(text: text, position: position, anchor: .middle)
    }
    return labels.allSatisfy { $0.box.width <= room.width } ? labels : []
  }
}
