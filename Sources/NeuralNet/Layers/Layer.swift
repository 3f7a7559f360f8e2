/// A step of a net: it turns a batch of rows into another, and can say how the loss depends on what came in.
///
/// Rows are samples. `forward` remembers what `backward` will need; `predict` remembers nothing and leaves out what is for
/// training only, such as dropout. `backward` takes ∂L/∂output, writes each parameter's gradient (replacing the last
/// one), and returns ∂L/∂input:
/// ```swift
/// let layer = Dense(weights: [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]], bias: [0.1, 0.2, 0.3])
/// layer.forward([[1, 2]])  // [[0.6, 1.3, 2.0]]
/// layer.backward([[1, 0, 0]])  // [[0.1, 0.2]]
/// ```
///
/// A layer reuses its buffers: a training step of a layer allocates nothing once the batch's shape has been seen, unless
/// the caller still holds an earlier result.
public protocol Layer: AnyObject {
  /// The word that stands for the layer in a net's description, such as `dense`.
  var name: String { get }
  /// What training changes; empty for most layers.
  var parameters: [Parameter] { get }
  /// How many columns come out when `inputs` columns go in.
  func outputs(for inputs: Int) -> Int
  /// Computes the outputs for training.
  func forward(_ input: Matrix) -> Matrix
  /// Computes the outputs for use.
  func predict(_ input: Matrix) -> Matrix
  /// Writes the parameters' gradients and returns the input's, given the output's of the last `forward`.
  ///
  /// - Precondition: `forward` was called since the last `backward` (else a fatal error).
  func backward(_ gradient: Matrix) -> Matrix
  /// Does what `backward` does for a net's first layer, whose input's gradient nobody needs.
  func backwardToParameters(_ gradient: Matrix)
}

extension Layer {
  /// Most layers change nothing in training.
  public var parameters: [Parameter] { [] }

  /// Most layers without parameters keep the number of columns.
  public func outputs(for inputs: Int) -> Int { inputs }

  /// The whole backward pass; layers for which the input's gradient is costly leave it out.
  public func backwardToParameters(_ gradient: Matrix) { _ = backward(gradient) }
}

/// A matrix that a layer writes again and again, made anew only when the shape changes.
extension Matrix {
  /// Stands for "nothing remembered".
  static let nothing = Matrix.zeros(0, 0)

  /// Makes room for a result of the given shape; what is in it does not matter.
  mutating func reshape(_ rows: Int, _ columns: Int) {
    if self.rows != rows || self.columns != columns { self = .zeros(rows, columns) }
  }
}
