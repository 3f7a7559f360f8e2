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
  var ownAlternative: String?

  /// Creates an empty plot.
  ///
  /// - Parameters:
  ///   - title: The heading above the drawing.
  ///   - x: The horizontal axis: a label, or an ``Axis`` with unit, scale and domain.
  ///   - y: The upright axis.
  public init(title: String = "", x: Axis = "", y: Axis = "") {
    self.title = title
    xAxis = x
    yAxis = y
  }

  // MARK: - Marks

  /// Adds a marker at each of the given places.
  ///
  /// - Parameters:
  ///   - points: The places (x, y).
  ///   - label: The class's name; points of equal label look alike.
  ///   - color: The color's number, from 1; nil takes the next free one.
  public func points(_ points: [(Double, Double)], label: String? = nil, color: Int? = nil) -> Plot {
    adding(.points(points.map { Point(x: $0.0, y: $0.1) }, Mark.Series(label, color)))
  }

  /// Adds a line through the given places, in their order; a value that is not finite leaves a gap.
  public func line(_ points: [(Double, Double)], label: String? = nil, color: Int? = nil) -> Plot {
    adding(.line(points.map { Point(x: $0.0, y: $0.1) }, Mark.Series(label, color)))
  }

  /// Adds a line through one value for each step 0, 1, 2, …, such as the loss of each epoch.
  ///
  /// - Parameters:
  ///   - values: The values, in order.
  ///   - first: The first value's x; the next ones follow at distance 1.
  ///   - label: What the line shows.
  ///   - color: The color's number, from 1; nil takes the next free one.
  public func line(values: [Double], from first: Double = 0, label: String? = nil, color: Int? = nil) -> Plot {
    adding(.line(Self.numbered(values, from: first), Mark.Series(label, color)))
  }

  /// Adds the graph of a function.
  ///
  /// - Parameters:
  ///   - domain: The interval of x.
  ///   - samples: How many places the function is asked at, both ends included; at least 2.
  ///   - label: What the line shows.
  ///   - color: The color's number, from 1; nil takes the next free one.
  ///   - function: The function; where it is not finite the line has a gap.
  public func curve(
    over domain: ClosedRange<Double>, samples: Int = 201, label: String? = nil, color: Int? = nil,
    _ function: (Double) -> Double
  ) -> Plot {
    let last = max(1, samples - 1)
    let points = (0...last).map { index in
      let fraction = Double(index) / Double(last)
      // Weighting both ends, unlike adding steps, meets the ends exactly and is symmetric around 0.
      let x = domain.lowerBound * (1 - fraction) + domain.upperBound * fraction
      return Point(x: x, y: function(x))
    }
    return adding(.line(points, Mark.Series(label, color)))
  }

  /// Adds a staircase: each value holds until the next place.
  public func steps(_ points: [(Double, Double)], label: String? = nil, color: Int? = nil) -> Plot {
    adding(.steps(points.map { Point(x: $0.0, y: $0.1) }, Mark.Series(label, color)))
  }

  /// Adds a staircase of one value for each step 0, 1, 2, ….
  public func steps(values: [Double], from first: Double = 0, label: String? = nil, color: Int? = nil) -> Plot {
    adding(.steps(Self.numbered(values, from: first), Mark.Series(label, color)))
  }

  /// Shades where *w*₁·*x* + *w*₂·*y* + *bias* > 0, the inputs for which a perceptron outputs 1, and draws the border.
  ///
  /// - Parameters:
  ///   - weights: *w*₁ and *w*₂. With both zero, all or nothing is shaded, as the bias decides.
  ///   - bias: The bias.
  ///   - label: What the region means.
  ///   - color: The color's number, from 1; nil takes the second, then the third, and so on.
  public func halfPlane(
    weights: (Double, Double), bias: Double, label: String? = nil, color: Int? = nil
  ) -> Plot {
    adding(.halfPlane(Line(w1: weights.0, w2: weights.1, bias: bias), Mark.Series(label, color)))
  }

  /// Draws the line *w*₁·*x* + *w*₂·*y* + *bias* = 0 where a perceptron's output changes.
  public func decisionLine(
    weights: (Double, Double), bias: Double, label: String? = nil, color: Int? = nil
  ) -> Plot {
    adding(.boundary(Line(w1: weights.0, w2: weights.1, bias: bias), Mark.Series(label, color)))
  }

  /// Colors an area by a function of two inputs: the first color near 0, the second near 1, none at one half.
  ///
  /// - Parameters:
  ///   - x: The area's interval of x.
  ///   - y: The area's interval of y.
  ///   - resolution: How many cells a side is divided into, at least 1; the function is asked at each cell's center.
  ///   - labels: The names of the two classes, the one near 0 first.
  ///   - function: Values between 0 and 1; others are clamped, and a cell without a number stays empty.
  public func decisionRegion(
    x: ClosedRange<Double>, y: ClosedRange<Double>, resolution: Int = 40, labels: (String, String) = ("", ""),
    _ function: (Double, Double) -> Double
  ) -> Plot {
    let count = max(1, resolution)
    var values: [Double] = []
    for row in 0..<count {
      for column in 0..<count {
        let across = (Double(column) + 0.5) / Double(count)
        let up = (Double(row) + 0.5) / Double(count)
        values.append(
          function(
            x.lowerBound * (1 - across) + x.upperBound * across, y.lowerBound * (1 - up) + y.upperBound * up))
      }
    }
    let area = Box(minX: x.lowerBound, minY: y.lowerBound, maxX: x.upperBound, maxY: y.upperBound)
    return adding(
      .cells(Mark.Cells(area: area, columns: count, rows: count, values: values, labels: [labels.0, labels.1])))
  }

  /// Writes words beside a place.
  public func note(_ text: String, at point: (Double, Double)) -> Plot {
    adding(.note(text, Point(x: point.0, y: point.1)))
  }

  // MARK: - Frame

  /// Fixes what the axes cover; a nil leaves that axis to the data.
  public func domain(x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil) -> Plot {
    var plot = self
    if let x { plot.xAxis.fixed = Domain(x.lowerBound, x.upperBound, on: xAxis.kind) }
    if let y { plot.yAxis.fixed = Domain(y.lowerBound, y.upperBound, on: yAxis.kind) }
    return plot
  }

  /// Sets the canvas, in pixels at full size; at least 160 × 120.
  public func size(width: Double = 440, height: Double = 340) -> Plot {
    var plot = self
    plot.width = width.isFinite ? min(max(160, width), 2000) : 440
    plot.height = height.isFinite ? min(max(120, height), 2000) : 340
    return plot
  }

  /// Replaces the alternative text that the plot would make from its data.
  public func described(as alternative: String) -> Plot {
    var plot = self
    plot.ownAlternative = alternative
    return plot
  }

  private func adding(_ mark: Mark) -> Plot {
    var plot = self
    plot.marks.append(mark)
    return plot
  }

  private static func numbered(_ values: [Double], from first: Double) -> [Point] {
    values.enumerated().map { Point(x: first + Double($0.offset), y: $0.element) }
  }
}

extension Plot: Figure {
  /// The drawing as one `<svg>` element.
  public func svg() -> String {
    SVG.text(of: scene())
  }

  /// What the author wrote with ``described(as:)``, or else a sentence for each mark, made from the data.
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
    let layout = PlotLayout(self, in: canvas, looks: Looks(marks))
    layout.draw(into: &scene)
    return scene
  }
}
