/// Plain gradient descent: θ ← θ − η g.
///
/// On a bowl of curvature L it converges for η < 2/L; on x² (L = 2) each step multiplies x by 1 − 2η. With gradients from
/// mini-batches the same rule is called stochastic gradient descent.
///
/// - Complexity: O(parameters) per step, no memory between steps.
///
/// Source: Cauchy, *Méthode générale pour la résolution des systèmes d'équations simultanées*, 1847; Robbins and Monro,
/// *A Stochastic Approximation Method*, 1951.
public final class GradientDescent: Optimizer {
  /// `gradient descent`, for descriptions and reports.
  public let name = "gradient descent"
  /// η, the factor of every step.
  ///
  /// - Precondition: It is at least 0 (else a fatal error that names it).
  public var learningRate: Double { didSet { checkRate(learningRate, name) } }

  /// Creates the rule with η = `learningRate`.
  public init(learningRate: Double) {
    checkRate(learningRate, name)
    self.learningRate = learningRate
  }

  /// Moves `values` by one step of the formula above.
  public func update(_ values: inout [Double], gradient: [Double], slot: Int) {
    let rate = learningRate
    updateEach(&values, gradient) { w, g in w -= rate * g }
  }
}
