/// The smallest evolution: one parent, one child a step, and the better of the two goes on; the (1+1) strategy.
///
/// The child is the parent plus normal random numbers of standard deviation σ. If more than a fifth of the children are
/// better, the steps are too careful and σ grows; if fewer, it shrinks: a success multiplies σ by e^⅓, a failure by
/// e^−1/12, which balance at one success in five.
///
/// - Complexity: one evaluation of the loss a step.
///
/// Source: Rechenberg, *Evolutionsstrategie*, 1973; Beyer and Schwefel, *Evolution Strategies: A Comprehensive Introduction*,
/// Natural Computing 1, 2002.
public struct EvolutionStrategy {
  /// The best point so far.
  public private(set) var point: [Double]
  /// Its loss; it never rises.
  public private(set) var bestLoss: Double
  /// σ, the standard deviation of the next child's change.
  public private(set) var deviation: Double
  /// The number of evaluations of the loss.
  public private(set) var evaluations = 1
  private let loss: ([Double]) -> Double
  private var rng: SplitMix64

  /// Begins at a point; any number is better than a loss that is none (NaN).
  public init(from start: [Double], deviation: Double = 1, seed: UInt64, loss: @escaping ([Double]) -> Double) {
    point = start
    bestLoss = loss(start)
    self.deviation = deviation
    self.loss = loss
    rng = SplitMix64(seed: seed)
  }

  /// Makes one child and keeps the better of the two.
  ///
  /// - Returns: True if the child was better.
  @discardableResult
  public mutating func step() -> Bool {
    let child = point.map { $0 + deviation * rng.normal() }
    let childLoss = loss(child)
    evaluations += 1
    let better = isBetter(childLoss, than: bestLoss)
    if better { (point, bestLoss) = (child, childLoss) }
    deviation *= exp(better ? 1.0 / 3 : -1.0 / 12)
    return better
  }
}

/// True for the lower of two losses, and for any number against one that is none: NaN ranks last.
func isBetter(_ loss: Double, than other: Double) -> Bool {
  loss < other || other.isNaN && !loss.isNaN
}
