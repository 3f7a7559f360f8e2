/// A table read from comma-separated text: names of columns, and fields as text.
///
/// ```swift
/// let table = try CSV(parsing: "height,weight,kind\n4.2,1,cat\n5,2,dog\n")
/// try table.numbers(["height", "weight"])  // => [[4.2, 1],
/// //    [  5, 2]]
/// try table.numbers(0..<2).shape  // => [2, 2]
/// try table.classes("kind").labels  // => [0, 1]
/// ```
/// The first line names the columns unless `header` is false. A field in double quotes may hold separators, line ends and,
/// written twice, quotes. Lines end with LF, CRLF or CR; empty lines are skipped; a byte-order mark is ignored. Spaces and
/// tabs around names, numbers, classes and quotes do not count.
///
/// Source: RFC 4180, *Common Format and MIME Type for Comma-Separated Values (CSV) Files*, 2005.
public struct CSV: Sendable, Equatable {
  /// The names in the first line; without a header, the columns' positions: "0", "1", "2", ….
  public let columns: [String]
  /// The fields of the other lines, each as many as there are columns.
  public let rows: [[String]]
  /// The line on which each row begins, counted from 1, for messages.
  private let lines: [Int]

  /// Reads a table from text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - separator: The ASCII character between fields: a comma unless told otherwise.
  ///   - header: False if the first line is a sample like all others, as in many files of the UCI repository.
  /// - Throws: `CSVError` for text without a line, rows of another length, quotes left open, and a separator that cannot be.
  /// - Complexity: O(*n*) for *n* bytes.
  public init(parsing text: String, separator: Character = ",", header: Bool = true) throws(CSVError) {
    try self.init(parsing: Array(text.utf8), separator: separator, header: header)
  }

  /// Reads a table from the bytes of a UTF-8 file, as in `CSV(parsing: readFile("iris.csv"))`.
  ///
  /// - Parameters:
  ///   - bytes: The text; bytes that are no UTF-8 become U+FFFD.
  ///   - separator: The ASCII character between fields: a comma unless told otherwise.
  ///   - header: False if the first line is a sample like all others.
  /// - Throws: `CSVError` for text without a line, rows of another length, quotes left open, and a separator that cannot be.
  public init(parsing bytes: [UInt8], separator: Character = ",", header: Bool = true) throws(CSVError) {
    guard let byte = separator.asciiValue, byte != 34, byte != 10, byte != 13 else { throw .separator(separator) }
    var records = CSVRecords(bytes, byte)
    guard let first = try records.next() else { throw .empty }
    var (rows, lines): ([[String]], [Int]) = header ? ([], []) : ([first.fields], [first.line])
    while let record = try records.next() {
      if record.fields.count != first.fields.count {
        throw .fieldCount(line: record.line, expected: first.fields.count, found: record.fields.count)
      }
      rows.append(record.fields)
      lines.append(record.line)
    }
    columns = header ? first.fields.map(trimmed) : first.fields.indices.map { "\($0)" }
    (self.rows, self.lines) = (rows, lines)
  }

  /// Columns of numbers as a matrix, a row for each row of the table.
  ///
  /// Numbers are decimal, such as `-2.5` or `6e23`; `0x10`, `1_000` and `nan` are not.
  ///
  /// - Throws: `CSVError` for a column that does not exist and for a field that is not a finite number.
  public func numbers(_ names: [String]) throws(CSVError) -> Matrix {
    var positions: [Int] = []
    for name in names { positions.append(try position(name)) }
    return try numbers(positions)
  }

  /// Columns of numbers, chosen by position from 0, as a matrix: `numbers(0..<4)` or `numbers([0, 2])`.
  ///
  /// - Throws: `CSVError` for a column that does not exist and for a field that is not a finite number.
  public func numbers(_ positions: some Sequence<Int>) throws(CSVError) -> Matrix {
    let positions = Array(positions)
    for position in positions { try check(position) }
    var values: [Double] = []
    values.reserveCapacity(rows.count * positions.count)
    for (row, line) in zip(rows, lines) {
      for position in positions {
        guard let number = number(row[position]) else {
          throw .notANumber(line: line, column: columns[position], text: row[position])
        }
        values.append(number)
      }
    }
    return Matrix(rows: rows.count, columns: positions.count, values)
  }

  /// A column of words as class numbers, in the order in which the words first occur.
  ///
  /// Two files of one data set may begin with other classes: read the second with the `names` of the first.
  ///
  /// - Throws: `CSVError` for a column that does not exist.
  public func classes(_ name: String) throws(CSVError) -> (labels: [Int], names: [String]) {
    try classes(try position(name))
  }

  /// The column of words at a position from 0 as class numbers, in the order in which the words first occur.
  ///
  /// - Throws: `CSVError` for a column that does not exist.
  public func classes(_ position: Int) throws(CSVError) -> (labels: [Int], names: [String]) {
    try check(position)
    var (labels, names): ([Int], [String]) = ([], [])
    for row in rows {
      let word = trimmed(row[position])
      let label = names.firstIndex(of: word) ?? names.count
      if label == names.count { names.append(word) }
      labels.append(label)
    }
    return (labels, names)
  }

  /// A column of words as class numbers: the position of each word in `names`.
  ///
  /// - Throws: `CSVError` for a column that does not exist, and for a word that is not in `names`, with its line.
  public func classes(_ name: String, names: [String]) throws(CSVError) -> [Int] {
    try classes(try position(name), names: names)
  }

