/// One line of a net's description, such as `.dense(4)`: it knows how to make the layer once the number of inputs is known.
///
/// A layer of your own joins the list through `init`:
/// ```swift
/// final class Halving: Layer {
///   let name = "halving"
///   func forward(_ input: Matrix) -> Matrix { 0.5 * input }
///   func predict(_ input: consuming Matrix) -> Matrix { 0.5 * input }
///   func backward(_ gradient: Matrix) -> Matrix { 0.5 * gradient }
/// }
/// let net = Sequential(inputs: 3, [.dense(8), LayerDescription { _, _ in Halving() }], seed: 1)
/// net.predict([[1, 2, 3]]).shape  // => [1, 8]
/// ```
public struct LayerDescription {
  /// Makes the layer for a number of input columns, drawing its weights from the generator.
  public let make: (_ inputs: Int, _ rng: inout SplitMix64) -> any Layer

  /// Creates a description from a function that makes the layer.
  public init(_ make: @escaping (_ inputs: Int, _ rng: inout SplitMix64) -> any Layer) {
    self.make = make
  }

  /// A dense layer with so many units.
  public static func dense(_ units: Int, initializer: Initializer = .xavierUniform) -> LayerDescription {
    LayerDescription { inputs, rng in Dense(inputs, units, initializer: initializer, using: &rng) }
  }

  /// A maxout layer with so many outputs, each the largest of `pieces` weighted sums.
  public static func maxout(
    _ units: Int, pieces: Int, initializer: Initializer = .xavierUniform
  ) -> LayerDescription {
    LayerDescription { inputs, rng in Maxout(inputs, units, pieces: pieces, initializer: initializer, using: &rng) }
  }

  /// Dropout with probability `rate`; its seed is drawn from the net's generator.
  public static func dropout(_ rate: Double, form: Dropout.Form = .inverted) -> LayerDescription {
    LayerDescription { _, rng in Dropout(rate, form: form, seed: rng.next()) }
  }

  /// Any activation, element by element.
  public static func activation(_ activation: any Activation) -> LayerDescription {
    LayerDescription { _, _ in ActivationLayer(activation) }
  }

  /// f(x) = x.
  public static var identity: LayerDescription { .activation(Identity()) }
  /// 1 above 0, else 0.
  public static var step: LayerDescription { .activation(Step()) }
  /// 1 / (1 + e⁻ˣ).
  public static var sigmoid: LayerDescription { .activation(Sigmoid()) }
  /// The hyperbolic tangent.
  public static var tanh: LayerDescription { .activation(Tanh()) }
  /// max(0, x).
  public static var relu: LayerDescription { .activation(ReLU()) }
  /// x above 0, `slope`·x below.
  public static func leakyReLU(slope: Double = 0.01) -> LayerDescription { .activation(LeakyReLU(slope: slope)) }
  /// x above 0, α(eˣ − 1) below.
  public static func elu(alpha: Double = 1) -> LayerDescription { .activation(ELU(alpha: alpha)) }
  /// The self-normalizing unit.
  public static var selu: LayerDescription { .activation(SELU()) }
  /// log(1 + eˣ).
  public static var softplus: LayerDescription { .activation(Softplus()) }
  /// x σ(x).
  public static var silu: LayerDescription { .activation(SiLU()) }
  /// The Gaussian error linear unit.
  public static var gelu: LayerDescription { .activation(GELU()) }
  /// x Φ(x), of which `gelu` is an approximation.
  public static var exactGELU: LayerDescription { .activation(ExactGELU()) }
  /// x / (1 + |x|).
  public static var softsign: LayerDescription { .activation(Softsign()) }
  /// A sigmoid of three straight pieces.
  public static var hardSigmoid: LayerDescription { .activation(HardSigmoid()) }
  /// A leaky ReLU whose slope is learned.
  public static func prelu(slope: Double = 0.25) -> LayerDescription {
    LayerDescription { _, _ in PReLU(slope: slope) }
  }
  /// Each row as probabilities.
  public static var softmax: LayerDescription { LayerDescription { _, _ in SoftmaxLayer() } }
  /// Each row as logarithms of probabilities.
  public static var logSoftmax: LayerDescription { LayerDescription { _, _ in LogSoftmaxLayer() } }
}
