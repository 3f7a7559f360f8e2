/// A matrix of numbers as shaded cells: the larger the number, the darker the cell.
///
/// Positive numbers take the first color and negative ones the second. Numbers are written into the cells when they
/// fit.
///
/// ```swift
/// HeatMap(title: "Weights", values: [[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]], rows: ["x₁", "x₂"], columns: ["1", "2", "3"])
/// ```
public struct HeatMap: Equatable, Sendable {
  let title: String
  let values: [[Double]]
  let rows: [String]
  let columns: [String]
  let rowTitle: String
  let columnTitle: String
  let digits: Int
  private(set) var ownAlternative: String?

  /// Creates a heat map, the first row at the top.
  ///
  /// - Parameters:
  ///   - title: The heading above the cells.
  ///   - values: The numbers, row by row; rows may differ in length, and a cell without a finite number stays empty.
  ///   - rows: The rows' names.
  ///   - columns: The columns' names.
  ///   - rowTitle: What the rows are.
  ///   - columnTitle: What the columns are.
  ///   - digits: Significant digits of the numbers.
  public init(
    title: String = "", values: [[Double]], rows: [String] = [], columns: [String] = [], rowTitle: String = "",
    columnTitle: String = "", digits: Int = 2
  ) {
    self.title = title
    self.values = values
    self.rows = rows
    self.columns = columns
    self.rowTitle = rowTitle
    self.columnTitle = columnTitle
    self.digits = min(max(1, digits), 12)
  }

  /// Replaces the alternative text that the map would make from its data.
  public func described(as alternative: String) -> HeatMap {
    var copy = self
    copy.ownAlternative = alternative
    return copy
  }

  private var width: Int { values.map { $0.count }.reduce(0, max) }

  private func name(_ names: [String], _ index: Int) -> String {
    index < names.count ? names[index] : "\(index + 1)"
  }
}

extension HeatMap: Figure {
  /// The drawing as one `<svg>` element.
  public func svg() -> String { SVG.text(of: scene()) }

  /// The author's text, or else the size, the range and the place of the greatest number.
  public var alternative: String {
    if let ownAlternative { return ownAlternative }
    var text = (title.isEmpty ? "A heat map" : "“\(title)”, a heat map") + " of \(values.count) × \(width) numbers"
    let all = values.indices.flatMap { row in values[row].indices.map { (row: row, column: $0) } }
      .filter { values[$0.row][$0.column].isFinite }
    if let least = all.min(by: { values[$0.row][$0.column] < values[$1.row][$1.column] }),
      let greatest = all.max(by: { values[$0.row][$0.column] < values[$1.row][$1.column] })
    {
      text += " from \(Decimal.short(values[least.row][least.column]))"
      text += " to \(Decimal.short(values[greatest.row][greatest.column]))"
      text += " (row \(name(rows, greatest.row)), column \(name(columns, greatest.column)))"
    }
    return text + "."
  }

  /// One row a row of cells, its name first.
  public var table: DataTable {
    let names = (0..<width).map { name(columns, $0) }
    return DataTable(
      columns: [rowTitle.isEmpty ? "row" : rowTitle] + names,
      rows: values.indices.map { row in
        [DataTable.Cell.text(name(rows, row))] + values[row].map { DataTable.Cell.number($0) }
      })
  }

  func scene() -> Scene {
    let largest = values.joined().filter { $0.isFinite }.map { $0.magnitude }.reduce(0, max)
    let cells = values.map { row in
      row.map { value in
        guard value.isFinite else { return CellMatrix.Cell() }
        return CellMatrix.Cell(
          lines: [Decimal.short(value, digits: digits)], paint: .series(value < 0 ? 1 : 0),
          share: largest == 0 ? 0 : value.magnitude / largest)
      }
    }
    let matrix = CellMatrix(
      title: title, cells: cells, rows: rows, columns: columns, rowTitle: rowTitle, columnTitle: columnTitle)
    return matrix.scene(description: alternative)
  }
}
