// Figures, the cells that display them, and their captions.

extension DocumentParser {
  /// The figure of a paragraph that is nothing but an image, and perhaps an emphasised line under it.
  func figure(_ inlines: [Inline]) -> Block.FigureReference? {
    guard case .image(let path, _, let alternative)? = inlines.first else { return nil }
    var figure = Block.FigureReference(path: path, alternative: alternative)
    if inlines.count == 1 { return figure }
    if inlines.count == 3, inlines[1] == .softBreak, case .emphasis(let caption) = inlines[2] {
      figure.caption = caption
      return figure
    }
    return nil
  }

  /// Places a figure that has a paragraph of its own.
  mutating func place(_ figure: Block.FigureReference, of node: MarkdownNode) -> Block.FigureReference {
    var cursor = source.offset(of: node.position)
    var figure = figure
    figure.position = position(of: figure.path, in: node, from: &cursor)
    figure = attach(figure, at: node.position)
    figure.caption = placingFigures(in: figure.caption, of: node, from: &cursor)
    return figure
  }

  /// The running text of a leaf block, with those images that show a figure of the chapter's cells as such.
  mutating func placingFigures(in inlines: [Inline], of node: MarkdownNode) -> [Inline] {
    var cursor = source.offset(of: node.position)
    return placingFigures(in: inlines, of: node, from: &cursor)
  }

  private mutating func placingFigures(in inlines: [Inline], of node: MarkdownNode, from cursor: inout Int) -> [Inline]
  {
    var result: [Inline] = []
    for inline in inlines {
      switch inline {
      case .image(let path, _, let alternative):
        var figure = Block.FigureReference(path: path, alternative: alternative)
        figure.isInline = true
        figure.position = position(of: path, in: node, from: &cursor)
        figure = attach(figure, at: figure.position)
        result.append(
          figure.cell.map { .figure(cell: $0, number: figure.number, alternative: alternative) } ?? inline)
      case .emphasis(let children):
        result.append(.emphasis(placingFigures(in: children, of: node, from: &cursor)))
      case .strong(let children):
        result.append(.strong(placingFigures(in: children, of: node, from: &cursor)))
      case .strikethrough(let children):
        result.append(.strikethrough(placingFigures(in: children, of: node, from: &cursor)))
      case .link(let destination, let title, let children):
        let children = placingFigures(in: children, of: node, from: &cursor)
        result.append(.link(destination: destination, title: title, children))
      default: result.append(inline)
      }
    }
    return result
  }

  /// Where a path is written; the images of a block are looked for in reading order.
  private func position(of path: String, in node: MarkdownNode, from cursor: inout Int) -> SourcePosition {
    let end = source.range(ofLine: max(node.position.line, node.endLine)).upperBound
    guard cursor < end, let offset = source.occurrences(of: "](" + path, in: cursor..<end, limit: 1).first else {
      return node.position
    }
    cursor = offset + 2 + path.utf8.count
    return source.position(of: offset + 2)
  }

  /// Finds the cell that a figure's file name speaks of, such as `figures/02-and-line-2.svg`.
  private mutating func attach(_ figure: Block.FigureReference, at position: SourcePosition) -> Block.FigureReference {
    var figure = figure
    let prefix = "figures/\(document.number)-"
    guard figure.path.hasPrefix(prefix), figure.path.hasSuffix(".svg") else {
      if document.isFigurePath(figure.path) {
        report(
          .figureUnknown,
          "this is a figure of another chapter, which alone can place it: here they are `\(prefix)….svg`", at: position)
      }
      return figure
    }
    let name = String(figure.path.dropFirst(prefix.count).dropLast(4))
    if let cell = ids[name] {
      figure.cell = cell
    } else if let hyphen = name.lastIndex(of: "-"), let number = Int(name[name.index(after: hyphen)...]), number > 1,
      let cell = ids[String(name[..<hyphen])]
    {
      figure.cell = cell
      figure.number = number - 1
    } else {
      report(
        .figureUnknown, "no cell above has the id `#\(name)`: a figure's file is named after the cell that displays it",
        at: position)
    }
    if let cell = figure.cell { add(figure, to: cell) }
    return figure
  }

  private mutating func add(_ figure: Block.FigureReference, to cell: Int) {
    if !document.cells[cell].isPartOfSession {
      report(.figureMissing, "the cell of this figure is not run to its end, so it displays none", at: figure.position)
    }
    if document.cells[cell].figures.contains(where: { $0.number == figure.number }) {
      report(.figureTwice, "this figure already has its place above: keep one", at: figure.position)
      return
    }
    if figure.alternative.allSatisfy(\.isWhitespace), document.form == .chapter {
      report(
        .figureUndescribed, "say between the brackets what the figure shows, for readers who cannot see it",
        at: figure.position)
    }
    document.cells[cell].figures.append(figure)
  }

  /// An emphasised paragraph right below a figure is its caption.
  mutating func joinCaptions(_ blocks: [Block]) -> [Block] {
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
}
