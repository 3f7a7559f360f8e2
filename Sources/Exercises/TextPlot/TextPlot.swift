internal import Foundation
public import Notebook

/// A figure drawn with characters, for a terminal, from the figure's own numbers.
///
/// Plots with two axes, bars and tables of numbers are drawn; of every other figure the words are shown.
public struct TextPlot: Sendable {
  private let letters: TextCanvas.Letters
  /// The greatest width of a line, in columns.
  private let width: Int
  /// The height of the drawing in lines, without its words.
  private let height = 12

  /// Creates a way to draw: with Unicode, or with what every terminal can show.
  public init(width: Int, isPlain: Bool) {
    self.width = max(24, width)
    letters = isPlain ? .ascii : .unicode
  }

  /// The figure as lines; ends with a newline.
  public func text(of figure: FigureOutput) -> String {
    let table = figure.table
    let heading = PlainText.wrap(Self.firstSentence(figure.alternative), width)
    var drawing: [String] = []
    if table.columns.prefix(2) == ["mark", "label"], table.columns.count >= 4 {
      drawing = plot(table)
    } else if table.columns.count == 2 {
      drawing = bars(table)
    } else if table.columns.count > 2, table.rows.allSatisfy({ $0.dropFirst().allSatisfy { Double($0) != nil } }) {
      drawing = shades(table)
    }
    return (heading + drawing).map { line in Self.withoutTrailingSpaces(line) + "\n" }.joined()
  }

  private static func withoutTrailingSpaces(_ line: String) -> String {
    guard let end = line.lastIndex(where: { $0 != " " }) else { return "" }
    return String(line[...end])
  }

  private static func firstSentence(_ text: String) -> String {
    guard let end = text.range(of: ". ") else { return text }
    return String(text[..<end.lowerBound]) + "."
  }

  // MARK: Two axes

  private func plot(_ table: TableOutput) -> [String] {
    let marks = table.rows.compactMap { PlotMark($0, columns: table.columns) }
    let places = marks.flatMap(\.places)
    guard let across = Span(places.map(\.x)), let upward = Span(places.map(\.y)) else { return [] }
    let margin = [upward.high, upward.low].map { Self.short($0).count }.max() ?? 0
    var canvas = TextCanvas(columns: width - margin - 3, lines: height, letters: letters)
    let cells = marks.filter { $0.kind == .cell }
    if let heights = Span(cells.compactMap(\.value)) {
      canvas.fill { x, y in
        let place = PlotMark.Place(x: across.value(at: x), y: upward.value(at: y))
        let nearest = cells.min { $0.distance(to: place, across, upward) < $1.distance(to: place, across, upward) }
        return nearest?.value.map { shade(heights.share(of: $0)) }
      }
    }
    var series: [String] = []
    var last: [String: PlotMark.Place] = [:]
    for mark in marks {
      let places = mark.places.map { (x: across.share(of: $0.x), y: upward.share(of: $0.y)) }
      switch mark.kind {
      case .line:
        if let before = last[mark.label], let place = places.first {
          canvas.line(from: (across.share(of: before.x), upward.share(of: before.y)), to: place)
        }
        last[mark.label] = mark.places.first
      case .decisionLine(let w1, let w2, let bias):
        let ends = Self.cut(w1, w2, bias, across, upward).map { (across.share(of: $0.x), upward.share(of: $0.y)) }
        if ends.count == 2 { canvas.line(from: ends[0], to: ends[1]) }
      case .bar: for place in places { canvas.bar(x: place.x, from: upward.share(of: 0), to: place.y) }
      case .cell: break
      case .point:
        if !series.contains(mark.label) { series.append(mark.label) }
        let marker = letters.markers[(series.firstIndex(of: mark.label) ?? 0) % letters.markers.count]
        for place in places { canvas.mark(marker, x: place.x, y: place.y) }
      }
    }
    let legend = series.enumerated().map { index, label in
      "\(letters.markers[index % letters.markers.count]) \(label)"
    }
    let axes = Frame(letters: letters, margin: margin, across: across, upward: upward)
    return axes.around(canvas) + (series.count > 1 ? PlainText.wrap(legend.joined(separator: "   "), width) : [])
  }

