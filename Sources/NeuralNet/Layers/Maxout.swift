/// A layer whose activation is learned: each output is the largest of k weighted sums, its pieces.
///
/// yⱼ = max over p of (X·W + b) in column j·k + p. With k pieces an output is convex and piecewise linear, with at most k
/// pieces: (0, x) is ReLU, (−x, x) is |x|. Only the winning piece gets gradient: for a given input the layer is a thin
/// linear net. Of several equal pieces the first wins.
///
/// - Complexity: k times that of a dense layer of the same outputs, and k times its parameters.
///
/// Source: Goodfellow, Warde-Farley, Mirza, Courville and Bengio, *Maxout Networks*, ICML 2013.
public final class Maxout: Layer {
  /// `maxout`, for descriptions and reports.
  public let name = "maxout"
  /// k, the number of pieces of an output.
  public let pieces: Int
  /// The weighted sums: a dense layer of outputs × pieces columns.
  public let sums: Dense
  /// For each row and output of the last forward pass, row by row, the piece that won, in 0..<pieces.
  public private(set) var winners: [Int] = []
  private var output = Matrix.nothing
  private var sumsGradient = Matrix.nothing

  /// Creates a layer with given numbers; the pieces of one output are neighbouring columns.
  ///
  /// - Precondition: the columns are a multiple of `pieces` (else a fatal error that names both).
  public init(weights: Matrix, bias: [Double], pieces: Int) {
    if pieces < 1 || weights.columns % pieces != 0 {
      fail("Maxout: \(weights.columns) columns do not make groups of \(pieces) pieces")
    }
    self.pieces = pieces
    sums = Dense(weights: weights, bias: bias)
  }

  /// Creates a layer with random weights and a bias of zeros.
  public convenience init(
    _ inputs: Int, _ outputs: Int, pieces: Int, initializer: Initializer = .xavierUniform, using rng: inout SplitMix64
  ) {
    let weights = initializer.weights(inputs, outputs * pieces, using: &rng)
    self.init(weights: weights, bias: [Double](repeating: 0, count: outputs * pieces), pieces: pieces)
  }

  /// The numbers of outputs and of pieces.
  public var settings: String { "\(sums.weights.value.columns / pieces), \(pieces)" }
  /// The trainable parameters.
  public var parameters: [Parameter] { sums.parameters }

  /// The number of output features.
  public func outputs(for inputs: Int) -> Int { sums.outputs(for: inputs) / pieces }

  /// Computes Y, and remembers what `backward` needs.
  public func forward(_ input: Matrix) -> Matrix {
    let z = sums.forward(input)
    output.reshape(z.rows, z.columns / pieces)
    if winners.count != output.count { winners = [Int](repeating: 0, count: output.count) }
    for i in 0..<output.count {
      winners[i] = winner(of: z, i)
      output.storage[i] = z.storage[i * pieces + winners[i]]
    }
    return output
  }

  /// Computes Y, and remembers nothing.
  public func predict(_ input: Matrix) -> Matrix {
    let z = sums.predict(input)
    var prediction = Matrix.room(z.rows, z.columns / pieces)
    for i in 0..<prediction.count { prediction.storage[i] = z.storage[i * pieces + winner(of: z, i)] }
    return prediction
  }

  /// Turns ∂L/∂Y into ∂L/∂X, and writes the parameters' gradients.
  public func backward(_ gradient: Matrix) -> Matrix { sums.backward(toWinners(gradient)) }

  /// Writes the parameters' gradients only.
  public func backwardToParameters(_ gradient: Matrix) { sums.backwardToParameters(toWinners(gradient)) }

  /// A layer of its own with the same weights and biases.
  public func copy() -> Maxout {
    Maxout(weights: sums.weights.value, bias: sums.bias.value.values, pieces: pieces)
  }

  /// The piece with the largest sum in group `i`, counted through all rows.
  private func winner(of z: Matrix, _ i: Int) -> Int {
    argmax(z.storage, i * pieces..<(i + 1) * pieces)
  }

  private func toWinners(_ gradient: Matrix) -> Matrix {
    if gradient.shape != output.shape { shapeMismatch("backward of maxout", output.shape, gradient.shape) }
    sumsGradient.reshape(gradient.rows, gradient.columns * pieces)
    for i in 0..<gradient.count {
      for piece in 0..<pieces {
        sumsGradient.storage[i * pieces + piece] = piece == winners[i] ? gradient.storage[i] : 0
      }
    }
    return sumsGradient
  }
}
