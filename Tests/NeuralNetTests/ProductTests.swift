import NeuralNet
import Testing

/// The register tiles against the textbook's triple loop, bit by bit.
///
/// The level is a setting of the whole process. Tests that run beside these see it change, and see no difference.
@Suite(.serialized) struct ProductTests {
  /// Shapes around every border: one element, registers and tiles that fit or do not, the inner dimension below, at and
  /// above a panel's depth, and products on both sides of the plain loop's limit.
  static let shapes: [(rows: Int, inner: Int, columns: Int)] = {
    var shapes = [(1, 1, 1), (3, 0, 2), (0, 3, 2), (3, 2, 0), (4, 2, 4), (12, 12, 13), (13, 12, 13), (1, 300, 70)]
    for rows in [1, 2, 3, 7, 8, 9, 17, 33] {
      for columns in [1, 5, 8, 10, 24, 25, 31, 50] { shapes.append((rows, 129, columns)) }
    }
    for inner in [1, 127, 128, 130, 257] { shapes.append((21, inner, 59)) }
    // Packed panels in several stripes; rows whose distance is a multiple of 4096 bytes.
    for (inner, columns) in [(200, 70), (512, 33), (1024, 12)] { shapes.append((16, inner, columns)) }
    for (inner, columns) in [(200, 70), (512, 33), (1024, 12)] { shapes.append((40, inner, columns)) }
    return shapes
  }()

  @Test(arguments: KernelLevel.allCases)
  func everyFormHasTheBitsOfTheTripleLoop(level: KernelLevel) {
    let best = KernelLevel.current
    KernelLevel.limit(to: level)
    defer { KernelLevel.limit(to: best) }
    var rng = SplitMix64(seed: 11)
    for (rows, inner, columns) in Self.shapes {
      let a = Matrix(rows: rows, columns: inner) { _, _ in rng.normal() }
      let b = Matrix(rows: inner, columns: columns) { _, _ in rng.normal() }
      let expected = bits(tripleLoop(a, b))
      #expect(bits(matmul(a, b)) == expected, "\(a.shape) \(b.shape) \(level)")
      #expect(bits(matmul(transposing: a.transposed, b)) == expected, "transposed \(a.shape) \(b.shape) \(level)")
      #expect(bits(matmul(a, transposing: b.transposed)) == expected, "\(a.shape) transposed \(b.shape) \(level)")
    }
  }

  @Test(arguments: KernelLevel.allCases)
  func infinitiesAndSignedZerosAreKept(level: KernelLevel) {
    let best = KernelLevel.current
    KernelLevel.limit(to: level)
    defer { KernelLevel.limit(to: best) }
    var a = Matrix(rows: 20, columns: 20, repeating: 1)
    let b = Matrix(rows: 20, columns: 20, repeating: -0.0)
    #expect(bits(matmul(a, b)) == bits(tripleLoop(a, b)))
    a[3, 4] = .infinity
    #expect(matmul(a, Matrix(rows: 20, columns: 20, repeating: 1)).row(3) == Array(repeating: .infinity, count: 20))
    #expect(matmul(a, b).row(3).allSatisfy { $0.isNaN })
    #expect(matmul(a, b).row(2).allSatisfy { $0 == 0 })
  }

  /// What the target held before does not matter.
  @Test func intoOverwritesItsTarget() {
    var rng = SplitMix64(seed: 12)
    for inner in [0, 3, 40] {
      let a = Matrix(rows: 30, columns: inner) { _, _ in rng.normal() }
      let b = Matrix(rows: inner, columns: 30) { _, _ in rng.normal() }
      var c = Matrix(rows: 30, columns: 30, repeating: .nan)
      matmul(a, b, into: &c)
      #expect(c == tripleLoop(a, b))
    }
  }

  private func tripleLoop(_ a: Matrix, _ b: Matrix) -> Matrix {
    Matrix(rows: a.rows, columns: b.columns) { i, j in
      var sum = 0.0
      for p in 0..<a.columns { sum += a[i, p] * b[p, j] }
      return sum
    }
  }

  private func bits(_ matrix: Matrix) -> [UInt64] { matrix.values.map(\.bitPattern) }
}
