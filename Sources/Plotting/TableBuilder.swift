/// Rows whose columns are found by name, as they come.
struct TableBuilder {
  private var columns: [String]
  private var rows: [[DataTable.Cell]] = []

  /// Starts a table whose first columns are known.
  init(columns: [String] = []) {
    self.columns = columns
  }

  /// The rows so far, all with one cell a column.
  var table: DataTable { DataTable(columns: columns, rows: rows) }

  /// Adds a row; a column that is new to the table is added at the right.
  mutating func add(_ fields: [(String, DataTable.Cell)]) {
    var row = [DataTable.Cell](repeating: .empty, count: columns.count)
    var used = [Bool](repeating: false, count: columns.count)
    for (column, cell) in fields {
      // Two axes may have one name; the second then gets a column of its own.
      if let index = columns.indices.first(where: { columns[$0] == column && !used[$0] }) {
        row[index] = cell
        used[index] = true
      } else {
        columns.append(column)
        row.append(cell)
        used.append(true)
      }
    }
    rows.append(row)
  }
}
