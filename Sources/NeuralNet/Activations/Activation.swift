/// The non-linear part of a neuron: a function of one number, with its derivative beside it.
///
/// Without it, layers of weighted sums would collapse into one weighted sum. A net applies the function to every
/// element of a layer's output; training needs the derivative at the same place.
///
/// To make one of your own, write `name`, `value` and `derivative`; the rest follows:
/// ```swift
/// final class Square: Activation {
///   let name = "square"
///   func value(_ x: Double) -> Double { x * x }
///   func derivative(_ x: Double) -> Double { 2 * x }
/// }
/// ActivationLayer(Square()).predict([[2, -3]])  // => [[4, 9]]
/// ```
///
/// Source: Goodfellow, Bengio and Courville, *Deep Learning* (2016), section 6.3.
public protocol Activation: AnyObject, Sendable {
  /// The word that stands for the function in a net's description, such as `relu`.
  var name: String { get }
  /// The settings that a file must hold, such as `0.01`; empty for most functions.
  var settings: String { get }
  /// The function's value at `x`.
  func value(_ x: Double) -> Double
  /// The slope at `x`; at a kink, the slope of one side, which the function's own page names.
  func derivative(_ x: Double) -> Double
  /// The slope at `x` for those who already know the value `y` there; cheaper where the slope follows from `y`.
  func derivative(_ x: Double, value y: Double) -> Double

  /// Writes the value of each element of `x` to the same place of `y`.
  func values(_ x: Matrix, into y: inout Matrix)
  /// Replaces each element of `x` by its value.
  func apply(to x: inout Matrix)
  /// Writes to `dx`, for each element, the slope at `x` times the gradient `dy` that arrived there.
  func pullback(_ dy: Matrix, at x: Matrix, values y: Matrix, into dx: inout Matrix)
}

extension Activation {
  /// Most functions have no settings.
  public var settings: String { "" }

  /// The function's value at `x`, so that `Sigmoid()(0)` reads like mathematics.
  public func callAsFunction(_ x: Double) -> Double { value(x) }

  /// The slope at `x`; the value is not needed.
  public func derivative(_ x: Double, value y: Double) -> Double { derivative(x) }

  /// One call of `value` for each element.
  public func values(_ x: Matrix, into y: inout Matrix) {
    if x.rows != y.rows || x.columns != y.columns { shapeMismatch(name, x.shape, y.shape) }
    for i in 0..<x.count { y.storage[i] = value(x.storage[i]) }
  }

  /// One call of `value` for each element.
  public func apply(to x: inout Matrix) {
    for i in 0..<x.count { x.storage[i] = value(x.storage[i]) }
  }

  /// The chain rule for one wire: dx = f′(x) · dy.
  public func pullback(_ dy: Matrix, at x: Matrix, values y: Matrix, into dx: inout Matrix) {
    if x.rows != dy.rows || x.columns != dy.columns { shapeMismatch("backward of \(name)", x.shape, dy.shape) }
    for i in 0..<x.count { dx.storage[i] = derivative(x.storage[i], value: y.storage[i]) * dy.storage[i] }
  }
}
