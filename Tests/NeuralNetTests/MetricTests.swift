import NeuralNet
import Testing

@Suite struct ConfusionMatrixTests {
  @Test func actualClassesAreInRows() {
    let matrix = ConfusionMatrix(actual: [0, 0, 1, 1, 1, 2], predicted: [0, 1, 1, 1, 0, 1])
    #expect(matrix.classes == 3 && matrix.total == 6)
    #expect(matrix[actual: 1, predicted: 0] == 1 && matrix[actual: 0, predicted: 1] == 1)
    #expect(matrix[actual: 2, predicted: 1] == 1 && matrix[actual: 1, predicted: 2] == 0)
    #expect((0..<3).map { matrix.actualCount(of: $0) } == [2, 3, 1])
    #expect((0..<3).map { matrix.predictedCount(of: $0) } == [2, 4, 0])
    #expect(
      matrix.description == """
        actual \\ predicted  0  1  2
                         0  1  1  0
                         1  1  2  0
                         2  0  1  0
        """)
  }

  @Test func theBooksExample() {
    let matrix = ConfusionMatrix(truePositives: 40, falsePositives: 10, falseNegatives: 20, trueNegatives: 130)
    expectPrinted(matrix.accuracy, 0.85, decimals: 9)
    expectPrinted(matrix.precision(), 0.8, decimals: 9)
    expectPrinted(matrix.recall(), 0.6667, decimals: 4)
    expectPrinted(matrix.f1(), 0.7273, decimals: 4)
    #expect(matrix.truePositives == 40 && matrix.falsePositives == 10)
    #expect(matrix.falseNegatives == 20 && matrix.trueNegatives == 130)
    #expect(matrix[actual: 1, predicted: 0] == 20)
    let expected = (40.0 * 130 - 10 * 20) / sqrt(50.0 * 60 * 140 * 150)
    #expect(abs(matrix.mcc - expected) < 1e-14)
  }

  @Test func accuracyIsATrapWhenPositivesAreRare() {
    let never = ConfusionMatrix(
      actual: [1] + [Int](repeating: 0, count: 99), predicted: [Int](repeating: 0, count: 100))
    #expect(never.accuracy == 0.99 && never.recall() == 0 && never.f1() == 0 && never.mcc == 0)
    #expect(never.precision() == 0, "nothing was predicted positive: zero by convention")
  }

  @Test func macroWeighsClassesAndMicroWeighsSamples() {
    let matrix = ConfusionMatrix(actual: [0, 0, 0, 0, 1, 2], predicted: [0, 0, 0, 0, 2, 2])
    #expect(matrix.f1(of: 0) == 1 && matrix.f1(of: 1) == 0)
    expectPrinted(matrix.f1(of: 2), 0.666667, decimals: 6)
    expectPrinted(matrix.macroF1, 0.555556, decimals: 6)
    #expect(matrix.microF1 == matrix.accuracy && abs(matrix.microF1 - 5.0 / 6) < 1e-15)
  }

  /// scikit-learn averages over the classes that occur among the labels or the predictions.
  @Test func classesThatNeverOccurDoNotCount() {
    let perfect = ConfusionMatrix(actual: [0, 2, 0, 2], predicted: [0, 2, 0, 2])
    #expect(perfect.macroF1 == 1 && perfect.macroPrecision == 1 && perfect.macroRecall == 1)
    // Predicted once and never right: F1 of 2/3, 0 and 1.
    let predicted = ConfusionMatrix(actual: [0, 0, 2], predicted: [0, 1, 2], classes: 9)
    #expect(abs(predicted.macroF1 - (2.0 / 3 + 0 + 1) / 3) < 1e-15)
    let empty = ConfusionMatrix(actual: [], predicted: [])
    #expect(empty.macroF1 == 0 && empty.weightedF1 == 0 && empty.accuracy == 0)
  }

  /// Rows of 2, 3 and 1 samples: precision 1/2, 1/2 and 0, recall 1/2, 2/3 and 0, F1 1/2, 4/7 and 0.
  @Test func macroAndWeightedAverages() {
    let matrix = ConfusionMatrix(actual: [0, 0, 1, 1, 1, 2], predicted: [0, 1, 1, 1, 0, 1])
    expectClose(
      [matrix.macroPrecision, matrix.macroRecall, matrix.macroF1],
      [(1.0 / 2 + 1.0 / 2 + 0) / 3, (1.0 / 2 + 2.0 / 3 + 0) / 3, (1.0 / 2 + 4.0 / 7 + 0) / 3])
    expectClose(
      [matrix.weightedPrecision, matrix.weightedRecall, matrix.weightedF1],
      [(2 * 1.0 / 2 + 3 * 1.0 / 2 + 0) / 6, (2 * 1.0 / 2 + 3 * 2.0 / 3 + 0) / 6, (2 * 1.0 / 2 + 3 * 4.0 / 7 + 0) / 6])
    #expect(matrix.weightedRecall == matrix.accuracy)
    #expect(
      matrix.report(names: ["cat", "dog", "Äffchen"]) == """
                  precision  recall    F1  support
             cat       0.50    0.50  0.50        2
             dog       0.50    0.67  0.57        3
         Äffchen       0.00    0.00  0.00        1
        accuracy                     0.50        6
           macro       0.33    0.39  0.36        6
        weighted       0.42    0.50  0.45        6
        """)
    #expect(
      ConfusionMatrix(actual: [0, 2], predicted: [0, 2]).report(decimals: 0) == """
                  precision  recall  F1  support
               0          1       1   1        1
               2          1       1   1        1
        accuracy                      1        2
           macro          1       1   1        2
        weighted          1       1   1        2
        """)
  }

  @Test func namesOfClasses() {
    let matrix = ConfusionMatrix(actual: [0, 0, 1, 1, 1], predicted: [0, 1, 1, 1, 0])
    #expect(
      matrix.formatted(names: ["cat", "dog"]) == """
        actual \\ predicted  cat  dog
                       cat    1    1
                       dog    1    2
        """)
    #expect(
      matrix.formatted(names: ["Äffchen", "a dog with a long name"]) == """
            actual \\ predicted                 Äffchen  a dog with a long name
                       Äffchen                       1                       1
        a dog with a long name                       1                       2
        """)
  }

  @Test func scoresAtAThreshold() {
    let (scores, labels) = ([0.9, 0.5, 0.4, 0.1], [true, false, true, false])
    let half = ConfusionMatrix(scores: scores, labels: labels)
    #expect(half == ConfusionMatrix(truePositives: 1, falsePositives: 1, falseNegatives: 1, trueNegatives: 1))
    for point in rocCurve(scores: scores, labels: labels) {
      let matrix = ConfusionMatrix(scores: scores, labels: labels, threshold: point.threshold)
      #expect(matrix.recall() == point.truePositiveRate && 1 - matrix.recall(of: 0) == point.falsePositiveRate)
    }
  }

  @Test func theNumberOfClassesRules() {
    #expect(ConfusionMatrix(actual: [0], predicted: [4095]).classes == 4096)
    #expect(ConfusionMatrix(actual: [0], predicted: [0], classes: 1).accuracy == 1)
    #expect(ConfusionMatrix(actual: [0], predicted: [4096], classes: 4097)[actual: 0, predicted: 4096] == 1)
  }

  @Test func renamingTheClassesPermutesTheMatrix() {
    let (actual, predicted) = ([0, 1, 2, 2, 1, 0, 2], [0, 2, 2, 1, 1, 0, 0])
    let names = [2, 0, 1]
    let matrix = ConfusionMatrix(actual: actual, predicted: predicted)
    let renamed = ConfusionMatrix(actual: actual.map { names[$0] }, predicted: predicted.map { names[$0] })
    for a in 0..<3 {
      for p in 0..<3 {
        #expect(matrix[actual: a, predicted: p] == renamed[actual: names[a], predicted: names[p]])
      }
    }
    #expect(matrix.accuracy == renamed.accuracy && abs(matrix.macroF1 - renamed.macroF1) < 1e-15)
    #expect(abs(matrix.mcc - renamed.mcc) < 1e-15)
  }

  @Test func perfectChanceAndAlwaysWrong() {
    #expect(ConfusionMatrix(actual: [0, 1, 2], predicted: [0, 1, 2]).mcc == 1)
    #expect(ConfusionMatrix(actual: [0, 1, 0, 1], predicted: [1, 0, 1, 0]).mcc == -1)
    #expect(ConfusionMatrix(actual: [0, 1, 0, 1], predicted: [0, 0, 1, 1]).mcc == 0)
  }
}

