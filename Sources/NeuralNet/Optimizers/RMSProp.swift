/// AdaGrad that forgets: s ← α s + (1 − α) g², θ ← θ − η g / (√s + ε).
///
/// The mean of squares follows the recent gradients, about 1/(1 − α) steps back, so the rule recovers after a steep
/// patch. Under a constant gradient the step settles at η, whatever the gradient's size.
///
/// - Complexity: O(parameters) per step and one number of memory a parameter.
///
/// Source: Tieleman and Hinton, *Lecture 6.5: rmsprop*, COURSERA: Neural Networks for Machine Learning, 2012.
public final class RMSProp: Optimizer {
  /// `rmsprop`, for descriptions and reports.
  public let name = "rmsprop"
  /// η, the factor of every step.
  ///
  /// - Precondition: It is at least 0 (else a fatal error that names it).
  public var learningRate: Double { didSet { checkRate(learningRate, name) } }
  /// α, the share of the mean of squares that is kept, in 0..<1.
  public let decay: Double
  /// ε, added to the root so that a gradient of zero divides by something.
  public let epsilon: Double
  private var means = Slots()

  /// Creates the rule; the means start at zero and are not corrected for it.
  public init(learningRate: Double, decay: Double = 0.99, epsilon: Double = 1e-8) {
    checkRate(learningRate, name)
    checkShare(decay, "decay", name)
    self.learningRate = learningRate
    self.decay = decay
    self.epsilon = epsilon
  }

  /// The means s.
  public var memory: OptimizerMemory {
    get { OptimizerMemory(slots: [means.arrays]) }
    set { means.arrays = newValue.slots.first ?? [] }
  }

  /// Moves `values` by one step of the formula above.
  public func update(_ values: inout [Double], gradient: [Double], slot: Int) {
    let (rate, alpha, epsilon) = (learningRate, decay, epsilon)
    means.updateEach(&values, gradient, slot) { w, s, g in
      s = alpha * s + (1 - alpha) * g * g
      w -= rate * g / (s.squareRoot() + epsilon)
    }
  }
}
