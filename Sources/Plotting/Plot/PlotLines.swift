// Marks that are made of places: points, lines, staircases, trajectories, words.
extension Plot {
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

  /// Adds the way of a search: a line through the places in their order, with a ring at the start, a dot at each step
  /// and a filled square at the end.
  public func trajectory(_ points: [(Double, Double)], label: String? = nil, color: Int? = nil) -> Plot {
    adding(.trajectory(points.map { Point(x: $0.0, y: $0.1) }, Mark.Series(label, color)))
  }

  /// Writes words beside a place.
  public func note(_ text: String, at point: (Double, Double)) -> Plot {
    adding(.note(text, Point(x: point.0, y: point.1)))
  }

  private static func numbered(_ values: [Double], from first: Double) -> [Point] {
    values.enumerated().map { Point(x: first + Double($0.offset), y: $0.element) }
  }
}
