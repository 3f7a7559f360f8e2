/// Momentum that looks ahead: the gradient is taken where the velocity is about to carry the point.
///
/// In the paper's form, V ← β V + η ∇L(W − β V), W ← W − V. A net computes its gradient at the parameters it holds, so
/// this rule keeps the net at the look-ahead point θ = W − β V itself: V ← β V + η g, θ ← θ − β V − η g, which is the same
/// path. `position(of:)` gives W back.
///
/// On a bowl of curvature L it converges for η L < (2 + 2β) / (1 + 2β), a smaller range than the heavy ball's 2 + 2β:
/// a rate that suits the one can make the other diverge.
///
/// - Complexity: O(parameters) per step and one number of memory a parameter.
///
/// Source: Nesterov, *A Method for Solving the Convex Programming Problem with Convergence Rate O(1/k²)*, 1983; Sutskever,
/// Martens, Dahl and Hinton, *On the Importance of Initialization and Momentum in Deep Learning*, ICML 2013.
public final class Nesterov: Optimizer {
  /// `nesterov`, for descriptions and reports.
  public let name = "nesterov"
  /// η, the factor of every step.
  ///
  /// - Precondition: It is at least 0 (else a fatal error that names it).
  public var learningRate: Double { didSet { checkRate(learningRate, name) } }
  /// β, the share of the velocity that is kept, in 0..<1.
  public let momentum: Double
  private var velocities = Slots()

  /// Creates the rule; the velocity starts at zero.
  public init(learningRate: Double, momentum: Double = 0.9) {
    checkRate(learningRate, name)
    checkShare(momentum, "momentum", name)
    self.learningRate = learningRate
    self.momentum = momentum
  }

  /// The velocities V.
  public var memory: OptimizerMemory {
    get { OptimizerMemory(slots: [velocities.arrays]) }
    set { velocities.arrays = newValue.slots.first ?? [] }
  }

  /// Moves `values` by one step of the formula above.
  public func update(_ values: inout [Double], gradient: [Double], slot: Int) {
    let (rate, beta) = (learningRate, momentum)
    velocities.updateEach(&values, gradient, slot) { w, v, g in
      v = beta * v + rate * g
      w -= beta * v + rate * g
    }
  }

  /// The point W of the paper's form, for the look-ahead point θ that this rule moves: W = θ + β V.
  public func position(of values: [Double], slot: Int = 0) -> [Double] {
    zip(values, velocities.numbers(slot, count: values.count)).map { $0 + momentum * $1 }
  }
}
