import NeuralNet
import Testing

@Suite struct MatrixTests {
  let a: Matrix = [[1, 2, 3], [4, 5, 6]]
  let b: Matrix = [[1, 0, 2, 1], [0, 1, -1, 2], [3, 1, 0, 5]]

  @Test func initializersAgree() {
    #expect(a == Matrix(rows: 2, columns: 3, [1, 2, 3, 4, 5, 6]))
    #expect(a == Matrix(rows: 2, columns: 3) { Double(3 * $0 + $1 + 1) })
    #expect(Matrix(rows: 2, columns: 3, repeating: 7) == [[7, 7, 7], [7, 7, 7]])
    #expect(Matrix.zeros(1, 2) == [[0, 0]])
    #expect(Matrix.identity(2) == [[1, 0], [0, 1]])
    #expect(a.shape == [2, 3] && a.count == 6)
    #expect(a != Matrix(rows: 3, columns: 2, a.values))
  }

  @Test func elementsAreStoredRowByRow() {
    var m = a
    #expect(m[1, 0] == 4)
    m[1, 0] = 9
    #expect(m.values == [1, 2, 3, 9, 5, 6])
    m.values[5] = 0
    #expect(m[1, 2] == 0)
    #expect(a[1, 0] == 4)
  }

  @Test func slices() {
    #expect(a.row(1) == [4, 5, 6])
    #expect(a.column(1) == [2, 5])
    #expect(b[rows: 1..<3] == [[0, 1, -1, 2], [3, 1, 0, 5]])
    #expect(b[rows: 1..<1].shape == [0, 4])
    #expect(b[rows: [2, 0, 2]] == [[3, 1, 0, 5], [1, 0, 2, 1], [3, 1, 0, 5]])
    var target = Matrix(rows: 3, columns: 4, repeating: 8)
    b.copyRows([2, 0][...], into: &target)
    #expect(target == [[3, 1, 0, 5], [1, 0, 2, 1], [8, 8, 8, 8]])
    #expect(a.transposed == [[1, 4], [2, 5], [3, 6]])
  }

  @Test func arithmeticIsElementByElement() {
    let c: Matrix = [[2, 4, -1], [0.5, 10, 3]]
    #expect(a + c == [[3, 6, 2], [4.5, 15, 9]])
    #expect(a - c == [[-1, -2, 4], [3.5, -5, 3]])
    #expect(a * c == [[2, 8, -3], [2, 50, 18]])
    #expect(a / c == [[0.5, 0.5, -3], [8, 0.5, 2]])
    #expect(a + 1 == [[2, 3, 4], [5, 6, 7]])
    #expect(1 + a == a + 1)
    #expect(a - 1 == [[0, 1, 2], [3, 4, 5]])
    #expect(1 - a == [[0, -1, -2], [-3, -4, -5]])
    #expect(a * 2 == [[2, 4, 6], [8, 10, 12]])
    #expect(2 * a == a * 2)
    #expect(a / 2 == [[0.5, 1, 1.5], [2, 2.5, 3]])
    #expect(-a == a * -1)
    #expect(a.map { $0 * $0 } == a * a)
  }

  @Test func aVectorIsAddedToEveryRow() {
    #expect(a + [10, 20, 30] == [[11, 22, 33], [14, 25, 36]])
  }

  @Test func products() {
    let product: Matrix = [[10, 5, 0, 20], [22, 11, 3, 44]]
    #expect(matmul(a, b) == product)
    #expect(matmul(transposing: a.transposed, b) == product)
    #expect(matmul(a, transposing: b.transposed) == product)
    #expect(matmul(a, .identity(3)) == a)
    #expect(matmul([1, 2, 3], b) == [10, 5, 0, 20])
    #expect(matmul(a, [1, 0, -1]) == [-2, -2])
    #expect(dot([1, 2, 3], [4, -5, 6]) == 12)
    #expect(matmul(Matrix.zeros(2, 0), Matrix.zeros(0, 3)) == .zeros(2, 3))
  }

  @Test func reductions() {
    let m: Matrix = [[1, -2, 3], [4, 5, -6]]
    #expect(m.sum() == 5 && m.mean() == 5.0 / 6 && m.max() == 5 && m.min() == -6)
    #expect(m.columnSums() == [5, 3, -3])
    #expect(m.columnMeans() == [2.5, 1.5, -1.5])
    #expect(m.columnMaxima() == [4, 5, 3])
    #expect(m.rowSums() == [2, 3])
    #expect(m.rowMeans() == [2.0 / 3, 1])
    #expect(m.rowMaxima() == [3, 5])
    #expect(m.rowArgmax() == [2, 1])
    #expect(argmax([1, 3, 3, 2]) == 1)
    #expect(Matrix([[1, .nan, 2]]).max().isNaN)
  }

  @Test func descriptionAlignsColumns() {
    let m: Matrix = [[1, 0.25], [-10, 1.0 / 3]]
    #expect(
      m.description == """
        [[  1,     0.25],
         [-10, 0.333333]]
        """)
    #expect(
      m.formatted(decimals: 2) == """
        [[  1.00, 0.25],
         [-10.00, 0.33]]
        """)
    #expect(Matrix([]).description == "[]")
  }
}

/// The message of a fatal error, as the reader sees it.
@Suite struct ShapeErrorTests {
  @Test func matmulNamesBothShapes() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = matmul(Matrix.zeros(2, 3), Matrix.zeros(4, 5))
    }
    let text = standardError(of: result)
    #expect(text.contains("matmul: shapes [2, 3] and [4, 5] do not match"))
  }

  @Test func anIndexOutsideNamesTheShape() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix.zeros(2, 3)[2, 0]
    }
    let text = standardError(of: result)
    #expect(text.contains("Matrix: index [2, 0] is outside shape [2, 3]"))
  }

  @Test func addingAVectorNamesBothShapes() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix.zeros(2, 3) + [1, 2]
    }
    let text = standardError(of: result)
    #expect(text.contains("+: shapes [2, 3] and [2] do not match"))
  }

  private func standardError(of result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }
}
