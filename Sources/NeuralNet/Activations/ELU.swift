/// The exponential linear unit: f(x) = x for x > 0, α (eˣ − 1) otherwise; negative values saturate at −α.
///
/// The derivative is 1 for x > 0 and α eˣ otherwise. eˣ − 1 is computed without cancellation near 0.
///
/// Source: Clevert, Unterthiner and Hochreiter, *Fast and Accurate Deep Network Learning by Exponential Linear Units
/// (ELUs)*, ICLR 2016.
public final class ELU: Activation {
  /// `elu`, for descriptions and reports.
  public let name = "elu"
  /// The depth α of the negative side.
  public let alpha: Double
  /// Creates the function; the usual `alpha` is 1.
  public init(alpha: Double = 1) { self.alpha = alpha }
  /// The depth α.
  public var settings: String { "\(alpha)" }
  /// x if x > 0, else α (eˣ − 1).
  public func value(_ x: Double) -> Double { x > 0 ? x : alpha * expMinusOne(x) }
  /// 1 if x > 0, else α eˣ.
  public func derivative(_ x: Double) -> Double { x > 0 ? 1 : alpha * exp(x) }
}

/// The self-normalizing unit: f(x) = λ·x for x > 0, λα (eˣ − 1) otherwise.
///
/// λ = 1.0507… and α = 1.6733… are the numbers for which a standard normal input gives an output of mean 0 and
/// variance 1 again; with LeCun initialization a deep net stays near that fixed point. The derivative is λ for x > 0 and
/// λα eˣ otherwise.
///
/// Source: Klambauer, Unterthiner, Mayr and Hochreiter, *Self-Normalizing Neural Networks*, NIPS 2017.
public final class SELU: Activation {
  /// `selu`, for descriptions and reports.
  public let name = "selu"
  /// λ, the slope of the positive side.
  public static let lambda = 1.0507009873554804934193349852946
  /// α, the depth of the negative side before scaling.
  public static let alpha = 1.6732632423543772848170429916717
  /// Creates the function.
  public init() {}
  /// λ x if x > 0, else λα (eˣ − 1).
  public func value(_ x: Double) -> Double { Self.lambda * (x > 0 ? x : Self.alpha * expMinusOne(x)) }
  /// λ if x > 0, else λα eˣ.
  public func derivative(_ x: Double) -> Double { Self.lambda * (x > 0 ? 1 : Self.alpha * exp(x)) }
}
