/// What `accept` leaves as it is: all of a chapter but what its author expects.
struct ChapterShape: Equatable {
  private struct CellShape: Equatable {
    var role: Cell.Role
    var options: CellOptions
    var statements: Int
    var values: Int
    var marks: Int
    var hasOutput: Bool
  }

  private var isSound: Bool
  private var cells: [CellShape]
  private var values: [String]
  private var prose: [[Inline]] = []
  private var blocks = 0

  init(of document: Document) {
    isSound = document.isSound
    cells = document.cells.map { cell in
      var options = cell.options
      options.positions = [:]
      return CellShape(
        role: cell.role, options: options, statements: cell.statements.count, values: cell.values.count,
        marks: cell.marks.count, hasOutput: cell.output != nil)
    }
    values = document.values.map(\.expression)
    document.forEachBlock { block in
      blocks += 1
      switch block.kind {
      case .paragraph(let inlines), .heading(_, let inlines, _): prose.append(inlines)
      case .table(let table): prose += table.header + table.rows.flatMap { $0 }
      case .figure(let figure): prose.append(figure.caption)
      default: break
      }
    }
  }
}

extension Acceptance {
  /// The same without the hunks whose text would not stay where it is written, or be read as something else.
  ///
  /// A line of back-quotes ends a fence, `-->` a comment, a lone back-quote makes code of the words after it. Only
  /// reading the chapter again tells all that a text can do; nearly always one reading is enough. `remaining` counts
  /// what there still is to write into an accepted chapter.
  func keepingShape(of document: Document, remaining: (Document) -> Int) -> Acceptance {
    if hunks.isEmpty || !document.isSound { return self }
    let shape = ChapterShape(of: document)
    func isFaithful(_ some: [Hunk]) -> Bool {
      let bytes = Acceptance(source: source, hunks: some, figures: [:]).result
      let accepted = Document(parsing: SourceText(path: source.path, bytes: bytes), as: document.form)
      return ChapterShape(of: accepted) == shape && remaining(accepted) == hunks.count - some.count
    }
    if isFaithful(hunks) { return self }
    var kept: [Hunk] = []
    /// Keeps those that can be written beside the ones that are kept, and returns the others: by halves, since nearly
    /// all can.
    func refused(_ some: ArraySlice<Hunk>) -> [Hunk] {
      let more = (kept + some).sorted { $0.range.lowerBound < $1.range.lowerBound }
      if isFaithful(more) {
        kept = more
        return []
      }
      if some.count == 1 { return Array(some) }
      let middle = some.startIndex + some.count / 2
      return refused(some[..<middle]) + refused(some[middle...])
    }
    // One that cannot be written alone may be so beside another: a line of output beside the next one.
    var rest = hunks
    var count = 0
    repeat {
      count = rest.count
      rest = refused(rest[...])
    } while !rest.isEmpty && rest.count < count
    var acceptance = Acceptance(source: source, hunks: kept, figures: figures)
    acceptance.refusals = rest.map { hunk in
      Diagnostic(
        .acceptRefused,
        "this result cannot be written here: it would change the chapter around it, or be read as something else",
        in: source, at: source.position(of: hunk.range.lowerBound),
        notes: ["it is:"]
          + hunk.replacement.lines.prefix(8))
    }
    return acceptance
  }
}
