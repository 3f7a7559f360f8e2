/// Writes one program, cell by cell, and remembers what it put where.
struct ProgramWriter {
  private var program: Program
  private let path: String

  init(name: String, path: String, purpose: Program.Purpose) {
    self.path = path
    program = Program(
      name: name, purpose: purpose, text: "import NotebookRuntime\n", cells: [], copied: [], values: [],
      insertions: [:], indentations: [:], timeLimit: 0)
  }

  /// Adds a cell that stands in front of the ones that count: its values are not captured.
  mutating func copy(_ cell: Cell, index: Int) {
    program.copied.append(index)
    enter(-1 - index, cell)
    write(cell, code: cell.code, insertions: [])
  }

  /// Adds a cell whose values, display and prose values are captured.
  mutating func add(_ cell: Cell, index: Int, values: [(Int, ProseValue)]) {
    program.cells.append(index)
    enter(index, cell)
    let insertions = captures(in: cell)
    write(cell, code: cell.code, insertions: insertions)
    for (index, value) in values { add(value, index: index) }
  }

  /// Adds a cell that is only compiled.
  mutating func addVerbatim(_ cell: Cell, index: Int) {
    program.cells.append(index)
    write(cell, code: cell.code, insertions: [])
  }

  /// Adds an answer, and the tests in a function so that no name of theirs can meet one of the learner's.
  mutating func addAnswer(_ cell: Cell, index: Int, tests: [Cell]) {
    program.cells.append(index)
    enter(index, cell)
    write(cell, code: cell.code, insertions: [])
    program.text += "func _notebookTests() throws {\n"
    for test in tests { write(test, code: test.code, insertions: []) }
    program.text += "}\ntry _notebookTests()\n"
  }

  /// Adds an answer from a file of the learner's, so that errors and traps in it are reported there.
  mutating func addAnswer(file: SourceText, index: Int, tests: [Cell], seconds: Double) {
    program.cells.append(index)
    enter(index, seconds: seconds)
    locate(line: 1, in: file.path)
    program.text += String(decoding: file.bytes, as: UTF8.self) + "\n#sourceLocation()\n"
    program.text += "func _notebookTests() throws {\n"
    for test in tests { write(test, code: test.code, insertions: []) }
    program.text += "}\ntry _notebookTests()\n"
  }

  /// The program with its last line.
  consuming func finish() -> Program {
    if program.isRun { program.text += "_notebookEnd()\n" }
    return program
  }

  private mutating func enter(_ index: Int, _ cell: Cell) {
    enter(index, seconds: cell.options.timeout ?? Tangler.timeLimit)
  }

  private mutating func enter(_ index: Int, seconds: Double) {
    guard program.isRun else { return }
    program.timeLimit += seconds
    program.text += "_notebookCell(\(index), \(seconds))\n"
  }

  /// What must be written around the statements: `// =>` captures, and the display of the last line.
  private func captures(in cell: Cell) -> [(offset: Int, text: String)] {
    var insertions: [(offset: Int, text: String)] = []
    for (index, value) in cell.values.enumerated() {
      let statement = cell.statements[value.statement]
      switch statement.kind {
      case .constant(let name):
        insertions.append((statement.range.upperBound, "; _notebookValue(\(index), \(name))"))
      default:
        insertions.append((statement.range.lowerBound, "_notebookValue(\(index), "))
        insertions.append((statement.range.upperBound, ")"))
      }
    }
    if let last = cell.statements.indices.last, cell.statements[last].kind == .expression,
      !cell.values.contains(where: { $0.statement == last })
    {
      insertions.append((cell.statements[last].range.lowerBound, "_notebookShow("))
      insertions.append((cell.statements[last].range.upperBound, ")"))
    }
    return insertions.sorted { $0.offset < $1.offset }
  }

  private mutating func write(_ cell: Cell, code: String, insertions: [(offset: Int, text: String)]) {
    guard let first = cell.lines.first else { return }
    if cell.options.isLocal { program.text += "do {\n" }
    locate(line: first.position.line)
    var bytes = Array(code.utf8)
    for insertion in insertions.reversed() {
      bytes.insert(contentsOf: insertion.text.utf8, at: insertion.offset)
    }
    for insertion in insertions {
      let position = cell.position(ofCodeOffset: insertion.offset)
      let line = cell.lines[position.line - first.position.line]
      program.insertions[position.line, default: []].append(
        Program.Insertion(offset: position.column - line.position.column, count: insertion.text.utf8.count))
    }
    for line in cell.lines where line.position.column > 1 {
      program.indentations[line.position.line] = line.position.column - 1
    }
    program.text += String(decoding: bytes, as: UTF8.self)
    program.text += "#sourceLocation()\n"
    if cell.options.isLocal { program.text += "}\n" }
  }

  /// Adds a prose value so that its expression keeps line and column: the call's head stands on a line of its own.
  private mutating func add(_ value: ProseValue, index: Int) {
    program.values.append(index)
    locate(line: value.position.line - 1)
    program.text += "_notebookProse(\(index),\n"
    program.text += String(repeating: " ", count: value.position.column - 1)
    program.text += value.expression + ")\n#sourceLocation()\n"
  }

  private mutating func locate(line: Int, in file: String? = nil) {
    let escaped = (file ?? path).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    program.text += "#sourceLocation(file: \"\(escaped)\", line: \(line))\n"
  }
}
