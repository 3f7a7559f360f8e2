/// Counts of samples by their class and by the class that was predicted: **actual classes in rows, predicted classes in
/// columns**.
///
/// ```swift
/// let matrix = ConfusionMatrix(actual: [0, 0, 1, 1, 1], predicted: [0, 1, 1, 1, 0])
/// matrix[actual: 1, predicted: 0]  // => 1
/// ```
/// One sample of class 1 was taken for class 0.
///
/// For two classes, class 1 is the positive one. Where a metric would divide by zero (nothing was predicted positive,
/// say), it is 0.
///
/// Source: Kohavi and Provost, *Glossary of Terms*, Machine Learning 30, 1998; the orientation is ours to choose, and
/// printed with the matrix.
public struct ConfusionMatrix: Sendable, Equatable {
  /// The number of classes.
  public let classes: Int
  private var counts: [Int]

  /// Counts pairs of an actual and a predicted class.
  ///
  /// - Parameters:
  ///   - actual: The true class of each sample, each in `0..<classes`.
  ///   - predicted: The class that each sample was taken for, in the same order.
  ///   - classes: The number of classes, at least 1; if left out, one more than the largest number that occurs, at least 2
  ///     and at most 4,096: beyond that, a stray label would ask for gigabytes.
  /// - Precondition: `actual.count == predicted.count`, and every class is in `0..<classes` (else a fatal error that names
  ///   both).
  /// - Complexity: O(*n* + *k*²) time and *k*² counters for *n* samples of *k* classes.
  public init(actual: [Int], predicted: [Int], classes: Int? = nil) {
    if actual.count != predicted.count {
      fail("ConfusionMatrix: \(actual.count) actual and \(predicted.count) predicted classes do not match")
    }
    let largest = max(actual.max() ?? 0, predicted.max() ?? 0)
    if classes == nil && largest >= 4096 {
      fail("ConfusionMatrix: label \(largest) would need more than 4096 classes; if there are so many, pass `classes`")
    }
    self.classes = classes ?? max(2, largest + 1)
    let size = self.classes.multipliedReportingOverflow(by: self.classes)
    if self.classes < 1 || size.overflow { fail("ConfusionMatrix: there cannot be \(self.classes) classes") }
    counts = [Int](repeating: 0, count: size.partialValue)
    for (row, column) in zip(actual, predicted) {
      if row < 0 || row >= self.classes || column < 0 || column >= self.classes {
        fail("ConfusionMatrix: class \(row) taken for \(column) is outside 0..<\(self.classes)")
      }
      counts[row * self.classes + column] += 1
    }
  }

  /// Counts the answers of a yes-or-no classifier at one threshold; class 1 is the positive one.
  ///
  /// - Parameters:
  ///   - scores: The score of each sample; at or above the threshold it counts as positive.
  ///   - labels: True for each sample that is positive, in the same order.
  ///   - threshold: 0.5 for probabilities, 0 for logits, or that of a point of `rocCurve`.
  /// - Precondition: `scores.count == labels.count`, and no score is NaN (else a fatal error that names both counts or the
  ///   sample).
  public init(scores: [Double], labels: [Bool], threshold: Double = 0.5) {
    if scores.count != labels.count {
      fail("ConfusionMatrix: \(scores.count) scores and \(labels.count) labels do not match")
    }
    for (sample, score) in scores.enumerated() where score.isNaN {
      fail("ConfusionMatrix: the score of sample \(sample) is nan")
    }
    self.init(actual: labels.map { $0 ? 1 : 0 }, predicted: scores.map { $0 >= threshold ? 1 : 0 }, classes: 2)
  }

  /// Creates a matrix of two classes from its four counts; class 1 is the positive one.
  public init(truePositives: Int, falsePositives: Int, falseNegatives: Int, trueNegatives: Int) {
    classes = 2
    counts = [trueNegatives, falsePositives, falseNegatives, truePositives]
  }

  /// The number of samples of class `actual` that were taken for class `predicted`.
  public subscript(actual actual: Int, predicted predicted: Int) -> Int {
    if actual < 0 || actual >= classes || predicted < 0 || predicted >= classes {
      fail("ConfusionMatrix: [\(actual), \(predicted)] is outside \(classes) classes")
    }
    return counts[actual * classes + predicted]
  }

  /// The number of samples.
  public var total: Int { counts.reduce(0, +) }

  /// The number of samples of class `k`: the sum of its row.
  public func actualCount(of k: Int) -> Int { (0..<classes).reduce(0) { $0 + self[actual: k, predicted: $1] } }

  /// The number of samples taken for class `k`: the sum of its column.
  public func predictedCount(of k: Int) -> Int { (0..<classes).reduce(0) { $0 + self[actual: $1, predicted: k] } }

  /// Samples of the positive class found.
  public var truePositives: Int { self[actual: 1, predicted: 1] }
  /// Samples wrongly taken for the positive class.
  public var falsePositives: Int { self[actual: 0, predicted: 1] }
  /// Samples of the positive class missed.
  public var falseNegatives: Int { self[actual: 1, predicted: 0] }
  /// Samples rightly left alone.
  public var trueNegatives: Int { self[actual: 0, predicted: 0] }
}

extension ConfusionMatrix: CustomStringConvertible {
  /// The counts as a table that says which side is which.
  public var description: String { formatted(names: (0..<classes).map { "\($0)" }) }

  /// The counts as a table with the names of the classes.
  ///
  /// ```
  /// actual \ predicted  cat  dog
  ///                cat    1    1
  ///                dog    1    2
  /// ```
  ///
  /// - Parameter names: The name of each class, in the order of their numbers.
  /// - Precondition: `names.count == classes` (else a fatal error that names both counts).
  public func formatted(names: [String]) -> String {
    checkNames(names)
    let head = "actual \\ predicted"
    let width = (names + ["\(counts.max() ?? 0)"]).reduce(0) { max($0, $1.unicodeScalars.count) } + 2
    let margin = (names + [head]).reduce(0) { max($0, $1.unicodeScalars.count) }
    var text = aligned(head, margin)
    for name in names { text += aligned(name, width) }
    for row in 0..<classes {
      text += "\n" + aligned(names[row], margin)
      for column in 0..<classes { text += aligned("\(self[actual: row, predicted: column])", width) }
    }
    return text
  }

  func checkNames(_ names: [String]) {
    if names.count != classes { fail("ConfusionMatrix: \(names.count) names and \(classes) classes do not match") }
  }
}

/// Text with spaces before it, for a column that ends at its right edge.
func aligned(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.unicodeScalars.count)) + text
}
