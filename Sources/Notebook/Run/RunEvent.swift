/// An event that a program writes down while it runs; the runtime's side is its `Channel`.
///
/// Positions in the printed output count bytes.
enum RunEvent: Equatable {
  /// A cell begins; it may compute for so many seconds.
  case cell(Int, limit: Double)
  /// The text of a value behind a statement, by its index in `Cell.values`.
  case value(Int, String)
  /// The text of a value in running text, by its index in `Document.values`.
  case prose(Int, String)
  /// The text of a value that is displayed.
  case shown(String, at: Int)
  /// A figure that is displayed.
  case figure(FigureOutput, at: Int)
  /// A table that is displayed.
  case table(TableOutput, at: Int)
  /// The outcome of an `expect`, and its line.
  case expectation(AnswerRun.Result, line: Int)
  /// A value without a text; it may be a cell's last one, which is shown without being asked for.
  case undescribed(CellRun.Undescribed, isShown: Bool)
  /// The cost of the cell that ends, and the seconds that the whole program has computed.
  case cost(CellCost, computed: Double)
  /// A statement of the cell begins, on this line.
  case statement(Int)
  /// The supervisor ended the program, for this reason.
  case stopped(String)
  /// The program ended by itself.
  case end
}

extension RunEvent {
  /// Reads an event's fields; nil if they are not such as the runtime writes: a program can write into the file too, so
  /// nothing in it can be trusted.
  init?(name: String, fields: [String]) {
    func number(_ index: Int) -> Int? { fields[safe: index].flatMap { Int($0) } }
    func amount(_ index: Int) -> Double? { fields[safe: index].flatMap { Double($0) } }
    switch name {
    case "cell":
      guard let cell = number(0), let limit = amount(1) else { return nil }
      self = .cell(cell, limit: limit)
    case "value", "prose", "shown":
      guard let index = number(0), let text = fields[safe: 1] else { return nil }
      self = name == "value" ? .value(index, text) : name == "prose" ? .prose(index, text) : .shown(text, at: index)
    case "figure":
      guard fields.count >= 4, let offset = number(0), let grid = Self.grid(fields[3...]) else { return nil }
      let table = TableOutput(columns: grid.columns, rows: grid.rows)
      self = .figure(FigureOutput(svg: fields[1], alternative: fields[2], table: table), at: offset)
    case "table":
      guard fields.count >= 3, let offset = number(0), let grid = Self.grid(fields[2...]) else { return nil }
      self = .table(TableOutput(columns: grid.columns, rows: grid.rows, text: fields[1]), at: offset)
    case "expect":
      guard fields.count >= 3, let line = number(1) else { return nil }
      let failure = fields[2].isEmpty ? nil : fields[2]
      self = .expectation(AnswerRun.Result(label: fields[0], failure: failure), line: line)
    case "undescribed":
      guard fields.count >= 3, let index = number(1) else { return nil }
      let place: CellRun.Undescribed.Place =
        fields[0] == "value" ? .value(index) : fields[0] == "prose" ? .prose(index) : .line(index)
      self = .undescribed(
        CellRun.Undescribed(place: place, type: fields[2], isSequence: fields[safe: 3] == "sequence"),
        isShown: fields[0] == "shown")
    case "cost":
      guard let nanoseconds = amount(0), let kilobytes = number(1), let computed = amount(2) else { return nil }
      let bytes = kilobytes.multipliedReportingOverflow(by: 1024).partialValue
      self = .cost(CellCost(seconds: nanoseconds / 1e9, peakMemory: bytes), computed: computed / 1e9)
    case "statement":
      guard let line = number(0) else { return nil }
      self = .statement(line)
    case "stopped":
      guard let reason = fields.first else { return nil }
      self = .stopped(reason)
    case "end": self = .end
    default: return nil
    }
  }

  /// Reads the number of columns, their names and the rows.
  private static func grid(_ fields: ArraySlice<String>) -> (columns: [String], rows: [[String]])? {
    guard let count = fields.first.flatMap({ Int($0) }), count >= 0, fields.count > count else { return nil }
    let cells = Array(fields.dropFirst())
    let columns = Array(cells.prefix(count))
    if count == 0 { return ([], []) }
    let rows = stride(from: count, to: cells.count, by: count).map { Array(cells[$0..<min($0 + count, cells.count)]) }
    return (columns, rows)
  }

  /// The events in a file up to the first that is cut off, as a killed program leaves it, or is none of the runtime's.
  static func read(_ bytes: [UInt8]) -> [RunEvent] {
    var reader = EventReader(bytes: bytes)
    var events: [RunEvent] = []
    while let (name, fields) = reader.next(), let event = RunEvent(name: name, fields: fields) { events.append(event) }
    return events
  }
}

/// Cuts a file into events: a line with the name and the number of fields, then each field's length and bytes.
private struct EventReader {
  let bytes: [UInt8]
  private var offset = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func next() -> (name: String, fields: [String])? {
    guard let head = line() else { return nil }
    let parts = head.split(separator: " ")
    guard parts.count == 2, let count = Int(parts[1]), count >= 0 else { return nil }
    var fields: [String] = []
    for _ in 0..<count {
      guard let text = line(), let length = Int(text), length >= 0, length < bytes.count - offset else { return nil }
      fields.append(String(decoding: bytes[offset..<(offset + length)], as: UTF8.self))
      offset += length + 1
    }
    return (String(parts[0]), fields)
  }

  private mutating func line() -> String? {
    guard offset < bytes.count, let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    defer { offset = end + 1 }
    return String(decoding: bytes[offset..<end], as: UTF8.self)
  }
}
