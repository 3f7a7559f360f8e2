/// The course of a perceptron's learning: every correction, so that the line can be drawn as it moves.
public struct PerceptronTraining: Equatable, Sendable {
  /// One correction: which sample was answered wrongly, and the perceptron after it.
  public struct Update: Equatable, Sendable {
    /// The epoch, counted from 1.
    public let epoch: Int
    /// The position of the sample in the data set.
    public let sample: Int
    /// The perceptron after the correction.
    public let perceptron: Perceptron
  }

  /// All corrections, in order.
  public fileprivate(set) var updates: [Update] = []
  /// The mistakes of each epoch; the last is 0 if the perceptron converged.
  public fileprivate(set) var mistakesPerEpoch: [Int] = []

  /// The number of passes over the data, including the last one, without a mistake.
  public var epochs: Int { mistakesPerEpoch.count }
  /// The number of wrong answers, over all epochs.
  public var mistakes: Int { updates.count }
  /// True if a whole epoch passed without a mistake.
  public var converged: Bool { mistakesPerEpoch.last == 0 }
}

extension Perceptron {
  /// Learns from a data set, in the given order, until an epoch passes without a mistake.
  ///
  /// If a line separates the two classes, this ends after a limited number of mistakes (the perceptron convergence
  /// theorem); if none does, it never would, and the limit on epochs stops it.
  ///
  /// - Parameters:
  ///   - samples: The inputs, one array each.
  ///   - targets: The right answer to each, 0 or 1.
  ///   - rate: How far a correction goes.
  ///   - maximumEpochs: After how many epochs to give up.
  /// - Returns: The epochs, the mistakes and every correction.
  /// - Precondition: There is one target for each sample (else a fatal error that names both shapes).
  ///
  /// Source: Novikoff, *On convergence proofs for perceptrons*, Symposium on the Mathematical Theory of Automata (1962).
  @discardableResult
  public mutating func train(
    on samples: [[Double]], targets: [Double], rate: Double = 1, maximumEpochs: Int = 100
  ) -> PerceptronTraining {
    if samples.count != targets.count { shapeMismatch("train", [samples.count], [targets.count]) }
    var training = PerceptronTraining()
    while training.epochs < maximumEpochs && !training.converged {
      var mistakes = 0
      for (index, sample) in samples.enumerated() where learn(sample, target: targets[index], rate: rate) {
        mistakes += 1
        training.updates.append(.init(epoch: training.epochs + 1, sample: index, perceptron: self))
      }
      training.mistakesPerEpoch.append(mistakes)
    }
    return training
  }
}