  private func shade(_ share: Double) -> Character {
    letters.shades[max(0, min(letters.shades.count - 1, Int(share * Double(letters.shades.count))))]
  }

  /// Where the line w₁x + w₂y + b = 0 enters and leaves the drawing.
  private static func cut(
    _ w1: Double, _ w2: Double, _ bias: Double, _ across: Span, _ upward: Span
  ) -> [PlotMark.Place] {
    var places: [PlotMark.Place] = []
    for x in [across.low, across.high] where w2 != 0 {
      let y = -(w1 * x + bias) / w2
      if (upward.low...upward.high).contains(y) { places.append(PlotMark.Place(x: x, y: y)) }
    }
    for y in [upward.low, upward.high] where w1 != 0 {
      let x = -(w2 * y + bias) / w1
      if (across.low...across.high).contains(x), !places.contains(where: { $0.x == x }) {
        places.append(PlotMark.Place(x: x, y: y))
      }
    }
    return Array(places.prefix(2))
  }

  // MARK: Names and numbers

  private func bars(_ table: TableOutput) -> [String] {
    let rows = table.rows.prefix(16).compactMap { row in Double(row[1]).map { (row[0], $0) } }
    guard let most = rows.map({ abs($0.1) }).max(), most > 0 else { return [] }
    let margin = rows.map { min(20, $0.0.count) }.max() ?? 0
    let room = max(4, width - margin - 12)
    return rows.map { name, value in
      let bar = String(repeating: letters.bar, count: Int((abs(value) / most * Double(room)).rounded()))
      let name = String(name.prefix(20))
      return name + String(repeating: " ", count: margin - name.count) + "  \(bar) \(Self.short(value))"
    }
  }

  private func shades(_ table: TableOutput) -> [String] {
    let rows = table.rows.prefix(24).map { ($0[0], $0.dropFirst().compactMap(Double.init)) }
    guard let span = Span(rows.flatMap(\.1)) else { return [] }
    let margin = rows.map { min(12, $0.0.count) }.max() ?? 0
    let lines = rows.map { name, values in
      let cells = values.map { value in
        String(repeating: shade(span.share(of: value)), count: 2)
      }
      let name = String(name.prefix(12))
      return String((name + String(repeating: " ", count: margin - name.count) + "  " + cells.joined()).prefix(width))
    }
    let scale = "\(Self.short(span.low)) \(String(letters.shades)) \(Self.short(span.high))"
    return lines + [scale]
  }

  /// A number with three significant digits.
  static func short(_ value: Double) -> String { String(format: "%.3g", value) }
}

/// The range of an axis, with a little room at both ends.
struct Span {
  let low: Double
  let high: Double

  init?(_ values: [Double]) {
    let finite = values.filter(\.isFinite)
    guard let least = finite.min(), let most = finite.max() else { return nil }
    let room = most > least ? (most - least) * 0.04 : max(1, abs(least)) * 0.5
    (low, high) = (least - room, most + room)
  }

  /// The position of a value between the ends, from 0 to 1.
  func share(of value: Double) -> Double { (value - low) / (high - low) }

  /// The value at a place between the ends.
  func value(at share: Double) -> Double { low + share * (high - low) }
}

/// The axes around a drawing.
private struct Frame {
  let letters: TextCanvas.Letters
  let margin: Int
  let across: Span
  let upward: Span

  func around(_ canvas: TextCanvas) -> [String] {
    let axes = letters.axes
    var lines = canvas.text.enumerated().map { index, line in
      let label = index == 0 ? upward.high : index == canvas.lines - 1 ? upward.low : nil
      let text = label.map(TextPlot.short) ?? ""
      return String(repeating: " ", count: margin - text.count) + "\(text) \(axes.upright)\(line)"
    }
    let start = String(repeating: " ", count: margin + 1)
    lines.append(start + String(axes.corner) + String(repeating: axes.level, count: canvas.columns))
    let (low, high) = (TextPlot.short(across.low), TextPlot.short(across.high))
    let gap = max(1, canvas.columns + 1 - low.count - high.count)
    lines.append(start + low + String(repeating: " ", count: gap) + high)
    return lines
  }
}
