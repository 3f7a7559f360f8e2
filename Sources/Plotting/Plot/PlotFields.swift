// Marks that stand for a function of two inputs.
extension Plot {
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
    adding(.cells(Mark.Cells(x, y, resolution, .classes(labels.0, labels.1), function)))
  }

  /// Colors an area by the amount of a function of two inputs: the more, the stronger.
  ///
  /// A key names the least and the greatest amount.
  ///
  /// - Parameters:
  ///   - x: The area's interval of x.
  ///   - y: The area's interval of y.
  ///   - resolution: How many cells a side is divided into, at least 1; the function is asked at each cell's center.
  ///   - label: What is measured.
  ///   - function: Any values; a cell without a number stays empty.
  public func heat(
    x: ClosedRange<Double>, y: ClosedRange<Double>, resolution: Int = 40, label: String = "",
    _ function: (Double, Double) -> Double
  ) -> Plot {
    adding(.cells(Mark.Cells(x, y, resolution, .amounts(label), function)))
  }

  /// Draws lines of equal height of a function of two inputs, and shades the heights between them.
  ///
  /// - Parameters:
  ///   - x: The area's interval of x.
  ///   - y: The area's interval of y.
  ///   - levels: The heights; nil takes about eight nice ones.
  ///   - resolution: How many cells a side is divided into, at least 2.
  ///   - filled: Whether higher ground is darker.
  ///   - function: The height.
  public func contours(
    x: ClosedRange<Double>, y: ClosedRange<Double>, levels: [Double]? = nil, resolution: Int = 48, filled: Bool = true,
    _ function: (Double, Double) -> Double
  ) -> Plot {
    let count = max(2, resolution) + 1
    var contours = Contours(
      area: Box(x, y), columns: count, rows: count, values: [], levels: [], isFilled: filled)
    for row in 0..<count {
      for column in 0..<count {
        let corner = contours.corner(column, row)
        contours.values.append(function(corner.x, corner.y))
      }
    }
    contours.levels = (levels ?? Contours.niceLevels(contours.values)).filter { $0.isFinite }.sorted()
    return adding(.contours(contours))
  }

  /// Draws an arrow from each place (x, y) to (x + dx, y + dy), true to the axes.
  ///
  /// - Parameters:
  ///   - arrows: Places and vectors, (x, y, dx, dy).
  ///   - label: What the arrows show.
  ///   - color: The color's number, from 1; nil takes the next free one.
  public func arrows(
    _ arrows: [(x: Double, y: Double, dx: Double, dy: Double)], label: String? = nil, color: Int? = nil
  ) -> Plot {
    let values = arrows.map { Mark.Arrow(start: Point(x: $0.x, y: $0.y), dx: $0.dx, dy: $0.dy) }
    return adding(.arrows(values, isField: false, Mark.Series(label, color)))
  }

  /// Draws the arrows of a vector field, such as a gradient, on a grid of places.
  ///
  /// Their directions are true; their lengths share one scale, by which the longest just misses its neighbors.
  ///
  /// - Parameters:
  ///   - x: The interval of x.
  ///   - y: The interval of y.
  ///   - count: How many arrows a side, at least 2.
  ///   - label: What the arrows show.
  ///   - color: The color's number, from 1; nil takes the next free one.
  ///   - field: The vector at a place.
  public func arrows(
    x: ClosedRange<Double>, y: ClosedRange<Double>, count: Int = 9, label: String? = nil, color: Int? = nil,
    _ field: (Double, Double) -> (Double, Double)
  ) -> Plot {
    let cells = Mark.Cells(x, y, max(2, count), .amounts("")) { _, _ in 0 }
    let values = cells.values.indices.map { index in
      let center = cells.center(index)
      let vector = field(center.x, center.y)
      return Mark.Arrow(start: center, dx: vector.0, dy: vector.1)
    }
    return adding(.arrows(values, isField: true, Mark.Series(label, color)))
  }
}

extension Mark.Cells {
  /// Samples `function` at the centers of `resolution` × `resolution` cells.
  init(
    _ x: ClosedRange<Double>, _ y: ClosedRange<Double>, _ resolution: Int, _ meaning: Meaning,
    _ function: (Double, Double) -> Double
  ) {
    let count = max(1, resolution)
    self.init(area: Box(x, y), columns: count, rows: count, values: [], meaning: meaning)
    values = (0..<count * count).map { index in
      let center = center(index)
      return function(center.x, center.y)
    }
  }

  /// The middle of the cell whose value has this index.
  func center(_ index: Int) -> Point {
    Point(
      x: area.minX + area.width * (Double(index % columns) + 0.5) / Double(columns),
      y: area.minY + area.height * (Double(index / columns) + 0.5) / Double(rows))
  }
}

extension Box {
  init(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) {
    self.init(minX: x.lowerBound, minY: y.lowerBound, maxX: x.upperBound, maxY: y.upperBound)
  }
}
