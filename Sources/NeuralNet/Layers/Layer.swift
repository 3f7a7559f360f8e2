/// A step of a net: it turns a batch of rows into another, and can say how the loss depends on what came in.
///
/// Rows are samples. `forward` remembers what `backward` will need; `predict` changes nothing in the layer, so several
/// threads may call it at once, and leaves out what is for training only, such as dropout. `backward` takes ∂L/∂output,
/// writes each parameter's gradient (replacing the last one), and returns ∂L/∂input:
/// ```swift
/// let layer = Dense(weights: [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]], bias: [0.1, 0.2, 0.3])
/// layer.forward([[1, 2]])  // => [[0.6, 1.3, 2.0]]
/// layer.backward([[1, 0, 0]])  // => [[0.1, 0.2]]
/// ```
///
/// A layer reuses its buffers: a training step of a layer allocates nothing once the batch's shape has been seen, unless
/// the caller still holds an earlier result.
public protocol Layer: AnyObject {
  /// The word that stands for the layer in a net's description, such as `dense`.
  var name: String { get }
  /// The settings that a file must hold beside the parameters, separated by commas, such as `0.5, inverted`; empty for most
  /// layers.
  var settings: String { get }
  /// The trainable parameters; none for most layers.
  var parameters: [Parameter] { get }
  /// The random states that `forward` draws from; empty for most layers.
  var generators: [SplitMix64] { get set }
  /// The number of output features for an input with `inputs` features.
  func outputs(for inputs: Int) -> Int
  /// Computes the outputs for training.
  func forward(_ input: Matrix) -> Matrix
  /// Computes the outputs for use; where nobody else holds the input, they may take its place.
  func predict(_ input: consuming Matrix) -> Matrix
  /// Writes the parameters' gradients and returns the input's, given the output's of the last `forward`.
  ///
  /// - Precondition: `forward` was called since the last `backward` (else a fatal error).
  func backward(_ gradient: Matrix) -> Matrix
  /// Does what `backward` does for a net's first layer, whose input's gradient nobody needs.
  func backwardToParameters(_ gradient: Matrix)
  /// A layer of its own with the same settings and numbers, which remembers no forward pass.
  func copy() -> Self
}

extension Layer {
  /// Most layers have no settings.
  public var settings: String { "" }

  /// Most layers draw nothing.
  public var generators: [SplitMix64] {
    get { [] }
    set {}
  }

  /// Most layers change nothing in training.
  public var parameters: [Parameter] { [] }

  /// Most layers without parameters keep the number of columns.
  public func outputs(for inputs: Int) -> Int { inputs }

  /// Stops the program: only a layer itself knows how to make another.
  public func copy() -> Self { fail("copy: the layer \(name) has no copy(); write one") }

  /// The whole backward pass; layers for which the input's gradient is costly leave it out.
  public func backwardToParameters(_ gradient: Matrix) { _ = backward(gradient) }
}

/// Knows whether a forward pass waits for its backward pass, so that a second backward pass, or one layer at two places
/// of a net, is refused instead of answered wrongly.
struct PendingPass {
  private var waits = false

  mutating func forward() { waits = true }

  mutating func backward(_ layer: String) {
    if !waits {
      fail("backward of \(layer): it needs a forward pass of its own; a layer can stand at one place of a net only")
    }
    waits = false
  }
}

/// A matrix that a layer writes again and again, made anew only when the shape changes.
extension Matrix {
  /// Stands for "nothing remembered".
  static let nothing = Matrix.zeros(0, 0)

  /// Room for a result of the given shape, every element of which is then written; what is in it until then is unknown.
  static func room(_ rows: Int, _ columns: Int) -> Matrix {
    let count = rows * columns
    return Matrix(rows: rows, columns: columns, [Double](unsafeUninitializedCapacity: count) { $1 = count })
  }

  /// Makes room for a result of the given shape; what is in it does not matter.
  mutating func reshape(_ rows: Int, _ columns: Int) {
    if self.rows != rows || self.columns != columns { self = .zeros(rows, columns) }
  }
}
