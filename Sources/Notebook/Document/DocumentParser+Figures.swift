// Figures, the cells that display them, and their captions.

extension DocumentParser {
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

  /// Finds the cell that a figure's file name speaks of, such as `figures/02-and-line-2.svg`.
  mutating func attach(_ figure: Block.FigureReference, at position: SourcePosition) -> Block.FigureReference {
    var figure = figure
    let prefix = "figures/\(document.number)-"
    guard figure.path.hasPrefix(prefix), figure.path.hasSuffix(".svg") else { return figure }
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
      return figure
    }
    if let cell = figure.cell { document.cells[cell].figures.append(figure) }
    return figure
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
