/// The mean surprise of yes-or-no targets under predicted probabilities, in nats.
///
/// L = −(1/N) Σ ( t log p + (1 − t) log(1 − p) ) for p in (0, 1). A guess of 0.5 scores log 2 = 0.693147; a confident
/// mistake costs without bound. p is first held within 1e-12 of the ends, so that 0 and 1 give a large loss, about 27.6,
/// and not infinity. The gradient is (p − t) / (p (1 − p)) / N.
///
/// - Complexity: O(elements).
///
/// Source: Bishop, *Pattern Recognition and Machine Learning* (2006), section 4.3.2.
public final class BinaryCrossEntropy: Loss {
  /// `binary cross-entropy`, for descriptions and reports.
  public let name = "binary cross-entropy"
  private static let smallest = 1e-12
  /// Creates the loss.
  public init() {}

  /// L of a batch.
  public func value(_ predictions: Matrix, _ targets: Matrix) -> Double {
    check(predictions, targets)
    var sum = 0.0
    for i in 0..<predictions.count {
      let (p, t) = (clip(predictions.storage[i]), targets.storage[i])
      sum -= t * log(p) + (1 - t) * log(1 - p)
    }
    return sum / Double(predictions.count)
  }

  /// ∂L/∂predictions.
  public func gradient(_ predictions: Matrix, _ targets: Matrix, into result: inout Matrix) {
    check(predictions, targets)
    let scale = 1 / Double(predictions.count)
    for i in 0..<predictions.count {
      let (p, t) = (clip(predictions.storage[i]), targets.storage[i])
      result.storage[i] = scale * (p - t) / (p * (1 - p))
    }
  }

  private func clip(_ p: Double) -> Double { clamped(p, Self.smallest, 1 - Self.smallest) }
}

/// The binary cross-entropy of the sigmoid of scores, computed from the scores themselves.
///
/// L = (1/N) Σ ( softplus(z) − t z ), the same number as `BinaryCrossEntropy` of σ(z), without the division by p (1 − p)
/// that fails where σ(z) has rounded to 0 or 1. The gradient is (σ(z) − t) / N.
///
/// - Complexity: O(elements).
///
/// Source: Bishop, *Pattern Recognition and Machine Learning* (2006), section 4.3.2.
public final class BinaryCrossEntropyFromLogits: Loss {
  /// `binary cross-entropy from logits`, for descriptions and reports.
  public let name = "binary cross-entropy from logits"
  /// Creates the loss.
  public init() {}

  /// L of a batch.
  public func value(_ predictions: Matrix, _ targets: Matrix) -> Double {
    check(predictions, targets)
    var sum = 0.0
    for i in 0..<predictions.count {
      let (z, t) = (predictions.storage[i], targets.storage[i])
      sum += softplus(z) - t * z
    }
    return sum / Double(predictions.count)
  }

  /// ∂L/∂predictions.
  public func gradient(_ predictions: Matrix, _ targets: Matrix, into result: inout Matrix) {
    check(predictions, targets)
    let scale = 1 / Double(predictions.count)
    for i in 0..<predictions.count {
      result.storage[i] = scale * (sigmoid(predictions.storage[i]) - targets.storage[i])
    }
  }
}
