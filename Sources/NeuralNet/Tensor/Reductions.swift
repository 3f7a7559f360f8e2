extension Matrix {
  /// The sum of all elements, added row by row in order.
  public func sum() -> Double {
    var sum = 0.0
    for value in storage { sum += value }
    return sum
  }

  /// The mean of all elements; NaN if there is none.
  public func mean() -> Double { sum() / Double(count) }

  /// The largest element; −infinity if there is none, NaN if one is NaN.
  public func max() -> Double { largest(of: storage[...]) }

  /// The smallest element; infinity if there is none, NaN if one is NaN.
  public func min() -> Double { -map { -$0 }.max() }

  /// The sum of each column: a vector of length `columns`, as the gradient of a bias needs it.
  public func columnSums() -> [Double] {
    var sums = [Double](repeating: 0, count: columns)
    for row in 0..<rows {
      for column in 0..<columns { sums[column] += storage[row * columns + column] }
    }
    return sums
  }

  /// The mean of each column: a vector of length `columns`.
  public func columnMeans() -> [Double] { columnSums().map { $0 / Double(rows) } }

  /// The largest element of each column: a vector of length `columns`.
  public func columnMaxima() -> [Double] { (0..<columns).map { largest(of: column($0)[...]) } }

  /// The sum of each row: a vector of length `rows`.
  public func rowSums() -> [Double] {
    (0..<rows).map { row in
      var sum = 0.0
      for column in 0..<columns { sum += storage[row * columns + column] }
      return sum
    }
  }

  /// The mean of each row: a vector of length `rows`.
  public func rowMeans() -> [Double] { rowSums().map { $0 / Double(columns) } }

  /// The largest element of each row: a vector of length `rows`.
  public func rowMaxima() -> [Double] {
    (0..<rows).map { largest(of: storage[($0 * columns)..<(($0 + 1) * columns)]) }
  }

  /// The column of each row's largest element, or of its first that is not a number: a vector of length `rows`.
  ///
  /// - Precondition: There is at least one column.
  public func rowArgmax() -> [Int] {
    if columns == 0 { indexOutside("rowArgmax", [0], shape) }
    return (0..<rows).map { argmax(storage, $0 * columns..<($0 + 1) * columns) }
  }
}

/// The position of the largest element; of several equal ones, the first.
///
/// An element that is not a number (NaN) is taken for the largest, as in `max`.
///
/// - Precondition: There is at least one element (else a fatal error).
/// - Complexity: O(*n*).
public func argmax(_ values: [Double]) -> Int {
  if values.isEmpty { indexOutside("argmax", [0], [0]) }
  return argmax(values, 0..<values.count)
}

/// The position of the largest element of a range, counted from its begin.
func argmax(_ values: [Double], _ range: Range<Int>) -> Int {
  var best = range.lowerBound
  for index in range {
    if values[index].isNaN { return index - range.lowerBound }
    if values[index] > values[best] { best = index }
  }
  return best - range.lowerBound
}

/// The largest element; −infinity if there is none, NaN if one is NaN.
private func largest(of values: ArraySlice<Double>) -> Double {
  var largest = -Double.infinity
  for value in values {
    if value.isNaN { return .nan }
    if value > largest { largest = value }
  }
  return largest
}
