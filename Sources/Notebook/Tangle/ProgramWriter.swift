extension Cell {
  /// The last statement, where its value is displayed.
  var displayed: Statement? {
    guard let last = statements.indices.last, statements[last].isValue,
      !values.contains(where: { $0.statement == last })
    else { return nil }
    return statements[last]
  }

  /// The last statement, where its value is displayed if Swift would not let it be ignored.
  var lastCall: Statement? {
    displayed.flatMap { $0.kind == .call ? $0 : nil }
  }
}

/// Writes one program, cell by cell, and remembers what it put where.
///
/// Cells and prose values are numbered within the program, in the order in which it has them: the text must not change
/// when something else in the chapter is added or moved.
struct ProgramWriter {
  private var program: Program
  /// Where seeds stand in the cells' code that can be other ones.
  var seeds: [Int: [Range<Int>]] = [:]
  /// The number of the line that is written next.
  private var line = 1
  /// True if the code so far has an `as!`, whose failure leaves no place in a backtrace.
  private var hasForcedCast = false
  /// True if the program has a variable for the line that may throw.
  private var hasLine = false

  init(name: String, purpose: Program.Purpose) {
    program = Program(name: name, purpose: purpose, text: "", cells: [], copied: [], values: [], timeLimit: 0)
    append("import NotebookRuntime\n")
  }

  /// Adds a cell that stands in front of the ones that count: its values are not captured.
  mutating func copy(_ cell: Cell, index: Int, isLocated: Bool = true) {
    program.copied.append(index)
    enter(-program.copied.count, cell)
    noteCasts(in: cell)
    write(cell, insertions: calls(aroundSeedsIn: index), isLocated: isLocated)
  }

  /// Adds a cell whose values, display and prose values are captured.
  mutating func add(_ cell: Cell, index: Int, values: [(Int, ProseValue)]) {
    program.cells.append(index)
    noteCasts(in: cell)
    let places = places(in: cell, ofAll: hasForcedCast)
    enter(program.cells.count - 1, cell)
    let first = line
    let insertions = places + Self.captures(in: cell) { $0 } + calls(aroundSeedsIn: index)
    write(cell, insertions: insertions.sorted { $0.offset < $1.offset }, repeatsLastValue: true)
    for (index, value) in values { add(value, index: index) }
    program.cellLines.append(first...line)
  }

  /// Adds a cell that is only compiled.
  mutating func addVerbatim(_ cell: Cell, index: Int) {
    program.cells.append(index)
    program.hasMain = cell.hasMain
    write(cell, insertions: [])
  }

  /// Adds the cell that must trap.
  mutating func addTrap(_ cell: Cell, index: Int) {
    program.cells.append(index)
    let places = places(in: cell, ofAll: true)
    enter(program.cells.count - 1, cell)
    let first = line
    write(
      cell,
      insertions: (places + Self.captures(in: cell) { $0 }).sorted {
        $0.offset < $1.offset
      })
    program.trapLines = first...line
    program.cellLines.append(first...line)
  }

  /// Adds an answer and its tests.
  mutating func addAnswer(_ cell: Cell, index: Int, tests: [Cell]) {
    program.cells.append(index)
    enter(0, cell)
    write(cell, insertions: [])
    write(tests, isLocated: true)
  }

  /// Adds an answer from a file of the learner's; only its lines have an origin, so that errors and traps elsewhere are
  /// reported without a place.
  mutating func addAnswer(file: SourceText, index: Int, tests: [Cell], seconds: Double) {
    program.cells.append(index)
    enter(0, seconds: seconds)
    for number in 1...file.lineCount { program.origins[line + number - 1] = Program.Origin(line: number) }
    append(String(decoding: file.bytes, as: UTF8.self) + "\n")
    write(tests, isLocated: false)
  }

  /// The program with its last line.
  consuming func finish() -> Program {
    if program.isRun { append("_notebookEnd()\n") }
    return program
  }

  private mutating func append(_ text: String) {
    program.text += text
    line += text.utf8.count { $0 == UInt8(ascii: "\n") }
  }

  private mutating func enter(_ number: Int, _ cell: Cell) {
    enter(number, seconds: cell.options.timeout ?? (cell.options.isSlow ? Tangler.slowTimeLimit : Tangler.timeLimit))
  }

  private mutating func enter(_ number: Int, seconds: Double) {
    guard program.isRun else { return }
    program.timeLimit += seconds
    append("_notebookCell(\(number), \(seconds))\n")
  }

  /// What must be written around the statements: `// =>` captures, and the display of the last line.
  ///
  /// `number` says what the runtime is told of a value, given its index in `Cell.values`.
  static func captures(in cell: Cell, number: (Int) -> Int) -> [(offset: Int, text: String)] {
    var insertions: [(offset: Int, text: String)] = []
    for (index, value) in cell.values.enumerated() {
      let statement = cell.statements[value.statement]
      switch statement.kind {
      case .constant(let name):
        insertions.append((statement.range.upperBound, "; _notebookValue(\(number(index)), \(name))"))
      default:
        insertions.append((statement.range.lowerBound, "_notebookValue(\(number(index)), "))
        insertions.append((statement.range.upperBound, ")"))
      }
    }
    if let last = cell.displayed {
      insertions.append((last.range.lowerBound, Program.show))
      insertions.append((last.range.upperBound, ")"))
    }
    return insertions.sorted { $0.offset < $1.offset }
  }

