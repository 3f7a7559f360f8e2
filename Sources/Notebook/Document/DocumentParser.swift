internal import Foundation

extension Document {
  /// Parses a chapter; everything that is wrong with it is in `diagnostics`, in reading order.
  public init(parsing source: SourceText) {
    var parser = DocumentParser(source: source)
    self = parser.parse()
  }
}

/// Walks libcmark-gfm's tree once and sorts its nodes into prose, cells, expectations and exercises.
struct DocumentParser {
  let source: SourceText
  var document: Document
  var diagnostics: [Diagnostic] = []
  /// The last cell of the session above: prose values are evaluated after it.
  private var lastSessionCell: Int?
  /// The cell whose output or figure may follow; any other block ends its neighbourhood.
  private var neighbour: Int?
  private var anchors: [String: Int] = [:]
  private var headings: [(anchor: String, block: Int)] = []
  private var openExercise: OpenExercise?
  private var valueReferences: [Int: String] = [:]
  private var footnotes = 0
  /// Hints and remarks after an exercise show code, they do not run it.
  private var showsOnly = false

  private struct OpenExercise {
    var index: Int
    var headingLevel: Int?
  }

  init(source: SourceText) {
    self.source = source
    document = Document(
      source: source, frontMatter: FrontMatter(), blocks: [], cells: [], values: [], exercises: [], diagnostics: [])
  }

  mutating func parse() -> Document {
    guard isReadable() else {
      document.diagnostics = diagnostics
      return document
    }
    let (frontMatter, lines, problems) = FrontMatterParser.parse(source)
    document.frontMatter = frontMatter
    diagnostics += problems
    var bytes = source.bytes
    for line in lines {
      for offset in source.range(ofLine: line) { bytes[offset] = UInt8(ascii: " ") }
    }
    let root = MarkdownNode.parse(bytes)
    document.blocks = blocks(root.children)
    closeExercise()
    resolveValues()
    finishCells()
    document.diagnostics = DiagnosticFormatter.sorted(diagnostics)
    return document
  }

  private mutating func isReadable() -> Bool {
    if String(validating: source.bytes, as: UTF8.self) == nil {
      let valid = String(decoding: source.bytes, as: UTF8.self).utf8
      let offset = zip(source.bytes, valid).enumerated().first { $1.0 != $1.1 }?.offset ?? 0
      report(.chapterNotUTF8, "the file is not UTF-8 from here on: save it as UTF-8", at: source.position(of: offset))
      return false
    }
    if let offset = source.bytes.firstIndex(of: 0) {
      report(.chapterNUL, "the file contains a NUL byte here: remove it", at: source.position(of: offset))
      return false
    }
    return true
  }

  mutating func report(_ id: DiagnosticID, _ message: String, at position: SourcePosition) {
    diagnostics.append(Diagnostic(id, message, in: source, at: position))
  }

  // MARK: Blocks

  private mutating func blocks(_ nodes: [MarkdownNode]) -> [Block] {
    var result: [Block] = []
    for node in nodes {
      // An exercise swallows what follows it, up to the next heading of its level.
      for block in convert(node) {
        if let exercise = openExercise, block.kind != .exercise(exercise.index) {
          document.exercises[exercise.index].task.append(block)
        } else {
          result.append(block)
        }
      }
    }
    return joinCaptions(result)
  }

