/// Several plots side by side on the same scales, so that they can be compared at a glance.
///
/// ```swift
/// let gates = [("AND", -0.7), ("OR", -0.2)].map { name, bias in
///   Plot(title: name, x: "x₁", y: "x₂").halfPlane(weights: (0.5, 0.5), bias: bias)
/// }
/// SmallMultiples(title: "Gates", gates)
/// ```
///
/// All panels share the title row, one legend, and unless told otherwise both axes; equal labels look alike in all of
/// them. Each plot's own title stands above its panel, and so does what its axes measure where the panels differ in that.
public struct SmallMultiples: Equatable, Sendable {
  /// Which axes all panels have in common.
  public enum Sharing: Equatable, Sendable {
    /// Both axes.
    case both
    /// Each panel has axes of its own.
    case none
  }

  let title: String
  let plots: [Plot]
  let columns: Int
  let sharing: Sharing
  let aspect: Double
  var width = 440.0
  var ownAlternative: String?

  /// Creates a grid of plots, row by row.
  ///
  /// - Parameters:
  ///   - title: The heading above all panels.
  ///   - plots: The plots; their own sizes and legends are not used.
  ///   - columns: Panels in a row; nil takes 2 for up to 4 plots, 4 for 10 and more, and 3 between.
  ///   - sharing: Whether all panels have the same axes.
  ///   - aspect: A panel's height divided by its width.
  public init(
    title: String = "", _ plots: [Plot], columns: Int? = nil, sharing: Sharing = .both, aspect: Double = 0.9
  ) {
    self.title = title.withTrueMinus
    self.plots = plots
    let usual = plots.count <= 1 ? 1 : plots.count <= 4 ? 2 : plots.count <= 9 ? 3 : 4
    self.columns = min(max(1, columns ?? usual), max(1, plots.count))
    self.sharing = sharing
    self.aspect = aspect.isFinite ? min(max(aspect, 0.2), 3) : 0.9
  }

  /// Replaces the alternative text that the panels would make from their data.
  public func described(as alternative: String) -> SmallMultiples {
    var copy = self
    copy.ownAlternative = alternative
    return copy
  }
}

extension SmallMultiples: Figure {
  /// The drawing as one `<svg>` element.
  public func svg() -> String { SVG.text(of: scene()) }

  /// The author's text, or else a description of each panel; of more than four panels, their titles.
  public var alternative: String {
    if let ownAlternative { return ownAlternative }
    let head = (title.isEmpty ? "" : "“\(title)”: ") + "\(plots.count) small plots"
    // Listening to many panels in full is tiring; the table has them all.
    if plots.count > 4 { return head + ": " + plots.map { $0.title }.joined(separator: ", ") + "." }
    return head + ". " + plots.map { $0.alternative }.joined(separator: " ")
  }

  /// The plots' tables below each other, with a first column that names the panel.
  public var table: DataTable {
    var builder = TableBuilder()
    for (index, plot) in plots.enumerated() {
      let table = plot.table
      let panel = ("panel", DataTable.Cell.text(plot.title.isEmpty ? "\(index + 1)" : plot.title))
      for row in table.rows {
        builder.add([panel] + zip(table.columns, row).map { ($0, $1) })
      }
    }
    return builder.table
  }

  func scene() -> Scene {
    var scene = Scene(width: width, height: 100, title: title, description: alternative)
    let heading = Heading(title, at: Point(x: 2, y: 4), width: width - 4)
    var top = 4 + heading.height
    let looks = Looks.shared(by: plots.map { $0.marks })
    let legend = Legend(sharedEntries(looks), at: Point(x: 2, y: top), width: width - 4)
    top += legend.height
    var captions: [Label] = []
    if let caption = sharedCaption(of: { $0.yAxis }), !caption.isEmpty {
      let text = TextWidth.cut(caption, to: width - 4, size: Typography.size)
      let position = Point(x: 2, y: top + Typography.ascent * Typography.size)
      captions.append(Label(text: text, position: position, paint: .muted))
      top += Typography.lineHeight
    }

    let grid = grid(top: top)
    for (index, plot) in plots.enumerated() {
      let layout = PlotLayout(plot, in: grid.room(index), looks: looks[index])
      layout.draw(into: &scene)
    }
    scene.height = grid.bottom
    if let caption = sharedCaption(of: { $0.xAxis }), !caption.isEmpty {
      let text = TextWidth.cut(caption, to: width - 4, size: Typography.size)
      let position = Point(x: grid.center, y: grid.bottom + 16)
      let label = Label(text: text, position: position, anchor: .middle, paint: .muted)
      captions.append(label.kept(between: 2, and: width - 2))
      scene.height += 22
    }
    legend.draw(into: &scene)
    for label in heading.labels + captions { scene.write(label) }
    return scene
  }

