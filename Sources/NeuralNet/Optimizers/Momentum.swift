/// Gradient descent with a velocity that remembers earlier gradients, in the two ways that it is written.
///
/// - `average`: V ← β V + (1 − β) g, θ ← θ − η V. The velocity is a moving average of gradients.
/// - `heavyBall`: V ← β V + η g, θ ← θ − V. The velocity is a step, and keeps most of the previous one.
///
/// With constant rates the paths are equal when the heavy ball's η is (1 − β) times the average's. Under a schedule they
/// differ, because the heavy ball's velocity still holds steps taken at the old rate. The heavy ball converges on a
/// bowl of curvature L for η L < 2 + 2β; on two curvatures its best β is (1 − √(η λ))² at the smaller one, λ.
///
/// - Complexity: O(parameters) per step and one number of memory a parameter.
///
/// Source: Polyak, *Some Methods of Speeding Up the Convergence of Iteration Methods*, USSR Computational Mathematics and
/// Mathematical Physics 4(5), 1964.
public final class Momentum: Optimizer {
  /// The two formulations.
  public enum Form: Sendable {
    /// V ← β V + (1 − β) g, θ ← θ − η V.
    case average
    /// V ← β V + η g, θ ← θ − V.
    case heavyBall
  }

  /// `momentum`, for descriptions and reports.
  public let name = "momentum"
  /// η, the factor of every step.
  ///
  /// - Precondition: It is at least 0 (else a fatal error that names it).
  public var learningRate: Double { didSet { checkRate(learningRate, name) } }
  /// β, the share of the velocity that is kept, in 0..<1.
  public let momentum: Double
  /// Which formulation the rule follows.
  public let form: Form
  private var velocities = Slots()

  /// Creates the rule; the velocity starts at zero.
  public init(learningRate: Double, momentum: Double = 0.9, form: Form = .heavyBall) {
    checkRate(learningRate, name)
    checkShare(momentum, "momentum", name)
    self.learningRate = learningRate
    self.momentum = momentum
    self.form = form
  }

  /// The velocities V.
  public var memory: OptimizerMemory {
    get { OptimizerMemory(slots: [velocities.arrays]) }
    set { velocities.arrays = newValue.slots.first ?? [] }
  }

  /// Moves `values` by one step of the formula above.
  public func update(_ values: inout [Double], gradient: [Double], slot: Int) {
    let (rate, beta) = (learningRate, momentum)
    switch form {
    case .average:
      velocities.updateEach(&values, gradient, slot) { w, v, g in
        v = beta * v + (1 - beta) * g
        w -= rate * v
      }
    case .heavyBall:
      velocities.updateEach(&values, gradient, slot) { w, v, g in
        v = beta * v + rate * g
        w -= v
      }
    }
  }
}
