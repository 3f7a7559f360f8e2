/// The layout of a network diagram: the neurons' places and their texts.
struct NetworkLayout {
  /// A circle: one neuron, or the gap that stands for many.
  private struct Node {
    var layer: Int
    /// The neuron's number; nil for a gap.
    var index: Int?
    var center: Point
  }

  private let diagram: NetworkDiagram
  private let columns: [[Node]]
  private let radius: Double
  private let heading: Heading
  private let legend: Legend
  private let height: Double
  private let headerY: Double
  private let largest: Double
  private let width: Double
  /// From one layer to the next.
  private let spacing: Double

  /// Layers up to this size are drawn in full.
  private static let mostNodes = 8
  /// Larger ones show this many circles, one of them a gap.
  private static let fewNodes = 6

  init(_ diagram: NetworkDiagram) {
    self.diagram = diagram
    let last = diagram.sizes.count - 1
    let count = Double(max(1, last))
    let nameWidth = { (layer: Int) -> Double in
      guard layer >= 0, layer < diagram.names.count else { return 0 }
      let widest = diagram.names[layer].map { TextWidth.of($0, size: Typography.size) }.reduce(0, max)
      return widest == 0 ? 0 : min(widest, Self.longestName) + 8
    }
    let hasNumbers = !diagram.values.isEmpty
    let radius = max(7, min(hasNumbers ? 26 : 20, 380 / count * 0.26))
    self.radius = radius
    // What stands above and below the circles of a layer must not meet that of the next one.
    let biasWidths = diagram.biases.joined().map { TextWidth.of(Self.text(bias: $0), size: Typography.size) }
    let gradientWidths = diagram.gradients.joined().map {
      TextWidth.of(Self.text(gradient: $0), size: Typography.size)
    }
    let noteWidths = (biasWidths + gradientWidths).map { $0 + 8 }
    let halfNote = noteWidths.reduce(0, max) / 2
    let left = 4 + max(radius + nameWidth(0), halfNote)
    let margin = 4 + max(radius + (last > 0 ? nameWidth(last) : 0), halfNote)
    let between = diagram.names.indices.dropFirst().filter { $0 < last }.map(nameWidth) + noteWidths
    let spacing = max((440 - left - margin) / count, between.reduce(0, max))
    let width = left + spacing * count + margin
    self.spacing = spacing
    self.width = width
    heading = Heading(diagram.title, at: Point(x: 2, y: 4), width: width - 4)
    let weights = diagram.weights.joined().joined().filter { $0.isFinite }
    largest = weights.map { $0.magnitude }.reduce(0, max)
    legend = Legend(Self.entries(weights), at: Point(x: 2, y: 4 + heading.height), width: width - 4)
    var top = 4 + heading.height + legend.height
    headerY = top + Typography.ascent * Typography.size
    if diagram.layerNames.contains(where: { !$0.isEmpty }) { top += Typography.lineHeight + 6 }

    let shown = diagram.sizes.map { $0 > Self.mostNodes ? Self.fewNodes : $0 }
    let line = Typography.lineHeight
    let above = diagram.names.dropFirst().dropLast().joined().contains { !$0.isEmpty } ? line : 0
    let below = (biasWidths.isEmpty ? 0 : line) + (gradientWidths.isEmpty ? 0 : line)
    let pitch = 2 * radius + (shown.reduce(0, max) > 5 ? 8 : 22) + above + below
    let tallest = Double(max(1, shown.reduce(0, max))) * pitch
    let middle = top + 4 + tallest / 2 + (above - below) / 2
    columns = diagram.sizes.enumerated().map { layer, size in
      let x = last == 0 ? width / 2 : left + spacing * Double(layer)
      return (0..<shown[layer]).map { slot in
        let y = middle + (Double(slot) - Double(shown[layer] - 1) / 2) * pitch
        return Node(layer: layer, index: Self.index(slot, of: size), center: Point(x: x, y: y))
      }
    }
    height = top + tallest + 12
  }

