/// The layout of a computation graph: one column for each distance from the inputs.
///
/// An arrow over several columns passes through a free lane in each, so that it crosses no card.
///
/// Source: Sugiyama, Tagawa and Toda, *Methods for Visual Understanding of Hierarchical System Structures*, IEEE
/// Transactions on Systems, Man, and Cybernetics, 1981.
struct GraphLayout {
  /// An item of a column.
  private enum Item: Equatable {
    case card(Int)
    /// A lane for the arrow from one node to another.
    case lane(from: Int, to: Int)
  }

  private let graph: ComputationGraph
  private let columns: [[Item]]
  private let heading: Heading
  private let legend: Legend
  private let widths: [Double]
  private let gap: Double
  private let width: Double

  private static let laneHeight = 16.0
  private static let spacing = 18.0

  init(_ graph: ComputationGraph) {
    self.graph = graph
    var depths: [Int] = []
    for node in graph.nodes {
      depths.append((node.sources.map { depths[$0] + 1 }).reduce(0, max))
    }
    // An input stands just before its first use, which keeps its arrow short.
    for (index, node) in graph.nodes.enumerated() where node.sources.isEmpty {
      let uses = graph.nodes.indices.filter { graph.nodes[$0].sources.contains(index) }.map { depths[$0] }
      if let first = uses.min() { depths[index] = max(0, first - 1) }
    }
    var columns = [[Item]](repeating: [], count: (depths.max() ?? -1) + 1)
    for index in graph.nodes.indices { columns[depths[index]].append(.card(index)) }
    for (index, node) in graph.nodes.enumerated() {
      for source in node.sources where depths[index] - depths[source] > 1 {
        for column in (depths[source] + 1)..<depths[index] {
          let lane = Item.lane(from: source, to: index)
          if !columns[column].contains(lane) { columns[column].append(lane) }
        }
      }
    }
    self.columns = Self.untangled(columns, graph)
    widths = self.columns.map { column in
      column.map { item in
        if case .card(let index) = item { Self.cardWidth(graph.nodes[index]) } else { 0 }
      }.reduce(40, max)
    }
    let cards = widths.reduce(0, +)
    let gaps = Double(max(1, widths.count - 1))
    gap = min(110, max(30, (440 - 8 - cards) / gaps))
    width = max(440, cards + gap * Double(max(0, widths.count - 1)) + 8)
    heading = Heading(graph.title, at: Point(x: 2, y: 4), width: width - 4)
    let hasGradients = graph.nodes.contains { $0.gradient != nil }
    let entries =
      hasGradients
      ? [
        Legend.Entry(glyph: .arrow(.ink), text: "value, forward"),
        Legend.Entry(glyph: .none, text: "∂ gradient, against the arrows"),
      ] : []
    legend = Legend(entries, at: Point(x: 2, y: 4 + heading.height), width: width - 4)
  }

  /// Orders each column by the middle of what its items are connected with, sweeping to the right and back.
  private static func untangled(_ columns: [[Item]], _ graph: ComputationGraph) -> [[Item]] {
    var columns = columns
    for sweep in 0..<6 {
      let forward = sweep % 2 == 0
      let order = forward ? Array(columns.indices.dropFirst()) : columns.indices.dropLast().reversed()
      for column in order {
        let neighbor = columns[forward ? column - 1 : column + 1]
        let keyed = columns[column].enumerated().map { slot, item -> (item: Item, key: Double) in
          let places = neighbor.indices.filter {
            forward ? connects(neighbor[$0], item, graph) : connects(item, neighbor[$0], graph)
          }
          // What has no neighbor here stays where it is.
          let mean =
            places.isEmpty
            ? Double(slot) / Double(max(1, columns[column].count - 1))
            : Double(places.reduce(0, +)) / Double(places.count) / Double(max(1, neighbor.count - 1))
          return (item, mean + Double(slot) * 1e-6)
        }
        columns[column] = keyed.sorted { $0.key < $1.key }.map { $0.item }
      }
    }
    return columns
  }

  private static func connects(_ left: Item, _ right: Item, _ graph: ComputationGraph) -> Bool {
    switch (left, right) {
    case (.card(let source), .card(let target)): graph.nodes[target].sources.contains(source)
    case (.card(let source), .lane(let from, _)): source == from
    case (.lane(_, let to), .card(let target)): to == target
    case (.lane(let from, let to), .lane(let otherFrom, let otherTo)): from == otherFrom && to == otherTo
    }
  }

  // MARK: - Cards

