extension Matrix {
  /// One row, as a vector.
  ///
  /// - Precondition: `index` is in `0..<rows`.
  public func row(_ index: Int) -> [Double] {
    if index < 0 || index >= rows { indexOutside("row", [index], shape) }
    return Array(storage[(index * columns)..<((index + 1) * columns)])
  }

  /// One column, as a vector.
  ///
  /// - Precondition: `index` is in `0..<columns`.
  public func column(_ index: Int) -> [Double] {
    if index < 0 || index >= columns { indexOutside("column", [index], shape) }
    var column: [Double] = []
    column.reserveCapacity(rows)
    for row in 0..<rows { column.append(storage[row * columns + index]) }
    return column
  }

  /// Neighbouring rows, as a matrix of shape `[range.count, columns]`.
  ///
  /// - Precondition: `range` lies in `0...rows`.
  public subscript(rows range: Range<Int>) -> Matrix {
    if range.lowerBound < 0 || range.upperBound > rows {
      indexOutside("rows", [range.lowerBound, range.upperBound], shape)
    }
    let values = Array(storage[(range.lowerBound * columns)..<(range.upperBound * columns)])
    return Matrix(rows: range.count, columns: columns, values)
  }

  /// Chosen rows in the given order, as a matrix of shape `[indices.count, columns]`; a row may be chosen twice.
  ///
  /// - Precondition: Every index is in `0..<rows`.
  public subscript(rows indices: [Int]) -> Matrix {
    var chosen = Matrix.zeros(indices.count, columns)
    copyRows(indices[...], into: &chosen)
    return chosen
  }

  /// Copies chosen rows over the first rows of a matrix that exists already, so that a training loop allocates nothing.
  ///
  /// - Precondition: Every index is in `0..<rows`, and `target` has as many columns and at least `indices.count` rows.
  public func copyRows(_ indices: ArraySlice<Int>, into target: inout Matrix) {
    if target.columns != columns || target.rows < indices.count {
      shapeMismatch("copyRows", [indices.count, columns], target.shape)
    }
    var start = 0
    for index in indices {
      if index < 0 || index >= rows { indexOutside("copyRows", [index], shape) }
      for column in 0..<columns { target.storage[start + column] = storage[index * columns + column] }
      start += columns
    }
  }

  /// The matrix with rows and columns exchanged, of shape `[columns, rows]`.
  public var transposed: Matrix {
    Matrix(rows: columns, columns: rows) { row, column in storage[column * columns + row] }
  }
}
