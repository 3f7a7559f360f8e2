/// Adam with weight decay of its own: θ ← (1 − η λ) θ, then Adam's step.
///
/// Decay that is added to the gradient, as an L2 penalty is, would be divided by Adam's √v̂ like the rest: parameters
/// with large gradients would decay less. Here all decay alike. For plain gradient descent the two are the same thing.
///
/// Of a net's parameters only the weights decay, as with `Penalty`: a bias has no reason to be small.
///
/// - Complexity: O(parameters) per step and two numbers of memory a parameter.
///
/// Source: Loshchilov and Hutter, *Decoupled Weight Decay Regularization*, ICLR 2019.
public final class AdamW: Optimizer {
  /// `adamw`, for descriptions and reports.
  public let name = "adamw"
  /// λ, the share of a parameter that a step of rate 1 would take away.
  public let weightDecay: Double
  private let adam: Adam

  /// Creates the rule from λ = `weightDecay` and Adam's own settings.
  public init(
    learningRate: Double, weightDecay: Double = 0.01, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8
  ) {
    if !(weightDecay >= 0) { fail("\(name): the weight decay \(weightDecay) is not at least 0") }
    self.weightDecay = weightDecay
    self.adam = Adam(learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon)
  }

  /// η, the factor of every step.
  public var learningRate: Double {
    get { adam.learningRate }
    set { adam.learningRate = newValue }
  }

  /// Counts the step.
  public func beginStep() {
    adam.beginStep()
  }

  /// Adam's memory.
  public var memory: OptimizerMemory {
    get { adam.memory }
    set { adam.memory = newValue }
  }

  /// Moves every parameter by one step, and lets the weights among them decay.
  public func step(_ parameters: [Parameter]) {
    beginStep()
    for (slot, parameter) in parameters.enumerated() {
      let rule: any Optimizer = parameter.kind == .weight ? self : adam
      rule.update(&parameter.value.values, gradient: parameter.gradient.values, slot: slot)
    }
  }

  /// Moves `values` by one step of the formula above, decay included.
  public func update(_ values: inout [Double], gradient: [Double], slot: Int) {
    let kept = 1 - learningRate * weightDecay
    updateEach(&values, gradient) { w, _ in w *= kept }
    adam.update(&values, gradient: gradient, slot: slot)
  }
}
