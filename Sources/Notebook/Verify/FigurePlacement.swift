/// The faults in the places of a cell's figures, whatever the figures show.
struct FigurePlacement {
  /// What can stand among words without pushing their lines apart, or off a telephone's screen.
  private static let greatest = (width: 160.0, height: 20.0)

  let diagnostics: [Diagnostic]

  init(of cell: Cell, displaying figures: [FigureOutput], in document: Document) {
    var found: [Diagnostic] = []
    if let unplaced = Self.unplaced(cell, figures, in: document) {
      found.append(Diagnostic(.figureUnplaced, unplaced, in: document.source, at: cell.position))
    }
    for reference in cell.figures {
      if !figures.indices.contains(reference.number) {
        found.append(
          Diagnostic(
            .figureMissing, "the cell displays no figure for `\(reference.path)`", in: document.source,
            at: reference.position))
      } else if reference.isInline, !Self.isWordSized(figures[reference.number]) {
        let size = Self.size(of: figures[reference.number]).map { "\(Int($0.width)) × \(Int($0.height))" }
        found.append(
          Diagnostic(
            .figureTooLarge,
            "among words stands only a figure of at most \(Int(Self.greatest.width)) × \(Int(Self.greatest.height)) "
              + "pixels, such as a `Sparkline`, and this one \(size.map { "has \($0)" } ?? "names no size"): "
              + "put it in a paragraph of its own",
            in: document.source, at: reference.position))
      }
    }
    diagnostics = found
  }

  /// What to tell of the figures that stand nowhere; `nil` if all have their places.
  private static func unplaced(_ cell: Cell, _ figures: [FigureOutput], in document: Document) -> String? {
    let placed = Set(cell.figures.map(\.number))
    guard cell.options.comparison != .nondeterministic,
      let missing = figures.indices.first(where: { !placed.contains($0) })
    else { return nil }
    let name = "\(document.number)-\(cell.options.id ?? "id")\(missing == 0 ? "" : "-\(missing + 1)")"
    return "the cell displays \(figures.count == 1 ? "a figure" : "\(figures.count) figures") and the chapter places "
      + "\(placed.count): write `![what it shows](figures/\(name).svg)` below it"
      + (isWordSized(figures[missing]) ? ", alone or in a sentence" : "")
      + (cell.options.id == nil ? ", and give the cell an id" : "")
  }

  private static func isWordSized(_ figure: FigureOutput) -> Bool {
    size(of: figure).map { $0.width <= greatest.width && $0.height <= greatest.height } ?? false
  }

  /// The drawing's size in pixels, as its root element names it.
  private static func size(of figure: FigureOutput) -> (width: Double, height: Double)? {
    guard let root = figure.svg.firstMatch(of: #/<svg\b[^>]*>/#)?.output,
      let width = root.firstMatch(of: #/\swidth=["']([0-9.]+)(?:px)?["']/#).flatMap({ Double($0.1) }),
      let height = root.firstMatch(of: #/\sheight=["']([0-9.]+)(?:px)?["']/#).flatMap({ Double($0.1) })
    else { return nil }
    return (width, height)
  }
}
