/// A table read from comma-separated text: names of columns, and fields as text.
///
/// ```swift
/// let table = try CSV(parsing: "height,weight,kind\n4.2,1,cat\n5,2,dog\n")
/// try table.numbers(["height", "weight"])  // [[4.2, 1], [5, 2]]
/// try table.classes("kind").labels  // [0, 1]
/// ```
/// The first line names the columns. A field in double quotes may hold commas, line ends and, written twice, quotes.
/// Lines end with LF or CRLF; empty lines are skipped; a byte-order mark is ignored.
///
/// Source: RFC 4180, *Common Format and MIME Type for Comma-Separated Values (CSV) Files*, 2005.
public struct CSV: Sendable, Equatable {
  /// The names in the first line.
  public let columns: [String]
  /// The fields of the other lines, each as many as there are columns.
  public let rows: [[String]]
  /// The line on which each row begins, counted from 1, for messages.
  private let lines: [Int]

  /// Reads a table from text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - separator: The byte between fields: a comma unless told otherwise.
  /// - Throws: `CSVError` with the line, for text without a header, rows of another length, and quotes left open.
  public init(parsing text: String, separator: Character = ",") throws(CSVError) {
    var records = CSVRecords(text, separator.asciiValue ?? 44)
    guard let header = try records.next() else { throw .empty }
    var (rows, lines): ([[String]], [Int]) = ([], [])
    while let record = try records.next() {
      if record.fields.count != header.fields.count {
        throw .fieldCount(line: record.line, expected: header.fields.count, found: record.fields.count)
      }
      rows.append(record.fields)
      lines.append(record.line)
    }
    (columns, self.rows, self.lines) = (header.fields, rows, lines)
  }

  /// Columns of numbers as a matrix, a row for each row of the table.
  ///
  /// - Throws: `CSVError` for a column that does not exist and for a field that is not a finite number.
  public func numbers(_ names: [String]) throws(CSVError) -> Matrix {
    var positions: [Int] = []
    for name in names { positions.append(try position(name)) }
    var values = Matrix.zeros(rows.count, names.count)
    for row in rows.indices {
      for (column, position) in positions.enumerated() {
        guard let number = Double(trimmed(rows[row][position])), number.isFinite else {
          throw .notANumber(line: lines[row], column: columns[position], text: rows[row][position])
        }
        values[row, column] = number
      }
    }
    return values
  }

  /// A column of words as class numbers, in the order in which the words first occur.
  ///
  /// - Throws: `CSVError` for a column that does not exist.
  public func classes(_ name: String) throws(CSVError) -> (labels: [Int], names: [String]) {
    let position = try position(name)
    var (labels, names): ([Int], [String]) = ([], [])
    for row in rows {
      if let label = names.firstIndex(of: row[position]) {
        labels.append(label)
      } else {
        labels.append(names.count)
        names.append(row[position])
      }
    }
    return (labels, names)
  }

  private func position(_ name: String) throws(CSVError) -> Int {
    guard let position = columns.firstIndex(of: name) else { throw .noColumn(name: name, columns: columns) }
    return position
  }

  private func trimmed(_ field: String) -> String {
    var bytes = Array(field.utf8)[...]
    while let first = bytes.first, first == 32 || first == 9 { bytes.removeFirst() }
    while let last = bytes.last, last == 32 || last == 9 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// What is wrong with a table.
public enum CSVError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is not even a line with names.
  case empty
  /// A row has more or fewer fields than the first line.
  case fieldCount(line: Int, expected: Int, found: Int)
  /// A quoted field has no end.
  case openQuote(line: Int)
  /// Something follows a closing quote before the next separator.
  case textAfterQuote(line: Int)
  /// A field that should be a finite number is not.
  case notANumber(line: Int, column: String, text: String)
  /// A column that was asked for does not exist.
  case noColumn(name: String, columns: [String])

  /// The error as a sentence with the line.
  public var description: String {
    switch self {
    case .empty: "the table is empty: the first line should name the columns"
    case .fieldCount(let line, let expected, let found):
      "line \(line): \(found) fields, but the first line names \(expected) columns"
    case .openQuote(let line): "line \(line): a quoted field begins here and never ends"
    case .textAfterQuote(let line): "line \(line): text follows a closing quote; write a quote inside a field twice"
    case .notANumber(let line, let column, let text): "line \(line), column \(column): '\(text)' is not a finite number"
    case .noColumn(let name, let columns):
      "there is no column '\(name)'; there are: \(columns.joined(separator: ", "))"
    }
  }
}

/// Cuts text into records, one at a time.
private struct CSVRecords {
  private let bytes: [UInt8]
  private let separator: UInt8
  private var position = 0
  private var line = 1

  init(_ text: String, _ separator: UInt8) {
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    self.bytes = bytes
    self.separator = separator
  }

  /// The next record that is not an empty line; nil at the end.
  mutating func next() throws(CSVError) -> (line: Int, fields: [String])? {
    while position < bytes.count {
      let start = line
      var fields: [String] = []
      repeat { fields.append(try field()) } while skip(separator)
      _ = skip(13)
      if skip(10) { line += 1 }
      if fields != [""] { return (start, fields) }
    }
    return nil
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private var endsField: Bool {
    position == bytes.count || bytes[position] == separator || bytes[position] == 10
      || bytes[position] == 13 && (position + 1 == bytes.count || bytes[position + 1] == 10)
  }

  private mutating func field() throws(CSVError) -> String {
    var text: [UInt8] = []
    if skip(34) {
      let start = line
      while true {
        if position == bytes.count { throw .openQuote(line: start) }
        let byte = bytes[position]
        position += 1
        if byte == 34 && !skip(34) { break }
        if byte == 10 { line += 1 }
        text.append(byte)
      }
      if !endsField { throw .textAfterQuote(line: line) }
    } else {
      while !endsField {
        text.append(bytes[position])
        position += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
