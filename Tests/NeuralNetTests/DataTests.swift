import NeuralNet
import Testing

@Suite struct DataTests {
  @Test func gates() {
    #expect(Dataset.and.inputs == [[0, 0], [0, 1], [1, 0], [1, 1]])
    #expect(Dataset.and.labels == [0, 0, 0, 1] && Dataset.or.labels == [0, 1, 1, 1])
    #expect(Dataset.nand.labels == [1, 1, 1, 0] && Dataset.xor.labels == [0, 1, 1, 0])
  }

  @Test func pointCloudsHaveTheirShapes() {
    func radius(_ data: Dataset, _ i: Int) -> Double {
      sqrt(data.inputs[i, 0] * data.inputs[i, 0] + data.inputs[i, 1] * data.inputs[i, 1])
    }
    let circles = Dataset.circles(count: 100, noise: 0, seed: 1)
    #expect((0..<100).allSatisfy { abs(radius(circles, $0) - ($0 % 2 == 0 ? 1 : 0.5)) < 1e-12 })
    let moons = Dataset.moons(count: 101, noise: 0, seed: 1)
    for i in 0..<101 {
      let (x, y) = (moons.inputs[i, 0], moons.inputs[i, 1])
      let distance = i % 2 == 0 ? x * x + y * y : (x - 1) * (x - 1) + (y - 0.5) * (y - 0.5)
      #expect(abs(distance - 1) < 1e-12 && (i % 2 == 0 ? y >= 0 : y <= 0.5))
    }
    let spirals = Dataset.spirals(count: 200, noise: 0, seed: 1)
    #expect(radius(spirals, 0) < 0.11 && abs(radius(spirals, 199) - 1) < 1e-12)
    // The arms are half a turn apart: the same radius on the other side.
    for i in stride(from: 0, to: 200, by: 2) {
      #expect(abs(spirals.inputs[i, 0] + spirals.inputs[i + 1, 0]) < 1e-12)
    }
    let blobs = Dataset.blobs(count: 2000, distance: 4, seed: 1)
    let means = (0..<2).map { label in
      (0..<1000).reduce(0) { $0 + blobs.inputs[2 * $1 + label, 0] } / 1000
    }
    // Five standard errors of the mean of 1,000 unit normals.
    #expect(abs(means[0] + 2) < 0.16 && abs(means[1] - 2) < 0.16)
  }

