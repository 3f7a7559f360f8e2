/// The matrix X that makes ‖A·X − B‖² + λ‖X‖² smallest: linear regression, and with λ above 0 ridge regression.
///
/// By reflections (QR), which lose no digits to a product AᵀA. The λ rows √λ·I are put below A, and zeros below B.
///
/// - Parameters:
///   - a: The samples, shape `[n, k]`; add a column of ones if the model has a constant.
///   - b: The targets, shape `[n, m]`.
///   - ridge: λ, at least 0.
/// - Returns: X, shape `[k, m]`; nil if the columns of A (and the ridge) do not determine it.
/// - Precondition: as many rows in both (else a fatal error that names both shapes).
/// - Complexity: O(*n* × *k*²).
///
/// Source: Golub and Van Loan, *Matrix Computations*, section 5.3.2 (Householder least squares).
public func leastSquares(_ a: Matrix, _ b: Matrix, ridge: Double = 0) -> Matrix? {
  if a.rows != b.rows { shapeMismatch("leastSquares", a.shape, b.shape) }
  if !(ridge >= 0) { fail("leastSquares: the ridge \(ridge) is not at least 0") }
  let extra = ridge > 0 ? a.columns : 0
  var r = Matrix(rows: a.rows + extra, columns: a.columns) { row, column in
    row < a.rows ? a[row, column] : row - a.rows == column ? sqrt(ridge) : 0
  }
  var y = Matrix(rows: b.rows + extra, columns: b.columns) { row, column in row < b.rows ? b[row, column] : 0 }
  if r.rows < r.columns { return nil }
  let size = sqrt(r.values.reduce(0) { $0 + $1 * $1 })
  for k in 0..<r.columns {
    var length = 0.0
    for row in k..<r.rows { length += r[row, k] * r[row, k] }
    length = sqrt(length)
    // All that is left of a column that depends on the others is rounding.
    if !(length > size * 1e-14) { return nil }
    let head = r[k, k] > 0 ? r[k, k] + length : r[k, k] - length
    var mirror = (k..<r.rows).map { r[$0, k] }
    mirror[0] = head
    let scale = 2 / mirror.reduce(0) { $0 + $1 * $1 }
    reflect(&r, from: k, mirror, scale)
    reflect(&y, from: k, mirror, scale)
  }
  var x = Matrix.zeros(r.columns, y.columns)
  for column in 0..<y.columns {
    for row in (0..<r.columns).reversed() {
      var rest = y[row, column]
      for k in row + 1..<max(row + 1, r.columns) { rest -= r[row, k] * x[k, column] }
      x[row, column] = rest / r[row, row]
    }
  }
  return x
}

/// Mirrors the rows from `start` on of every column: c − scale (v·c) v.
private func reflect(_ m: inout Matrix, from start: Int, _ mirror: [Double], _ scale: Double) {
  for column in 0..<m.columns {
    var product = 0.0
    for (i, v) in mirror.enumerated() { product += v * m[start + i, column] }
    for (i, v) in mirror.enumerated() { m[start + i, column] -= scale * product * v }
  }
}
