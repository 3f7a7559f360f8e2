/// The mean surprise of one-of-k targets under predicted probabilities, in nats: L = −(1/n) Σᵢ Σₖ tᵢₖ log pᵢₖ.
///
/// Each row of the predictions adds up to 1, each row of the targets has a single 1 (or is itself a distribution). A
/// uniform guess among 10 classes scores log 10 = 2.302585. p is first held above 1e-12, so that 0 gives a large loss and
/// not infinity. The gradient is −t / p / n; after a softmax, use `SoftmaxCrossEntropy` on the scores instead.
///
/// - Complexity: O(elements).
///
/// Source: Bishop, *Pattern Recognition and Machine Learning* (2006), section 4.3.4.
public final class CrossEntropy: Loss {
  /// `cross-entropy`, for descriptions and reports.
  public let name = "cross-entropy"
  private static let smallest = 1e-12
  /// Creates the loss.
  public init() {}

  /// L of a batch.
  public func value(_ predictions: Matrix, _ targets: Matrix) -> Double {
    check(predictions, targets)
    var sum = 0.0
    for i in 0..<predictions.count where targets.storage[i] != 0 || predictions.storage[i].isNaN {
      sum -= targets.storage[i] * log(clamped(predictions.storage[i], Self.smallest, .infinity))
    }
    return sum / Double(predictions.rows)
  }

  /// ∂L/∂predictions.
  public func gradient(_ predictions: Matrix, _ targets: Matrix, into result: inout Matrix) {
    check(predictions, targets)
    let scale = 1 / Double(predictions.rows)
    for i in 0..<predictions.count {
      result.storage[i] = -scale * targets.storage[i] / clamped(predictions.storage[i], Self.smallest, .infinity)
    }
  }
}

/// The mean cross-entropy of the softmax of scores against one-of-k targets, computed from the scores themselves.
///
/// L = (1/n) Σᵢ Σₖ tᵢₖ ( log Σⱼ e^zᵢⱼ − zᵢₖ ). Each row's maximum is taken out of the exponentials, so finite scores cannot
/// overflow. The gradient is (softmax(z) − t) / n for targets whose rows add up to 1.
///
/// - Complexity: O(elements).
///
/// Source: Bridle, *Probabilistic Interpretation of Feedforward Classification Network Outputs*, 1990.
public final class SoftmaxCrossEntropy: Loss {
  /// `softmax cross-entropy`, for descriptions and reports.
  public let name = "softmax cross-entropy"
  /// Creates the loss.
  public init() {}

  /// L of a batch.
  public func value(_ predictions: Matrix, _ targets: Matrix) -> Double {
    check(predictions, targets)
    let k = predictions.columns
    var sum = 0.0
    for row in 0..<predictions.rows {
      let range = row * k..<(row + 1) * k
      let normalizer = logSumExp(predictions.storage, range)
      for i in range { sum += targets.storage[i] * (normalizer - predictions.storage[i]) }
    }
    return sum / Double(predictions.rows)
  }

  /// ∂L/∂predictions.
  public func gradient(_ predictions: Matrix, _ targets: Matrix, into result: inout Matrix) {
    check(predictions, targets)
    let scale = 1 / Double(predictions.rows)
    softmaxRows(of: predictions, into: &result)
    for i in 0..<predictions.count { result.storage[i] = scale * (result.storage[i] - targets.storage[i]) }
  }
}

/// The same loss for targets given as class numbers: a column of shape `[n, 1]` with whole numbers in 0..<k.
///
/// It saves the one-hot matrix. For class numbers in an array, see `crossEntropy(logits:labels:)`.
///
/// - Precondition: each target is a whole number in 0..<k (else a fatal error that names it).
/// - Complexity: O(elements of the predictions).
public final class ClassCrossEntropy: Loss {
  /// `class cross-entropy`, for descriptions and reports.
  public let name = "class cross-entropy"
  /// Creates the loss.
  public init() {}

  /// L of a batch.
  public func value(_ predictions: Matrix, _ targets: Matrix) -> Double {
    let k = predictions.columns
    var sum = 0.0
    for row in 0..<predictions.rows {
      let label = label(row, predictions, targets)
      sum += logSumExp(predictions.storage, row * k..<(row + 1) * k) - predictions.storage[row * k + label]
    }
    return sum / Double(predictions.rows)
  }

  /// ∂L/∂predictions.
  public func gradient(_ predictions: Matrix, _ targets: Matrix, into result: inout Matrix) {
    let (k, scale) = (predictions.columns, 1 / Double(predictions.rows))
    softmaxRows(of: predictions, into: &result)
    for i in 0..<predictions.count { result.storage[i] *= scale }
    for row in 0..<predictions.rows { result.storage[row * k + label(row, predictions, targets)] -= scale }
  }

  private func label(_ row: Int, _ predictions: Matrix, _ targets: Matrix) -> Int {
    if targets.rows != predictions.rows || targets.columns != 1 {
      shapeMismatch(name, predictions.shape, targets.shape)
    }
    let target = targets.storage[row]
    guard let label = Int(exactly: target), label >= 0, label < predictions.columns else {
      fail("\(name): the target \(target) is not a class in 0..<\(predictions.columns)")
    }
    return label
  }
}

/// The mean cross-entropy of softmax predictions against class labels, in nats.
///
/// For logits *z* of shape `[n, k]` and labels *t* of shape `[n]`: L = (1/n) Σᵢ ( log Σⱼ exp(zᵢⱼ) − zᵢ,ₜᵢ ).
/// Each row's maximum is subtracted before `exp`, so finite logits cannot overflow. ∂L/∂z is `(softmax(z) − onehot(t)) / n`.
///
/// - Parameters:
///   - logits: Unnormalized scores, shape `[n, k]`.
///   - labels: The class of each row, shape `[n]`, each in `0..<k`.
/// - Returns: The loss in nats, at least 0; a uniform guess scores `log(k)`.
/// - Precondition: `labels.count == logits.rows` (else a fatal error that names both shapes).
/// - Complexity: O(*n* × *k*).
///
/// Source: Goodfellow, Bengio and Courville, *Deep Learning* (2016), section 6.2.2.3.
public func crossEntropy(logits: Matrix, labels: [Int]) -> Double {
  if labels.count != logits.rows { shapeMismatch("crossEntropy", logits.shape, [labels.count]) }
  return ClassCrossEntropy()(logits, Matrix(rows: labels.count, columns: 1, labels.map { Double($0) }))
}

/// Targets that are less than certain: each row's share `amount` is spread over all k classes, t (1 − α) + α/k.
///
/// With them a cross-entropy no longer asks for infinite scores. Rows that add up to 1 still do.
///
/// - Parameters:
///   - targets: One-of-k targets, shape `[n, k]`.
///   - amount: α.
/// - Returns: The smoothed targets, shape `[n, k]`. A sanity value: α = 0.1 makes 1, 0 to 0.95, 0.05.
/// - Precondition: `amount` is in 0..<1 (else a fatal error that names it).
///
/// Source: Szegedy et al., *Rethinking the Inception Architecture for Computer Vision*, CVPR 2016, section 7.
public func smoothed(_ targets: Matrix, by amount: Double) -> Matrix {
  if !(amount >= 0 && amount < 1) { fail("smoothed: the amount \(amount) is not in 0..<1") }
  return targets.map { $0 * (1 - amount) + amount / Double(targets.columns) }
}
