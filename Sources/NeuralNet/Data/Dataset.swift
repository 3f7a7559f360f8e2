/// Samples and what a net should answer to them: one sample a row in both.
public struct Dataset: Equatable, Sendable {
  /// What goes in, shape `[n, features]`.
  public let inputs: Matrix
  /// What should come out, shape `[n, outputs]`.
  public let targets: Matrix

  /// Joins inputs and targets.
  ///
  /// - Precondition: as many rows in both (else a fatal error that names both shapes).
  public init(inputs: Matrix, targets: Matrix) {
    if inputs.rows != targets.rows { shapeMismatch("Dataset", inputs.shape, targets.shape) }
    self.inputs = inputs
    self.targets = targets
  }

  /// How many samples there are.
  public var count: Int { inputs.rows }

  /// The class of each sample: the column of the largest target, or, with one column, its value rounded.
  public var labels: [Int] {
    targets.columns == 1 ? targets.values.map { Int($0.rounded()) } : targets.rowArgmax()
  }

  /// Chosen samples, in the given order.
  public subscript(indices: [Int]) -> Dataset {
    Dataset(inputs: inputs[rows: indices], targets: targets[rows: indices])
  }
}