@Suite struct CurveTests {
  private let scores = [0.9, 0.8, 0.8, 0.7, 0.4, 0.3]
  private let labels = [true, true, false, true, false, false]

  @Test func rocPointsAreTheRatesAtEachThreshold() {
    let curve = rocCurve(scores: scores, labels: labels)
    #expect(curve.map(\.threshold) == [.infinity, 0.9, 0.8, 0.7, 0.4, 0.3])
    expectClose(curve.map { 3 * $0.truePositiveRate }, [0, 1, 2, 3, 3, 3])
    expectClose(curve.map { 3 * $0.falsePositiveRate }, [0, 0, 1, 1, 2, 3])
  }

  /// The area equals the share of (positive, negative) pairs in the right order, ties counting half.
  @Test func theAreaIsTheShareOfPairsInOrder() {
    var rng = SplitMix64(seed: 5)
    let scores = (0..<60).map { _ in (10 * rng.uniform()).rounded() }
    let labels = scores.map { $0 + 4 * rng.normal() > 5 }
    var pairs = 0.0
    for (s, positive) in zip(scores, labels) where positive {
      for (t, other) in zip(scores, labels) where !other { pairs += s > t ? 1 : s == t ? 0.5 : 0 }
    }
    let positives = Double(labels.count { $0 })
    #expect(
      abs(areaUnderCurve(rocCurve(scores: scores, labels: labels)) - pairs / (positives * (60 - positives))) < 1e-12)
    #expect(areaUnderCurve(rocCurve(scores: [1, 0], labels: [true, false])) == 1)
    #expect(areaUnderCurve(rocCurve(scores: [1, 1], labels: [true, false])) == 0.5)
  }

  @Test func precisionMayGoUpAndDownButRecallNeverFalls() {
    let curve = precisionRecallCurve(scores: scores, labels: labels)
    expectClose(curve.map { 12 * $0.precision }, [12, 8, 9, 7.2, 6])
    expectClose(curve.map { 3 * $0.recall }, [1, 2, 3, 3, 3])
    #expect(abs(averagePrecision(curve) - (1 + 2.0 / 3 + 0.75) / 3) < 1e-15)
  }
}

@Suite struct AccuracyTests {
  @Test func sharesAndMeans() {
    #expect(accuracy([1, 2, 0, 1], [1, 2, 1, 1]) == 0.75)
    #expect(meanAbsoluteError([1, -2, 4], [0, 0, 0]) == 7.0 / 3)
    #expect(classAccuracy([[0.2, 0.8], [3, 1]], [[0, 1], [0, 1]]) == 0.5)
    #expect(binaryAccuracy([[0.5], [0.49], [0.9]], [[1], [1], [0]]) == 1.0 / 3)
    #expect(binaryAccuracy([[0.4], [-1]], [[1], [-1]], threshold: 0) == 1)
  }
}
