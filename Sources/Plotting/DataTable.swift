/// The numbers behind a figure: named columns, and rows of numbers and words.
public struct DataTable: Equatable, Sendable {
  /// One entry of a row.
  public enum Cell: Equatable, Sendable {
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

extension DataTable.Cell {
  /// The cell as plain text: a number with the fewest digits that read back as the same number, words as they are.
  public var text: String {
    switch self {
    case .number(let value): Decimal.exact(value)
    case .text(let words): words
    case .empty: ""
    }
  }
}
