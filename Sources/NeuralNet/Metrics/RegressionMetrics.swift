/// The mean absolute error, in the unit of the values: (1/n) Σ |yᵢ − ŷᵢ|.
///
/// - Precondition: equal counts (else a fatal error that names both), at least one (else a fatal error that says so).
public func meanAbsoluteError(_ predictions: [Double], _ targets: [Double]) -> Double {
  if predictions.count != targets.count {
    fail("meanAbsoluteError: \(predictions.count) predictions and \(targets.count) targets do not match")
  }
  if targets.isEmpty { fail("meanAbsoluteError: there are no predictions to measure") }
  return zip(predictions, targets).reduce(0) { $0 + ($1.0 - $1.1).magnitude } / Double(targets.count)
}

/// The share of predictions that equal their label.
///
/// - Precondition: equal counts (else a fatal error that names both), at least one (else a fatal error that says so).
public func accuracy(_ predictions: [Int], _ labels: [Int]) -> Double {
  if predictions.count != labels.count {
    fail("accuracy: \(predictions.count) predictions and \(labels.count) labels do not match")
  }
  if labels.isEmpty { fail("accuracy: there are no predictions to measure") }
  return Double(zip(predictions, labels).count { $0 == $1 }) / Double(labels.count)
}
