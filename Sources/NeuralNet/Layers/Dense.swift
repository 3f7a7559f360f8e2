/// A layer in which every input feeds every output: Y = X·W + b.
///
/// X has shape `[n, inputs]`, W `[inputs, outputs]`, b one number for each output, Y `[n, outputs]`. Backward, with G =
/// ∂L/∂Y: ∂L/∂W = Xᵀ·G, ∂L/∂b = the column sums of G, ∂L/∂X = G·Wᵀ.
///
/// - Complexity: O(*n* × inputs × outputs) forward, twice that backward; inputs × outputs + outputs parameters.
///
/// Source: Rumelhart, Hinton and Williams, *Learning Representations by Back-Propagating Errors*, Nature 323, 1986.
public final class Dense: Layer {
  /// `dense`, for descriptions and reports.
  public let name = "dense"
  /// The number of outputs.
  public var settings: String { "\(weights.value.columns)" }
  /// W, of shape `[inputs, outputs]`.
  public let weights: Parameter
  /// b, of shape `[1, outputs]`.
  public let bias: Parameter
  /// The trainable parameters.
  public let parameters: [Parameter]
  private var input = Matrix.nothing
  // Nobody else can reach these two. The check for overlapping changes would take a tenth of a small net's step.
  @exclusivity(unchecked) private var output = Matrix.nothing
  @exclusivity(unchecked) private var inputGradient = Matrix.nothing
  private var pass = PendingPass()

  /// Creates a layer with given numbers.
  ///
  /// - Precondition: `bias.count == weights.columns` (else a fatal error that names both shapes).
  public init(weights: Matrix, bias: [Double]) {
    if bias.count != weights.columns { shapeMismatch("Dense", weights.shape, [bias.count]) }
    self.weights = Parameter("weights", .weight, weights)
    self.bias = Parameter("bias", .other, Matrix(rows: 1, columns: bias.count, bias))
    parameters = [self.weights, self.bias]
  }

  /// Creates a layer with random weights and a bias of zeros.
  public convenience init(
    _ inputs: Int, _ outputs: Int, initializer: Initializer = .xavierUniform, using rng: inout SplitMix64
  ) {
    let weights = initializer.weights(inputs, outputs, using: &rng)
    self.init(weights: weights, bias: [Double](repeating: 0, count: outputs))
  }

  /// The number of output features.
  public func outputs(for inputs: Int) -> Int {
    if inputs != weights.value.rows { shapeMismatch("dense", [inputs], weights.value.shape) }
    return weights.value.columns
  }

  /// Computes Y, and remembers what `backward` needs.
  public func forward(_ input: Matrix) -> Matrix {
    pass.forward()
    self.input = input
    output.reshape(input.rows, weights.value.columns)
    compute(input, into: &output)
    return output
  }

  /// Computes Y, and remembers nothing.
  public func predict(_ input: Matrix) -> Matrix {
    var prediction = Matrix.room(input.rows, weights.value.columns)
    compute(input, into: &prediction)
    return prediction
  }

  private func compute(_ input: Matrix, into y: inout Matrix) {
    matmul(input, weights.value, into: &y)
    y += bias.value.values
  }

  /// Turns ∂L/∂Y into ∂L/∂X, and writes the parameters' gradients.
  public func backward(_ gradient: Matrix) -> Matrix {
    backwardToParameters(gradient)
    inputGradient.reshape(gradient.rows, weights.value.rows)
    matmul(gradient, transposing: weights.value, into: &inputGradient)
    return inputGradient
  }

  /// Writes the parameters' gradients only.
  public func backwardToParameters(_ gradient: Matrix) {
    pass.backward(name)
    if input.rows != gradient.rows { shapeMismatch("backward of dense", input.shape, gradient.shape) }
    matmul(transposing: input, gradient, into: &weights.gradient)
    gradient.columnSums(into: &bias.gradient)
    // The input is the previous layer's buffer: letting go of it lets that layer write there again without a copy.
    input = .nothing
  }

  /// A layer of its own with the same weights and bias.
  public func copy() -> Dense { Dense(weights: weights.value, bias: bias.value.values) }
}

extension Matrix {
  /// Writes the sum of each column to a matrix of one row.
  func columnSums(into sums: inout Matrix) {
    if sums.rows != 1 || sums.columns != columns { shapeMismatch("columnSums", shape, sums.shape) }
    for column in 0..<columns { sums.storage[column] = 0 }
    for row in 0..<rows {
      for column in 0..<columns { sums.storage[column] += storage[row * columns + column] }
    }
  }
}
