/// Something that two runs of the same program did differently.
public struct Variation: Equatable, Sendable {
  /// The place in the chapter.
  public enum Place: Equatable, Sendable {
    /// A cell as a whole, by its index.
    case cell(Int)
    /// A line, from 0, of what a cell prints.
    case line(Int, cell: Int)
    /// A value behind a statement, by its index in `Cell.values`.
    case value(Int, cell: Int)
    /// A value in prose, by its index in `Document.values`.
    case prose(Int)
    /// An answer to an exercise, by its cell's index.
    case answer(cell: Int)
  }

  /// Its place.
  public var place: Place
  /// The result of the first run.
  public var first: String
  /// The result of the second run.
  public var second: String

  /// The differences between two results of a program, both located in the chapter.
  static func between(_ first: Execution.Result, _ second: Execution.Result, of program: Program) -> [Variation] {
    if case .answer(_, let cell) = program.purpose {
      let texts = [first, second].map { result in
        result.expectations.map { "\($0.label): \($0.failure ?? "passed")" }.joined(separator: "; ")
      }
      return texts[0] == texts[1] ? [] : [Variation(place: .answer(cell: cell), first: texts[0], second: texts[1])]
    }
    var found: [Variation] = []
    for cell in program.cells {
      found += between(first.cells[cell] ?? CellRun(), second.cells[cell] ?? CellRun(), cell)
    }
    for value in program.values where first.values[value] != second.values[value] {
      found.append(
        Variation(
          place: .prose(value), first: first.values[value] ?? "nothing", second: second.values[value] ?? "nothing"))
    }
    return found
  }

  private static func between(_ first: CellRun, _ second: CellRun, _ cell: Int) -> [Variation] {
    if first.ending != second.ending {
      return [Variation(place: .cell(cell), first: "\(first.ending)", second: "\(second.ending)")]
    }
    var found: [Variation] = []
    for (index, value) in first.values.sorted(by: { $0.key < $1.key }) where second.values[index] != value {
      found.append(Variation(place: .value(index, cell: cell), first: value, second: second.values[index] ?? "nothing"))
    }
    let texts = [first, second].map { $0.text.lines }
    let count = max(texts[0].count, texts[1].count)
    if let line = (0..<count).first(where: { texts[0][safe: $0] != texts[1][safe: $0] }) {
      found.append(
        Variation(
          place: .line(line, cell: cell), first: String(texts[0][safe: line] ?? "nothing"),
          second: String(texts[1][safe: line] ?? "nothing")))
    }
    if first.figures != second.figures {
      found.append(Variation(place: .cell(cell), first: "one drawing", second: "another"))
    }
    if first.failures != second.failures {
      let words = [first, second].map { $0.failures.map(\.text).joined(separator: "; ") }
      found.append(Variation(place: .cell(cell), first: words[0], second: words[1]))
    }
    return found
  }
}
