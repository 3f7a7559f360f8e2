extension Plot {
  /// The plot as plain text for a terminal: points, lines and staircases in a frame of characters.
  ///
  /// Each class or line has a letter of its own, named in a line below; where two meet, the later one shows. Regions,
  /// fields and notes are left out, half-planes and decision lines show as their border, `·`.
  ///
  /// - Parameters:
  ///   - width: Characters between the frame's sides, at least 10.
  ///   - height: Lines between its top and bottom, at least 4.
  public func text(width: Int = 60, height: Int = 16) -> String {
    TextPlot(self, width: min(max(10, width), 1000), height: min(max(4, height), 1000)).text
  }
}

/// A plot drawn with characters.
struct TextPlot {
  private(set) var text = ""

  private let x: Scale
  private let y: Scale
  private let width: Int
  private let height: Int
  private var grid: [Character]

  init(_ plot: Plot, width: Int, height: Int) {
    let domains = PlotDomains(plot)
    self.width = width
    self.height = height
    x = Scale(domain: domains.x, kind: plot.xAxis.kind, start: 0, end: Double(width - 1))
    y = Scale(domain: domains.y, kind: plot.yAxis.kind, start: Double(height - 1), end: 0)
    grid = [Character](repeating: " ", count: width * height)
    let keys = fill(plot)
    text = framed(plot, keys)
  }

  private static let letters: [Character] = Array("ox+*#@%&abcdefghij")

  /// Draws all marks and returns each letter with its name.
  private mutating func fill(_ plot: Plot) -> [(letter: Character, name: String)] {
    var keys: [(letter: Character, name: String)] = []
    for mark in plot.marks {
      if case .halfPlane(let line, _) = mark { draw(line) }
      if case .boundary(let line, _) = mark { draw(line) }
    }
    for mark in plot.marks {
      let isLine: Bool
      switch mark {
      case .points: isLine = false
      case .line, .steps, .trajectory: isLine = true
      default: continue
      }
      let name = mark.series?.label ?? ""
      let known = keys.first { !name.isEmpty && $0.name == name }
      let letter = known?.letter ?? Self.letters[keys.count % Self.letters.count]
      if known == nil { keys.append((letter, name)) }
      let places = (mark.corners ?? mark.places).map { Point(x: x($0.x), y: y($0.y)) }
      if isLine { draw(places, letter) } else { for place in places { set(place, letter) } }
    }
    return keys
  }

  private mutating func draw(_ line: Line) {
    let box = Box(minX: x.domain.lower, minY: y.domain.lower, maxX: x.domain.upper, maxY: y.domain.upper)
    draw(line.crossing(box).map { Point(x: x($0.x), y: y($0.y)) }, "·")
  }

  private mutating func draw(_ places: [Point], _ letter: Character) {
    let frame = Box(minX: -0.5, minY: -0.5, maxX: Double(width) - 0.5, maxY: Double(height) - 0.5)
    for run in Polyline.clipped(places, to: frame) {
      for (start, end) in zip(run, run.dropFirst()) {
        let steps = max(1, Int(max(abs(end.x - start.x), abs(end.y - start.y)).rounded(.up)))
        for step in 0...steps { set(start.moved(towards: end, by: Double(step) / Double(steps)), letter) }
      }
    }
  }

  private mutating func set(_ place: Point, _ letter: Character) {
    guard place.isFinite, place.x > -0.5, place.y > -0.5, place.x < Double(width) - 0.5, place.y < Double(height) - 0.5
    else { return }
    grid[Int(place.y.rounded()) * width + Int(place.x.rounded())] = letter
  }

  private func framed(_ plot: Plot, _ keys: [(letter: Character, name: String)]) -> String {
    let yTicks = y.ticks(max(2, height / 4))
    let margin = yTicks.map { $0.label.unicodeScalars.count }.reduce(0, max)
    let blank = String(repeating: " ", count: margin)
    var lines: [String] = []
    if !plot.title.isEmpty { lines.append(plot.title) }
    if !plot.yAxis.caption.isEmpty { lines.append(plot.yAxis.caption) }
    for row in 0..<height {
      let tick = yTicks.first { Int(y($0.value).rounded()) == row }
      let label = tick?.label ?? ""
      let padding = String(repeating: " ", count: margin - label.unicodeScalars.count)
      lines.append(padding + label + (tick == nil ? " │" : " ┤") + String(grid[(row * width)..<((row + 1) * width)]))
    }
    var rule = [Character](repeating: "─", count: width)
    var names = [Character](repeating: " ", count: width + 8)
    var free = 0
    for tick in x.ticks(max(2, width / 12)) {
      let column = Int(x(tick.value).rounded())
      guard column >= 0, column < width else { continue }
      rule[column] = "┬"
      let label = Array(tick.label)
      let start = max(0, column - label.count / 2)
      guard start >= free, start + label.count <= names.count else { continue }
      names.replaceSubrange(start..<(start + label.count), with: label)
      free = start + label.count + 1
    }
    lines.append(blank + " └" + String(rule))
    lines.append(blank + "  " + String(names))
    if !plot.xAxis.caption.isEmpty { lines.append(blank + "  " + plot.xAxis.caption) }
    let legend = keys.filter { !$0.name.isEmpty }.map { "\($0.letter) \($0.name)" }
    if !legend.isEmpty { lines.append(blank + "  " + legend.joined(separator: "   ")) }
    return lines.map { Self.trimmed($0) + "\n" }.joined()
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.utf8.last == 0x20 { line.unicodeScalars.removeLast() }
    return line
  }
}
