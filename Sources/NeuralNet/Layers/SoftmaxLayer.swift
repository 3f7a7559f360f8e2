/// Turns each row of scores into probabilities: Y = softmax(X).
///
/// Backward, for each row: ∂L/∂xⱼ = yⱼ (gⱼ − Σₖ gₖ yₖ) with g = ∂L/∂y. Followed by a cross-entropy, the two together have
/// the simple gradient y − t: `SoftmaxCrossEntropy` computes them as one, on the scores.
///
/// - Complexity: O(elements).
///
/// Source: Bridle, *Probabilistic Interpretation of Feedforward Classification Network Outputs*, 1990.
public final class SoftmaxLayer: Layer {
  /// `softmax`, for descriptions and reports.
  public let name = "softmax"
  private var output = Matrix.nothing
  private var pass = PendingPass()
  private var inputGradient = Matrix.nothing

  /// Creates the layer.
  public init() {}

  /// Computes Y, and remembers what `backward` needs.
  public func forward(_ input: Matrix) -> Matrix {
    pass.forward()
    output.reshape(input.rows, input.columns)
    softmaxRows(of: input, into: &output)
    return output
  }

  /// Computes Y, and remembers nothing.
  public func predict(_ input: Matrix) -> Matrix {
    var prediction = Matrix.room(input.rows, input.columns)
    softmaxRows(of: input, into: &prediction)
    return prediction
  }

  /// Turns ∂L/∂Y into ∂L/∂X.
  public func backward(_ gradient: Matrix) -> Matrix {
    pass.backward(name)
    let (y, k) = (output, output.columns)
    if y.shape != gradient.shape { shapeMismatch("backward of softmax", y.shape, gradient.shape) }
    inputGradient.reshape(y.rows, k)
    for row in 0..<y.rows {
      let range = row * k..<(row + 1) * k
      var mean = 0.0
      for i in range { mean += gradient.storage[i] * y.storage[i] }
      for i in range { inputGradient.storage[i] = y.storage[i] * (gradient.storage[i] - mean) }
    }
    return inputGradient
  }

  /// A layer of its own.
  public func copy() -> SoftmaxLayer { SoftmaxLayer() }
}

/// Turns each row of scores into the logarithms of probabilities: Y = log softmax(X).
///
/// Backward, for each row: ∂L/∂xⱼ = gⱼ − e^yⱼ Σₖ gₖ with g = ∂L/∂y.
///
/// - Complexity: O(elements).
public final class LogSoftmaxLayer: Layer {
  /// `log softmax`, for descriptions and reports.
  public let name = "log softmax"
  private var output = Matrix.nothing
  private var pass = PendingPass()
  private var inputGradient = Matrix.nothing

  /// Creates the layer.
  public init() {}

  /// Computes Y, and remembers what `backward` needs.
  public func forward(_ input: Matrix) -> Matrix {
    pass.forward()
    output.reshape(input.rows, input.columns)
    logSoftmaxRows(of: input, into: &output)
    return output
  }

  /// Computes Y, and remembers nothing.
  public func predict(_ input: Matrix) -> Matrix {
    var prediction = Matrix.room(input.rows, input.columns)
    logSoftmaxRows(of: input, into: &prediction)
    return prediction
  }

  /// Turns ∂L/∂Y into ∂L/∂X.
  public func backward(_ gradient: Matrix) -> Matrix {
    pass.backward(name)
    let (y, k) = (output, output.columns)
    if y.shape != gradient.shape { shapeMismatch("backward of log softmax", y.shape, gradient.shape) }
    inputGradient.reshape(y.rows, k)
    for row in 0..<y.rows {
      let range = row * k..<(row + 1) * k
      var sum = 0.0
      for i in range { sum += gradient.storage[i] }
      for i in range { inputGradient.storage[i] = gradient.storage[i] - exp(y.storage[i]) * sum }
    }
    return inputGradient
  }

  /// A layer of its own.
  public func copy() -> LogSoftmaxLayer { LogSoftmaxLayer() }
}
