import Notebook

/// Turns the reference's pages into markup.
struct APIWeaver: Sendable {
  private let places: SymbolPlaces
  private let sourceAddress: @Sendable (String) -> String?
  private let weaver: Weaver
  /// The module's types that take after a protocol or class, by its id.
  private let conforming: [String: [APIPage.Entry]]

  /// - Parameters:
  ///   - pages: The pages of the module whose names a code span in a comment may mean.
  ///   - places: Where symbols are explained.
  ///   - sourceAddress: The source's address up to a file's path; `nil` where the book has none.
  init(pages: [APIPage], places: SymbolPlaces, sourceAddress: @escaping @Sendable (String) -> String?) {
    self.places = places
    self.sourceAddress = sourceAddress
    var context = WeavingContext()
    context.codeAddresses = Self.names(of: pages)
    weaver = Weaver(document: Document(prose: ""), run: Run(), verdicts: [], context: context)
    conforming = pages.compactMap(\.subject).reduce(into: [:]) { conforming, type in
      for name in type.symbol.inherited { conforming[name.symbol, default: []].append(type) }
    }
  }

  /// What a code span in a comment may mean: a type, or a function or member that no other shares its name with.
  private static func names(of pages: [APIPage]) -> [String: Address] {
    var found: [String: [Address]] = [:]
    for entry in pages.flatMap(\.entries) {
      let path = entry.symbol.path
      var words = Set([path.joined(separator: "."), (path.dropLast() + [entry.symbol.baseName]).joined(separator: ".")])
      if entry.symbol.kind == .function {
        words.formUnion(["\(entry.symbol.baseName)()", "\(entry.symbol.baseName)(_:)"])
      }
      for word in words { found[word, default: []].append(entry.place.neighbourAddress) }
    }
    return found.compactMapValues { $0.count == 1 ? $0[0] : nil }
  }

  // MARK: Pages

  func body(of page: APIPage) -> HTML {
    HTML(joining: [
      page.subject.map { explanation(of: $0, extraUses: page.entries) } ?? .empty,
      nestedTypes(page.nested),
      HTML(
        joining: page.groups.map { group in
          HTML(.h2, .id(Self.id(of: group))) { group.title } + HTML(joining: group.entries.map(entry))
        }),
    ])
  }

  /// The headings of a page, for its contents.
  static func headings(of page: APIPage) -> [Page.Heading] {
    page.groups.flatMap { group in
      [Page.Heading(level: 2, title: group.title, anchor: id(of: group))]
        + group.entries.map { Page.Heading(level: 3, title: $0.symbol.path.last ?? "", anchor: $0.place.anchor) }
    }
  }

  /// The id of a group; no symbol's id has a capital and a full stop in front.
  private static func id(of group: APIPage.Group) -> String {
    "page." + group.title.lowercased().split(separator: " ").joined(separator: "-")
  }

  private func entry(_ entry: APIPage.Entry) -> HTML {
    // Overloads share their names, so that an entry must not be a landmark: it has no label.
    HTML(.section, .class("symbol"), .id(entry.place.anchor)) {
      HTML(.h3) {
        HTML(.code) { entry.symbol.owner == nil ? entry.symbol.spokenPath : entry.symbol.path.last ?? "" }
        HTML(.a, .class("anchor"), .href(Address(fragment: entry.place.anchor)), .label("Link to this symbol")) { "#" }
      }
      explanation(of: entry)
    }
  }

  private func nestedTypes(_ entries: [APIPage.Entry]) -> HTML {
    guard !entries.isEmpty else { return .empty }
    return HTML(.h2, .id("page.types")) { "Types" } + list(of: entries, address: \.neighbourAddress)
  }

  /// Symbols with the first sentences of their comments.
  func list(of entries: [APIPage.Entry], address: (SymbolPlaces.Place) -> Address) -> HTML {
    HTML(.dl, .class("symbols")) {
      for entry in entries {
        HTML(.dt) { HTML(.a, .href(address(entry.place))) { HTML(.code) { entry.symbol.spokenPath } } }
        HTML(.dd) { weaver.html(DocComment(entry.symbol.comment).abstract) }
      }
    }
  }

  // MARK: A symbol

  private func explanation(of entry: APIPage.Entry, extraUses: [APIPage.Entry] = []) -> HTML {
    let symbol = entry.symbol
    let comment = DocComment(symbol.comment)
    return HTML(joining: [
      HTML(.div, .class("cell plain")) {
        HTML(.pre, .class("scroll wrapped")) { HTML(.code) { declaration(of: symbol) } }
      },
      // A page begins with the first sentences of its type's comment as its summary.
      weaver.html(entry.place.anchor.isEmpty ? comment.remarks : comment.discussion),
      details(comment),
      inherited(symbol),
      source(of: symbol),
      // A type is used where a value of it is made.
      uses(of: [entry] + extraUses.filter { $0.symbol.kind == .initializer }),
    ])
  }

