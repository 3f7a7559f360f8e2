/// Returns its input: f(x) = x, the output of a net that predicts a number.
///
/// The derivative is 1 everywhere. A net whose layers all use it is one matrix product, whatever its depth.
///
/// Source: Goodfellow, Bengio and Courville, *Deep Learning* (2016), section 6.2.2.1.
public final class Identity: Activation {
  /// `identity`, for descriptions and reports.
  public let name = "identity"
  /// Creates the function.
  public init() {}
  /// x.
  public func value(_ x: Double) -> Double { x }
  /// 1.
  public func derivative(_ x: Double) -> Double { 1 }
}

/// The perceptron's threshold: f(x) = 1 if x > 0, else 0.
///
/// At 0 it is 0, as the perceptron's rule "fire if the sum is above 0" asks. The derivative is 0 everywhere (at 0 it
/// does not exist and counts as 0): a net of steps gives gradient descent nothing to follow.
///
/// Source: Rosenblatt, *The Perceptron*, Psychological Review 65(6), 1958.
public final class Step: Activation {
  /// `step`, for descriptions and reports.
  public let name = "step"
  /// Creates the function.
  public init() {}
  /// 1 if x > 0, else 0.
  public func value(_ x: Double) -> Double { step(x) }
  /// 0.
  public func derivative(_ x: Double) -> Double { 0 }
}
