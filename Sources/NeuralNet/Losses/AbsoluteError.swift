/// The mean of absolute differences over all elements: L = (1/N) Σ |y − t|, in the unit of the targets.
///
/// The gradient is sign(y − t) / N, and 0 where they are equal. An outlier pulls no harder than any other sample.
///
/// - Complexity: O(elements).
///
/// Source: Bishop, *Pattern Recognition and Machine Learning* (2006), section 1.5.5.
public final class MeanAbsoluteError: Loss {
  /// `mean absolute error`, for descriptions and reports.
  public let name = "mean absolute error"
  /// Creates the loss.
  public init() {}

  /// L of a batch.
  public func value(_ predictions: Matrix, _ targets: Matrix) -> Double {
    check(predictions, targets)
    var sum = 0.0
    for i in 0..<predictions.count { sum += (predictions.storage[i] - targets.storage[i]).magnitude }
    return sum / Double(predictions.count)
  }

  /// ∂L/∂predictions.
  public func gradient(_ predictions: Matrix, _ targets: Matrix, into result: inout Matrix) {
    check(predictions, targets)
    let scale = 1 / Double(predictions.count)
    for i in 0..<predictions.count {
      let error = predictions.storage[i] - targets.storage[i]
      result.storage[i] = scale * sign(error)
    }
  }
}

/// Squared near the target, absolute far from it: with e = y − t, the mean of ½ e² for |e| ≤ δ, else of δ (|e| − ½ δ).
///
/// The gradient is e, held between −δ and δ, over N. The two pieces meet with equal value and slope at |e| = δ.
///
/// - Complexity: O(elements).
///
/// Source: Huber, *Robust Estimation of a Location Parameter*, Annals of Mathematical Statistics 35(1), 1964.
public final class Huber: Loss {
  /// `huber`, for descriptions and reports.
  public let name = "huber"
  /// δ, where the square ends.
  public let delta: Double
  /// Creates the loss.
  ///
  /// - Precondition: `delta > 0` (else a fatal error that names it).
  public init(delta: Double = 1) {
    if !(delta > 0) { fail("Huber: the delta \(delta) is not above 0") }
    self.delta = delta
  }

  /// L of a batch.
  public func value(_ predictions: Matrix, _ targets: Matrix) -> Double {
    check(predictions, targets)
    var sum = 0.0
    for i in 0..<predictions.count {
      let error = (predictions.storage[i] - targets.storage[i]).magnitude
      sum += error <= delta ? error * error / 2 : delta * (error - delta / 2)
    }
    return sum / Double(predictions.count)
  }

  /// ∂L/∂predictions.
  public func gradient(_ predictions: Matrix, _ targets: Matrix, into result: inout Matrix) {
    check(predictions, targets)
    let scale = 1 / Double(predictions.count)
    for i in 0..<predictions.count {
      let error = predictions.storage[i] - targets.storage[i]
      result.storage[i] = scale * clamped(error, -delta, delta)
    }
  }
}

/// The margin loss of support vector machines, for targets −1 and 1: the mean of max(0, 1 − t·y).
///
/// It is 0 once y is on the right side by a margin of 1. The gradient is −t/N inside the margin and 0 outside and on it.
///
/// - Complexity: O(elements).
///
/// Source: Cortes and Vapnik, *Support-Vector Networks*, Machine Learning 20, 1995.
public final class Hinge: Loss {
  /// `hinge`, for descriptions and reports.
  public let name = "hinge"
  /// Creates the loss.
  public init() {}

  /// L of a batch.
  public func value(_ predictions: Matrix, _ targets: Matrix) -> Double {
    check(predictions, targets)
    var sum = 0.0
    for i in 0..<predictions.count { sum += clamped(1 - targets.storage[i] * predictions.storage[i], 0, .infinity) }
    return sum / Double(predictions.count)
  }

  /// ∂L/∂predictions.
  public func gradient(_ predictions: Matrix, _ targets: Matrix, into result: inout Matrix) {
    check(predictions, targets)
    let scale = 1 / Double(predictions.count)
    for i in 0..<predictions.count {
      let (target, product) = (targets.storage[i], targets.storage[i] * predictions.storage[i])
      result.storage[i] = product < 1 ? -scale * target : product >= 1 ? 0 : .nan
    }
  }
}

/// The hinge with its margin's shortfall squared, for targets −1 and 1: the mean of max(0, 1 − t·y)².
///
/// It has no kink: the gradient is −2 t max(0, 1 − t·y) / N.
///
/// - Complexity: O(elements).
///
/// Source: Tang, *Deep Learning using Linear Support Vector Machines*, arXiv 1306.0239, 2013.
public final class SquaredHinge: Loss {
  /// `squared hinge`, for descriptions and reports.
  public let name = "squared hinge"
  /// Creates the loss.
  public init() {}

  /// L of a batch.
  public func value(_ predictions: Matrix, _ targets: Matrix) -> Double {
    check(predictions, targets)
    var sum = 0.0
    for i in 0..<predictions.count {
      let shortfall = clamped(1 - targets.storage[i] * predictions.storage[i], 0, .infinity)
      sum += shortfall * shortfall
    }
    return sum / Double(predictions.count)
  }

  /// ∂L/∂predictions.
  public func gradient(_ predictions: Matrix, _ targets: Matrix, into result: inout Matrix) {
    check(predictions, targets)
    let scale = -2 / Double(predictions.count)
    for i in 0..<predictions.count {
      let target = targets.storage[i]
      result.storage[i] = scale * target * clamped(1 - target * predictions.storage[i], 0, .infinity)
    }
  }
}
