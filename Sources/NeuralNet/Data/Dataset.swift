/// Samples and the answers that a net should give to them: one sample a row in both.
public struct Dataset: Equatable, Sendable {
  /// The inputs of the net, shape `[n, features]`.
  public let inputs: Matrix
  /// The outputs that the net should give, shape `[n, outputs]`.
  public let targets: Matrix

  /// Joins inputs and targets.
  ///
  /// - Precondition: as many rows in both (else a fatal error that names both shapes).
  public init(inputs: Matrix, targets: Matrix) {
    if inputs.rows != targets.rows { shapeMismatch("Dataset", inputs.shape, targets.shape) }
    self.inputs = inputs
    self.targets = targets
  }

  /// The number of samples.
  public var count: Int { inputs.rows }

  /// The class of each sample: the column of the largest target, or, with one column, its value rounded.
  ///
  /// - Precondition: a single column holds numbers that fit into `Int` (else a fatal error that names the first other one).
  public var labels: [Int] {
    if targets.columns != 1 { return targets.rowArgmax() }
    return targets.values.indices.map { sample in
      let target = targets[sample, 0]
      guard let label = Int(exactly: target.rounded()) else {
        fail("labels: the target \(target) of sample \(sample) is not a class")
      }
      return label
    }
  }

  /// Chosen samples, in the given order.
  public subscript(indices: [Int]) -> Dataset {
    Dataset(inputs: inputs[rows: indices], targets: targets[rows: indices])
  }
}
