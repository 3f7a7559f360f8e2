/// Squeezes any number into the open interval (0, 1): σ(x) = 1 / (1 + e⁻ˣ).
///
/// The derivative is σ(x) (1 − σ(x)): at most 1/4, at 0, and 4.54e-5 at 10, where the function is nearly flat. σ(0) is
/// 0.5 and σ(1) is 0.731059. In double precision the value rounds to 1 above about 37; for very negative x the form
/// eˣ / (1 + eˣ) is used, so no `exp` overflows.
///
/// Source: Rumelhart, Hinton and Williams, *Learning Representations by Back-Propagating Errors*, Nature 323, 1986.
public final class Sigmoid: Activation {
  /// `sigmoid`, for descriptions and reports.
  public let name = "sigmoid"
  /// Creates the function.
  public init() {}
  /// 1 / (1 + e⁻ˣ).
  public func value(_ x: Double) -> Double { sigmoid(x) }
  /// σ(x) σ(−x), which is σ(x) (1 − σ(x)) without its rounding near 1.
  public func derivative(_ x: Double) -> Double { sigmoid(x) * sigmoid(-x) }
  /// y (1 − y).
  public func derivative(_ x: Double, value y: Double) -> Double { y * (1 - y) }
  /// The values, several at a time.
  public func values(_ x: Matrix, into y: inout Matrix) { sigmoid(x, into: &y) }
  /// The values, several at a time, in place of their arguments.
  public func apply(to x: inout Matrix) { x.formSigmoid() }
}

/// A sigmoid of three straight pieces: f(x) = 0 below −3, 1 above 3, x/6 + 1/2 between.
///
/// The derivative is 1/6 strictly between −3 and 3, and 0 elsewhere, the two corners included.
///
/// Source: Howard et al., *Searching for MobileNetV3*, ICCV 2019, which builds on this piecewise form.
public final class HardSigmoid: Activation {
  /// `hard sigmoid`, for descriptions and reports.
  public let name = "hard sigmoid"
  /// Creates the function.
  public init() {}
  /// x/6 + 1/2, held between 0 and 1.
  public func value(_ x: Double) -> Double { x <= -3 ? 0 : x >= 3 ? 1 : x / 6 + 0.5 }
  /// 1/6 between −3 and 3, else 0.
  public func derivative(_ x: Double) -> Double { x <= -3 || x >= 3 ? 0 : 1 / 6.0 }
}

/// The hyperbolic tangent: tanh(x) = 2σ(2x) − 1, an odd function with values in (−1, 1).
///
/// The derivative is 1 − tanh²(x): 1 at 0, four times the sigmoid's slope there. tanh(1) is 0.761594. Its outputs are
/// centred on 0, which helps the layer that follows.
///
/// Source: LeCun, Bottou, Orr and Müller, *Efficient BackProp*, in *Neural Networks: Tricks of the Trade*, 1998.
public final class Tanh: Activation {
  /// `tanh`, for descriptions and reports.
  public let name = "tanh"
  /// Creates the function.
  public init() {}
  /// tanh(x).
  public func value(_ x: Double) -> Double { tanh(x) }
  /// 1 − tanh²(x).
  public func derivative(_ x: Double) -> Double {
    let y = tanh(x)
    return (1 - y) * (1 + y)
  }
  /// 1 − y².
  public func derivative(_ x: Double, value y: Double) -> Double { (1 - y) * (1 + y) }
  /// The values, several at a time.
  public func values(_ x: Matrix, into y: inout Matrix) { tanh(x, into: &y) }
  /// The values, several at a time, in place of their arguments.
  public func apply(to x: inout Matrix) { x.formTanh() }
}
