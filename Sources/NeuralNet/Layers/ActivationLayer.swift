/// Applies an activation to every element: Y = f(X).
///
/// Backward: ∂L/∂X = f′(X) · ∂L/∂Y, element by element. No parameters, and the shape stays.
///
/// - Complexity: O(elements).
public final class ActivationLayer: Layer {
  /// The function applied.
  public let activation: any Activation
  private var input = Matrix.nothing
  // Nobody else can reach these two. The check for overlapping changes would take a tenth of a small net's step.
  @exclusivity(unchecked) private var output = Matrix.nothing
  @exclusivity(unchecked) private var inputGradient = Matrix.nothing
  private var pass = PendingPass()

  /// Creates a layer that applies `activation`.
  public init(_ activation: any Activation) {
    self.activation = activation
  }

  /// The name of the activation.
  public var name: String { activation.name }
  /// The settings of the activation.
  public var settings: String { activation.settings }

  /// Computes Y, and remembers what `backward` needs.
  public func forward(_ input: Matrix) -> Matrix {
    pass.forward()
    self.input = input
    output.reshape(input.rows, input.columns)
    activation.values(input, into: &output)
    return output
  }

  /// Computes Y, and remembers nothing.
  public func predict(_ input: consuming Matrix) -> Matrix {
    activation.apply(to: &input)
    return input
  }

  /// Turns ∂L/∂Y into ∂L/∂X.
  public func backward(_ gradient: Matrix) -> Matrix {
    pass.backward(name)
    inputGradient.reshape(input.rows, input.columns)
    activation.pullback(gradient, at: input, values: output, into: &inputGradient)
    input = .nothing
    return inputGradient
  }

  /// A layer that applies the same function.
  public func copy() -> ActivationLayer { ActivationLayer(activation) }
}
