extension Dataset {
  /// Samples to learn from, to choose settings by, and to judge by once at the end.
  public struct Split: Sendable {
    /// For the training.
    public let training: Dataset
    /// For early stopping and for choosing settings.
    public let validation: Dataset
    /// For the final judgement.
    public let test: Dataset
  }

  /// Deals the samples out at random: each lands in exactly one part.
  ///
  /// - Parameters:
  ///   - validation: The share of samples for validation; their count is rounded to the nearest whole number.
  ///   - test: The share of samples for the test, rounded likewise; the rest is for training.
  ///   - seed: Decides who goes where.
  /// - Precondition: the shares lie in 0...1 and leave something for training, and a share above 0 gets at least one sample
  ///   (else a fatal error that names them).
  public func split(validation: Double, test: Double, seed: UInt64) -> Split {
    if !(0...1 ~= validation && 0...1 ~= test) {
      fail("split: validation \(validation) and test \(test) are not shares in 0...1")
    }
    let validationCount = Int((validation * Double(count)).rounded())
    let testCount = Int((test * Double(count)).rounded())
    if validationCount + testCount >= count {
      fail("split: validation \(validation) and test \(test) leave no training samples of \(count)")
    }
    for (part, share, size) in [("validation", validation, validationCount), ("test", test, testCount)]
    where share > 0 && size == 0 {
      fail("split: \(part) \(share) of \(count) samples rounds to none: ask for more, or for 0")
    }
    var rng = SplitMix64(seed: seed)
    let order = rng.shuffled(Array(0..<count))
    return Split(
      training: self[Array(order[(validationCount + testCount)...])],
      validation: self[Array(order[..<validationCount])],
      test: self[Array(order[validationCount..<(validationCount + testCount)])])
  }
}

/// Class numbers as rows with a single 1: label k of 3 classes becomes a row with 1 in column k.
///
/// - Precondition: each label is in 0..<classes (else a fatal error that names it).
public func oneHot(_ labels: [Int], classes: Int) -> Matrix {
  var result = Matrix.zeros(labels.count, classes)
  for (row, label) in labels.enumerated() {
    if label < 0 || label >= classes { fail("oneHot: label \(label) is outside 0..<\(classes)") }
    result[row, label] = 1
  }
  return result
}
