/// Ends a training once the validation loss has stopped improving, and remembers the weights that were best.
///
/// After each epoch the loss is compared with the **best so far**, not with the last: a slow rise must not look like a
/// row of small steps. When `patience` epochs in a row have brought no improvement, it is time to stop.
///
/// Source: Prechelt, *Early Stopping — But When?*, in *Neural Networks: Tricks of the Trade*, 1998.
public struct EarlyStopping: Sendable {
  /// The number of epochs without improvement after which a training ends, at least 1.
  public let patience: Int
  /// By how much a loss must be lower than the best to count as an improvement.
  public let minimumImprovement: Double
  /// The lowest loss so far.
  public private(set) var bestLoss = Double.infinity
  /// The epoch of the lowest loss, counted from 1; 0 before the first.
  public private(set) var bestEpoch = 0
  private var epoch = 0
  private var bestWeights: [Matrix] = []

  /// Creates a rule that has seen nothing.
  ///
  /// - Precondition: `patience >= 1` (else a fatal error that names it).
  public init(patience: Int, minimumImprovement: Double = 0) {
    if patience < 1 { fail("EarlyStopping: a patience of \(patience) epochs would stop at once") }
    self.patience = patience
    self.minimumImprovement = minimumImprovement
  }

  /// Forgets the epochs of an earlier training.
  public mutating func reset() {
    self = EarlyStopping(patience: patience, minimumImprovement: minimumImprovement)
  }

  /// Takes the validation loss of the next epoch, and keeps the weights if it is the best.
  ///
  /// NaN is no improvement.
  ///
  /// - Returns: True if it is time to stop.
  public mutating func shouldStop(loss: Double, parameters: [Parameter]) -> Bool {
    epoch += 1
    if loss < bestLoss - minimumImprovement {
      bestLoss = loss
      bestEpoch = epoch
      bestWeights = parameters.map { $0.value }
    }
    return epoch - bestEpoch >= patience
  }

  /// Gives the parameters the weights of the best epoch; does nothing before the first.
  public func restore(_ parameters: [Parameter]) {
    for (parameter, value) in zip(parameters, bestWeights) { parameter.value = value }
  }
}
