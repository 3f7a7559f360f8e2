public import Notebook

extension PublishedBook.Chapter {
  /// The chapter right after its author changed the text: what is known of the new cells, until they have run.
  ///
  /// Up to the first cell whose code differs everything is as it was; from there on each cell keeps its old output,
  /// marked as old.
  public func changed(to document: Document) -> PublishedBook.Chapter {
    var next = PublishedBook.Chapter(document: document, run: Run(), verdicts: [])
    let isSound = document.isSound
    next.problems = isSound ? [] : document.diagnostics.filter { $0.severity == .error }
    let old = self.document.cells
    let same = zip(old, document.cells).prefix { $0.does(the: $1) }
      .count
    let isUnchanged = isSound && same == old.count && same == document.cells.count
    if isUnchanged, self.document.values.map(\.expression) == document.values.map(\.expression) {
      next.run.values = run.values
    }
    var taken: Set<Int> = []
    for index in document.cells.indices {
      guard let source = index < same ? index : match(for: document.cells[index], at: index, except: taken) else {
        continue
      }
      taken.insert(source)
      guard let cellRun = run.cells[source] else { continue }
      let isStale = index >= same || !isSound
      next.run.cells[index] =
        isStale ? cellRun.withoutMessages : cellRun.moved(by: document.cells[index].line - old[source].line)
      if isStale { next.staleCells.insert(index) }
      if !isStale { next.verdicts += verdicts.filter { $0.cell == source } }
    }
    return next
  }

  /// The old cell that a new one was: that of the same name, else of the same code, else at the same place.
  private func match(for cell: Cell, at index: Int, except taken: Set<Int>) -> Int? {
    let free = document.cells.indices.filter { !taken.contains($0) && document.cells[$0].role == cell.role }
    if let id = cell.options.id { return free.first { document.cells[$0].options.id == id } }
    return free.first { document.cells[$0].code == cell.code }
      ?? free.first { $0 == index && document.cells[$0].options.id == nil }
  }
}

extension Cell {
  /// True if the cell does what another one does, wherever the two stand.
  fileprivate func does(the other: Cell) -> Bool {
    var (mine, others) = (options, other.options)
    (mine.positions, others.positions) = ([:], [:])
    return code == other.code && mine == others && role == other.role
  }

  fileprivate var line: Int { lines.first?.position.line ?? position.line }
}

extension CellRun {
  /// The run without what was said about lines that may be gone.
  fileprivate var withoutMessages: CellRun {
    var run = self
    run.messages = []
    if case .crashed(let message, _) = ending { run.ending = .crashed(message: message, line: nil) }
    return run
  }

  /// The run of a cell that stands elsewhere in the chapter now.
  fileprivate func moved(by lines: Int) -> CellRun {
    var run = self
    for index in run.messages.indices { run.messages[index].position?.line += lines }
    if case .crashed(let message, let line?) = ending { run.ending = .crashed(message: message, line: line + lines) }
    return run
  }
}
