internal import Foundation

extension Document {
  /// Parses a chapter; everything that is wrong with it is in `diagnostics`, in reading order.
  public init(parsing source: SourceText, as form: Form = .chapter) {
    var parser = DocumentParser(source: source)
    parser.document.form = form
    self = parser.parse()
  }

  /// Parses a chapter without reading the code of its cells: no statements, no marks in comments, in a fifth of the time.
  ///
  /// This is enough for the exercises, whose code carries no marks, and for what links lead to.
  package init(outlining source: SourceText, as form: Form = .chapter) {
    var parser = DocumentParser(source: source)
    parser.document.form = form
    parser.readsCode = false
    self = parser.parse()
  }
}

/// Walks libcmark-gfm's tree once and sorts its nodes into prose, cells, expectations and exercises.
struct DocumentParser {
  let source: SourceText
  var document: Document
  var diagnostics: [Diagnostic] = []
  /// The last cell of the session above: prose values are evaluated after it.
  var lastSessionCell: Int?
  /// The cell whose output or figure may follow; any other block ends its neighbourhood.
  var neighbour: Int?
  var anchors: [String: Int] = [:]
  /// The first cell above with each id.
  var ids: [String: Int] = [:]
  var headings: [(anchor: String, block: Int)] = []
  var openExercise: OpenExercise?
  var openQuiz: Int?
  /// The number of lists, quotes and notes around the current block.
  var depth = 0
  /// The comments above that speak of the next block.
  var awaiting: [Awaiting] = []
  /// The wraps that stand above their cells.
  var wraps: [(cell: Int, wrap: Cell.Wrap)] = []
  /// The wraps that name their cells, which may stand anywhere.
  var namedWraps: [(ids: [String], wrap: Cell.Wrap)] = []
  var valueReferences: [Int: String] = [:]
  var footnotes = 0
  /// True if statements and marks in the cells' code are read.
  var readsCode = true
  /// Hints and remarks after an exercise show code, they do not run it.
  var showsOnly = false

  struct OpenExercise {
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
    closeQuiz()
    reportAwaiting()
    findUnusedFootnotes(bytes, used: root.footnoteLines)
    resolveValues()
    readCells()
    placeWraps()
    finishCells()
    if document.form == .page { diagnostics.removeAll(where: isRuleOfChapters) }
    document.diagnostics = DiagnosticFormatter.sorted(diagnostics)
    return document
  }

  mutating func isReadable() -> Bool {
    if String(validating: source.bytes, as: UTF8.self) == nil {
      let valid = String(decoding: source.bytes, as: UTF8.self).utf8
      let offset = zip(source.bytes, valid).enumerated().first { $1.0 != $1.1 }?.offset ?? 0
      report(.chapterNotUTF8, "the file is not UTF-8 from here on: save it as UTF-8", at: source.position(of: offset))
      return false
    }
    if let offset = LineStarts.offsets(of: 0, in: source.bytes).first {
      report(.chapterNUL, "the file contains a NUL byte here: remove it", at: source.position(of: offset))
      return false
    }
    return true
  }

  mutating func report(_ id: DiagnosticID, _ message: String, at position: SourcePosition) {
    diagnostics.append(Diagnostic(id, message, in: source, at: position))
  }

  mutating func blocks(_ nodes: [MarkdownNode]) -> [Block] {
    var result: [Block] = []
    for node in nodes {
      // An exercise swallows what follows it, up to the next heading of its level.
      for block in convert(node) {
        if let quiz = openQuiz, block.kind != .quiz(quiz) {
          document.quizzes[quiz].question.append(block)
        } else if let exercise = openExercise, block.kind != .exercise(exercise.index) {
          document.exercises[exercise.index].task.append(block)
        } else {
          result.append(block)
        }
      }
    }
    return joinCaptions(result)
  }

  /// Converts a node; quotes and lists may stand thirty deep in each other, so that this frame must stay small.
  mutating func convert(_ node: MarkdownNode) -> [Block] {
    switch node.kind {
    case .blockQuote, .list, .footnoteDefinition:
      meet(node)
      let block = container(node)
      neighbour = nil
      return [block]
    default: return leaf(node)
    }
  }

  private mutating func container(_ node: MarkdownNode) -> Block {
    switch node.kind {
    case .list(let start, let isTight): return Block(list(node, start: start, isTight: isTight), at: node.position)
    case .footnoteDefinition:
      footnotes += 1
      let label = String(footnotes)
      return Block(.footnote(label: label, nested(node.children)), at: node.position)
    default: return Block(quote(node), at: node.position)
    }
  }

  private mutating func list(_ node: MarkdownNode, start: Int?, isTight: Bool) -> Block.Kind {
    let items = node.children.map { item -> Block.ListItem in
      var isChecked: Bool?
      if case .item(let checked) = item.kind { isChecked = checked }
      return Block.ListItem(isChecked: isChecked, blocks: nested(item.children))
    }
    return .list(Block.ListStyle(start: start, isTight: isTight), items)
  }

  private mutating func leaf(_ node: MarkdownNode) -> [Block] {
    var keepsNeighbour = false
    defer { if !keepsNeighbour { neighbour = nil } }
    func block(_ kind: Block.Kind) -> [Block] { [Block(kind, at: node.position)] }
    // Comments may stand one above the other.
    if case .htmlBlock = node.kind {} else { meet(node) }

    switch node.kind {
    case .paragraph:
      let inlines = inlines(of: node)
      if inlines.allSatisfy({ $0 == .softBreak }) { return [] }
      if let figure = figure(inlines) {
        keepsNeighbour = true
        return block(.figure(place(figure, of: node)))
      }
      // A caption below a figure is still in the cell's neighbourhood.
      if case .emphasis? = inlines.first, inlines.count == 1 { keepsNeighbour = true }
      return block(.paragraph(placingFigures(in: inlines, of: node)))
    case .heading(let level):
      return heading(node, level: level)
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
    case .tooDeep:
      report(.nestingTooDeep, MarkdownNode.tooDeepMessage, at: node.position)
      return []
    default:
      return nested(node.children)
    }
  }

  /// Blocks inside a list, quote or footnote: an exercise or quiz cannot begin there.
  mutating func nested(_ nodes: [MarkdownNode]) -> [Block] {
    let open = (openExercise, openQuiz)
    (openExercise, openQuiz) = (nil, nil)
    depth += 1
    defer {
      (openExercise, openQuiz) = open
      depth -= 1
    }
    return joinCaptions(nodes.flatMap { convert($0) })
  }
}
