extension Matrix: CustomStringConvertible {
  /// The matrix as a Swift literal with aligned columns, each number with up to 6 significant digits.
  ///
  /// ```
  /// [[  1, 0.25],
  ///  [-10,  0.5]]
  /// ```
  public var description: String { text { $0.formatted(significantDigits: 6) } }

  /// The matrix as a Swift literal with aligned columns, each number with so many decimals.
  ///
  /// - Parameter decimals: The number of digits after the point, at least 0.
  public func formatted(decimals: Int) -> String { text { $0.formatted(decimals: decimals) } }

  private func text(_ element: (Double) -> String) -> String {
    let cells = storage.map(element)
    let widths = (0..<columns).map { column in
      stride(from: column, to: cells.count, by: columns).map { cells[$0].utf8.count }.max() ?? 0
    }
    var text = "["
    for row in 0..<rows {
      text += row == 0 ? "[" : ",\n ["
      for column in 0..<columns {
        if column > 0 { text += ", " }
        let cell = cells[row * columns + column]
        text += String(repeating: " ", count: widths[column] - cell.utf8.count) + cell
      }
      text += "]"
    }
    return text + "]"
  }
}
