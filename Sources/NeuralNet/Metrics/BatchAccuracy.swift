/// The share of rows whose largest output is in the column of the largest target; scores, probabilities and their
/// logarithms all do.
///
/// A row with an output that is not a number (NaN) is never right.
///
/// - Precondition: equal shapes (else a fatal error that names both).
public func classAccuracy(_ predictions: Matrix, _ targets: Matrix) -> Double {
  if predictions.shape != targets.shape { shapeMismatch("classAccuracy", predictions.shape, targets.shape) }
  let answers = predictions.rowArgmax().enumerated().map { predictions[$0, $1].isNaN ? -1 : $1 }
  return accuracy(answers, targets.rowArgmax())
}

/// The share of yes-or-no outputs on the right side of `threshold`: at or above it means yes.
///
/// Use 0.5 for probabilities and 0 for logits. Targets are 0 or 1 (or −1 or 1). An output that is not a number (NaN) is
/// never right.
///
/// - Precondition: equal shapes (else a fatal error that names both).
public func binaryAccuracy(_ predictions: Matrix, _ targets: Matrix, threshold: Double = 0.5) -> Double {
  if predictions.shape != targets.shape { shapeMismatch("binaryAccuracy", predictions.shape, targets.shape) }
  let answers = predictions.values.map { $0 >= threshold ? 1 : $0 < threshold ? 0 : -1 }
  return accuracy(answers, targets.values.map { $0 >= 0.5 ? 1 : 0 })
}
