/// The rectified linear unit: f(x) = max(0, x).
///
/// The derivative is 1 for x > 0 and 0 for x < 0; at the kink, 0 is used, one of the allowed subgradients. A unit whose
/// input is negative for every sample has gradient 0 and cannot recover by itself: it is dead.
///
/// Source: Nair and Hinton, *Rectified Linear Units Improve Restricted Boltzmann Machines*, ICML 2010.
public final class ReLU: Activation {
  /// `relu`, for descriptions and reports.
  public let name = "relu"
  /// Creates the function.
  public init() {}
  /// max(0, x).
  public func value(_ x: Double) -> Double { x <= 0 ? 0 : x }
  /// 1 if x > 0, else 0.
  public func derivative(_ x: Double) -> Double { x <= 0 ? 0 : 1 }
}

/// A ReLU that lets a little through on the left: f(x) = x for x > 0, a·x otherwise.
///
/// The derivative is 1 for x > 0 and a otherwise (at 0 too), so the gradient is never zero and no unit dies.
///
/// Source: Maas, Hannun and Ng, *Rectifier Nonlinearities Improve Neural Network Acoustic Models*, ICML 2013.
public final class LeakyReLU: Activation {
  /// `leaky relu`, for descriptions and reports.
  public let name = "leaky relu"
  /// The slope a for negative inputs.
  public let slope: Double
  /// Creates the function; the usual `slope` is 0.01.
  public init(slope: Double = 0.01) { self.slope = slope }
  /// The slope.
  public var settings: String { "\(slope)" }
  /// x if x > 0, else `slope` · x.
  public func value(_ x: Double) -> Double { x > 0 ? x : slope * x }
  /// 1 if x > 0, else `slope`.
  public func derivative(_ x: Double) -> Double { x > 0 ? 1 : slope }
}
