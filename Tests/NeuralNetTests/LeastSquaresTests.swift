import NeuralNet
import Testing

@Suite struct LeastSquaresTests {
  @Test func aLineThroughThreePoints() throws {
    // y = 1, 2, 4 at x = 0, 1, 2: the slope is 3/2 and the constant 5/6.
    let x = try #require(leastSquares([[0, 1], [1, 1], [2, 1]], [[1], [2], [4]]))
    expectClose(x, [[1.5], [5.0 / 6]], "line")
  }

  @Test func exactSystemsAreSolved() throws {
    var rng = SplitMix64(seed: 1)
    let a = Matrix(rows: 6, columns: 6) { _, _ in rng.normal() }
    let x = Matrix(rows: 6, columns: 2) { _, _ in rng.normal() }
    expectClose(try #require(leastSquares(a, matmul(a, x))), x, absolute: 1e-11, "system")
  }

  @Test func theRestIsSquareToTheColumns() throws {
    var rng = SplitMix64(seed: 2)
    let a = Matrix(rows: 30, columns: 4) { _, _ in rng.normal() }
    let b = Matrix(rows: 30, columns: 1) { _, _ in rng.normal() }
    let x = try #require(leastSquares(a, b))
    #expect(matmul(transposing: a, b - matmul(a, x)).values.allSatisfy { $0.magnitude < 1e-12 })
    // With a ridge, Aᵀ(b − A x) = λ x.
    let ridged = try #require(leastSquares(a, b, ridge: 3))
    expectClose(matmul(transposing: a, b - matmul(a, ridged)), ridged * 3, absolute: 1e-12, "ridge")
  }

  @Test func whatIsNotDeterminedIsNone() {
    #expect(leastSquares([[1, 2], [2, 4], [3, 6]], [[1], [2], [3]]) == nil)
    #expect(leastSquares([[1, 2]], [[1]]) == nil)
    #expect(leastSquares([[1, .nan], [2, 3]], [[1], [2]]) == nil)
    #expect(leastSquares([[1, 2], [2, 4], [3, 6]], [[1], [2], [3]], ridge: 0.1) != nil)
    #expect(leastSquares([[0]], [[1]]) == nil)
  }

  @Test func certaintyIsSpread() {
    expectClose(smoothed([[1, 0], [0, 1]], by: 0.1), [[0.95, 0.05], [0.05, 0.95]], "smoothed")
    #expect(smoothed([[1, 0, 0]], by: 0) == [[1, 0, 0]])
    // The best answer to smoothed targets is finite: the logarithm of 0.95 / 0.05.
    #expect(SoftmaxCrossEntropy().gradient([[log(19), 0]], smoothed([[1, 0]], by: 0.1)).values[0].magnitude < 1e-15)
  }
}
