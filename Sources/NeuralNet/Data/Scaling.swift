/// A scaling of each column by numbers taken from training data: x ↦ (x − shift) / scale.
///
/// Fit it on the training split alone and apply it to all splits: statistics of test samples must not reach the training.
/// ```swift
/// let split = Dataset.moons(count: 100, seed: 1).split(validation: 0.2, test: 0.2, seed: 1)
/// let scaling = Scaling.standard(split.training.inputs)
/// let inputs = scaling(split.training.inputs)
/// let testInputs = scaling(split.test.inputs)
/// ```
/// A column that never changes becomes 0: there is nothing to scale by, so `scale` is 1 there.
///
/// Source: LeCun, Bottou, Orr and Müller, *Efficient BackProp*, 1998, section 4.3.
public struct Scaling: Equatable, Sendable {
  /// The number subtracted from each column.
  public let shift: [Double]
  /// The divisor of each column.
  public let scale: [Double]

  /// Brings each column of `data` to 0...1, shift being its minimum and scale its range.
  ///
  /// One outlier squeezes all other values.
  public static func minMax(_ data: Matrix) -> Scaling {
    let minima = (-data).columnMaxima().map { -$0 }
    let ranges = zip(data.columnMaxima(), minima).map { $0 - $1 }
    return Scaling(shift: minima, ranges)
  }

  /// Brings each column of `data` to mean 0 and standard deviation 1 (with division by n), the z-score.
  ///
  /// A column whose numbers differ by rounding alone, with a deviation of at most 10 ε √n |mean|, counts as one that
  /// never changes: the mean itself is no more exact.
  public static func standard(_ data: Matrix) -> Scaling {
    let means = data.columnMeans()
    var deviations = [Double](repeating: 0, count: data.columns)
    for row in 0..<data.rows {
      for column in 0..<data.columns {
        let distance = data[row, column] - means[column]
        deviations[column] += distance * distance
      }
    }
    let n = Double(data.rows)
    let noise = means.map { 10 * Double.ulpOfOne * sqrt(n) * $0.magnitude }
    let constant = means.indices.map { isConstant(data, $0) }
    return Scaling(
      shift: means.indices.map { constant[$0] ? data[0, $0] : means[$0] },
      deviations.indices.map { column in
        let deviation = sqrt(deviations[column] / n)
        return constant[column] || deviation <= noise[column] ? 0 : deviation
      })
  }

  private init(shift: [Double], _ scale: [Double]) {
    self.shift = shift
    self.scale = scale.map { $0 == 0 ? 1 : $0 }
  }

  /// Creates a scaling from its numbers, such as those that a program stored.
  ///
  /// - Precondition: as many of both, and no scale is 0 (else a fatal error that names what does not fit).
  public init(shift: [Double], scale: [Double]) {
    if shift.count != scale.count { shapeMismatch("Scaling", [shift.count], [scale.count]) }
    if scale.contains(0) { fail("Scaling: a scale is 0, and nothing can be divided by it") }
    self.shift = shift
    self.scale = scale
  }

  /// The scaled matrix.
  ///
  /// - Precondition: `data.columns == shift.count` (else a fatal error that names both shapes).
  public func callAsFunction(_ data: Matrix) -> Matrix {
    if data.columns != shift.count { shapeMismatch("Scaling", data.shape, [shift.count]) }
    return Matrix(rows: data.rows, columns: data.columns) { (data[$0, $1] - shift[$1]) / scale[$1] }
  }

  /// The matrix before scaling.
  ///
  /// - Precondition: `scaled.columns == shift.count` (else a fatal error that names both shapes).
  public func inverted(_ scaled: Matrix) -> Matrix {
    if scaled.columns != shift.count { shapeMismatch("Scaling", scaled.shape, [shift.count]) }
    return Matrix(rows: scaled.rows, columns: scaled.columns) { scaled[$0, $1] * scale[$1] + shift[$1] }
  }
}

/// True if all elements of a column are equal.
private func isConstant(_ data: Matrix, _ column: Int) -> Bool {
  for row in 1..<max(1, data.rows) where data[row, column] != data[0, column] { return false }
  return data.rows > 0
}
