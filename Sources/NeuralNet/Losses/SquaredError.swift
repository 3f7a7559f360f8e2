/// Half the sum of squared differences: L = ½ Σ (y − t)².
///
/// The half makes the gradient y − t. The sum grows with the number of samples, and with it the gradient: against the
/// mean, the learning rate must shrink by that factor. For ten outputs 0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0 where the
/// third should be 1, it is 0.0975.
///
/// - Complexity: O(elements).
///
/// Source: Bishop, *Pattern Recognition and Machine Learning* (2006), section 5.2.
public final class SumSquaredError: Loss {
  /// `sum squared error`, for descriptions and reports.
  public let name = "sum squared error"
  /// Creates the loss.
  public init() {}

  /// L of a batch.
  public func value(_ predictions: Matrix, _ targets: Matrix) -> Double {
    check(predictions, targets)
    var sum = 0.0
    for i in 0..<predictions.count {
      let error = predictions.storage[i] - targets.storage[i]
      sum += error * error
    }
    return sum / 2
  }

  /// ∂L/∂predictions.
  public func gradient(_ predictions: Matrix, _ targets: Matrix, into result: inout Matrix) {
    check(predictions, targets)
    for i in 0..<predictions.count { result.storage[i] = predictions.storage[i] - targets.storage[i] }
  }
}

/// The mean of squared differences over all elements: L = (1/N) Σ (y − t)².
///
/// The gradient is 2 (y − t) / N.
///
/// - Complexity: O(elements).
///
/// Source: Bishop, *Pattern Recognition and Machine Learning* (2006), section 5.2.
public final class MeanSquaredError: Loss {
  /// `mean squared error`, for descriptions and reports.
  public let name = "mean squared error"
  /// Creates the loss.
  public init() {}

  /// L of a batch.
  public func value(_ predictions: Matrix, _ targets: Matrix) -> Double {
    check(predictions, targets)
    var sum = 0.0
    for i in 0..<predictions.count {
      let error = predictions.storage[i] - targets.storage[i]
      sum += error * error
    }
    return sum / Double(predictions.count)
  }

  /// ∂L/∂predictions.
  public func gradient(_ predictions: Matrix, _ targets: Matrix, into result: inout Matrix) {
    check(predictions, targets)
    let scale = 2 / Double(predictions.count)
    for i in 0..<predictions.count { result.storage[i] = scale * (predictions.storage[i] - targets.storage[i]) }
  }
}