  private static func entries(_ weights: [Double]) -> [Legend.Entry] {
    var entries: [Legend.Entry] = []
    if weights.contains(where: { $0 > 0 }) {
      entries.append(Legend.Entry(glyph: .line(.stroked(.series(0), width: 2.5)), text: "positive weight"))
    }
    if weights.contains(where: { $0 < 0 }) {
      entries.append(
        Legend.Entry(glyph: .line(.stroked(.series(1), width: 2.5, dash: dash)), text: "negative weight"))
    }
    return entries
  }

  /// The neuron that stands in a slot: the first ones, a gap, the last one.
  private static func index(_ slot: Int, of size: Int) -> Int? {
    guard size > mostNodes else { return slot }
    return slot < fewNodes - 2 ? slot : slot == fewNodes - 2 ? nil : size - 1
  }

  private static let dash = [6.0, 4.0]
  private static let longestName = 110.0

  private static func text(gradient: Double) -> String { "∂ " + Decimal.short(gradient) }

  private static func text(bias: Double) -> String { "b = " + Decimal.short(bias) }

  func scene() -> Scene {
    var scene = Scene(
      width: width, height: height, title: diagram.title, description: diagram.alternative)
    drawEdges(into: &scene)
    drawNodes(into: &scene)
    var labels = fixedLabels()
    let numbers = weightLabels(around: labels)
    // A plate, not a rim: a thick line would show between the digits.
    scene.draw(.filled(.paper), numbers.map { .box($0.box.grown(by: -1.5)) })
    labels += numbers
    for label in heading.labels { scene.write(label) }
    legend.draw(into: &scene)
    for label in labels { scene.write(label) }
    return scene
  }

  private func drawEdges(into scene: inout Scene) {
    for edge in edges() {
      scene.draw(style(of: edge.weight), [.open([edge.start, edge.end])])
    }
  }

  /// Unknown weights are thin and gray; a weight of zero hardly shows, as it hardly matters.
  private func style(of weight: Double?) -> Style {
    guard let weight, weight.isFinite, largest > 0 else { return .stroked(.muted, width: 1) }
    let width = 0.5 + 3.5 * weight.magnitude / largest
    return weight < 0 ? .stroked(.series(1), width: width, dash: Self.dash) : .stroked(.series(0), width: width)
  }

  private func edges() -> [(start: Point, end: Point, weight: Double?)] {
    var edges: [(start: Point, end: Point, weight: Double?)] = []
    for (from, to) in zip(columns, columns.dropFirst()) {
      for first in from {
        for second in to {
          guard let here = first.index, let there = second.index else { continue }
          let weight = diagram.weight(first.layer, here, there)
          edges.append((first.center, second.center, weight))
        }
      }
    }
    return edges
  }

  private func drawNodes(into scene: inout Scene) {
    var circles: [Outline] = []
    var dots: [Outline] = []
    for node in columns.joined() {
      if node.index != nil {
        circles.append(.circle(center: node.center, radius: radius))
      } else {
        for step in -1...1 {
          dots.append(.circle(center: Point(x: node.center.x, y: node.center.y + Double(step) * 7), radius: 2))
        }
      }
    }
    scene.draw(Style(fill: .paper, stroke: .ink, strokeWidth: 1.5), circles)
    scene.draw(.filled(.muted), dots)
  }

  /// Layer names, neuron names, values and biases, whose places are given.
  private func fixedLabels() -> [Label] {
    var labels: [Label] = []
    let below = Typography.ascent * Typography.size
    for (layer, column) in columns.enumerated() {
      guard let first = column.first else { continue }
      if layer < diagram.layerNames.count {
        // A name that is wider than its column's margin is pushed inwards, towards its neighbor's.
        let margin = min(columns[0].first?.center.x ?? 0, width - (columns[columns.count - 1].first?.center.x ?? width))
        let room =
          columns.count < 2
          ? width - 4 : min(spacing - 6, width / Double(columns.count) - 6, (margin + spacing - 6) / 1.5)
        let text = TextWidth.cut(diagram.layerNames[layer], to: room, size: Typography.size)
        let position = Point(x: first.center.x, y: headerY)
        let label = Label(text: text, position: position, anchor: .middle, paint: .muted)
        labels.append(label.kept(between: 2, and: width - 2))
      }
      for node in column {
        guard let index = node.index else { continue }
        labels += names(of: node, index)
        for (line, note) in notes(layer, index).enumerated() {
          let y = node.center.y + radius + 3 + below + Double(line) * Typography.lineHeight
          let label = Label(
            text: note.text, position: Point(x: node.center.x, y: y), anchor: .middle, paint: note.paint,
            hasHalo: true)
          labels.append(label.kept(between: 2, and: width - 2))
        }
      }
    }
    return labels
  }