  /// The declaration, its types linked.
  private func declaration(of symbol: Symbol) -> HTML {
    HTML(
      joining: symbol.declaration.map { fragment in
        let name: String? =
          switch fragment.kind {
          case "keyword", "attribute": "k"
          case "typeIdentifier", "genericParameter": "t"
          case "number": "n"
          case "string": "s"
          default: nil
          }
        if let target = fragment.symbol.flatMap({ places.places[$0] }) {
          return HTML(.a, .class("t"), .href(target.neighbourAddress)) { fragment.text }
        }
        guard let name else { return HTML(text: fragment.text) }
        return HTML(.span, .class(name)) { fragment.text }
      })
  }

  private func details(_ comment: DocComment) -> HTML {
    guard !comment.parameters.isEmpty || !comment.callouts.isEmpty else { return .empty }
    return HTML(.dl, .class("callouts")) {
      if !comment.parameters.isEmpty {
        HTML(.dt) { comment.parameters.count == 1 ? "Parameter" : "Parameters" }
        for parameter in comment.parameters {
          HTML(.dd) {
            HTML(.code) { parameter.name }
            ": "
            text(parameter.blocks)
          }
        }
      }
      for callout in comment.callouts {
        HTML(.dt) { callout.title }
        HTML(.dd) { text(callout.blocks) }
      }
    }
  }

  /// Blocks, the first paragraph without a paragraph's space.
  private func text(_ blocks: [Block]) -> HTML {
    guard case .paragraph(let inlines)? = blocks.first?.kind else { return weaver.html(blocks) }
    return weaver.html(inlines) + weaver.html(Array(blocks.dropFirst()))
  }

  private func inherited(_ symbol: Symbol) -> HTML {
    // Every type has these unless it says otherwise.
    let shown = symbol.inherited.filter {
      !["Swift.Copyable", "Swift.Escapable", "Swift.SendableMetatype"].contains($0.name)
    }
    return names("Conforms to ", shown.map { ($0.name, places.places[$0.symbol]) })
      + names("Taken up by ", (conforming[symbol.id] ?? []).map { ($0.symbol.spokenPath, $0.place) })
  }

  private func names(_ words: String, _ names: [(name: String, place: SymbolPlaces.Place?)]) -> HTML {
    guard !names.isEmpty else { return .empty }
    return HTML(.p, .class("used")) {
      words
      for (index, (name, place)) in names.enumerated() {
        index == 0 ? "" : ", "
        if let place {
          HTML(.a, .href(place.neighbourAddress)) { HTML(.code) { name } }
        } else {
          HTML(.code) { name.hasPrefix("Swift.") ? String(name.dropFirst("Swift.".count)) : name }
        }
      }
      "."
    }
  }

  private func source(of symbol: Symbol) -> HTML {
    guard !symbol.file.isEmpty else { return .empty }
    let place = "\(symbol.file):\(symbol.line)"
    return HTML(.p, .class("used")) {
      "Declared in "
      if let address = sourceAddress("\(symbol.file)#L\(symbol.line)").flatMap({ Address($0) }) {
        HTML(.a, .href(address), .relation("external noreferrer")) { HTML(.code) { place } }
      } else {
        HTML(.code) { place }
      }
      "."
    }
  }

  /// More places than this are folded.
  private static let openUses = 8

  private func uses(of entries: [APIPage.Entry]) -> HTML {
    var found: [Citations.Place] = []
    for place in entries.flatMap({ places.uses[$0.symbol.id] ?? [] }) where !found.contains(place) {
      found.append(place)
    }
    guard !found.isEmpty else { return .empty }
    found.sort { places.order(of: $0) < places.order(of: $1) }
    let list = Citations.list(found) { place in
      place.anchor.isEmpty ? Address(file: "..", place.file) : Address(file: "../\(place.file)", fragment: place.anchor)
    }
    if found.count <= Self.openUses {
      return HTML(.p, .class("used")) { HTML(text: "Used in ") + list }
    }
    let chapters = Set(found.map(\.file)).count
    return HTML(.details, .class("used")) {
      HTML(.summary) { "Used in \(found.count) sections of \(chapters == 1 ? "one chapter" : "\(chapters) chapters")" }
      HTML(.p) { list }
    }
  }
}
