/// One artificial neuron: a weighted sum of its inputs plus a bias, passed through an activation function.
///
/// y = f(Σₖ wₖ xₖ + b). A weight's size is an input's influence, its sign the direction; the bias is the weight of an
/// extra input that is always 1.
///
/// ```swift
/// let neuron = Neuron(weights: [1, -2], bias: 0.5, activation: identity)
/// neuron([3, 1])  // => 1.5
/// ```
public struct Neuron {
  /// One weight for each input.
  public var weights: [Double]
  /// The bias, added to the weighted inputs.
  public var bias: Double
  /// The function that turns the weighted sum into the output.
  public var activation: (Double) -> Double

  /// Creates a neuron; without an activation it returns its weighted sum.
  public init(weights: [Double], bias: Double = 0, activation: @escaping (Double) -> Double = identity) {
    self.weights = weights
    self.bias = bias
    self.activation = activation
  }

  /// The sum Σₖ wₖ xₖ + b.
  ///
  /// - Precondition: `x` has one element for each weight (else a fatal error that names both shapes).
  public func weightedSum(_ x: [Double]) -> Double {
    if x.count != weights.count { shapeMismatch("weightedSum", [weights.count], [x.count]) }
    return dot(weights, x) + bias
  }

  /// The neuron's output for one input.
  public func callAsFunction(_ x: [Double]) -> Double { activation(weightedSum(x)) }
}
