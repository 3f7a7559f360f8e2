// Comments that speak of the block below them: `swift wrap`, `swift include`, `table`, `numbers:`.

extension DocumentParser {
  /// A comment that waits for its block.
  struct Awaiting: Equatable {
    /// Its statement about the block.
    enum Kind: Equatable {
      case wrap(Cell.Wrap)
      case include(CellOptions.Inclusion)
      case table(id: String)
      case numbers
    }

    var kind: Kind
    var position: SourcePosition
  }

  /// Reads what a comment says of its neighbour.
  mutating func expect(_ directive: CommentDirective, at position: SourcePosition) {
    switch directive.kind {
    case .wrap: awaitWrap(directive, at: position)
    case .include(let address):
      let parts = address.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, directive.head.isEmpty, directive.body.isEmpty
      else {
        report(
          .includeInvalid,
          "name a file and a region of it, and nothing else: `swift include=\"Sources/Net.swift#loss\"`",
          at: position)
        return
      }
      awaiting.append(
        Awaiting(kind: .include(CellOptions.Inclusion(path: parts[0], region: parts[1])), position: position))
    case .table:
      let id = String(directive.head.dropFirst())
      guard directive.head.hasPrefix("#"), InfoString.isID(id), directive.body.isEmpty else {
        report(.labelMisplaced, "a table is named by an id: `<!-- table #truth -->`", at: position)
        return
      }
      awaiting.append(Awaiting(kind: .table(id: id), position: position))
    default:
      if directive.head.isEmpty {
        report(
          .numbersMisplaced, "say where the numbers come from: `<!-- numbers: the corners are ours -->`", at: position)
      }
      awaiting.append(Awaiting(kind: .numbers, position: position))
    }
  }

  private mutating func awaitWrap(_ directive: CommentDirective, at position: SourcePosition) {
    guard let rule = directive.body.firstIndex(where: { $0.text == "---" }) else {
      report(.wrapInvalid, "a line `---` stands where the cell goes: code above it, code below it", at: position)
      return
    }
    let wrap = Cell.Wrap(
      before: Array(directive.body[..<rule]), after: Array(directive.body[(rule + 1)...]), position: position)
    if directive.head.isEmpty {
      awaiting.append(Awaiting(kind: .wrap(wrap), position: position))
    } else if let match = directive.head.wholeMatch(of: #/for=(#[a-z0-9-]+(?:,#[a-z0-9-]+)*)/#) {
      namedWraps.append((match.1.split(separator: ",").map { String($0.dropFirst()) }, wrap))
    } else {
      report(
        .wrapInvalid, "`\(directive.head)` is not understood: write `swift wrap`, or `swift wrap for=#one,#two`",
        at: directive.headPosition)
    }
  }

  /// Settles what waits for a block when the block is `node`; what only a fence or table can take stays for it.
  mutating func meet(_ node: MarkdownNode) {
    let met = awaiting
    awaiting = []
    for one in met {
      switch (one.kind, node.kind) {
      case (.numbers, _): document.vouchedLines.append(node.position.line...max(node.position.line, node.endLine))
      case (.wrap, .codeBlock(_, _, true)), (.include, .codeBlock(_, _, true)): awaiting.append(one)
      case (.table(let id), .table): name(id, blockAt: node.position)
      default: reportAlone(one)
      }
    }
  }

  /// Reports what still waits for a block.
  mutating func reportAwaiting() {
    for one in awaiting { reportAlone(one) }
    awaiting = []
  }

  private mutating func reportAlone(_ one: Awaiting) {
    switch one.kind {
    case .wrap:
      report(
        .wrapInvalid, "no cell stands directly below: put this above its cell, or name it with `for=#cell`",
        at: one.position)
    case .include:
      report(.includeInvalid, "no ```swift fence stands directly below to show the region", at: one.position)
    case .table: report(.labelMisplaced, "no table stands directly below to carry this name", at: one.position)
    case .numbers: report(.numbersMisplaced, "no text stands directly below whose numbers these are", at: one.position)
    }
  }

  /// Gives a table or formula an id.
  mutating func name(_ id: String, blockAt position: SourcePosition) {
    if document.labels.values.contains(id) {
      report(.cellDuplicateID, "the id `#\(id)` is already taken in this chapter", at: position)
    }
    document.labels[position] = id
  }

  /// Takes the region that the fence below a comment shows.
  mutating func takeInclusion() -> CellOptions.Inclusion? {
    for (index, one) in awaiting.enumerated() {
      if case .include(let inclusion) = one.kind {
        awaiting.remove(at: index)
        return inclusion
      }
    }
    return nil
  }

  /// Takes the code around the cell below a comment.
  mutating func takeWrap() -> Cell.Wrap? {
    for (index, one) in awaiting.enumerated() {
      if case .wrap(let wrap) = one.kind {
        awaiting.remove(at: index)
        return wrap
      }
    }
    return nil
  }

  /// Puts the wraps around their cells, whose values are known by now.
  mutating func placeWraps() {
    for (index, wrap) in wraps { put(wrap, around: index) }
    for (ids, wrap) in namedWraps {
      for id in ids {
        guard let index = self.ids[id] else {
          report(.wrapInvalid, "no cell has the id `#\(id)`", at: wrap.position)
          continue
        }
        put(wrap, around: index)
      }
    }
  }

  /// Puts code around a cell, which then has no values of its own: its statements may stand in a class or function.
  private mutating func put(_ wrap: Cell.Wrap, around index: Int) {
    var cell = document.cells[index]
    if cell.wrap != nil {
      report(.wrapInvalid, "the cell is wrapped twice", at: wrap.position)
    }
    switch cell.options.mode {
    case .skip, .include:
      report(.wrapInvalid, "the cell is only shown, so nothing can be put around it", at: wrap.position)
    default: break
    }
    if cell.role.isExercise {
      report(.wrapInvalid, "an answer is not wrapped: give the code with `swift given`", at: wrap.position)
    }
    if let value = cell.values.first {
      report(
        .valueMisplaced, "the cell is wrapped, so its statements may be no statements: print the value instead",
        at: value.position)
    }
    if let knob = cell.knobs.first {
      report(.knobMisplaced, "the cell is wrapped, so its constants may be no constants", at: knob.position)
    }
    cell.wrap = wrap
    cell.statements = []
    cell.values = []
    document.cells[index] = cell
  }
}