  @Test func theNoisyCosine() {
    let clean = Dataset.noisyCosine(count: 251, noise: 0, seed: 1)
    #expect(
      clean.targets[0, 0] == 1 && abs(clean.targets[125, 0] + 1) < 1e-15 && abs(clean.targets[250, 0] - 1) < 1e-15)
    let noisy = Dataset.noisyCosine(count: 4000, noise: 0.3, seed: 1)
    let calm = Dataset.noisyCosine(count: 4000, noise: 0, seed: 1)
    let difference = noisy.targets - calm.targets
    // Five standard errors of a variance from 4,000 normals: 5·√(2/4000).
    #expect(abs((difference * difference).mean() / 0.09 - 1) < 0.112)
  }

  @Test func sameSeedSameDataOtherSeedOtherData() {
    let makers: [(UInt64) -> Dataset] = [
      { .blobs(count: 9, seed: $0) }, { .circles(count: 9, seed: $0) }, { .moons(count: 9, seed: $0) },
      { .spirals(count: 9, seed: $0) }, { .noisyCosine(count: 9, seed: $0) }, { .catsAndDogs(count: 9, seed: $0) },
      { .digits(count: 9, seed: $0) },
    ]
    for make in makers {
      #expect(make(3) == make(3) && make(3) != make(4))
      #expect(make(3).count == 9)
    }
  }

  @Test func spritesAreImagesOfTwoKinds() {
    let data = Dataset.catsAndDogs(count: 200, seed: 2)
    #expect(data.inputs.shape == [200, 64] && data.targets.shape == [200, 1])
    #expect(data.inputs.values.allSatisfy { (0...1).contains($0) })
    #expect(data.labels.prefix(4) == [0, 1, 0, 1])
    #expect(Set((0..<200).map { data.inputs.row($0) }).count == 200, "no two are alike")
    let net = Sequential(inputs: 64, [.dense(1), .sigmoid], seed: 1)
    let trainer = Trainer(net, loss: BinaryCrossEntropy(), optimizer: Adam(learningRate: 0.02), batchSize: 20)
    trainer.train(on: data, epochs: 60)
    let fresh = Dataset.catsAndDogs(count: 200, seed: 3)
    #expect(binaryAccuracy(net.predict(fresh.inputs), fresh.targets) > 0.95)
  }

  @Test func digitsCanBeLearned() {
    let data = Dataset.digits(count: 400, seed: 2)
    #expect(data.targets.shape == [400, 10] && data.labels.prefix(12) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])
    let net = Sequential(inputs: 64, [.dense(24), .relu, .dense(10)], seed: 1)
    let trainer = Trainer(net, loss: SoftmaxCrossEntropy(), optimizer: Adam(learningRate: 0.01), batchSize: 20)
    trainer.train(on: data, epochs: 30)
    let fresh = Dataset.digits(count: 200, seed: 3)
    #expect(classAccuracy(net.predict(fresh.inputs), fresh.targets) > 0.9)
  }

  @Test func aSpriteAsText() {
    let clean = Dataset.catsAndDogs(count: 1, noise: 0, seed: 1).inputs.row(0)
    let text = Dataset.text(ofSprite: clean)
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).map(\.count) == [8, 8, 8, 8, 8, 8, 8, 8])
    #expect(text.count { $0 != " " && $0 != "\n" } == clean.count { $0 > 0 })
  }

  /// Scaled pixels lie on both sides of 0...1.
  @Test func aScaledSpriteAsText() {
    let data = Dataset.catsAndDogs(count: 20, seed: 1)
    let scaled = Scaling.standard(data.inputs)(data.inputs)
    #expect(scaled.values.contains { $0 < 0 } && scaled.values.contains { $0 > 1 })
    let clamped = scaled.map { min(1, max(0, $0)) }
    for row in 0..<20 { #expect(Dataset.text(ofSprite: scaled.row(row)) == Dataset.text(ofSprite: clamped.row(row))) }
    let odd = [-1e300, .infinity, -.infinity, .nan, 1e300, 0, 0.999, 1] + [Double](repeating: 0.25, count: 56)
    #expect(Dataset.text(ofSprite: odd).hasPrefix(" # ?# ##\n........\n"))
  }

  @Test func splitsShareNothingAndLoseNothing() {
    let data = Dataset(
      inputs: Matrix(rows: 50, columns: 1) { row, _ in Double(row) },
      targets: Matrix(rows: 50, columns: 1) { row, _ in Double(row) * 2 })
    let split = data.split(validation: 0.2, test: 0.1, seed: 7)
    #expect([split.training.count, split.validation.count, split.test.count] == [35, 10, 5])
    let all = [split.training, split.validation, split.test].flatMap(\.inputs.values)
    #expect(all.sorted() == data.inputs.values && all != data.inputs.values)
    #expect(split.test.targets == split.test.inputs * 2, "targets stay with their inputs")
    #expect(data.split(validation: 0.2, test: 0.1, seed: 7).test == split.test)
    #expect(data.split(validation: 0.2, test: 0.1, seed: 8).test != split.test)
  }

  /// Classes of 60, 30 and 10 samples, and one of a single sample.
  @Test func stratifiedSplitsKeepTheProportions() {
    let classes = (0..<101).map { $0 < 60 ? 0 : $0 < 90 ? 1 : $0 < 100 ? 2 : 3 }
    let data = Dataset(
      inputs: Matrix(rows: 101, columns: 1) { row, _ in Double(row) }, targets: oneHot(classes, classes: 4))
    var seen: Set<[Double]> = []
    for seed in 0..<20 as Range<UInt64> {
      let split = data.split(validation: 0.2, test: 0.1, stratified: true, seed: seed)
      let parts = [split.training, split.validation, split.test]
      #expect(parts.map(\.count) == [71, 20, 10])
      #expect(parts.flatMap(\.inputs.values).sorted() == data.inputs.values)
      for part in parts {
        for (k, size) in [60, 30, 10, 1].enumerated() {
          let share = Double(size * part.count) / 101
          #expect(abs(Double(part.labels.count { $0 == k }) - share) <= 1)
          #expect(zip(part.inputs.values, part.labels).allSatisfy { classes[Int($0)] == $1 })
        }
      }
      #expect(split.training.labels.contains(3), "one sample is for training")
      seen.insert(split.test.inputs.values.sorted())
    }
    #expect(seen.count == 20, "chance decides who goes where")
    let again = data.split(validation: 0.2, test: 0.1, stratified: true, seed: 3)
    #expect(data.split(validation: 0.2, test: 0.1, stratified: true, seed: 3).test == again.test)
    #expect(data.split(validation: 0.2, test: 0.1, stratified: false, seed: 3).test != again.test)
    #expect(
      data.split(validation: 0.2, test: 0.1, seed: 3).test
        == data.split(validation: 0.2, test: 0.1, stratified: false, seed: 3).test)
  }

  @Test func weightsMakeClassesCountAlike() {
    #expect(classWeights([0, 0, 0, 1], classes: 2) == [4.0 / 6, 2])
    #expect(classWeights([2, 0, 2, 2], classes: 4) == [2, 0, 4.0 / 6, 0])
    #expect(classWeights([], classes: 2) == [0, 0])
  }

  @Test func scalingUsesTheTrainingSplitsNumbers() {
    let training: Matrix = [[1, 100, 7], [3, 300, 7], [5, 200, 7]]
    let minMax = Scaling.minMax(training)
    #expect(minMax(training) == [[0, 0, 0], [0.5, 1, 0], [1, 0.5, 0]])
    #expect(minMax([[9, 0, 8]]) == [[2, -0.5, 1]], "other data may lie outside 0...1")
    let standard = Scaling.standard(training)
    let scaled = standard(training)
    #expect(zip(scaled.columnMeans(), [0, 0, 0]).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(zip((scaled * scaled).columnMeans(), [1, 1, 0]).allSatisfy { abs($0 - $1) < 1e-15 })
    for scaling in [minMax, standard] {
      let back = scaling.inverted(scaling(training))
      #expect(zip(back.values, training.values).allSatisfy { abs($0 - $1) < 1e-12 })
    }
  }

  @Test func scalingRoundsTheBowl() {
    // Eigenvalues of XᵀX by hand: 1 and 9; 3 ± 1; a repeated column.
    #expect(abs(conditionNumber(of: [[1, 0], [0, 3]]) - 9) < 1e-12)
    #expect(abs(conditionNumber(of: [[1, 1], [1, -1], [1, 0], [0, 1]]) - 1) < 1e-12)
    #expect(abs(conditionNumber(of: [[1, 1], [1, 0], [1, 1], [0, 1]]) - 5) < 1e-12)
    #expect(conditionNumber(of: [[1, 2], [2, 4], [3, 6]]) == .infinity)
    // Three features on scales of 1, 100 and 0.01, none around 0.
    var rng = SplitMix64(seed: 7)
    let raw = Matrix(rows: 200, columns: 3) { _, j in [1, 100, 0.01][j] * rng.normal(mean: 2) }
    let (before, after) = (conditionNumber(of: raw), conditionNumber(of: Scaling.standard(raw)(raw)))
    #expect(before > 1e6 && conditionNumber(of: Scaling.minMax(raw)(raw)) < 100 && after < 1.5)
    // The steps of plain descent at its best rate for the two curvatures κ and 1: about (κ/2) log(10⁶).
    let (rate, kappa) = (2.0 / 101, 100.0)
    let path = descend(from: [1, 1], using: GradientDescent(learningRate: rate), steps: 2000) {
      [kappa * $0[0], $0[1]]
    }
    let steps = path.firstIndex { abs($0[0]) < 1e-6 && abs($0[1]) < 1e-6 } ?? 0
    #expect(abs(Double(steps) - kappa / 2 * log(1e6)) < 10)
  }

  @Test func labelsOfOneColumnAreRounded() {
    let data = Dataset(inputs: .zeros(4, 1), targets: [[0.4], [0.5], [-1], [9e15]])
    #expect(data.labels == [0, 1, -1, 9_000_000_000_000_000])
  }

  @Test func batchesCoverTheSamples() {
    for (samples, size, count) in [(10, 3, 4), (10, 5, 2), (10, 10, 1), (10, Int.max, 1), (0, 3, 0), (0, Int.max, 0)] {
      let batches = MiniBatches(samples: samples, size: size)
      #expect(batches.count == count)
      #expect((0..<count).flatMap { Array(batches[$0]) } == Array(0..<samples))
    }
  }

  @Test func oneHotRows() {
    #expect(oneHot([2, 0], classes: 3) == [[0, 0, 1], [1, 0, 0]])
    #expect(Dataset(inputs: .zeros(2, 1), targets: oneHot([2, 0], classes: 3)).labels == [2, 0])
  }

  /// Shapes for which the unchecked forms stop, and numbers that no net should see.
  @Test func dataFromOutsideIsChecked() throws {
    #expect(try Matrix(checking: [[1, 2], [3, 4]]) == [[1, 2], [3, 4]])
    #expect(try Matrix(checking: [], columns: 3).shape == [0, 3] && Matrix(checking: []).shape == [0, 0])
    #expect {
      try Matrix(checking: [[1, 2], [3]])
    } throws: { "\($0)" == "row 1 has 1 number, not 2" }
    #expect(throws: InputError.rowLength(row: 0, expected: 3, found: 2)) { try Matrix(checking: [[1, 2]], columns: 3) }
    for value in [Double.nan, .infinity, -.infinity] {
      #expect(throws: InputError.notFinite(row: 1, column: 0)) { try Matrix(checking: [[1, 2], [value, 3]]) }
    }
    #expect("\(InputError.notFinite(row: 1, column: 0))" == "row 1, column 0: not a finite number")
    #expect(try oneHot(checking: [2, 0], classes: 3) == [[0, 0, 1], [1, 0, 0]])
    for label in [-1, 3, Int.max] {
      #expect(throws: InputError.label(label, sample: 1, classes: 3)) { try oneHot(checking: [0, label], classes: 3) }
    }
    #expect("\(InputError.label(3, sample: 1, classes: 3))" == "the label 3 of sample 1 is not in 0..<3")
    #expect(try Dataset(checking: [[1], [2]], targets: [[3], [4]]).count == 2)
    #expect {
      try Dataset(checking: [[1], [2]], targets: [[3]])
    } throws: { "\($0)" == "2 inputs and 1 targets do not match" }
  }

  @Test func wavesAreExactToTheLastDigits() {
    let sixth = Double.pi / 6
    for (sixths, sine) in [(0.0, 0.0), (1.0, 0.5), (3.0, 1.0), (5.0, 0.5), (7.0, -0.5)] {
      let distance: Double = abs(sin(sixths * sixth) - sine)
      #expect(distance < 5e-16)
    }
    for angle in stride(from: -1000.0, through: 1000, by: 1.37) {
      let s: Double = sin(angle)
      let c: Double = cos(angle)
      let circle: Double = s * s + c * c
      #expect(abs(circle - 1) < 1e-15)
      let double: Double = 2 * s * c
      let distance: Double = abs(sin(2 * angle) - double)
      #expect(distance < 1e-14)
      #expect(sin(-angle) == -s && cos(-angle) == c)
    }
  }
}

