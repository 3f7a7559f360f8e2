// Marks that cover an area: half-planes, bars, bands, spans, and the reference lines at their borders.
extension Plot {
  /// Shades where *w*₁·*x* + *w*₂·*y* + *bias* > 0, the inputs for which a perceptron outputs 1, and draws the border.
  ///
  /// The border is straight, so this is for linear axes.
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

  /// Adds an upright bar from zero to y at each x.
  ///
  /// - Parameters:
  ///   - points: The bars' middles and values.
  ///   - width: The bars' width in units of x.
  ///   - label: What the bars show.
  ///   - color: The color's number, from 1; nil takes the next free one.
  public func bars(
    _ points: [(Double, Double)], width: Double = 0.8, label: String? = nil, color: Int? = nil
  ) -> Plot {
    let bars = points.map { Mark.Bar(start: $0.0 - width / 2, end: $0.0 + width / 2, value: $0.1) }
    return adding(.bars(bars, Mark.Series(label, color)))
  }

  /// Adds bars that count how many values fall into intervals of equal width.
  ///
  /// The intervals begin at multiples of 1, 2 or 5 times a power of ten and contain their lower end; values that are
  /// not finite are not counted.
  ///
  /// - Parameters:
  ///   - values: The values to count, in any order.
  ///   - bins: About how many intervals; nil takes the square root of the number of values, at most 30.
  ///   - label: What is counted.
  ///   - color: The color's number, from 1; nil takes the next free one.
  public func histogram(_ values: [Double], bins: Int? = nil, label: String? = nil, color: Int? = nil) -> Plot {
    adding(.bars(Histogram(values, bins: bins).bars, Mark.Series(label, color)))
  }

  /// Shades the area between a lower and an upper value at each x, such as an error band around a mean.
  public func band(
    _ intervals: [(x: Double, lower: Double, upper: Double)], label: String? = nil, color: Int? = nil
  ) -> Plot {
    let band = intervals.map { Mark.Interval(x: $0.x, lower: min($0.lower, $0.upper), upper: max($0.lower, $0.upper)) }
    return adding(.band(band, Mark.Series(label, color)))
  }

  /// Shades the area between zero and the given values.
  public func area(_ points: [(Double, Double)], label: String? = nil, color: Int? = nil) -> Plot {
    band(points.map { (x: $0.0, lower: 0, upper: $0.1) }, label: label, color: color)
  }

  /// Shades everything between two values of x.
  public func span(x range: ClosedRange<Double>, label: String? = nil, color: Int? = nil) -> Plot {
    adding(.span(.x, range.lowerBound, range.upperBound, Mark.Series(label, color)))
  }

  /// Shades everything between two values of y.
  public func span(y range: ClosedRange<Double>, label: String? = nil, color: Int? = nil) -> Plot {
    adding(.span(.y, range.lowerBound, range.upperBound, Mark.Series(label, color)))
  }

  /// Draws an upright reference line at one x.
  public func rule(x value: Double, label: String? = nil, color: Int? = nil) -> Plot {
    adding(.rule(.x, value, Mark.Series(label, color)))
  }

  /// Draws a level reference line at one y.
  public func rule(y value: Double, label: String? = nil, color: Int? = nil) -> Plot {
    adding(.rule(.y, value, Mark.Series(label, color)))
  }
}
