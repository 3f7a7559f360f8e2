// For data from outside the program, such as a request to a server. Elsewhere a shape that does not fit is a mistake of the
// caller and stops the program; here it is thrown.

/// Why data from outside the program does not have the shape that it should have.
///
/// Rows, columns and samples are counted from 0.
public enum InputError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A row has more or fewer numbers than it should.
  case rowLength(row: Int, expected: Int, found: Int)
  /// A number is infinite or no number.
  case notFinite(row: Int, column: Int)
  /// A label is no class.
  case label(Int, sample: Int, classes: Int)
  /// There are not as many targets as inputs.
  case sampleCounts(inputs: Int, targets: Int)

  /// The error as a sentence.
  public var description: String {
    switch self {
    case .rowLength(let row, let expected, let found):
      "row \(row) has \(found) \(found == 1 ? "number" : "numbers"), not \(expected)"
    case .notFinite(let row, let column): "row \(row), column \(column): not a finite number"
    case .label(let label, let sample, let classes): "the label \(label) of sample \(sample) is not in 0..<\(classes)"
    case .sampleCounts(let inputs, let targets): "\(inputs) inputs and \(targets) targets do not match"
    }
  }
}

extension Matrix {
  /// Creates a matrix from rows that come from outside the program.
  ///
  /// ```swift
  /// let rows = [[5.1, 3.5, 1.4, 0.2]]  // from a request, say
  /// let inputs = try Matrix(checking: rows, columns: 4)
  /// ```
  ///
  /// - Parameters:
  ///   - rows: The rows, one for each sample; there may be none.
  ///   - columns: The length of each row, such as a net's number of inputs; if left out, that of the first row.
  /// - Throws: `InputError` for a row of another length, and for a number that is not finite.
  /// - Complexity: O(*n*) for *n* numbers.
  public init(checking rows: [[Double]], columns: Int? = nil) throws(InputError) {
    let columns = columns ?? rows.first?.count ?? 0
    var values: [Double] = []
    for (row, numbers) in rows.enumerated() {
      if numbers.count != columns { throw .rowLength(row: row, expected: columns, found: numbers.count) }
      if let column = numbers.firstIndex(where: { !$0.isFinite }) { throw .notFinite(row: row, column: column) }
      values += numbers
    }
    self.init(rows: rows.count, columns: columns, values)
  }
}

extension Dataset {
  /// Joins inputs and targets that come from outside the program.
  ///
  /// - Throws: `InputError` for another number of targets than of inputs.
  public init(checking inputs: Matrix, targets: Matrix) throws(InputError) {
    if inputs.rows != targets.rows { throw .sampleCounts(inputs: inputs.rows, targets: targets.rows) }
    self.init(inputs: inputs, targets: targets)
  }
}

/// Class numbers that come from outside the program as rows with a single 1, shape `[labels.count, classes]`.
///
/// - Throws: `InputError` for the first label that is not in `0..<classes`.
public func oneHot(checking labels: [Int], classes: Int) throws(InputError) -> Matrix {
  for (sample, label) in labels.enumerated() where label < 0 || label >= classes {
    throw .label(label, sample: sample, classes: classes)
  }
  return oneHot(labels, classes: classes)
}