  private mutating func convert(_ node: MarkdownNode) -> [Block] {
    var keepsNeighbour = false
    defer { if !keepsNeighbour { neighbour = nil } }
    func block(_ kind: Block.Kind) -> [Block] { [Block(kind, at: node.position)] }

    switch node.kind {
    case .paragraph:
      let inlines = inlines(of: node)
      if inlines.allSatisfy({ $0 == .softBreak }) { return [] }
      if let figure = figure(inlines) {
        keepsNeighbour = true
        return block(.figure(attach(figure, at: node.position)))
      }
      // A caption below a figure is still in the cell's neighbourhood.
      if case .emphasis? = inlines.first, inlines.count == 1 { keepsNeighbour = true }
      return block(.paragraph(inlines))
    case .heading(let level):
      return heading(node, level: level)
    case .blockQuote:
      return block(quote(node))
    case .list(let start, let isTight):
      let items = node.children.map { item -> Block.ListItem in
        var isChecked: Bool?
        if case .item(let checked) = item.kind { isChecked = checked }
        return Block.ListItem(isChecked: isChecked, blocks: nested(item.children))
      }
      return block(.list(Block.ListStyle(start: start, isTight: isTight), items))
    case .codeBlock(let info, let text, let isFenced):
      if isFenced { checkClosed(node) }
      return code(node, info: info, text: text, isFenced: isFenced, keepsNeighbour: &keepsNeighbour)
    case .htmlBlock(let literal):
      let before = neighbour
      let blocks = comment(literal, at: node.position)
      // A remark or hidden cell between a cell and its output does not part them.
      if before != nil, neighbour == before { keepsNeighbour = true }
      if neighbour != before { keepsNeighbour = true }
      return blocks
    case .thematicBreak: return block(.thematicBreak)
    case .table(let alignments): return block(.table(table(node, alignments: alignments)))
    case .footnoteDefinition:
      footnotes += 1
      let label = String(footnotes)
      return block(.footnote(label: label, nested(node.children)))
    default:
      return nested(node.children)
    }
  }

  /// Blocks inside a list, quote or footnote: an exercise cannot begin there.
  private mutating func nested(_ nodes: [MarkdownNode]) -> [Block] {
    let exercise = openExercise
    openExercise = nil
    defer { openExercise = exercise }
    return joinCaptions(nodes.flatMap { convert($0) })
  }

  private mutating func heading(_ node: MarkdownNode, level: Int) -> [Block] {
    if let exercise = openExercise, let own = exercise.headingLevel, level <= own { closeExercise() }
    let inlines = inlines(of: node)
    let text = inlines.plainText
    if level == 1 {
      report(
        .titleHeading, "the page's heading is the front matter's `title`: begin sections with `##`", at: node.position)
    }
    if let exercise = openExercise, exercise.headingLevel == nil {
      openExercise?.headingLevel = level
      document.exercises[exercise.index].title = text
      document.exercises[exercise.index].anchor = uniqueAnchor(for: text)
      return []
    }
    let anchor = uniqueAnchor(for: text)
    headings.append((anchor, document.cells.count))
    return [Block(.heading(level: level, inlines, anchor: anchor), at: node.position)]
  }

  private mutating func uniqueAnchor(for text: String) -> String {
    let anchor = Self.anchor(for: text)
    let count = anchors[anchor, default: 0]
    anchors[anchor] = count + 1
    return count == 0 ? anchor : "\(anchor)-\(count)"
  }

  /// The anchor that GitHub gives a heading: lower case, spaces as hyphens, punctuation dropped.
  static func anchor(for text: String) -> String {
    var anchor = ""
    for character in text.lowercased() {
      if character.isLetter || character.isNumber || character == "_" || character == "-" {
        anchor.append(character)
      } else if character == " " {
        anchor.append("-")
      }
    }
    return anchor
  }

  private mutating func quote(_ node: MarkdownNode) -> Block.Kind {
    var children = nested(node.children)
    if case .paragraph(var inlines)? = children.first?.kind, case .text(let text)? = inlines.first,
      text.hasPrefix("[!"), text.hasSuffix("]"),
      let alert = Block.Alert(rawValue: text.dropFirst(2).dropLast().lowercased())
    {
      inlines.removeFirst()
      if inlines.first == .softBreak { inlines.removeFirst() }
      if inlines.isEmpty {
        children.removeFirst()
      } else {
        children[0].kind = .paragraph(inlines)
      }
      return .alert(alert, children)
    }
    return .quote(children)
  }

