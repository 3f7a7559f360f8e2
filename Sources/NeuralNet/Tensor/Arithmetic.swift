// Element by element. Between two matrices the shapes must be equal; the one shape that is stretched to fit is a vector
// added to every row, as a layer adds its bias.

extension Matrix {
  /// Adds a matrix of the same shape, element by element.
  public static func += (left: inout Matrix, right: Matrix) { left.combine("+", right, +) }
  /// Subtracts a matrix of the same shape, element by element.
  public static func -= (left: inout Matrix, right: Matrix) { left.combine("-", right, -) }
  /// Multiplies by a matrix of the same shape, element by element (the Hadamard product).
  public static func *= (left: inout Matrix, right: Matrix) { left.combine("*", right, *) }
  /// Divides by a matrix of the same shape, element by element.
  public static func /= (left: inout Matrix, right: Matrix) { left.combine("/", right, /) }

  /// Adds a number to every element.
  public static func += (left: inout Matrix, right: Double) { left.apply { $0 + right } }
  /// Subtracts a number from every element.
  public static func -= (left: inout Matrix, right: Double) { left.apply { $0 - right } }
  /// Multiplies every element by a number.
  public static func *= (left: inout Matrix, right: Double) { left.apply { $0 * right } }
  /// Divides every element by a number.
  public static func /= (left: inout Matrix, right: Double) { left.apply { $0 / right } }

  /// Adds a vector to every row.
  ///
  /// - Precondition: `right.count == left.columns` (else a fatal error that names both shapes).
  public static func += (left: inout Matrix, right: [Double]) {
    if right.count != left.columns { shapeMismatch("+", left.shape, [right.count]) }
    let columns = left.columns
    for row in 0..<left.rows {
      for column in 0..<columns { left.storage[row * columns + column] += right[column] }
    }
  }

  /// The sum of two matrices of the same shape, element by element.
  public static func + (left: Matrix, right: Matrix) -> Matrix { changed(left) { $0 += right } }
  /// The difference of two matrices of the same shape, element by element.
  public static func - (left: Matrix, right: Matrix) -> Matrix { changed(left) { $0 -= right } }
  /// The product of two matrices of the same shape, element by element (the Hadamard product); see `matmul` for the other.
  public static func * (left: Matrix, right: Matrix) -> Matrix { changed(left) { $0 *= right } }
  /// The quotient of two matrices of the same shape, element by element.
  public static func / (left: Matrix, right: Matrix) -> Matrix { changed(left) { $0 /= right } }

  /// Every element plus a number.
  public static func + (left: Matrix, right: Double) -> Matrix { changed(left) { $0 += right } }
  /// Every element minus a number.
  public static func - (left: Matrix, right: Double) -> Matrix { changed(left) { $0 -= right } }
  /// Every element times a number.
  public static func * (left: Matrix, right: Double) -> Matrix { changed(left) { $0 *= right } }
  /// Every element divided by a number.
  public static func / (left: Matrix, right: Double) -> Matrix { changed(left) { $0 /= right } }
  /// A number plus every element.
  public static func + (left: Double, right: Matrix) -> Matrix { right.map { left + $0 } }
  /// A number minus every element.
  public static func - (left: Double, right: Matrix) -> Matrix { right.map { left - $0 } }
  /// A number times every element.
  public static func * (left: Double, right: Matrix) -> Matrix { right.map { left * $0 } }
  /// Every element with its sign changed.
  public static prefix func - (matrix: Matrix) -> Matrix { matrix.map { -$0 } }

  /// A matrix with a vector added to every row, as in `matmul(x, w) + b`.
  ///
  /// - Precondition: `right.count == left.columns` (else a fatal error that names both shapes).
  public static func + (left: Matrix, right: [Double]) -> Matrix { changed(left) { $0 += right } }

  /// A matrix of the same shape with `transform` applied to every element.
  @inlinable public func map(_ transform: (Double) -> Double) -> Matrix {
    var result = self
    result.apply(transform)
    return result
  }

  /// Replaces every element by `transform` of it.
  @inlinable public mutating func apply(_ transform: (Double) -> Double) {
    for index in storage.indices { storage[index] = transform(storage[index]) }
  }

  /// Replaces every element by `operation` of it and the element at the same place of `other`.
  @inlinable @inline(__always)
  mutating func combine(_ name: String, _ other: Matrix, _ operation: (Double, Double) -> Double) {
    if rows != other.rows || columns != other.columns { shapeMismatch(name, shape, other.shape) }
    for index in storage.indices { storage[index] = operation(storage[index], other.storage[index]) }
  }
}

@inline(__always)
private func changed(_ matrix: Matrix, _ change: (inout Matrix) -> Void) -> Matrix {
  var copy = matrix
  change(&copy)
  return copy
}
