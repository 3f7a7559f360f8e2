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
  ///   - stratified: True if each part shall hold the classes, those of `labels`, in the proportions of all samples: each
  ///     class within one sample of its share. By chance alone, a part may lack a rare class.
  ///   - seed: Decides who goes where.
  /// - Precondition: the shares lie in 0...1 and leave something for training, and a share above 0 gets at least one sample
  ///   (else a fatal error that names them).
  /// - Complexity: O(*n*) for *n* samples; O(*n* log *n*) if stratified.
  public func split(validation: Double, test: Double, stratified: Bool = false, seed: UInt64) -> Split {
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
    var order = rng.shuffled(Array(0..<count))
    if stratified { spreadClasses(&order) }
    return Split(
      training: self[Array(order[(validationCount + testCount)...])],
      validation: self[Array(order[..<validationCount])],
      test: self[Array(order[validationCount..<(validationCount + testCount)])])
  }

  /// Reorders samples so that every prefix holds the classes in the proportions of all.
  ///
  /// Sample i of the n samples of a class, in their old order, comes to the share (i + ½) / n of the new one.
  private func spreadClasses(_ order: inout [Int]) {
    let labels = labels
    let byClass = order.indices.sorted { (labels[order[$0]], $0) < (labels[order[$1]], $1) }
    var shares = [Double](repeating: 0, count: count)
    var start = 0
    while start < count {
      let label = labels[order[byClass[start]]]
      let end = byClass[start...].firstIndex { labels[order[$0]] != label } ?? count
      for i in start..<end { shares[byClass[i]] = (Double(i - start) + 0.5) / Double(end - start) }
      start = end
    }
    order = order.indices.sorted { (shares[$0], $0) < (shares[$1], $1) }.map { order[$0] }
  }
}

/// The weight of each class with which all classes count alike: n / (k · nᵢ) for nᵢ of n samples in class i.
///
/// k is the number of classes that occur, so the weights of all samples add up to n. A class that does not occur has the
/// weight 0.
///
/// ```swift
/// classWeights([0, 0, 0, 1], classes: 2)  // => [0.6666666666666666, 2.0]
/// ```
///
/// - Parameters:
///   - labels: The class of each sample.
///   - classes: The number of classes.
/// - Precondition: each label is in `0..<classes` (else a fatal error that names it).
///
/// Source: scikit-learn's weights named "balanced", after King and Zeng, *Logistic Regression in Rare Events Data*,
/// Political Analysis 9, 2001.
public func classWeights(_ labels: [Int], classes: Int) -> [Double] {
  var counts = [Int](repeating: 0, count: max(0, classes))
  for label in labels {
    if !counts.indices.contains(label) { fail("classWeights: label \(label) is outside 0..<\(classes)") }
    counts[label] += 1
  }
  let occurring = counts.count { $0 > 0 }
  return counts.map { $0 == 0 ? 0 : Double(labels.count) / (Double(occurring) * Double($0)) }
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
