import Notebook

extension Weaver {
  /// A cell with the outputs and figures that its author placed right below it.
  func cell(_ index: Int, attached: [Block]) -> HTML {
    guard document.cells.indices.contains(index) else { return .empty }
    let cell = document.cells[index]
    guard !cell.role.isExercise else { return html(attached) }
    if cell.role == .hidden {
      return HTML(.details, .class("set-up")) {
        HTML(.summary) { "Show set-up" }
        HTML(.div, .class("cell")) { listing(of: index) }
      } + html(attached) + dataOfInlineFigures(of: index)
    }
    let placesOutput = attached.contains { if case .output = $0.kind { true } else { false } }
    return HTML(
      .div, .class(staleCells.contains(index) ? "cell stale" : "cell"), anchor(of: index).map { .id(id($0)) },
      .role("group"),
      .label(cell.options.id.map { "Code: \($0)" } ?? "Code")
    ) {
      cell.options.id.map(formerAnchors) ?? .empty
      remark(on: cell)
      surroundings(of: cell)
      if cell.options.isFolded {
        HTML(.details, .class("fold")) {
          HTML(.summary) { "Show the code" }
          listing(of: index, isNumbered: cell.options.hasLineNumbers)
        }
      } else {
        listing(of: index, isNumbered: cell.options.hasLineNumbers)
      }
      for message in looseMessages(of: index) {
        HTML(.p, .class("message \(message.kind)")) {
          HTML(.strong) { message.kind + ": " }
          message.text
        }
      }
      if !placesOutput, cell.output == nil, let cellRun = run.cells[index] {
        outputs(cellRun.outputs)
      }
      for block in attached {
        switch block.kind {
        case .output(let cell): output(of: cell)
        case .figure(let figure): self.figure(figure, at: block.position)
        default: html(block)
        }
      }
      dataOfInlineFigures(of: index)
      if staleCells.contains(index) {
        HTML(.p, .class("verdict"), .role("status")) { "Not run since the change: what you see is from before it." }
      } else {
        verdict(on: index)
        proof(of: index)
      }
    }
  }

  /// The id that links lead to: the cell's name, or its number where it has none.
  ///
  /// A heading with the same name keeps it.
  private func anchor(of index: Int) -> String? {
    guard let name = document.cells[index].options.id else { return "cell.\(index + 1)" }
    return headingAnchors.contains(name) ? nil : name
  }

  /// The cell's unusual options, said before the code.
  private func remark(on cell: Cell) -> HTML {
    var remarks: [HTML] = []
    switch cell.options.mode {
    case .run: break
    case .noRun: remarks.append(HTML(text: "Compiled, not run"))
    case .error: remarks.append(HTML(text: "Does not compile, on purpose"))
    case .warning: remarks.append(HTML(text: "Compiles with a warning, on purpose"))
    case .crash: remarks.append(HTML(text: "Stops, on purpose"))
    case .exit(let status): remarks.append(HTML(text: "Ends the program with status \(status)"))
    case .skip(let reason): remarks.append(HTML(text: "Only shown: \(reason)"))
    case .include(let inclusion): remarks.append(source(of: inclusion))
    }
    if !cell.options.conditions.isEmpty {
      remarks.append(HTML(text: "Needs " + cell.options.conditions.map(\.need).joined(separator: " and ")))
    }
    if cell.options.comparison == .nondeterministic {
      remarks.append(HTML(text: "Differs from run to run, so nothing is compared"))
    }
    if let error = cell.options.fixes {
      remarks.append(HTML(text: "The cure of ") + HTML(.a, .href(Address(fragment: id(error)))) { "the error" })
    }
    return HTML(joining: remarks.map { remark in HTML(.p, .class("remark")) { remark } })
  }

  /// The source of an included region, with a link to the file where the book's repository is known.
  private func source(of inclusion: CellOptions.Inclusion) -> HTML {
    let address = context.sourceAddress.flatMap { Address($0 + inclusion.path) }
    let file = HTML(.code) { inclusion.path }
    return HTML(text: "From ")
      + (address.map { HTML(.a, attributes: [.href($0), .relation("external noreferrer")], content: file) } ?? file)
      + HTML(text: ", region ") + HTML(.code) { inclusion.region }
  }

  /// The code around a cell, which the reader need not see.
  private func surroundings(of cell: Cell) -> HTML {
    guard let wrap = cell.wrap else { return .empty }
    func listing(_ lines: [Cell.Line]) -> HTML {
      Self.code(SwiftHighlighter.lines(of: lines.map { $0.text + "\n" }.joined()).map { ListingLine(tokens: $0) })
    }
    return HTML(.details, .class("set-up")) {
      HTML(.summary) { "Show what is around this code" }
      listing(wrap.before)
      HTML(.p) { "…" }
      listing(wrap.after)
    }
  }