  /// Calls before statements, by which a trap without a place in the backtrace has one: an error that leaves the top level,
  /// a cast that fails.
  ///
  /// In a loop they would be too many: there a variable says which line may throw, and it is read only when one does. A
  /// wrapped cell may be a part of a type, where no call can stand.
  private mutating func places(in cell: Cell, ofAll: Bool) -> [(offset: Int, text: String)] {
    if cell.wrap != nil { return [] }
    var places: [(offset: Int, text: String)] = []
    for statement in cell.statements where statement.canThrow || ofAll && !statement.isDeclaration {
      let throwsInLoop = statement.nested.contains { $0.canThrow && $0.isInLoop }
      places.append((statement.range.lowerBound, Self.statementCall + (throwsInLoop ? "do { \(Self.lineNote)" : "")))
      for nested in statement.nested {
        let isCalled = !nested.isInLoop && (ofAll || nested.canThrow && !throwsInLoop)
        let text = (isCalled ? Self.statementCall : "") + (nested.canThrow && throwsInLoop ? Self.lineNote : "")
        if !text.isEmpty { places.append((nested.offset, text)) }
      }
      if throwsInLoop {
        places.append((statement.range.upperBound, " } catch { _notebookStatement(_notebookLine); throw error }"))
        if !hasLine { append("var _notebookLine = 0\n") }
        hasLine = true
      }
    }
    return places
  }

  private static let statementCall = "_notebookStatement(); "
  private static let lineNote = "_notebookLine = #line; "

  private mutating func noteCasts(in cell: Cell) {
    let lines = (cell.wrap?.before ?? []) + cell.lines + (cell.wrap?.after ?? [])
    if lines.contains(where: { $0.text.containsFast("as!") }) { hasForcedCast = true }
  }

  private func calls(aroundSeedsIn cell: Int) -> [(offset: Int, text: String)] {
    seeds[cell, default: []].flatMap { [($0.lowerBound, Tangler.seedCall), ($0.upperBound, ")")] }
  }

  private mutating func write(
    _ cell: Cell, insertions: [(offset: Int, text: String)], isLocated: Bool = true, repeatsLastValue: Bool = false
  ) {
    guard let first = cell.lines.first else { return }
    if cell.options.isLocal { append("do {\n") }
    write(cell.wrap?.before ?? [], isLocated: isLocated)
    if isLocated {
      locate(cell.lines)
      let starts = cell.lineStarts
      for insertion in insertions {
        let position = cell.position(ofCodeOffset: insertion.offset, starts)
        let number = position.line - first.position.line
        program.origins[line + number]?.insertions.append(
          Program.Insertion(
            offset: position.column - cell.lines[number].position.column, count: insertion.text.utf8.count))
      }
    }
    let code = Array(cell.code.utf8)
    var text = ""
    var written = 0
    for insertion in insertions {
      text += String(decoding: code[written..<insertion.offset], as: UTF8.self) + insertion.text
      written = insertion.offset
    }
    append(text + String(decoding: code[written...], as: UTF8.self))
    if repeatsLastValue, let last = cell.lastCall { repeatValue(last, of: cell, code) }
    write(cell.wrap?.after ?? [], isLocated: isLocated)
    if cell.options.isLocal { append("}\n") }
  }

  /// Writes a statement once more where it never runs, at the columns where it stands in the chapter.
  private mutating func repeatValue(_ statement: Statement, of cell: Cell, _ code: [UInt8]) {
    let starts = cell.lineStarts
    let (start, end) = (starts.index(of: statement.range.lowerBound), starts.index(of: statement.range.upperBound))
    let column =
      cell.position(ofCodeOffset: statement.range.lowerBound, starts).column - cell.lines[start].position.column
    let first = line
    func place(of offset: Int) -> SourcePosition {
      let place = cell.position(ofCodeOffset: offset, starts)
      let number = starts.index(of: offset)
      return SourcePosition(
        line: first + 1 + number - start, column: place.column - cell.lines[number].position.column + 1)
    }
    append("if false {\n")
    locate(Array(cell.lines[start...end]))
    append(String(repeating: " ", count: column) + String(decoding: code[statement.range], as: UTF8.self) + "\n}\n")
    let closures = statement.closures.map { place(of: $0.lowerBound)..<place(of: $0.upperBound) }
    program.lastValues[program.cells.count - 1] = Program.LastValue(lines: first...(line - 1), closures: closures)
  }

  /// Adds lines of the code around a cell.
  private mutating func write(_ lines: [Cell.Line], isLocated: Bool) {
    if isLocated { locate(lines) }
    append(lines.map { $0.text + "\n" }.joined())
  }

  /// Says where the lines that are written next stand in the chapter.
  private mutating func locate(_ lines: [Cell.Line]) {
    for (number, line) in lines.enumerated() {
      program.origins[self.line + number] = Program.Origin(
        line: line.position.line, indentation: line.position.column - 1)
    }
  }

  /// Adds tests in a function, so that no name of theirs can meet one of the learner's; what they import stands before it.
  private mutating func write(_ tests: [Cell], isLocated: Bool) {
    let lines = tests.flatMap(\.lines)
    let isImport = { (line: Cell.Line) in line.text.hasPrefix("import ") }
    write(lines.filter(isImport), isLocated: isLocated)
    append("func _notebookTests() throws {\n")
    write(lines.filter { !isImport($0) }, isLocated: isLocated)
    append("}\ntry _notebookTests()\n")
  }

  /// Adds a prose value; the call's head stands on a line of its own, so that only the expression has an origin.
  private mutating func add(_ value: ProseValue, index: Int) {
    program.values.append(index)
    append("\(Program.prose)\(program.values.count - 1),\n")
    program.origins[line] = Program.Origin(line: value.position.line, indentation: value.position.column - 1)
    append("\(value.expression))\n")
  }
}
