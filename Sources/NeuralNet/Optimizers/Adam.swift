/// Momentum and a rate for each parameter in one rule, both from moving averages corrected for their start at zero.
///
/// m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², θ ← θ − η m̂ / (√v̂ + ε), with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ) at
/// step t = 1, 2, ….
///
/// The first step has length η whatever the gradient's scale; without the corrections it would be 3.162 η with the usual
/// β₁ = 0.9, β₂ = 0.999.
///
/// - Complexity: O(parameters) per step and two numbers of memory a parameter.
///
/// Source: Kingma and Ba, *Adam: A Method for Stochastic Optimization*, ICLR 2015.
public final class Adam: Optimizer {
  /// `adam`, for descriptions and reports.
  public let name = "adam"
  /// η, the factor of every step.
  ///
  /// - Precondition: It is at least 0 (else a fatal error that names it).
  public var learningRate: Double { didSet { checkRate(learningRate, name) } }
  /// β₁, the share of the mean gradient that is kept, in 0..<1.
  public let beta1: Double
  /// β₂, the share of the mean square that is kept, in 0..<1.
  public let beta2: Double
  /// ε, added to the root (not under it), so that a gradient of zero divides by something.
  public let epsilon: Double
  /// True if the averages are corrected for their start at zero.
  public let corrected: Bool
  private var power1 = 1.0  // β₁ᵗ
  private var power2 = 1.0  // β₂ᵗ
  private var means = Slots()
  private var squares = Slots()

  /// Creates the rule; `corrected: false` leaves the averages biased towards zero, to see what that does.
  public init(
    learningRate: Double, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, corrected: Bool = true
  ) {
    checkRate(learningRate, name)
    checkShare(beta1, "beta1", name)
    checkShare(beta2, "beta2", name)
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.corrected = corrected
  }

  /// Counts the step.
  public func beginStep() {
    power1 *= beta1
    power2 *= beta2
  }

  /// The powers β₁ᵗ and β₂ᵗ, and the averages m and v.
  public var memory: OptimizerMemory {
    get { OptimizerMemory(numbers: [power1, power2], slots: [means.arrays, squares.arrays]) }
    set {
      (power1, power2) = newValue.numbers.count == 2 ? (newValue.numbers[0], newValue.numbers[1]) : (1, 1)
      (means.arrays, squares.arrays) = newValue.slots.count == 2 ? (newValue.slots[0], newValue.slots[1]) : ([], [])
    }
  }

  /// Moves `values` by one step of the formula above.
  ///
  /// - Precondition: `beginStep` came before (else a fatal error); `step` calls both.
  public func update(_ values: inout [Double], gradient: [Double], slot: Int) {
    if power2 == 1 { fail("\(name): update before beginStep; step calls both") }
    let (rate, beta1, beta2, epsilon) = (learningRate, beta1, beta2, epsilon)
    let correction1 = corrected ? 1 - power1 : 1
    let correction2 = corrected ? 1 - power2 : 1
    means.updateEach(&values, gradient, slot, with: &squares) { w, m, v, g in
      m = beta1 * m + (1 - beta1) * g
      v = beta2 * v + (1 - beta2) * g * g
      w -= rate * (m / correction1) / ((v / correction2).squareRoot() + epsilon)
    }
  }
}