  /// The column of words at a position from 0 as class numbers: the position of each word in `names`.
  ///
  /// - Throws: `CSVError` for a column that does not exist, and for a word that is not in `names`, with its line.
  public func classes(_ position: Int, names: [String]) throws(CSVError) -> [Int] {
    try check(position)
    var labels: [Int] = []
    for (row, line) in zip(rows, lines) {
      let word = trimmed(row[position])
      guard let label = names.firstIndex(of: word) else {
        throw .unknownClass(line: line, column: columns[position], text: word, names: names)
      }
      labels.append(label)
    }
    return labels
  }

  private func position(_ name: String) throws(CSVError) -> Int {
    guard let position = columns.firstIndex(of: trimmed(name)) else { throw .noColumn(name: name, columns: columns) }
    return position
  }

  private func check(_ position: Int) throws(CSVError) {
    if !columns.indices.contains(position) { throw .noPosition(position, columns: columns.count) }
  }
}

/// A field without the spaces and tabs around it.
private func trimmed(_ field: String) -> String {
  let isBlank = { (byte: UInt8) in byte == 32 || byte == 9 }
  let bytes = field.utf8
  guard let first = bytes.first, let last = bytes.last, isBlank(first) || isBlank(last) else { return field }
  return String(decoding: bytes.drop(while: isBlank).reversed().drop(while: isBlank).reversed(), as: UTF8.self)
}

/// The finite number that a field holds in decimal notation; nil for anything else, hexadecimal numbers and `inf` included.
private func number(_ field: String) -> Double? {
  let field = trimmed(field)
  let isDecimal = field.utf8.allSatisfy { 48...57 ~= $0 || $0 == 43 || $0 == 45 || $0 == 46 || $0 | 32 == 101 }
  guard isDecimal, let number = Double(field), number.isFinite else { return nil }
  return number
}

/// An error in a table.
public enum CSVError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no line that is not empty.
  case empty
  /// A separator that is not ASCII, or means something else: a quote or a line end.
  case separator(Character)
  /// A row has more or fewer fields than the first line.
  case fieldCount(line: Int, expected: Int, found: Int)
  /// A quoted field has no end.
  case openQuote(line: Int)
  /// Something follows a closing quote before the next separator.
  case textAfterQuote(line: Int)
  /// A field that should be a finite number is not.
  case notANumber(line: Int, column: String, text: String)
  /// A word is none of the classes that were given.
  case unknownClass(line: Int, column: String, text: String, names: [String])
  /// A column that was asked for does not exist.
  case noColumn(name: String, columns: [String])
  /// There is no column at a position that was asked for.
  case noPosition(Int, columns: Int)

  /// The error as a sentence with the line.
  public var description: String {
    switch self {
    case .empty: "the table is empty"
    case .separator(let separator):
      "the separator '\(separator)' is not an ASCII character other than a quote or a line end"
    case .fieldCount(let line, let expected, let found):
      "line \(line): \(found) \(found == 1 ? "field" : "fields"), but the first line has \(expected)"
    case .openQuote(let line): "line \(line): a quoted field begins here and never ends"
    case .textAfterQuote(let line): "line \(line): text follows a closing quote; write a quote inside a field twice"
    case .notANumber(let line, let column, let text): "line \(line), column \(column): '\(text)' is not a finite number"
    case .unknownClass(let line, let column, let text, let names):
      "line \(line), column \(column): '\(text)' is none of the classes \(names.joined(separator: ", "))"
    case .noColumn(let name, let columns):
      "there is no column '\(name)'; there are: \(columns.joined(separator: ", "))"
    case .noPosition(let position, let columns):
      "there is no column at position \(position); the table has \(columns), counted from 0"
    }
  }
}

/// Cuts text into records, one at a time.
private struct CSVRecords {
  private let bytes: [UInt8]
  private let separator: UInt8
  private var position: Int
  private var line = 1

  init(_ bytes: [UInt8], _ separator: UInt8) {
    (self.bytes, self.separator) = (bytes, separator)
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next record that is not an empty line; nil at the end.
  mutating func next() throws(CSVError) -> (line: Int, fields: [String])? {
    while position < bytes.count {
      let start = line
      var fields: [String] = []
      repeat { fields.append(try field()) } while skip(separator)
      skipLineEnd()
      if fields != [""] { return (start, fields) }
    }
    return nil
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// Passes one line end: CRLF, CR or LF.
  private mutating func skipLineEnd() {
    _ = skip(13)
    _ = skip(10)
    line += 1
  }

  /// Passes spaces and tabs, one of which may be the separator and then stays.
  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] != separator, bytes[position] == 32 || bytes[position] == 9 {
      position += 1
    }
  }

  private var endsField: Bool {
    position == bytes.count || bytes[position] == separator || bytes[position] == 10 || bytes[position] == 13
  }

  private mutating func field() throws(CSVError) -> String {
    let start = position
    skipBlanks()
    if skip(34) { return try quotedField() }
    while !endsField { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// The rest of a field whose opening quote is passed.
  private mutating func quotedField() throws(CSVError) -> String {
    let start = line
    var text: [UInt8] = []
    while true {
      if position == bytes.count { throw .openQuote(line: start) }
      let byte = bytes[position]
      position += 1
      if byte == 34 && !skip(34) { break }
      text.append(byte)
      // Of CR and LF together, LF counts.
      if byte == 10 || byte == 13 && !(position < bytes.count && bytes[position] == 10) { line += 1 }
    }
    skipBlanks()
    if !endsField { throw .textAfterQuote(line: line) }
    return String(decoding: text, as: UTF8.self)
  }
}
