import Notebook

extension Block {
  /// The blocks directly inside this one.
  var children: [Block] {
    switch kind {
    case .quote(let blocks), .alert(_, let blocks), .footnote(_, let blocks): blocks
    case .list(_, let items): items.flatMap(\.blocks)
    default: []
    }
  }

  /// The running text directly in this block, one list a paragraph, heading, caption or table cell.
  var inlines: [[Inline]] {
    switch kind {
    case .paragraph(let inlines), .heading(_, let inlines, _): [inlines]
    case .table(let table): table.header + table.rows.flatMap(\.self)
    case .figure(let figure): [figure.caption]
    default: []
    }
  }

  /// This block and all blocks inside it, in reading order.
  var flattened: [Block] {
    [self] + children.flatMap(\.flattened)
  }
}

extension Inline {
  /// This piece and all pieces inside it, in reading order.
  var flattened: [Inline] {
    switch self {
    case .emphasis(let children), .strong(let children), .strikethrough(let children), .link(_, _, let children):
      [self] + children.flatMap(\.flattened)
    default: [self]
    }
  }
}

extension Exercise {
  /// Everything that an exercise says in prose.
  var prose: [Block] {
    task + hints.flatMap(\.self) + after
  }
}

extension Quiz {
  /// Everything that a quiz says, its answer included.
  var prose: [Block] {
    question + options.flatMap(\.blocks) + after
  }
}

extension Document {
  /// A block with everything inside it; an exercise's prose counts as inside.
  func flattened(_ block: Block) -> [Block] {
    switch block.kind {
    case .exercise(let index) where exercises.indices.contains(index):
      [block] + exercises[index].prose.flatMap(\.flattened)
    case .quiz(let index) where quizzes.indices.contains(index):
      [block] + quizzes[index].prose.flatMap(\.flattened)
    default: block.flattened
    }
  }

  /// All blocks in reading order.
  var allBlocks: [Block] {
    blocks.flatMap(flattened)
  }

  /// All formulas with the places of their blocks.
  var formulas: [(Formula, SourcePosition)] {
    allBlocks.flatMap { block -> [(Formula, SourcePosition)] in
      if case .math(let tex) = block.kind { return [(Formula(tex, display: true), block.position)] }
      return block.inlines.flatMap(\.self).flatMap(\.flattened).compactMap { inline in
        if case .math(let tex) = inline { (Formula(tex, display: false), block.position) } else { nil }
      }
    }
  }
}

extension [Block] {
  /// The labels of the footnotes that these blocks refer to, in order of first reference.
  var footnoteReferences: [String] {
    var known: Set<String> = []
    return flatMap(\.flattened).flatMap(\.inlines).flatMap(\.self).flatMap(\.flattened).compactMap { inline in
      guard case .footnoteReference(let label) = inline, known.insert(label).inserted else { return nil }
      return label
    }
  }
}
