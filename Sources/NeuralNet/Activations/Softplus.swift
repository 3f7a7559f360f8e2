/// A smooth ReLU: f(x) = log(1 + eˣ), always positive.
///
/// The derivative is the sigmoid. Computed as max(x, 0) + log(1 + e^−|x|), which cannot overflow. At 0 it is log 2 =
/// 0.693147. Adding up sigmoids that are shifted by 1/2, 3/2, 5/2, … gives nearly the same curve.
///
/// Source: Dugas, Bengio, Bélisle, Nadeau and Garcia, *Incorporating Second-Order Functional Knowledge for Better Option
/// Pricing*, NIPS 2000.
public final class Softplus: Activation {
  /// `softplus`, for descriptions and reports.
  public let name = "softplus"
  /// Creates the function.
  public init() {}
  /// log(1 + eˣ).
  public func value(_ x: Double) -> Double { softplus(x) }
  /// σ(x).
  public func derivative(_ x: Double) -> Double { sigmoid(x) }
  /// The values, several at a time.
  public func values(_ x: Matrix, into y: inout Matrix) { softplus(x, into: &y) }
  /// The values, several at a time, in place of their arguments.
  public func apply(to x: inout Matrix) { x.formSoftplus() }
}

/// The sigmoid linear unit, also called swish: f(x) = x σ(x).
///
/// The derivative is σ(x) (1 + x (1 − σ(x))). It dips below 0 on the left, to −0.278465 at x = −1.278465.
///
/// Source: Elfwing, Uchibe and Doya, *Sigmoid-Weighted Linear Units for Neural Network Function Approximation in
/// Reinforcement Learning*, Neural Networks 107, 2018.
public final class SiLU: Activation {
  /// `silu`, for descriptions and reports.
  public let name = "silu"
  /// Creates the function.
  public init() {}
  /// x σ(x).
  public func value(_ x: Double) -> Double { x * sigmoid(x) }
  /// σ(x) (1 + x σ(−x)).
  public func derivative(_ x: Double) -> Double { sigmoid(x) * (1 + x * sigmoid(-x)) }
}

/// The Gaussian error linear unit in its tanh form: f(x) = x/2 (1 + tanh(√(2/π) (x + 0.044715 x³))).
///
/// It stays within 5e-4 of `ExactGELU`, and costs a fraction of it. The derivative is (1 + tanh u)/2 + x/2 (1 − tanh² u) u′,
/// with u the argument above and u′ = √(2/π) (1 + 0.134145 x²).
///
/// Source: Hendrycks and Gimpel, *Gaussian Error Linear Units (GELUs)*, arXiv 1606.08415, 2016.
public final class GELU: Activation {
  /// `gelu`, for descriptions and reports.
  public let name = "gelu"
  private static let scale = 0.79788456080286535588  // √(2/π)
  /// Creates the function.
  public init() {}
  /// x/2 (1 + tanh u).
  public func value(_ x: Double) -> Double {
    // (1 + tanh u)/2 = σ(2u), which keeps its relative accuracy where tanh u is close to −1.
    x * sigmoid(2 * Self.scale * (x + 0.044715 * x * x * x))
  }
  /// (1 + tanh u)/2 + x/2 (1 − tanh² u) u′.
  public func derivative(_ x: Double) -> Double {
    let u = Self.scale * (x + 0.044715 * x * x * x)
    let slope = Self.scale * (1 + 3 * 0.044715 * x * x)
    return sigmoid(2 * u) + 2 * x * sigmoid(2 * u) * sigmoid(-2 * u) * slope
  }
}

/// The Gaussian error linear unit: f(x) = x Φ(x), where Φ is the normal distribution's cumulative probability.
///
/// The derivative is Φ(x) + x φ(x), with φ(x) = e^(−x²/2) / √(2π).
///
/// Source: Hendrycks and Gimpel, *Gaussian Error Linear Units (GELUs)*, arXiv 1606.08415, 2016.
public final class ExactGELU: Activation {
  /// `exact gelu`, for descriptions and reports.
  public let name = "exact gelu"
  /// Creates the function.
  public init() {}
  /// x Φ(x).
  public func value(_ x: Double) -> Double { x * normalProbability(below: x) }
  /// Φ(x) + x φ(x).
  public func derivative(_ x: Double) -> Double {
    normalProbability(below: x) + x * exp(-x * x / 2) * 0.39894228040143267794  // 1/√(2π)
  }
}

/// A sigmoid without exponentials: f(x) = x / (1 + |x|), from −1 to 1.
///
/// It approaches its limits like 1/x, so it saturates late. The derivative is 1 / (1 + |x|)².
///
/// Source: Glorot and Bengio, *Understanding the Difficulty of Training Deep Feedforward Neural Networks*, AISTATS 2010.
public final class Softsign: Activation {
  /// `softsign`, for descriptions and reports.
  public let name = "softsign"
  /// Creates the function.
  public init() {}
  /// x / (1 + |x|).
  public func value(_ x: Double) -> Double { x / (1 + x.magnitude) }
  /// 1 / (1 + |x|)².
  public func derivative(_ x: Double) -> Double { 1 / ((1 + x.magnitude) * (1 + x.magnitude)) }
}
