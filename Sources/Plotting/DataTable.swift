/// Named columns, and rows of numbers and words: the numbers behind a figure, or a result of its own.
///
/// ```swift
/// let and = DataTable(columns: ["x₁", "x₂", "AND"], rows: [[0, 0, 0], [0, 1, 0], [1, 0, 0], [1, 1, 1]])
/// ```
public struct DataTable: Equatable, Sendable {
  /// One entry of a row; a literal number or string is a cell already.
  public enum Cell: Equatable, Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByStringLiteral
  {
    /// A number, written with as many digits as it takes to read the same number back.
    case number(Double)
    /// Words.
    case text(String)
    /// Nothing: the column does not apply to this row.
    case empty
  }

  /// The columns' names, from left to right.
  public var columns: [String]
  /// The rows; each has one cell a column.
  public var rows: [[Cell]]

  /// Creates a table from its columns' names and its rows.
  ///
  /// A short row is filled with empty cells and a long one is cut, so that every row has one cell a column.
  public init(columns: [String], rows: [[Cell]] = []) {
    self.columns = columns
    self.rows = rows.map { row in
      columns.indices.map { $0 < row.count ? row[$0] : .empty }
    }
  }

  /// The table as comma-separated values: a line of names, then a line a row, each ended by a line feed.
  ///
  /// A cell that contains a comma, a quote or a line break is quoted, and its quotes are doubled, as RFC 4180 asks.
  public func csv() -> String {
    var text = Self.line(columns)
    for row in rows {
      text += Self.line(row.map { $0.text })
    }
    return text
  }

  private static func line(_ fields: [String]) -> String {
    var text = ""
    for (index, field) in fields.enumerated() {
      if index > 0 { text += "," }
      text += quoted(field)
    }
    return text + "\n"
  }

  private static func quoted(_ field: String) -> String {
    let special = field.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    guard special else { return field }
    var text = "\""
    for scalar in field.unicodeScalars {
      if scalar == "\"" { text += "\"" }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}

extension DataTable: CustomStringConvertible {
  /// The table as plain text: a line of names and a line a row, in columns two spaces apart, each ended by a line feed.
  ///
  /// Numbers are flush right, with six significant digits at most and, within a column, with the decimals in line;
  /// words are flush left. Columns are aligned for letters of equal width.
  public var description: String {
    let texts = columns.indices.map { column in aligned(rows.map { $0[column] }) }
    let widths = columns.indices.map { column in
      ([columns[column]] + texts[column]).map { $0.unicodeScalars.count }.reduce(0, max)
    }
    var text = ""
    for row in -1..<rows.count {
      var line = ""
      for column in columns.indices {
        let word = row < 0 ? columns[column] : texts[column][row]
        let padding = String(repeating: " ", count: widths[column] - word.unicodeScalars.count)
        line += (column == 0 ? "" : "  ") + (isNumeric(column) ? padding + word : word + padding)
      }
      while line.utf8.last == 0x20 { line.unicodeScalars.removeLast() }
      text += line + "\n"
    }
    return text
  }

  private func isNumeric(_ column: Int) -> Bool {
    !rows.isEmpty
      && rows.allSatisfy { row in
        if case .text = row[column] { false } else { true }
      }
  }

  /// A column's texts; its numbers get as many decimals as the one that needs most.
  private func aligned(_ cells: [Cell]) -> [String] {
    let places = cells.map { cell -> Int in
      guard case .number(let value) = cell, value.isFinite else { return 0 }
      let text = Decimal.short(value, digits: 6)
      guard let point = text.utf8.firstIndex(of: 0x2E), !text.unicodeScalars.contains("×") else { return 0 }
      return text.utf8.distance(from: point, to: text.utf8.endIndex) - 1
    }.reduce(0, max)
    return cells.map { cell in
      guard case .number(let value) = cell else { return cell.text }
      let exponent = value == 0 || !value.isFinite ? 0 : PowerOfTen.exponent(of: value.magnitude)
      let isPlain = exponent >= -4 && exponent < 6
      return isPlain ? Decimal.fixed(value, places: places) : Decimal.short(value, digits: 6)
    }
  }
}

extension DataTable.Cell {
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }

  /// A number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }

  /// Words.
  public init(stringLiteral value: String) { self = .text(value) }

  /// The cell as plain text: a number with the fewest digits that read back as the same number, words as they are.
  public var text: String {
    switch self {
    case .number(let value): Decimal.exact(value)
    case .text(let words): words
    case .empty: ""
    }
  }
}