  private mutating func table(_ node: MarkdownNode, alignments: [Block.Table.Alignment]) -> Block.Table {
    var table = Block.Table(alignments: alignments, header: [], rows: [])
    for row in node.children {
      let cells = row.children.map { cell -> [Inline] in
        // A table's cells carry no end line of their own: their row is one line.
        var cell = cell
        cell.position = SourcePosition(line: row.position.line, column: cell.position.column)
        cell.endLine = row.position.line
        return inlines(of: cell, isTableCell: true)
      }
      if row.kind == .tableRow(isHeader: true) { table.header = cells } else { table.rows.append(cells) }
    }
    return table
  }

  // MARK: Inlines

  private mutating func inlines(of node: MarkdownNode, isTableCell: Bool = false) -> [Inline] {
    var parser = InlineParser(
      leaf: node, in: source, firstValue: document.values.count, lastCell: lastSessionCell,
      skipping: isTableCell
        ? document.values.count { source.position(of: $0.range.lowerBound).line == node.position.line } : 0)
    let inlines = parser.parse(node.children)
    for (index, id) in parser.references { valueReferences[document.values.count + index] = id }
    document.values += parser.values
    diagnostics += parser.diagnostics
    checkDollars(inlines, parser)
    return inlines
  }

  /// Reports `$x$` and `$$`, which GitHub reads as maths in some places and not in others.
  private mutating func checkDollars(_ inlines: [Inline], _ parser: InlineParser) {
    let text = inlines.map { inline in
      if case .text(let text) = inline { text } else { "\u{FFFC}" }
    }.joined()
    let formula = #/\$\$|\$[^\s$](?:[^$]*[^\s$])?\$(?!\d)/#
    guard let match = text.firstMatch(of: formula) else { return }
    report(
      .mathDollar,
      "write a formula as $`x`$, or as a ```math fence: a bare `$` means different things in different places",
      at: parser.locate(String(match.output.prefix { $0 != "\u{FFFC}" })))
  }

  // MARK: Figures

  private func figure(_ inlines: [Inline]) -> Block.FigureReference? {
    guard case .image(let path, _, let alternative)? = inlines.first else { return nil }
    var figure = Block.FigureReference(path: path, alternative: alternative)
    if inlines.count == 1 { return figure }
    if inlines.count == 3, inlines[1] == .softBreak, case .emphasis(let caption) = inlines[2] {
      figure.caption = caption
      return figure
    }
    return nil
  }

  /// Finds the cell that a figure's file name speaks of, such as `figures/02-and-line-2.svg`.
  private mutating func attach(_ figure: Block.FigureReference, at position: SourcePosition) -> Block.FigureReference {
    var figure = figure
    let prefix = "figures/\(document.number)-"
    guard figure.path.hasPrefix(prefix), figure.path.hasSuffix(".svg") else { return figure }
    let name = String(figure.path.dropFirst(prefix.count).dropLast(4))
    if let cell = document.cell(named: name) {
      figure.cell = cell
    } else if let hyphen = name.lastIndex(of: "-"), let number = Int(name[name.index(after: hyphen)...]), number > 1,
      let cell = document.cell(named: String(name[..<hyphen]))
    {
      figure.cell = cell
      figure.number = number - 1
    } else {
      report(
        .figureUnknown, "no cell above has the id `#\(name)`: a figure's file is named after the cell that displays it",
        at: position)
      return figure
    }
    if let cell = figure.cell { document.cells[cell].figures.append(figure) }
    return figure
  }

  /// An emphasised paragraph right below a figure is its caption.
  private mutating func joinCaptions(_ blocks: [Block]) -> [Block] {
    var result: [Block] = []
    for block in blocks {
      if case .paragraph(let inlines) = block.kind, inlines.count == 1, case .emphasis(let caption) = inlines[0],
        case .figure(var figure)? = result.last?.kind, figure.caption.isEmpty
      {
        figure.caption = caption
        result[result.count - 1].kind = .figure(figure)
      } else {
        result.append(block)
      }
    }
    return result
  }

  // MARK: Code