/// A column that never changes has nothing to scale by, however its mean is rounded.
@Suite struct ConstantColumnTests {
  @Test(arguments: [(3, 0.1), (1000, 14.62), (150, 5.8), (7, 1e300), (5, 0), (9, -0.3)])
  func itBecomesZero(_ count: Int, _ number: Double) {
    let data = Matrix(rows: count, columns: 1, repeating: number)
    let scaling = Scaling.standard(data)
    #expect(scaling(data) == .zeros(count, 1))
    #expect(scaling.scale == [1] && scaling.shift == [number])
    #expect(scaling([[number + 1]])[0, 0].magnitude <= 1)
  }

  @Test func roundingIsNoVariation() {
    // 0.1 + 0.2 is not 0.3, by one unit in the last place.
    let scaling = Scaling.standard([[0.1 + 0.2], [0.3], [0.3]])
    #expect(scaling.scale == [1])
    #expect(scaling([[0.4]])[0, 0] < 0.2)
  }

  @Test func smallVariationIsVariation() {
    let scaled = Scaling.standard([[1e6], [1e6 + 1e-3]])([[1e6], [1e6 + 1e-3]])
    #expect((scaled[0, 0] + 1).magnitude < 1e-6 && (scaled[1, 0] - 1).magnitude < 1e-6)
  }
}