  private static func lines(_ node: ComputationGraph.Node) -> [Label] {
    let origin = Point(x: 0, y: 0)
    let name = TextWidth.cut(node.name, to: 130, size: Typography.size)
    let operation = TextWidth.cut(node.operation, to: 90, size: Typography.size, bold: true)
    var lines: [Label] = []
    if !operation.isEmpty { lines.append(Label(text: operation, position: origin, isBold: true)) }
    if !name.isEmpty { lines.append(Label(text: name, position: origin, paint: .muted)) }
    if let value = node.value { lines.append(Label(text: Decimal.short(value, digits: 4), position: origin)) }
    if let gradient = node.gradient {
      lines.append(Label(text: "∂ " + Decimal.short(gradient, digits: 4), position: origin, paint: .gradient))
    }
    return lines
  }

  private static func cardWidth(_ node: ComputationGraph.Node) -> Double {
    lines(node).map { $0.box.width }.reduce(24, max) + 14
  }

  private static func cardHeight(_ node: ComputationGraph.Node) -> Double {
    Double(max(1, lines(node).count)) * Typography.lineHeight + 8
  }

  private func itemHeight(_ item: Item) -> Double {
    if case .card(let index) = item { Self.cardHeight(graph.nodes[index]) } else { Self.laneHeight }
  }

  private func columnHeight(_ column: [Item]) -> Double {
    column.map(itemHeight).reduce(0, +) + Self.spacing * Double(max(0, column.count - 1))
  }

  // MARK: - Drawing

  func scene() -> Scene {
    let top = 4 + heading.height + legend.height + 6
    let tallest = columns.map(columnHeight).reduce(20, max)
    var scene = Scene(
      width: width, height: top + tallest + 6, title: graph.title, description: graph.alternative)
    var cards = [Box?](repeating: nil, count: graph.nodes.count)
    var lanes: [(from: Int, to: Int, start: Point, end: Point)] = []
    var left = 4.0
    for (number, column) in columns.enumerated() {
      var y = top + (tallest - columnHeight(column)) / 2
      for item in column {
        let height = itemHeight(item)
        switch item {
        case .card(let index):
          let own = Self.cardWidth(graph.nodes[index])
          let start = left + (widths[number] - own) / 2
          cards[index] = Box(minX: start, minY: y, maxX: start + own, maxY: y + height)
        case .lane(let from, let to):
          let middle = y + height / 2
          lanes.append(
            (from, to, Point(x: left, y: middle), Point(x: left + widths[number], y: middle)))
        }
        y += height + Self.spacing
      }
      left += widths[number] + gap
    }
    drawArrows(cards, lanes, into: &scene)
    drawCards(cards, into: &scene)
    for label in heading.labels { scene.write(label) }
    legend.draw(into: &scene)
    return scene
  }

  private func drawArrows(
    _ cards: [Box?], _ lanes: [(from: Int, to: Int, start: Point, end: Point)], into scene: inout Scene
  ) {
    var shafts: [Outline] = []
    var arrows: [(start: Point, end: Point)] = []
    for (index, node) in graph.nodes.enumerated() {
      guard let end = cards[index] else { continue }
      var ways: [[Point]] = []
      for source in node.sources {
        guard let start = cards[source] else { continue }
        var way = [Point(x: start.maxX, y: start.center.y)]
        for lane in lanes where lane.from == source && lane.to == index { way += [lane.start, lane.end] }
        ways.append(way)
      }
      // Arrows into one card arrive side by side, in the order in which they come, so that they do not cross.
      ways.sort { ($0.last?.y ?? 0) < ($1.last?.y ?? 0) }
      for (slot, way) in ways.enumerated() {
        let entry = end.minY + end.height * Double(slot + 1) / Double(ways.count + 1)
        if way.count > 1 { shafts.append(.open(way)) }
        arrows.append((way[way.count - 1], Point(x: end.minX - 2, y: entry)))
      }
    }
    scene.draw(.stroked(.ink, width: 1.5), shafts)
    scene.draw(arrows: arrows, .ink, width: 1.5)
  }

  private func drawCards(_ cards: [Box?], into scene: inout Scene) {
    scene.draw(
      Style(fill: .paper, stroke: .muted, strokeWidth: 1.5), cards.compactMap { $0.map { Outline.box($0) } })
    for (index, card) in cards.enumerated() {
      guard let card else { continue }
      for (line, label) in Self.lines(graph.nodes[index]).enumerated() {
        var placed = label
        placed.anchor = .middle
        let baseline = card.minY + 4 + Double(line) * Typography.lineHeight + Typography.ascent * label.size
        placed.position = Point(x: card.center.x, y: baseline)
        scene.write(placed)
      }
    }
  }
}