  private mutating func checkClosed(_ node: MarkdownNode) {
    let opening = source.line(node.position.line).dropFirst(node.position.column - 1)
    guard let mark = opening.first else { return }
    let length = opening.prefix { $0 == mark }.count
    let last = source.line(node.endLine).drop { $0 != mark && ($0.isWhitespace || $0 == ">") }
    let isFence = last.allSatisfy { $0 == mark || $0.isWhitespace } && last.prefix { $0 == mark }.count >= length
    if node.endLine == node.position.line || !isFence {
      report(
        .fenceUnclosed,
        "the fence is never closed: end it with `\(String(repeating: mark, count: length))` on a line of its own",
        at: node.position)
    }
  }

  private mutating func code(
    _ node: MarkdownNode, info: String, text: String, isFenced: Bool, keepsNeighbour: inout Bool
  ) -> [Block] {
    let words = info.split { $0 == " " || $0 == "\t" || $0 == "," }.map(String.init)
    let language = words.first ?? ""
    if language == "math" { return [Block(.math(text), at: node.position)] }
    if words == ["text", "output"] {
      keepsNeighbour = true
      return attachOutput(node, text: text)
    }
    guard isFenced, language == "swift", !showsOnly else {
      return [Block(.code(language: language, text), at: node.position)]
    }
    let cell = addCell(fence: node, text: text)
    neighbour = cell
    keepsNeighbour = true
    return [Block(.cell(cell), at: node.position)]
  }

  private mutating func attachOutput(_ node: MarkdownNode, text: String) -> [Block] {
    guard let cell = neighbour else {
      report(
        .outputMisplaced,
        "no cell stands directly above this output: put the fence right below the cell that prints it",
        at: node.position)
      return []
    }
    if document.cells[cell].output != nil {
      report(.outputTwice, "the output of this cell is already written: keep one form", at: node.position)
      return []
    }
    let lines = CommentDirective.lines(of: text, from: node.position.line + 1, in: source)
    let start = source.offset(of: SourcePosition(line: node.position.line + 1, column: 1))
    let end = source.offset(of: SourcePosition(line: node.position.line + 1 + lines.count, column: 1))
    let indentation = String(
      source.line(node.position.line).utf8.prefix(node.position.column - 1).map {
        $0 == 0x09 ? "\t" : $0 == 0x3E ? ">" : " "
      })
    document.cells[cell].output = OutputExpectation(
      form: .fence(range: start..<end, indentation: indentation), lines: lines.map(\.text), position: node.position)
    return [Block(.output(cell: cell), at: node.position)]
  }

