/// Gives each parameter a rate of its own, smaller the more gradient it has seen: s ← s + g², θ ← θ − η g / (√s + ε).
///
/// Under a constant gradient the steps shrink as 1/√t: after 1, 10 and 100 steps the distance is 1, 5.02 and 18.6 times
/// η. The sum never forgets, so a steep beginning slows the rule for ever.
///
/// - Complexity: O(parameters) per step and one number of memory a parameter.
///
/// Source: Duchi, Hazan and Singer, *Adaptive Subgradient Methods for Online Learning and Stochastic Optimization*, JMLR
/// 12, 2011.
public final class AdaGrad: Optimizer {
  /// `adagrad`, for descriptions and reports.
  public let name = "adagrad"
  /// η, the factor of every step.
  ///
  /// - Precondition: It is at least 0 (else a fatal error that names it).
  public var learningRate: Double { didSet { checkRate(learningRate, name) } }
  /// ε, added to the root so that a gradient of zero divides by something.
  public let epsilon: Double
  private var sums = Slots()

  /// Creates the rule; all sums start at zero.
  public init(learningRate: Double, epsilon: Double = 1e-10) {
    checkRate(learningRate, name)
    self.learningRate = learningRate
    self.epsilon = epsilon
  }

  /// The sums s.
  public var memory: OptimizerMemory {
    get { OptimizerMemory(slots: [sums.arrays]) }
    set { sums.arrays = newValue.slots.first ?? [] }
  }

  /// Moves `values` by one step of the formula above.
  public func update(_ values: inout [Double], gradient: [Double], slot: Int) {
    let (rate, epsilon) = (learningRate, epsilon)
    sums.updateEach(&values, gradient, slot) { w, s, g in
      s += g * g
      w -= rate * g / (s.squareRoot() + epsilon)
    }
  }
}
