import Notebook

/// What the rest of the site takes from a chapter.
struct ChapterOutline: Equatable, Codable, Sendable {
  /// A link to a place of another chapter.
  struct Link: Equatable, Codable, Sendable {
    /// The other chapter's name.
    var page: String
    /// The id of the place.
    var anchor: String
    /// The index of the section that holds the link.
    var section: Int
  }

  /// A symbol that a section's shown code names.
  struct Mention: Equatable, Codable, Sendable {
    var symbol: String
    /// The index of the section.
    var section: Int
  }

  /// A cell that is only shown.
  struct SkippedCell: Equatable, Codable, Sendable {
    /// The cell, as `notebook run` calls it.
    var place: String
    var reason: String
  }

  /// The chapter's name.
  var slug: String
  /// The chapter's file.
  var path: String
  /// The sections in reading order, each once.
  var sections: [Citations.Place] = []
  /// The links into other chapters, in reading order.
  var links: [Link] = []
  /// The symbols that the shown code names, in reading order.
  var mentions: [Mention] = []
  /// The modules of which the code names something, sorted.
  var modules: [String]
  /// The ids that links may lead to, sorted.
  var anchors: [String]
  /// The files beside the chapter that its page shows or links to.
  var linkedFiles: [String]
  /// How much was checked.
  var checks: CheckCount
  /// The cells that are only shown, each with its reason.
  var skippedCells: [SkippedCell]

  /// Reads a chapter.
  ///
  /// - Parameters:
  ///   - chapter: The chapter.
  ///   - references: What its code names.
  ///   - modules: The module that declares each symbol.
  init(_ chapter: PublishedBook.Chapter, references: [SymbolReference], modules: [String: String]) {
    let document = chapter.document
    slug = document.slug
    path = document.source.path
    self.modules = Set(references.compactMap { modules[$0.symbol] }).sorted()
    anchors = document.anchors.sorted()
    linkedFiles = document.linkedFiles
    checks = CheckCount(of: chapter)
    skippedCells = chapter.verdicts.compactMap { verdict in
      guard case .skipped(let reason) = verdict.outcome else { return nil }
      let cell = document.cells[verdict.cell]
      let name = cell.options.id ?? "line-\(cell.position.line)"
      return SkippedCell(place: "\(document.number)#\(name)", reason: reason)
    }
    let lines = Dictionary(grouping: references, by: \.position.line)
    for (block, place) in document.sections {
      if sections.last != place { sections.append(place) }
      let section = sections.count - 1
      for destination in document.flattened(block).flatMap(\.linkDestinations) {
        guard case .chapter(let page, let anchor?) = destination, page != slug else { continue }
        links.append(Link(page: page, anchor: anchor, section: section))
      }
      for line in document.shownCells(of: block).flatMap({ document.cells[$0].lines }) {
        for reference in lines[line.position.line] ?? [] {
          let mention = Mention(symbol: reference.symbol, section: section)
          if mentions.last != mention { mentions.append(mention) }
        }
      }
    }
  }
}

extension Interface {
  /// The module that declares each symbol.
  var moduleNames: [String: String] {
    var names: [String: String] = [:]
    for module in modules {
      for symbol in module.symbols { names[symbol.id] = module.name }
    }
    return names
  }
}