  /// Adds the cell of a ```` ```swift ```` fence.
  private mutating func addCell(fence node: MarkdownNode, text: String) -> Int {
    let line = source.line(node.position.line)
    let opening = line.utf8.dropFirst(node.position.column - 1)
    let fence = opening.prefix { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "~") }
    let spaces = opening.dropFirst(fence.count).prefix { $0 == 0x20 || $0 == 0x09 }
    var skipped = fence.count + spaces.count + "swift".utf8.count
    var role = Cell.Role.visible
    if openExercise != nil {
      role = .given
      if String(Substring(opening.dropFirst(skipped))).wholeMatch(of: #/\s+stub\b.*/#) != nil {
        role = .stub
        skipped += opening.dropFirst(skipped).prefix { $0 != UInt8(ascii: "s") }.count + "stub".utf8.count
      }
    }
    let info = String(Substring(opening.dropFirst(skipped)))
    let position = SourcePosition(line: node.position.line, column: node.position.column + skipped)
    let lines = CommentDirective.lines(of: text, from: node.position.line + 1, in: source)
    return add(role, info: info, infoPosition: position, lines: lines, at: node.position)
  }

  @discardableResult
  private mutating func add(
    _ role: Cell.Role, info: String, infoPosition: SourcePosition, lines: [Cell.Line], at position: SourcePosition
  ) -> Int {
    var (options, problems) = InfoString.parse(
      info, at: infoPosition, in: source, defaults: document.frontMatter.defaults)
    if let id = options.id, document.cells.contains(where: { $0.options.id == id }) {
      problems.append(
        Diagnostic(
          .cellDuplicateID, "the id `#\(id)` is already taken in this chapter", in: source,
          at: options.positions[.id] ?? position))
    }
    if role != .visible,
      let extra = options.positions.first(where: { $0.key != .id && $0.key != .uses && $0.key != .timeout })
    {
      problems.append(
        Diagnostic(
          .cellConflictingOptions, "`\(extra.key.rawValue)` is for cells that the reader sees", in: source,
          at: extra.value))
    }
    diagnostics += problems
    var cell = Cell(role: role, options: options, lines: lines, position: position)
    CellMarks.read(&cell, in: source, reporting: &diagnostics)
    document.cells.append(cell)
    let index = document.cells.count - 1
    if let exercise = openExercise, role.isExercise { attach(index, role: role, to: exercise.index) }
    if !role.isExercise, cell.options.program == .session, cell.options.mode == .run || cell.options.mode == .warning {
      lastSessionCell = index
    }
    return index
  }

  // MARK: Comments

  private mutating func comment(_ literal: String, at position: SourcePosition) -> [Block] {
    let directive: CommentDirective
    switch CommentDirective.parse(literal, at: position, in: source) {
    case .success(let value): directive = value
    case .failure(let failure):
      diagnostics.append(failure.diagnostic)
      return []
    }
    switch directive.kind {
    case .note: return []
    case .hidden:
      let cell = add(.hidden, from: directive, at: position)
      neighbour = cell
      return [Block(.cell(cell), at: position)]
    case .proseValue, .endOfValue:
      report(
        .valueAtLineStart, "a value at the start of a line is a block of its own to Markdown: put a word before it",
        at: position)
      return []
    case .exercise:
      return beginExercise(directive, at: position)
    case .given, .test, .solution, .wrong, .hint, .after:
      guard let exercise = openExercise else {
        report(
          .exerciseMisplaced, "this belongs to an exercise: begin one above with `<!-- exercise #name level=1 -->`",
          at: position)
        return []
      }
      fill(exercise.index, with: directive, at: position)
      return []
    }
  }

  private mutating func add(_ role: Cell.Role, from directive: CommentDirective, at position: SourcePosition) -> Int {
    add(role, info: directive.head, infoPosition: directive.headPosition, lines: directive.body, at: position)
  }

  // MARK: Exercises

  private mutating func beginExercise(_ directive: CommentDirective, at position: SourcePosition) -> [Block] {
    closeExercise()
    let (header, problems) = ExerciseHeader.parse(directive.head, at: directive.headPosition, in: source)
    diagnostics += problems
    guard let header else { return [] }
    if document.exercises.contains(where: { $0.id == header.id }) {
      report(.cellDuplicateID, "the exercise `#\(header.id)` is already in this chapter", at: directive.headPosition)
    }
    var exercise = Exercise(id: header.id, position: position)
    exercise.level = header.level
    exercise.isFast = header.isFast
    exercise.uses = header.uses
    document.exercises.append(exercise)
    openExercise = OpenExercise(index: document.exercises.count - 1, headingLevel: nil)
    return [Block(.exercise(document.exercises.count - 1), at: position)]
  }

  private mutating func attach(_ cell: Int, role: Cell.Role, to index: Int) {
    var exercise = document.exercises[index]
    if role == .stub && exercise.stub != nil || role == .solution && exercise.solution != nil {
      report(
        .exerciseIncomplete, "an exercise has one \(role == .stub ? "stub" : "solution")",
        at: document.cells[cell].position)
    }
    switch role {
    case .stub: exercise.stub = cell
    case .given: exercise.given.append(cell)
    case .test: exercise.tests.append(cell)
    case .solution: exercise.solution = cell
    case .visible, .hidden, .wrong: break
    }
    document.exercises[index] = exercise
  }

  private mutating func fill(_ exercise: Int, with directive: CommentDirective, at position: SourcePosition) {
    switch directive.kind {
    case .given: _ = add(.given, from: directive, at: position)
    case .test: _ = add(.test, from: directive, at: position)
    case .solution: _ = add(.solution, from: directive, at: position)
    case .wrong(let message):
      let cell = add(.wrong, from: directive, at: position)
      document.exercises[exercise].wrongAnswers.append(Exercise.WrongAnswer(message: message, cell: cell))
    case .hint: document.exercises[exercise].hints.append(markdown(directive.body))
    case .after: document.exercises[exercise].after += markdown(directive.body)
    default: break
    }
  }

  /// Parses the Markdown inside a comment; empty lines before it keep its positions.
  private mutating func markdown(_ lines: [Cell.Line]) -> [Block] {
    guard let first = lines.first else { return [] }
    let text = String(repeating: "\n", count: first.position.line - 1) + lines.map { $0.text + "\n" }.joined()
    showsOnly = true
    defer { showsOnly = false }
    return nested(MarkdownNode.parse(Array(text.utf8)).children)
  }

  private mutating func closeExercise() {
    guard let open = openExercise else { return }
    openExercise = nil
    let exercise = document.exercises[open.index]
    var missing: [String] = []
    if exercise.title.isEmpty { missing.append("a heading") }
    if exercise.stub == nil { missing.append("a stub (```swift stub)") }
    if exercise.tests.isEmpty { missing.append("a test (<!-- swift test … -->)") }
    if exercise.solution == nil { missing.append("a solution (<!-- swift solution … -->)") }
    if !missing.isEmpty {
      report(
        .exerciseIncomplete, "the exercise `#\(exercise.id)` lacks \(missing.joined(separator: ", "))",
        at: exercise.position)
    }
    if exercise.hints.count > 3 {
      report(.exerciseIncomplete, "the exercise `#\(exercise.id)` has more than three hints", at: exercise.position)
    }
  }

  // MARK: What needs the whole chapter

  private mutating func resolveValues() {
    for (index, id) in valueReferences {
      if let cell = document.cell(named: id) {
        document.values[index].cell = cell
      } else {
        report(.valueInvalid, "no cell has the id `#\(id)`", at: document.values[index].position)
      }
    }
  }

  private mutating func finishCells() {
    for (index, cell) in document.cells.enumerated() {
      if let id = cell.options.id, let heading = headings.first(where: { $0.anchor == id }), heading.block != index {
        report(
          .cellDuplicateID, "the id `#\(id)` is also a heading's anchor: only the heading directly above may share it",
          at: cell.options.positions[.id] ?? cell.position)
      }
      if !cell.figures.isEmpty, cell.options.id == nil {
        report(.cellIDMissing, "a cell with a figure needs an id", at: cell.position)
      }
      for id in cell.options.uses {
        if let used = document.cell(named: id), used < index { continue }
        report(
          .cellInvalidOption, "`uses` names `#\(id)`, and no cell above has this id",
          at: cell.options.positions[.uses] ?? cell.position)
      }
      if let id = cell.options.fixes {
        let cured = document.cell(named: id)
        if cured.map({ document.cells[$0].options.mode }) != .error {
          report(
            .cellInvalidOption, "`fixes` names `#\(id)`, which is no `error` cell of this chapter",
            at: cell.options.positions[.fixes] ?? cell.position)
        }
      }
      if let line = cell.options.highlighted.first(where: { $0 > cell.lines.count }) {
        report(
          .cellInvalidOption, "the cell has \(cell.lines.count) lines, line \(line) cannot be highlighted",
          at: cell.options.positions[.highlight] ?? cell.position)
      }
    }
    for exercise in document.exercises {
      for id in exercise.uses where document.cell(named: id) == nil {
        report(.exerciseIncomplete, "`uses` names `#\(id)`, and no cell has this id", at: exercise.position)
      }
    }
  }
}
