/// How a layer's weights begin.
///
/// All zero would keep hidden units identical for ever: equal units get equal gradients. Random weights break the tie;
/// their spread decides whether signals grow or fade from layer to layer. Fan-in is the number of inputs of a unit,
/// fan-out the number of units that it feeds.
public enum Initializer: Sendable {
  /// All zero; for biases, and to see what it does to weights.
  case zeros
  /// Uniform in −limit...limit.
  case uniform(limit: Double)
  /// Normal with mean 0.
  case normal(deviation: Double)
  /// Variance 2 / (fan-in + fan-out), uniform; keeps the variance near 1 for tanh and sigmoid, both ways.
  ///
  /// Source: Glorot and Bengio, *Understanding the Difficulty of Training Deep Feedforward Neural Networks*, AISTATS 2010.
  case xavierUniform
  /// Variance 2 / (fan-in + fan-out), normal.
  case xavierNormal
  /// Variance 2 / fan-in, uniform; for ReLU, which silences half of its inputs.
  ///
  /// Source: He, Zhang, Ren and Sun, *Delving Deep into Rectifiers*, ICCV 2015.
  case heUniform
  /// Variance 2 / fan-in, normal.
  case heNormal
  /// Variance 1 / fan-in, uniform; what SELU needs.
  ///
  /// Source: LeCun, Bottou, Orr and Müller, *Efficient BackProp*, 1998.
  case leCunUniform
  /// Variance 1 / fan-in, normal.
  case leCunNormal

  /// The variance of the weights; a uniform distribution in −a...a has variance a²/3.
  public func variance(fanIn: Int, fanOut: Int) -> Double {
    switch self {
    case .zeros: 0
    case .uniform(let limit): limit * limit / 3
    case .normal(let deviation): deviation * deviation
    case .xavierUniform, .xavierNormal: 2 / Double(fanIn + fanOut)
    case .heUniform, .heNormal: 2 / Double(fanIn)
    case .leCunUniform, .leCunNormal: 1 / Double(fanIn)
    }
  }

  /// Draws weights of shape `[fanIn, fanOut]`.
  public func weights(_ fanIn: Int, _ fanOut: Int, using rng: inout SplitMix64) -> Matrix {
    let variance = variance(fanIn: fanIn, fanOut: fanOut)
    var weights = Matrix.zeros(fanIn, fanOut)
    switch self {
    case .zeros:
      break
    case .uniform, .xavierUniform, .heUniform, .leCunUniform:
      let limit = sqrt(3 * variance)
      for i in 0..<weights.count { weights.values[i] = rng.uniform(in: -limit..<limit) }
    case .normal, .xavierNormal, .heNormal, .leCunNormal:
      let deviation = sqrt(variance)
      for i in 0..<weights.count { weights.values[i] = deviation * rng.normal() }
    }
    return weights
  }
}
