/// A leaky ReLU whose slope is learned: f(x) = x for x > 0, a·x otherwise, with one a for the whole layer.
///
/// Backward: ∂L/∂x is the gradient times 1 or a; ∂L/∂a = Σ x·g over all elements with x ≤ 0.
///
/// - Complexity: O(elements); 1 parameter.
///
/// Source: He, Zhang, Ren and Sun, *Delving Deep into Rectifiers*, ICCV 2015.
public final class PReLU: Layer {
  /// `prelu`, for descriptions and reports.
  public let name = "prelu"
  /// The slope a, of shape `[1, 1]`.
  public let slope: Parameter
  /// The trainable parameters.
  public let parameters: [Parameter]
  private var input = Matrix.nothing
  private var output = Matrix.nothing
  private var inputGradient = Matrix.nothing
  private var pass = PendingPass()

  /// Creates the layer; the paper starts with a = 0.25.
  public init(slope: Double = 0.25) {
    self.slope = Parameter("slope", .other, [[slope]])
    parameters = [self.slope]
  }

  /// Computes Y, and remembers what `backward` needs.
  public func forward(_ input: Matrix) -> Matrix {
    pass.forward()
    self.input = input
    output.reshape(input.rows, input.columns)
    let a = slope.value[0, 0]
    for i in 0..<input.count {
      let x = input.storage[i]
      output.storage[i] = x > 0 ? x : a * x
    }
    return output
  }

  /// Computes Y, and remembers nothing.
  public func predict(_ input: consuming Matrix) -> Matrix {
    let a = slope.value[0, 0]
    input.apply { $0 > 0 ? $0 : a * $0 }
    return input
  }

  /// Turns ∂L/∂Y into ∂L/∂X, and writes the parameters' gradients.
  public func backward(_ gradient: Matrix) -> Matrix {
    pass.backward(name)
    if input.shape != gradient.shape { shapeMismatch("backward of prelu", input.shape, gradient.shape) }
    let a = slope.value[0, 0]
    var slopeGradient = 0.0
    inputGradient.reshape(input.rows, input.columns)
    for i in 0..<input.count {
      let (x, g) = (input.storage[i], gradient.storage[i])
      inputGradient.storage[i] = x > 0 ? g : a * g
      if !(x > 0) { slopeGradient += x * g }
    }
    slope.gradient[0, 0] = slopeGradient
    input = .nothing
    return inputGradient
  }

  /// A layer of its own with the same slope.
  public func copy() -> PReLU { PReLU(slope: slope.value[0, 0]) }
}
