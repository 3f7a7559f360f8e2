import Notebook

/// Where each public symbol of the book's modules is explained, and which sections of the book use it.
struct SymbolPlaces: Equatable, Sendable {
  /// The place where a symbol is explained.
  struct Place: Equatable, Sendable {
    /// The name of the page in the folder `api`, such as `NeuralNet.Dense.html`.
    var page: String
    /// The id of its entry; empty for the type that the page is about.
    var anchor: String
    /// The words that stand for it in code.
    var names: Set<String>

    /// The folder of the reference.
    static let folder = "api"

    /// The page's path in the site.
    var file: String { "\(Self.folder)/\(page)" }

    /// The address, seen from the site's folder.
    var address: Address {
      anchor.isEmpty ? Address(file: Self.folder, page) : Address(file: file, fragment: anchor)
    }

    /// The address, seen from another page of the reference.
    var neighbourAddress: Address {
      anchor.isEmpty ? Address(file: page) : Address(file: page, fragment: anchor)
    }
  }

  /// The places by symbol.
  private(set) var places: [String: Place] = [:]
  /// The names in each chapter's code, by chapter and line of its file.
  private(set) var references: [String: [Int: [SymbolReference]]] = [:]
  /// The first use of a symbol in each chapter's shown code.
  ///
  /// The others are links too, but no stops on the way through the page with the keyboard.
  private(set) var firstMentions: [String: Set<SourcePosition>] = [:]
  /// The sections that use each symbol, in reading order.
  private(set) var uses: [String: [Citations.Place]] = [:]
  /// The position of each section in reading order, by its address.
  private var sectionOrder: [String: Int] = [:]

  init() {}

  /// Reads where symbols are explained, and which of these chapters use them.
  init(of interface: Interface, in chapters: [ChapterOutline]) {
    for page in interface.modules.flatMap(APIPage.pages) {
      for entry in page.entries { places[entry.symbol.id] = entry.place }
    }
    for chapter in chapters {
      for place in chapter.sections {
        let address = "\(place.file)#\(place.anchor)"
        if sectionOrder[address] == nil { sectionOrder[address] = sectionOrder.count }
      }
      for mention in chapter.mentions where places[mention.symbol] != nil {
        let place = chapter.sections[mention.section]
        if uses[mention.symbol]?.last != place { uses[mention.symbol, default: []].append(place) }
      }
    }
  }

  /// Takes what the code of a chapter names, for its page.
  mutating func add(_ found: [SymbolReference], in document: Document) {
    let lines = Dictionary(grouping: found, by: \.position.line)
    references[document.slug] = lines
    var mentioned: Set<String> = []
    for line in document.sections.flatMap({ document.shownCells(of: $0.block) }).flatMap({ document.cells[$0].lines }) {
      for reference in lines[line.position.line] ?? [] where places[reference.symbol] != nil {
        if mentioned.insert(reference.symbol).inserted {
          firstMentions[document.slug, default: []].insert(reference.position)
        }
      }
    }
  }

  /// The place that a name in a chapter's code means, if one does.
  func place(of name: String, at position: SourcePosition, in slug: String) -> Place? {
    references[slug]?[position.line]?.lazy.filter { $0.position.column == position.column }
      .compactMap { places[$0.symbol] }.first { $0.names.contains(name) }
  }

  /// The addresses of all sections, in reading order.
  var sections: [String] { sectionOrder.sorted { $0.value < $1.value }.map(\.key) }

  /// The position of a section in reading order.
  func order(of section: Citations.Place) -> Int {
    sectionOrder["\(section.file)#\(section.anchor)"] ?? .max
  }
}

extension Document {
  /// The blocks, each with the section that it stands in.
  var sections: [(block: Block, place: Citations.Place)] {
    var place = Citations.Place(file: "\(slug).html", page: spokenName, heading: "", anchor: "")
    return blocks.map { block in
      switch block.kind {
      case .heading(_, let inlines, let anchor):
        place.heading = inlines.plainText
        place.anchor = anchor
      case .exercise(let index) where exercises.indices.contains(index):
        let exercise = exercises[index]
        return (
          block, Citations.Place(file: place.file, page: place.page, heading: exercise.title, anchor: exercise.id)
        )
      default: break
      }
      return (block, place)
    }
  }

  /// The cells whose code a block shows, at once or on demand.
  func shownCells(of block: Block) -> [Int] {
    if case .exercise(let index) = block.kind, exercises.indices.contains(index) {
      let exercise = exercises[index]
      return exercise.given + [exercise.stub, exercise.solution].compactMap(\.self)
    }
    return block.flattened.compactMap { block in
      if case .cell(let cell) = block.kind, cells.indices.contains(cell) { cell } else { nil }
    }
  }
}