  /// What one axis of all panels measures; nil where they differ, and each says it for itself.
  private func sharedCaption(of axis: (Plot) -> Axis) -> String? {
    let captions = plots.map { axis($0).caption }
    return captions.dropFirst().allSatisfy { $0 == captions[0] } ? captions.first : nil
  }

  private func sharedEntries(_ looks: [Looks]) -> [Legend.Entry] {
    var entries: [Legend.Entry] = []
    let nowhere = Box(minX: 0, minY: 0, maxX: 100, maxY: 100)
    for (plot, looks) in zip(plots, looks) {
      let room = PlotLayout.Room.panel(
        frame: nowhere, domains: PlotDomains(plot), x: PlotLayout.AxisTexts(showsNumbers: false, showsCaption: false),
        y: PlotLayout.AxisTexts(showsNumbers: false, showsCaption: false))
      for entry in PlotLayout(plot, in: room, looks: looks).legendEntries()
      where !entries.contains(where: { $0.text == entry.text }) {
        entries.append(entry)
      }
    }
    return entries
  }

  private func grid(top: Double) -> PanelGrid {
    let shared = PlotDomains(plots)
    let domains = plots.map { sharing == .both ? shared : PlotDomains($0) }
    let widest = zip(plots, domains).map { plot, domains in
      Scale(domain: domains.y, kind: plot.yAxis.kind, start: 0, end: 1).ticks(4).map {
        TextWidth.of($0.label, size: Typography.size)
      }.reduce(0, max)
    }.reduce(0, max)
    var grid = PanelGrid(
      domains: domains, columns: columns, isShared: sharing == .both, width: width, top: top,
      labelWidth: min(widest, width / 2) + 12, gap: gap(between: domains), aspect: aspect,
      captions: (sharedCaption(of: { $0.xAxis }) == nil, sharedCaption(of: { $0.yAxis }) == nil))
    // Long tick labels need room that fewer columns give.
    while grid.columns > 1, grid.panelWidth < 64 { grid.columns -= 1 }
    return grid
  }
}

extension SmallMultiples {
  /// The room between two panels: the last number below one must not run into the first below the next.
  private func gap(between domains: [PlotDomains]) -> Double {
    let widths = zip(plots, domains).map { plot, domains in
      let labels = Scale(domain: domains.x, kind: plot.xAxis.kind, start: 0, end: 1).ticks(4).map {
        TextWidth.of($0.label, size: Typography.size)
      }
      return ((labels.first ?? 0) + (labels.last ?? 0)) / 2
    }
    return max(14, widths.reduce(0, max) + 6)
  }
}

/// The layout of small multiples.
private struct PanelGrid {
  let domains: [PlotDomains]
  var columns: Int
  let isShared: Bool
  let width: Double
  let top: Double
  /// What the labels of an upright axis take at its left.
  let labelWidth: Double
  let gap: Double
  let aspect: Double
  /// True if each panel says for itself what its axes measure.
  let captions: (x: Bool, y: Bool)

  private static let title = 30.0
  private static let tickLabels = 32.0

  var panelWidth: Double {
    let count = Double(columns)
    let margins = isShared ? labelWidth + (count - 1) * gap : labelWidth * count + (count - 1) * 6
    return max(30, (width - 12 - margins) / count)
  }

  private var panelHeight: Double { panelWidth * aspect }
  private var rows: Int { (domains.count + columns - 1) / columns }
  private var rowHeight: Double {
    heading + panelHeight + (isShared ? 6 : Self.tickLabels) + (captions.x ? Typography.lineHeight : 0)
  }
  /// What stands above a panel: its title, and the caption of its upright axis.
  private var heading: Double { Self.title + (captions.y ? Typography.lineHeight : 0) }

  /// The bottom of the last row's labels.
  var bottom: Double { top + Double(max(1, rows)) * rowHeight + (isShared ? Self.tickLabels - 6 : 0) }
  var center: Double { (labelWidth + width) / 2 }

  func room(_ index: Int) -> PlotLayout.Room {
    let column = index % columns
    let row = index / columns
    let step = panelWidth + (isShared ? gap : labelWidth + 6)
    let left = labelWidth + Double(column) * step
    let panelTop = top + Double(row) * rowHeight + heading
    let frame = Box(minX: left, minY: panelTop, maxX: left + panelWidth, maxY: panelTop + panelHeight)
    // In an incomplete last row, the panels above the gap carry the labels of their column.
    let isLowest = index + columns >= domains.count
    return .panel(
      frame: frame, domains: domains[index],
      x: PlotLayout.AxisTexts(showsNumbers: !isShared || isLowest, showsCaption: captions.x),
      y: PlotLayout.AxisTexts(showsNumbers: !isShared || column == 0, showsCaption: captions.y))
  }
}