  /// The text below a neuron.
  private func notes(_ layer: Int, _ index: Int) -> [(text: String, paint: Paint)] {
    var notes: [(text: String, paint: Paint)] = []
    if let bias = diagram.bias(layer, index) { notes.append((Self.text(bias: bias), .muted)) }
    if let gradient = diagram.gradient(layer, index) { notes.append((Self.text(gradient: gradient), .gradient)) }
    return notes
  }

  private func names(of node: Node, _ index: Int) -> [Label] {
    let middle = node.center.y + 0.345 * Typography.size
    let inside = Point(x: node.center.x, y: middle)
    let name = TextWidth.cut(diagram.name(node.layer, index), to: Self.longestName, size: Typography.size)
    var labels: [Label] = []
    if let value = diagram.value(node.layer, index) {
      let text = [3, 2, 1].map { Decimal.short(value, digits: $0) }.first {
        TextWidth.of($0, size: Typography.size) <= 2 * radius - 4
      }
      if let text { labels.append(Label(text: text, position: inside, anchor: .middle)) }
    } else if TextWidth.of(name, size: Typography.size) <= 2 * radius - 6 {
      return [Label(text: name, position: inside, anchor: .middle)]
    }
    let gap = radius + 6
    if node.layer == 0 {
      labels.append(Label(text: name, position: Point(x: node.center.x - gap, y: middle), anchor: .end))
    } else if node.layer == columns.count - 1 {
      labels.append(Label(text: name, position: Point(x: node.center.x + gap, y: middle)))
    } else {
      let above = node.center.y - radius - 4 - Typography.descent * Typography.size
      let label = Label(
        text: name, position: Point(x: node.center.x, y: above), anchor: .middle, hasHalo: true)
      labels.append(label.kept(between: 2, and: width - 2))
    }
    return labels.filter { !$0.text.isEmpty }
  }

  /// Numbers on the lines, each where it touches nothing; all of a gap between two layers, or none.
  private func weightLabels(around fixed: [Label]) -> [Label] {
    var placement = LabelPlacement(room: Box(minX: 2, minY: headerY - 14, maxX: width - 2, maxY: height))
    for label in fixed { placement.occupy(label.box) }
    for node in columns.joined() {
      let center = node.center
      placement.occupy(
        Box(minX: center.x - radius, minY: center.y - radius, maxX: center.x + radius, maxY: center.y + radius))
    }
    var labels: [Label] = []
    for gap in columns.indices.dropLast() {
      var attempt = placement
      var found: [Label] = []
      let own = edges().filter { $0.start.x == columns[gap].first?.center.x && $0.weight != nil }
      for edge in own {
        let label = Label(
          text: Decimal.short(edge.weight ?? 0), position: edge.start, anchor: .middle,
          paint: (edge.weight ?? 0) < 0 ? .series(1) : .series(0))
        // On a level line a number near a neuron would read as a negative one: the stub of the line is its minus.
        let isLevel = edge.start.y == edge.end.y
        let fractions = isLevel ? [0.5, 0.45, 0.55, 0.4, 0.6] : [0.35, 0.65, 0.3, 0.7, 0.4, 0.6, 0.25, 0.75, 0.5]
        let candidates = fractions.map { fraction in
          var copy = label
          let point = edge.start.moved(towards: edge.end, by: fraction)
          copy.position = Point(x: point.x, y: point.y + 0.345 * Typography.size)
          return copy
        }
        guard let placed = attempt.place(candidates) else { break }
        found.append(placed)
      }
      guard found.count == own.count else { continue }
      labels += found
      placement = attempt
    }
    return labels
  }
}
