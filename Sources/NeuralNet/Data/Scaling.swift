/// A scaling of each column by numbers taken from training data: x ↦ (x − shift) / scale.
///
/// Fit it on the training split alone and apply it to all splits: statistics of test samples must not reach the training.
/// ```swift
/// let scaling = Scaling.standard(split.training.inputs)
/// let inputs = scaling(split.training.inputs)
/// let testInputs = scaling(split.test.inputs)
/// ```
/// A column that never changes becomes 0: there is nothing to scale by.
///
/// Source: LeCun, Bottou, Orr and Müller, *Efficient BackProp*, 1998, section 4.3.
public struct Scaling: Equatable, Sendable {
  /// What is subtracted from each column.
  public let shift: [Double]
  /// What each column is divided by.
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
  public static func standard(_ data: Matrix) -> Scaling {
    let means = data.columnMeans()
    var deviations = [Double](repeating: 0, count: data.columns)
    for row in 0..<data.rows {
      for column in 0..<data.columns {
        let distance = data[row, column] - means[column]
        deviations[column] += distance * distance
      }
    }
    return Scaling(shift: means, deviations.map { sqrt($0 / Double(data.rows)) })
  }

  private init(shift: [Double], _ scale: [Double]) {
    self.shift = shift
    self.scale = scale.map { $0 > 0 ? $0 : 1 }
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
