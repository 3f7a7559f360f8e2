/// Applies an activation to every element: Y = f(X).
///
/// Backward: ∂L/∂X = f′(X) · ∂L/∂Y, element by element. No parameters, and the shape stays.
///
/// - Complexity: O(elements).
public final class ActivationLayer: Layer {
  /// The function applied.
  public let activation: any Activation
  private var input = Matrix.nothing
  private var output = Matrix.nothing
  private var prediction = Matrix.nothing
  private var inputGradient = Matrix.nothing

  /// Creates a layer that applies `activation`.
  public init(_ activation: any Activation) {
    self.activation = activation
  }

  /// The word for it in descriptions and reports.
  public var name: String { activation.name }

  /// Y, and what `backward` will need is remembered.
  public func forward(_ input: Matrix) -> Matrix {
    self.input = input
    output.reshape(input.rows, input.columns)
    activation.values(input, into: &output)
    return output
  }

  /// Y, and nothing is remembered.
  public func predict(_ input: Matrix) -> Matrix {
    prediction.reshape(input.rows, input.columns)
    activation.values(input, into: &prediction)
    return prediction
  }

  /// ∂L/∂X from ∂L/∂Y; writes the parameters' gradients.
  public func backward(_ gradient: Matrix) -> Matrix {
    inputGradient.reshape(input.rows, input.columns)
    activation.pullback(gradient, at: input, values: output, into: &inputGradient)
    input = .nothing
    return inputGradient
  }
}
