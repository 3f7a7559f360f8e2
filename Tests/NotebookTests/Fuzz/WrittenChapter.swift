@testable import Notebook

/// A chapter as its author thinks of it: what is printed as Markdown and must be read again as the same.
struct WrittenChapter {
  /// A cell and what is expected of it.
  struct Cell: Equatable {
    var id: String?
    var isHidden = false
    var isLocal = false
    var isFolded = false
    var program: CellOptions.Program = .session
    var mode: CellOptions.Mode = .run
    var tolerance: CellOptions.Tolerance?
    var timeout: Double?
    var lines: [String] = []
    /// The values behind the cell's statements.
    var values: [String] = []
    /// The lines in the fence below, or in marks behind statements.
    var output: [String]?
  }

  /// A value in running text.
  struct Value: Equatable {
    var expression: String
    var written: String
    var cell: Int
  }

  var cells: [Cell] = []
  var values: [Value] = []

  /// What a parsed chapter says.
  init(of document: Document) {
    cells = document.cells.map { cell in
      Cell(
        id: cell.options.id, isHidden: cell.role == .hidden, isLocal: cell.options.isLocal,
        isFolded: cell.options.isFolded, program: cell.options.program, mode: cell.options.mode,
        tolerance: cell.options.tolerance, timeout: cell.options.timeout, lines: cell.lines.map(\.text),
        values: cell.values.map(\.written), output: cell.output?.lines)
    }
    values = document.values.map { Value(expression: $0.expression, written: $0.written, cell: $0.cell) }
  }

  /// A chapter by chance, and one of the ways to write it.
  init(using chance: inout Chance) {
    var text = "---\ntitle: A chapter\n---\n"
    for number in 0...chance.below(8) {
      text += "\n"
      let margin = chance.pick([("", ""), ("", ""), ("> ", "> "), ("- ", "  "), ("7. ", "   "), ("> - ", ">   ")])
      let block = chance.oneIn(3) ? paragraph(using: &chance) : cell(number, isNested: margin.0 != "", using: &chance)
      for (index, line) in block.enumerated() {
        let lead = index == 0 ? margin.0 : margin.1
        text += (line.isEmpty ? String(lead.prefix { $0 == ">" }) : lead + line) + "\n"
      }
      // Lists that follow each other would be one list, and a quote would go on.
      text += "\n***\n"
    }
    if chance.oneIn(5) { text = text.replacing("\n", with: "\r\n") }
    if chance.oneIn(9) { text = "\u{FEFF}" + text }
    markdown = text
  }

  /// The chapter as Markdown; empty where it was parsed.
  private(set) var markdown = ""

  private static let words = ["a", "word", "*two*", "`code`", "é", "🙂", "$`x`$", "[link](#a)", "**b**", "1 < 2", "\\*"]

  private mutating func paragraph(using chance: inout Chance) -> [String] {
    let last = cells.lastIndex { $0.program == .session && $0.mode == .run }
    return (0...chance.below(3)).map { _ in
      var words = ["Words"]
      for _ in 0...chance.below(4) {
        guard let last, chance.oneIn(3) else {
          words.append(chance.pick(Self.words))
          continue
        }
        var value = Value(
          expression: chance.pick(["x", "x * 2", "f(1, \"a\")", "[1, 2].count"]),
          written: chance.pick(["", "1", "0.5", "\\*", "two words", "é"]), cell: last)
        let named = cells.indices.filter { cells[$0].id != nil && cells[$0].mode == .run }
        var name = ""
        if chance.oneIn(2), let cell = named.randomElement(using: &chance), let id = cells[cell].id {
          name = "#\(id)"
          value.cell = cell
        }
        values.append(value)
        words.append("<!--=\(name) \(value.expression) -->\(value.written)<!--/-->")
      }
      return words.joined(separator: " ")
    }
  }

  private mutating func cell(_ number: Int, isNested: Bool, using chance: inout Chance) -> [String] {
    var cell = Cell()
    var options: [String] = []
    if chance.oneIn(2) {
      cell.id = "cell-\(number)"
      options.append("#cell-\(number)")
    }
    cell.isHidden = chance.oneIn(5) && !isNested
    if !cell.isHidden { addOptions(to: &cell, &options, using: &chance) }
    let marksOutput = cell.mode == .run && chance.oneIn(3)
    for index in 0..<chance.below(5) {
      switch chance.below(5) {
      case 0:
        let value = chance.pick(["1", "[1, 2]", "\"a\"", "0.5...0.6", "", "−1", "é"])
        let name = chance.pick(["let a\(number)_\(index) = 1", "f(\(index))", "g(\n    1)"])
        if cell.mode == .run {
          cell.values.append(value)
          cell.lines += "\(name)  // =>\(value.isEmpty ? "" : " " + value)".split(separator: "\n").map(String.init)
        }
      case 1 where marksOutput:
        let line = chance.pick(["a", "", "say \"a\"", "é 1.5", "…"])
        cell.output = (cell.output ?? []) + [line]
        cell.lines.append("print(\(index))  // Prints \"\(line)\"")
      case 2: cell.lines += ["if f(0) {", "  h()", "", "}"]
      case 3: cell.lines.append("let text = \"```\"  // a remark")
      default: cell.lines.append("h(\(index))")
      }
    }
    // The parser gives no values to a cell whose code has none, and an empty comment has no lines.
    var block: [String]
    if cell.isHidden {
      block = ["<!-- swift hidden" + options.map { " " + $0 }.joined()] + cell.lines + ["-->"]
    } else {
      let fence = String(repeating: chance.pick(["`", "~"]), count: 4 + chance.below(3))
      let separator = chance.pick([" ", "  ", ", "])
      block =
        [fence + "swift" + options.map { (options.first == $0 ? " " : separator) + $0 }.joined()] + cell.lines + [fence]
    }
    if !cell.isHidden, cell.mode == .run, cell.output == nil, chance.oneIn(2) {
      let lines = (0..<chance.below(4)).map { _ in chance.pick(["one", "  two", "", "0.5", "...", "- x", "<b>"]) }
      cell.output = lines
      block += (chance.oneIn(3) ? [""] : []) + ["```text output"] + lines + ["```"]
    }
    cells.append(cell)
    return block
  }

  private func addOptions(to cell: inout Cell, _ options: inout [String], using chance: inout Chance) {
    if chance.oneIn(6) {
      cell.mode = .noRun
      options.append("no-run")
    } else {
      if chance.oneIn(4) {
        cell.isLocal = true
        options.append("local")
      }
      if chance.oneIn(4) {
        cell.tolerance = .relative(0.001)
        options.append("tolerance=rel:1e-3")
      }
      if chance.oneIn(4) {
        cell.timeout = 20
        options.append("timeout=20s")
      }
    }
    if chance.oneIn(5) {
      cell.program = .fresh(name: "demo")
      options.append("fresh=demo")
    }
    if chance.oneIn(4) {
      cell.isFolded = true
      options.append("fold")
    }
  }

  /// What another chapter says otherwise; `nil` if nothing.
  func difference(to other: WrittenChapter) -> String? {
    if cells.count != other.cells.count { return "\(cells.count) cells, not \(other.cells.count)" }
    for (left, right) in zip(cells, other.cells) where left != right { return "written: \(left)\nread: \(right)" }
    return values == other.values ? nil : "written: \(values)\nread: \(other.values)"
  }
}
