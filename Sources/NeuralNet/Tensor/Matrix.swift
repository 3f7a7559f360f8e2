/// A table of numbers with rows and columns, stored row by row.
///
/// One row holds one sample, one column one feature: a layer computes `matmul(x, w) + b`. Vectors are arrays of `Double`.
/// A matrix is a value: a copy never changes when the original does.
///
/// ```swift
/// let w: Matrix = [[1, 2, 3], [4, 5, 6]]
/// w[0, 2]  // => 3
/// w.shape  // => [2, 3]
/// ```
public struct Matrix: Equatable, Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The elements, row by row; their number is `rows * columns`.
  @usableFromInline var storage: [Double]

  /// Creates a matrix from its elements, given row by row.
  ///
  /// - Parameters:
  ///   - rows: The number of rows, at least 0.
  ///   - columns: The number of columns, at least 0.
  ///   - values: The elements, row by row.
  /// - Precondition: `values.count == rows * columns` (else a fatal error that names both shapes).
  /// - Complexity: O(1); the array is taken over.
  @inlinable public init(rows: Int, columns: Int, _ values: [Double]) {
    if rows < 0 || columns < 0 || values.count != rows * columns {
      shapeMismatch("Matrix", [rows, columns], [values.count])
    }
    self.rows = rows
    self.columns = columns
    storage = values
  }

  /// Creates a matrix in which every element has the same value.
  ///
  /// - Precondition: `rows` and `columns` are at least 0.
  @inlinable public init(rows: Int, columns: Int, repeating value: Double) {
    if rows < 0 || columns < 0 { shapeMismatch("Matrix", [rows, columns], [0]) }
    self.init(rows: rows, columns: columns, [Double](repeating: value, count: rows * columns))
  }

  /// Creates a matrix from its rows.
  ///
  /// - Precondition: All rows have the same length (else a fatal error that names the two lengths).
  public init(_ rows: [[Double]]) {
    let columns = rows.first?.count ?? 0
    var values: [Double] = []
    values.reserveCapacity(rows.count * columns)
    for row in rows {
      if row.count != columns { shapeMismatch("Matrix", [columns], [row.count]) }
      values += row
    }
    self.init(rows: rows.count, columns: columns, values)
  }

  /// Creates a matrix whose element in row *i* and column *j* is `element(i, j)`; the rows are filled in order.
  @inlinable public init(rows: Int, columns: Int, _ element: (Int, Int) -> Double) {
    self.init(rows: rows, columns: columns, repeating: 0)
    for row in 0..<rows {
      for column in 0..<columns { storage[row * columns + column] = element(row, column) }
    }
  }

  /// A matrix of zeros.
  public static func zeros(_ rows: Int, _ columns: Int) -> Matrix {
    Matrix(rows: rows, columns: columns, repeating: 0)
  }

  /// The square matrix with ones on its diagonal and zeros elsewhere; a product with it changes nothing.
  public static func identity(_ size: Int) -> Matrix {
    var identity = zeros(size, size)
    for i in 0..<size { identity[i, i] = 1 }
    return identity
  }

  /// The number of rows and the number of columns.
  public var shape: [Int] { [rows, columns] }

  /// The number of elements.
  @inlinable public var count: Int { storage.count }

  /// The elements, row by row.
  ///
  /// Assigning replaces them all, and the shape stays.
  ///
  /// - Precondition: A new array has `count` elements (else a fatal error that names both shapes).
  @inlinable public var values: [Double] {
    get { storage }
    // Yielding the storage lets a caller change one element without a copy of all.
    _modify {
      defer { if storage.count != rows * columns { shapeMismatch("values", shape, [storage.count]) } }
      yield &storage
    }
  }

  /// The element in a row and a column, both counted from 0.
  ///
  /// - Precondition: The index lies inside the shape (else a fatal error that names both).
  @inlinable public subscript(row: Int, column: Int) -> Double {
    get {
      checkIndex(row, column)
      return storage[row * columns + column]
    }
    _modify {
      checkIndex(row, column)
      yield &storage[row * columns + column]
    }
  }

  @inlinable @inline(__always) func checkIndex(_ row: Int, _ column: Int) {
    if row < 0 || row >= rows || column < 0 || column >= columns { indexOutside("Matrix", [row, column], shape) }
  }
}

extension Matrix: ExpressibleByArrayLiteral {
  /// Creates a matrix from a literal of rows, as in `[[1, 2], [3, 4]]`.
  ///
  /// - Precondition: All rows have the same length (else a fatal error that names the two lengths).
  public init(arrayLiteral rows: [Double]...) {
    self.init(rows)
  }
}
