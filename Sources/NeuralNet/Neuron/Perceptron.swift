/// Rosenblatt's perceptron: a neuron that answers 1 if its weighted sum is above zero, and 0 if not.
///
/// The points where the sum is zero form a line (a plane, with three inputs); the perceptron answers 1 on one side of it
/// and 0 on the other side and on the line itself.
///
/// ```swift
/// let and = Perceptron(weights: [1, 1], bias: -1.5)
/// and([1, 1])  // => 1
/// and([1, 0])  // => 0
/// ```
///
/// Source: Rosenblatt, *The perceptron: a probabilistic model for information storage and organization in the brain*,
/// Psychological Review 65 (1958).
public struct Perceptron: Equatable, Sendable {
  /// One weight for each input.
  public var weights: [Double]
  /// The bias, added to the weighted inputs.
  public var bias: Double

  /// Creates a perceptron from its weights and bias.
  public init(weights: [Double], bias: Double) {
    self.weights = weights
    self.bias = bias
  }

  /// Creates a perceptron that has learned nothing yet: all weights and the bias are 0.
  public init(inputs: Int) {
    self.init(weights: [Double](repeating: 0, count: inputs), bias: 0)
  }

  /// The sum Σₖ wₖ xₖ + b, whose sign decides.
  ///
  /// - Precondition: `x` has one element for each weight (else a fatal error that names both shapes).
  public func weightedSum(_ x: [Double]) -> Double {
    if x.count != weights.count { shapeMismatch("weightedSum", [weights.count], [x.count]) }
    return dot(weights, x) + bias
  }

  /// The answer for one input: 1 if the weighted sum is above zero, else 0.
  public func callAsFunction(_ x: [Double]) -> Double { step(weightedSum(x)) }

  /// Looks at one sample, and corrects the weights if the answer to it is wrong.
  ///
  /// With e = target − answer: wₖ ← wₖ + rate · e · xₖ and b ← b + rate · e. After a right answer e is 0, and nothing
  /// changes.
  ///
  /// - Parameters:
  ///   - x: The sample.
  ///   - target: The right answer, 0 or 1.
  ///   - rate: How far a correction goes. From all-zero weights the answers do not depend on it.
  /// - Returns: True if the answer was wrong, so that the weights changed.
  @discardableResult
  public mutating func learn(_ x: [Double], target: Double, rate: Double = 1) -> Bool {
    let error = target - self(x)
    if error == 0 { return false }
    for k in weights.indices { weights[k] += rate * error * x[k] }
    bias += rate * error
    return true
  }
}
