import CKernels

/// The dot product of two vectors, Σₖ aₖ bₖ, added in order.
///
/// - Precondition: `a.count == b.count` (else a fatal error that names both shapes).
/// - Complexity: O(*n*).
public func dot(_ a: [Double], _ b: [Double]) -> Double {
  if a.count != b.count { shapeMismatch("dot", [a.count], [b.count]) }
  var sum = 0.0
  for k in a.indices { sum += a[k] * b[k] }
  return sum
}

/// The matrix product C = A·B, with cᵢⱼ = Σₚ aᵢₚ bₚⱼ.
///
/// Every sum starts at 0 and adds p = 0, 1, 2, … in order, so the result has the same bits on every machine.
///
/// - Parameters:
///   - a: The left matrix, shape `[m, n]`.
///   - b: The right matrix, shape `[n, k]`.
/// - Returns: The product, shape `[m, k]`. A sanity value: `matmul(a, .identity(n))` is `a`.
/// - Precondition: `a.columns == b.rows` (else a fatal error that names both shapes).
/// - Complexity: O(*m* × *n* × *k*).
public func matmul(_ a: Matrix, _ b: Matrix) -> Matrix {
  var product = Matrix.zeros(a.rows, b.columns)
  matmul(a, b, into: &product)
  return product
}

/// The product Aᵀ·B without a transposed copy, as the gradient of a layer's weights needs it.
///
/// - Parameters:
///   - a: The left matrix, shape `[n, m]`.
///   - b: The right matrix, shape `[n, k]`.
/// - Returns: The product, shape `[m, k]`: the same bits as `matmul(a.transposed, b)`.
/// - Precondition: `a.rows == b.rows` (else a fatal error that names both shapes).
/// - Complexity: O(*m* × *n* × *k*).
public func matmul(transposing a: Matrix, _ b: Matrix) -> Matrix {
  var product = Matrix.zeros(a.columns, b.columns)
  matmul(transposing: a, b, into: &product)
  return product
}

/// The product A·Bᵀ without a transposed copy, as the gradient of a layer's input needs it.
///
/// - Parameters:
///   - a: The left matrix, shape `[m, n]`.
///   - b: The right matrix, shape `[k, n]`.
/// - Returns: The product, shape `[m, k]`: the same bits as `matmul(a, b.transposed)`.
/// - Precondition: `a.columns == b.columns` (else a fatal error that names both shapes).
/// - Complexity: O(*m* × *n* × *k*).
public func matmul(_ a: Matrix, transposing b: Matrix) -> Matrix {
  var product = Matrix.zeros(a.rows, b.rows)
  matmul(a, transposing: b, into: &product)
  return product
}

/// The product of a row vector and a matrix, x·W.
///
/// - Precondition: `x.count == w.rows` (else a fatal error that names both shapes).
public func matmul(_ x: [Double], _ w: Matrix) -> [Double] {
  if x.count != w.rows { shapeMismatch("matmul", [x.count], w.shape) }
  return matmul(Matrix(rows: 1, columns: x.count, x), w).storage
}

/// The product of a matrix and a column vector, W·x.
///
/// - Precondition: `w.columns == x.count` (else a fatal error that names both shapes).
public func matmul(_ w: Matrix, _ x: [Double]) -> [Double] {
  if w.columns != x.count { shapeMismatch("matmul", w.shape, [x.count]) }
  return matmul(w, Matrix(rows: x.count, columns: 1, x)).storage
}

/// Writes A·B over a matrix that exists already, so that a training loop allocates nothing.
///
/// - Precondition: The shapes are `[m, n]`, `[n, k]` and `[m, k]`.
public func matmul(_ a: Matrix, _ b: Matrix, into c: inout Matrix) {
  if a.columns != b.rows { shapeMismatch("matmul", a.shape, b.shape) }
  multiply(
    rows: a.rows, inner: a.columns, columns: b.columns, a, rowStride: a.columns, innerStride: 1, b,
    innerStride: b.columns, columnStride: 1, into: &c)
}

/// Writes Aᵀ·B over a matrix that exists already.
///
/// - Precondition: The shapes are `[n, m]`, `[n, k]` and `[m, k]`.
public func matmul(transposing a: Matrix, _ b: Matrix, into c: inout Matrix) {
  if a.rows != b.rows { shapeMismatch("matmul(transposing:_:)", a.shape, b.shape) }
  multiply(
    rows: a.columns, inner: a.rows, columns: b.columns, a, rowStride: 1, innerStride: a.columns, b,
    innerStride: b.columns, columnStride: 1, into: &c)
}

/// Writes A·Bᵀ over a matrix that exists already.
///
/// - Precondition: The shapes are `[m, n]`, `[k, n]` and `[m, k]`.
public func matmul(_ a: Matrix, transposing b: Matrix, into c: inout Matrix) {
  if a.columns != b.columns { shapeMismatch("matmul(_:transposing:)", a.shape, b.shape) }
  multiply(
    rows: a.rows, inner: a.columns, columns: b.rows, a, rowStride: a.columns, innerStride: 1, b, innerStride: 1,
    columnStride: b.columns, into: &c)
}

/// The product of two matrices given with strides, so that a transposed one needs no copy.
private func multiply(
  rows: Int, inner: Int, columns: Int, _ a: Matrix, rowStride: Int, innerStride: Int, _ b: Matrix,
  innerStride innerStrideOfB: Int, columnStride: Int, into c: inout Matrix
) {
  if c.rows != rows || c.columns != columns { shapeMismatch("matmul(into:)", [rows, columns], c.shape) }
  a.storage.withUnsafeBufferPointer { a in
    b.storage.withUnsafeBufferPointer { b in
      c.storage.withUnsafeMutableBufferPointer { c in
        ck_product(
          rows, inner, columns, a.baseAddress, rowStride, innerStride, b.baseAddress, innerStrideOfB, columnStride,
          c.baseAddress)
      }
    }
  }
}
