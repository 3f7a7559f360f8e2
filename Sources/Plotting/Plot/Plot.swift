/// A chart with two axes, built by naming what it shows.
///
/// ```swift
/// Plot(title: "The AND gate", x: "x₁", y: "x₂")
///   .halfPlane(weights: (0.5, 0.5), bias: -0.7, label: "output 1")
///   .points([(0, 0), (0, 1), (1, 0)], label: "0")
///   .points([(1, 1)], label: "1")
/// ```
///
/// A plot is a value: each method returns a plot with one thing more. Colors, markers and dashes are handed out in
/// order; equal labels share a color. Labels stand beside what they name when there is room, and in a legend
/// otherwise. Values that are not finite are left out, and the alternative text says how many.
public struct Plot: Equatable, Sendable {
  var title: String
  var xAxis: Axis
  var yAxis: Axis
  var marks: [Mark] = []
  var width = 440.0
  var height = 340.0
  var hasEqualUnits = false
  var ownAlternative: String?

  /// Creates an empty plot.
  ///
  /// - Parameters:
  ///   - title: The heading above the drawing.
  ///   - x: The horizontal axis: a label, or an ``Axis`` with unit, scale and domain.
  ///   - y: The upright axis.
  public init(title: String = "", x: Axis = "", y: Axis = "") {
    self.title = title.withTrueMinus
    xAxis = x
    yAxis = y
  }

  /// Fixes what the axes cover; a nil leaves that axis to the data.
  public func domain(x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil) -> Plot {
    var plot = self
    if let x { plot.xAxis.fixed = Domain(x.lowerBound, x.upperBound, on: xAxis.kind) }
    if let y { plot.yAxis.fixed = Domain(y.lowerBound, y.upperBound, on: yAxis.kind) }
    return plot
  }

  /// Sets the canvas, in pixels at full size; at least 240 × 160.
  ///
  /// A plot whose words need more height than that gets it.
  public func size(width: Double = 440, height: Double = 340) -> Plot {
    var plot = self
    plot.width = width.isFinite ? min(max(240, width), 2000) : 440
    plot.height = height.isFinite ? min(max(160, height), 2000) : 340
    return plot
  }

  /// Makes one unit of x as long as one unit of y, so that circles are round and right angles right.
  ///
  /// The axis that has room to spare covers more; logarithmic axes ignore it.
  public func equalUnits() -> Plot {
    var plot = self
    plot.hasEqualUnits = true
    return plot
  }

  /// Replaces the alternative text that the plot would make from its data.
  public func described(as alternative: String) -> Plot {
    var plot = self
    plot.ownAlternative = alternative
    return plot
  }

  func adding(_ mark: Mark) -> Plot {
    var plot = self
    plot.marks.append(mark)
    return plot
  }
}

extension Plot: Figure {
  /// The drawing as one `<svg>` element.
  public func svg() -> String {
    SVG.text(of: scene())
  }

  /// The author's text from ``described(as:)``, or else a sentence for each mark, made from the data.
  public var alternative: String {
    ownAlternative ?? PlotSummary(self).text
  }

  /// One row for each place: the mark's kind, its label, x and y; regions have their weights and bias.
  public var table: DataTable {
    PlotTable(self).table
  }

  func scene() -> Scene {
    var scene = Scene(width: width, height: height, title: title, description: alternative)
    let canvas = Box(minX: 0, minY: 0, maxX: width, maxY: height)
    let layout = PlotLayout(self, in: .canvas(canvas), looks: Looks(marks))
    scene.height = max(height, layout.bottom)
    layout.draw(into: &scene)
    return scene
  }
}
