/// Silences each input with probability p in training, a new random choice for every element of every batch.
///
/// With keep-probability q = 1 − p and a mask of ones and zeros m:
/// - `inverted`, today's form: Y = X · m / q in training, Y = X in use;
/// - `classic`, the paper's form: Y = X · m in training, Y = q · X in use.
///
/// Either way the expected output in training is the output in use. Backward multiplies by the same mask.
///
/// - Complexity: O(elements), one random draw an element in training.
///
/// Source: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, *Dropout: A Simple Way to Prevent Neural Networks
/// from Overfitting*, JMLR 15, 2014.
public final class Dropout: Layer {
  /// The place of the scaling: in training or in use.
  public enum Form: Sendable {
    /// In training, by 1/q.
    case inverted
    /// In use, by q.
    case classic
  }

  /// `dropout`, for descriptions and reports.
  public let name = "dropout"
  /// p, the chance of each input to be silenced, in 0..<1.
  public let rate: Double
  /// The place of the scaling: in training or in use.
  public let form: Form
  /// The rate and the form.
  public var settings: String { "\(rate), \(form == .inverted ? "inverted" : "classic")" }
  /// The generator of the masks.
  public var generators: [SplitMix64] {
    get { [rng] }
    set { rng = newValue[0] }
  }
  /// The factors by which the last `forward` multiplied its input, element by element.
  public private(set) var mask = Matrix.nothing
  /// True if `forward` keeps the mask that it has instead of drawing a new one, as a gradient check needs.
  public var keepsMask = false
  private var rng: SplitMix64
  private var output = Matrix.nothing
  private var inputGradient = Matrix.nothing
  private var pass = PendingPass()

  /// Creates the layer.
  ///
  /// - Precondition: `rate` is in 0..<1 (else a fatal error that names it).
  public init(_ rate: Double, form: Form = .inverted, seed: UInt64) {
    if !(rate >= 0 && rate < 1) { fail("Dropout: the rate \(rate) is not in 0..<1") }
    self.rate = rate
    self.form = form
    rng = SplitMix64(seed: seed)
  }

  /// Computes Y, and remembers what `backward` needs.
  public func forward(_ input: Matrix) -> Matrix {
    pass.forward()
    drawMask(input.rows, input.columns)
    output.reshape(input.rows, input.columns)
    output.setProduct(input, mask)
    return output
  }

  /// Computes Y, and remembers nothing.
  public func predict(_ input: Matrix) -> Matrix {
    form == .inverted ? input : input * (1 - rate)
  }

  /// Turns ∂L/∂Y into ∂L/∂X.
  public func backward(_ gradient: Matrix) -> Matrix {
    pass.backward(name)
    if gradient.shape != mask.shape { shapeMismatch("backward of dropout", mask.shape, gradient.shape) }
    inputGradient.reshape(mask.rows, mask.columns)
    inputGradient.setProduct(gradient, mask)
    return inputGradient
  }

  /// A layer of its own that will draw the same masks, and keeps the last one.
  public func copy() -> Dropout {
    let copy = Dropout(rate, form: form, seed: 0)
    (copy.rng, copy.mask, copy.keepsMask) = (rng, mask, keepsMask)
    return copy
  }

  private func drawMask(_ rows: Int, _ columns: Int) {
    if keepsMask && mask.rows == rows && mask.columns == columns { return }
    mask.reshape(rows, columns)
    let kept = form == .inverted ? 1 / (1 - rate) : 1
    var rng = rng
    mask.apply { _ in rng.uniform() < rate ? 0 : kept }
    self.rng = rng
  }
}

extension Matrix {
  /// Writes the products of the elements of two matrices of this shape.
  fileprivate mutating func setProduct(_ a: Matrix, _ b: Matrix) {
    storage.withUnsafeMutableBufferPointer { storage in
      for i in storage.indices { storage[i] = a.storage[i] * b.storage[i] }
    }
  }
}
