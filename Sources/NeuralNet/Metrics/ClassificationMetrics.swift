extension ConfusionMatrix {
  /// The share of samples whose class was predicted: (TP + TN) / all.
  ///
  /// With 1 positive sample in 100, always answering "negative" scores 0.99: look at recall too.
  public var accuracy: Double {
    share((0..<classes).reduce(0) { $0 + self[actual: $1, predicted: $1] }, of: total)
  }

  /// Of the samples taken for class `k`, the share that is of it: TP / (TP + FP).
  ///
  /// Source: van Rijsbergen, *Information Retrieval*, 2nd edition, 1979, chapter 7.
  public func precision(of k: Int = 1) -> Double {
    share(self[actual: k, predicted: k], of: predictedCount(of: k))
  }

  /// Of the samples of class `k`, the share that was found: TP / (TP + FN); also called sensitivity.
  ///
  /// Source: van Rijsbergen, *Information Retrieval*, 2nd edition, 1979, chapter 7.
  public func recall(of k: Int = 1) -> Double {
    share(self[actual: k, predicted: k], of: actualCount(of: k))
  }

  /// The harmonic mean of precision and recall: 2TP / (2TP + FP + FN).
  ///
  /// Both must be high for it to be high.
  public func f1(of k: Int = 1) -> Double {
    share(2 * self[actual: k, predicted: k], of: predictedCount(of: k) + actualCount(of: k))
  }

  /// The plain mean of each class's precision: a rare class weighs as much as a common one.
  ///
  /// A class that neither occurs nor is predicted is left out, as in scikit-learn; so it is from all macro averages.
  public var macroPrecision: Double { macro { precision(of: $0) } }

  /// The plain mean of each class's recall, also called balanced accuracy where all classes occur.
  public var macroRecall: Double { macro { recall(of: $0) } }

  /// The plain mean of each class's F1: a rare class weighs as much as a common one.
  ///
  /// It is not the harmonic mean of `macroPrecision` and `macroRecall`, which is always at least as high.
  ///
  /// Source: Opitz and Burst, *Macro F1 and Macro F1*, arXiv 1911.03347, 2019, on the two.
  public var macroF1: Double { macro { f1(of: $0) } }

  /// The mean of each class's precision, weighted by the number of samples of the class.
  public var weightedPrecision: Double { weighted { precision(of: $0) } }

  /// The mean of each class's recall, weighted by the number of samples of the class; up to rounding, the accuracy.
  public var weightedRecall: Double { weighted { recall(of: $0) } }

  /// The mean of each class's F1, weighted by the number of samples of the class: common classes decide.
  public var weightedF1: Double { weighted { f1(of: $0) } }

  /// F1 from the counts of all classes added up: each sample weighs the same.
  ///
  /// When each sample has one class and one prediction, as here, it equals the accuracy: a false positive of one class
  /// is a false negative of another.
  public var microF1: Double {
    let found = (0..<classes).reduce(0) { $0 + self[actual: $1, predicted: $1] }
    let predicted = (0..<classes).reduce(0) { $0 + predictedCount(of: $1) }
    let actual = (0..<classes).reduce(0) { $0 + actualCount(of: $1) }
    return share(2 * found, of: predicted + actual)
  }

  /// Matthews' correlation coefficient: 1 for perfect, 0 for no better than chance, −1 for always wrong (two classes).
  ///
  /// For two classes (TP·TN − FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN)); for more, its generalization
  /// (c·s − Σ pₖtₖ) / √((s² − Σ pₖ²)(s² − Σ tₖ²)) with c correct of s samples, pₖ predicted and tₖ actual counts.
  ///
  /// Source: Matthews, Biochimica et Biophysica Acta 405, 1975; Gorodkin, Computational Biology and Chemistry 28, 2004.
  public var mcc: Double {
    let samples = Double(total)
    var (correct, both, predicted, actual) = (0.0, 0.0, 0.0, 0.0)
    for k in 0..<classes {
      let (p, t) = (Double(predictedCount(of: k)), Double(actualCount(of: k)))
      correct += Double(self[actual: k, predicted: k])
      both += p * t
      predicted += p * p
      actual += t * t
    }
    let scale = ((samples * samples - predicted) * (samples * samples - actual)).squareRoot()
    return scale == 0 ? 0 : (correct * samples - both) / scale
  }

  /// The classes that occur or are predicted.
  var occurringClasses: [Int] { (0..<classes).filter { actualCount(of: $0) + predictedCount(of: $0) > 0 } }

  private func macro(_ metric: (Int) -> Double) -> Double {
    let occurring = occurringClasses
    return occurring.isEmpty ? 0 : occurring.reduce(0) { $0 + metric($1) } / Double(occurring.count)
  }

  private func weighted(_ metric: (Int) -> Double) -> Double {
    let sum = (0..<classes).reduce(0) { $0 + Double(actualCount(of: $1)) * metric($1) }
    return total == 0 ? 0 : sum / Double(total)
  }

  private func share(_ part: Int, of whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) / Double(whole)
  }
}
