/// A classifier's two rates at one threshold: a point of the receiver operating characteristic.
public struct ROCPoint: Sendable, Equatable {
  /// Scores at or above this count as positive.
  public let threshold: Double
  /// FP / (FP + TN), the share of negatives that are wrongly taken for positives.
  public let falsePositiveRate: Double
  /// TP / (TP + FN), the share of positives that are found.
  public let truePositiveRate: Double
}

/// A classifier's precision and recall at one threshold.
public struct PrecisionRecallPoint: Sendable, Equatable {
  /// Scores at or above this count as positive.
  public let threshold: Double
  /// TP / (TP + FP).
  public let precision: Double
  /// TP / (TP + FN).
  public let recall: Double
}

/// The receiver operating characteristic: both rates at every threshold, from "nothing is positive" to "everything is".
///
/// The first point is (0, 0) at the threshold ∞; one point follows for each distinct score, the highest first, so equal
/// scores are never split; the last is (1, 1).
///
/// - Precondition: `scores.count == labels.count`, with at least one label of each kind, and no score is NaN (else a fatal
///   error).
/// - Complexity: O(*n* log *n*).
///
/// Source: Fawcett, *An Introduction to ROC Analysis*, Pattern Recognition Letters 27, 2006.
public func rocCurve(scores: [Double], labels: [Bool]) -> [ROCPoint] {
  let sweep = thresholdSweep("rocCurve", scores, labels)
  let (positives, negatives) = (Double(sweep[sweep.count - 1].hits), Double(sweep[sweep.count - 1].falseAlarms))
  var points = [ROCPoint(threshold: .infinity, falsePositiveRate: 0, truePositiveRate: 0)]
  for step in sweep {
    points.append(
      ROCPoint(
        threshold: step.threshold, falsePositiveRate: Double(step.falseAlarms) / negatives,
        truePositiveRate: Double(step.hits) / positives))
  }
  return points
}

/// The area under a ROC curve by the trapezoidal rule: the chance that a random positive scores above a random negative,
/// ties counting half.
///
/// 0.5 is guessing, 1 is perfect.
public func areaUnderCurve(_ curve: [ROCPoint]) -> Double {
  zip(curve, curve.dropFirst()).reduce(0) { area, pair in
    let width = pair.1.falsePositiveRate - pair.0.falsePositiveRate
    return area + width * (pair.0.truePositiveRate + pair.1.truePositiveRate) / 2
  }
}

/// Precision and recall at every distinct score, the highest threshold first.
///
/// Recall never falls along the curve; precision may go up and down.
///
/// - Precondition: `scores.count == labels.count`, with at least one label of each kind, and no score is NaN (else a fatal
///   error).
/// - Complexity: O(*n* log *n*).
///
/// Source: Davis and Goadrich, *The Relationship Between Precision-Recall and ROC Curves*, ICML 2006.
public func precisionRecallCurve(scores: [Double], labels: [Bool]) -> [PrecisionRecallPoint] {
  let sweep = thresholdSweep("precisionRecallCurve", scores, labels)
  let positives = Double(sweep[sweep.count - 1].hits)
  return sweep.map { step in
    PrecisionRecallPoint(
      threshold: step.threshold, precision: Double(step.hits) / Double(step.hits + step.falseAlarms),
      recall: Double(step.hits) / positives)
  }
}

/// The area under a precision–recall curve as a sum of steps: Σ (Rᵢ − Rᵢ₋₁) Pᵢ, with R₀ = 0.
public func averagePrecision(_ curve: [PrecisionRecallPoint]) -> Double {
  var (sum, previous) = (0.0, 0.0)
  for point in curve {
    sum += (point.recall - previous) * point.precision
    previous = point.recall
  }
  return sum
}

/// For each distinct score, the highest first: how many positives and negatives score at least that much.
private func thresholdSweep(
  _ operation: String, _ scores: [Double], _ labels: [Bool]
) -> [(threshold: Double, hits: Int, falseAlarms: Int)] {
  if scores.count != labels.count {
    fail("\(operation): \(scores.count) scores and \(labels.count) labels do not match")
  }
  if !labels.contains(true) || !labels.contains(false) {
    fail("\(operation): at least one positive and one negative label are needed")
  }
  if let index = scores.firstIndex(where: { $0.isNaN }) { fail("\(operation): score \(index) is not a number") }
  var sweep: [(threshold: Double, hits: Int, falseAlarms: Int)] = []
  var (hits, falseAlarms) = (0, 0)
  for index in scores.indices.sorted(by: { scores[$0] > scores[$1] }) {
    if labels[index] { hits += 1 } else { falseAlarms += 1 }
    if let last = sweep.last, last.threshold == scores[index] { sweep.removeLast() }
    sweep.append((scores[index], hits, falseAlarms))
  }
  return sweep
}