  /// The output of a cell, where its author placed it.
  ///
  /// A passed verdict means that what the author wrote is what the cell printed, numbers within their tolerance; the
  /// author's text is shown, so that a last digit that differs between machines does not change the page.
  func output(of index: Int) -> HTML {
    guard document.cells.indices.contains(index) else { return .empty }
    let cellRun = run.cells[index]
    let showsTables = cellRun?.outputs.contains { if case .table = $0 { true } else { false } } ?? false
    if let cellRun, showsTables || verdicts[index]?.outcome == .failed {
      return outputs(cellRun.outputs)
    }
    guard let lines = document.cells[index].output?.lines else { return outputs(cellRun?.outputs ?? []) }
    return printed(lines.map { $0 + "\n" }.joined())
  }

  /// The output of a cell; figures have places of their own.
  private func outputs(_ outputs: [Output]) -> HTML {
    var pieces: [HTML] = []
    var text = ""
    func flush() {
      if !text.isEmpty { pieces.append(printed(text)) }
      text = ""
    }
    for output in outputs {
      switch output {
      case .text(let more): text += TerminalText.withoutCodes(more)
      case .figure: break
      case .table(let table):
        flush()
        pieces.append(HTML(.div, .class("output scroll")) { dataTable(table) })
      }
    }
    flush()
    return HTML(joining: pieces)
  }

  private func printed(_ text: String) -> HTML {
    HTML(.pre, .class("output scroll"), .role("group"), .label("Output")) {
      HTML(.samp) { text }
    }
  }

  /// A table; numbers stand at the right of their columns.
  ///
  /// - Parameters:
  ///   - table: What is shown.
  ///   - isNumeric: By column, whether it holds numbers alone; `nil` where what is shown decides.
  func dataTable(_ table: TableOutput, isNumeric: [Bool]? = nil) -> HTML {
    let isNumeric = isNumeric ?? Self.numericColumns(of: table)
    return HTML(.table, .class("data")) {
      HTML(.thead) {
        HTML(.tr) {
          for (column, name) in table.columns.enumerated() {
            HTML(.th, .scope("col"), isNumeric[column] ? .class("right") : nil) { name }
          }
        }
      }
      HTML(.tbody) {
        for row in table.rows {
          HTML(.tr) {
            for (column, value) in row.enumerated() {
              let isRight = isNumeric.indices.contains(column) && isNumeric[column]
              HTML(.td, isRight ? .class("right") : nil) { value }
            }
          }
        }
      }
    }
  }

  /// True if each column of a table holds numbers alone.
  static func numericColumns(of table: TableOutput) -> [Bool] {
    table.columns.indices.map { column in
      var isFilled = false
      for row in table.rows where row.indices.contains(column) && !row[column].isEmpty {
        guard isNumber(row[column]) else { return false }
        isFilled = true
      }
      return isFilled
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    Double(text) != nil || Double(text.replacing("\u{2212}", with: "-")) != nil
  }

  /// The expectations that failed; empty for a cell that passed.
  private func verdict(on index: Int) -> HTML {
    guard let verdict = verdicts[index] else { return .empty }
    switch verdict.outcome {
    case .passed, .skipped: return .empty
    case .blocked:
      return HTML(.p, .class("verdict")) { "Not run: an earlier cell failed." }
    case .failed:
      return HTML(.div, .class("verdict failed"), .role("note"), .label("This cell failed its check")) {
        HTML(.p) { HTML(.strong) { "This cell failed its check." } }
        HTML(.ul) {
          for diagnostic in verdict.diagnostics {
            HTML(.li) { "line \(diagnostic.position.line): \(diagnostic.message)" }
          }
        }
      }
    }
  }

  /// The quiet mark that a cell was checked, with how to repeat the check.
  private func proof(of index: Int) -> HTML {
    guard let verdict = verdicts[index], verdict.outcome == .passed, !context.toolchain.isEmpty else { return .empty }
    let name = document.cells[index].options.id
    let command = "\(context.tool) " + (name.map { "run \(document.number)#\($0)" } ?? "check \(document.number)")
    return HTML(.details, .class("proof")) {
      HTML(.summary) { "checked with \(context.toolchain)" }
      HTML(.dl) {
        HTML(.dt) { "Cell" }
        HTML(.dd) { spokenName(of: index) }
        HTML(.dt) { "Compared" }
        HTML(.dd) { Self.compared(verdict.expectations) }
        HTML(.dt) { "Run it yourself" }
        HTML(.dd) { HTML(.code) { command } }
        if let address = report(on: index) {
          HTML(.dt) { "Something wrong?" }
          HTML(.dd) { HTML(.a, .href(address), .relation("external noreferrer")) { "Report this cell" } }
        }
      }
    }
  }

  private static func compared(_ expectations: Int) -> String {
    switch expectations {
    case 0: "no written value: it ran without a failure"
    case 1: "1 expectation"
    default: "\(expectations) expectations"
    }
  }

  /// The name of the cell in a report.
  private func spokenName(of index: Int) -> String {
    let cell = document.cells[index]
    return cell.options.id.map { "\(document.number)#\($0)" } ?? "\(document.number), line \(cell.position.line)"
  }

  private func report(on index: Int) -> Address? {
    context.reportAddress.flatMap { Address($0 + Address(file: spokenName(of: index)).text) }
  }
}
