import Notebook

/// Which sections of the book link to which place: what the glossary and the references say under each entry.
struct Citations: Equatable, Sendable {
  /// A section that links to a place.
  struct Place: Equatable, Codable, Sendable {
    /// The page's file.
    var file: String
    /// The page, as readers call it, such as `2 Logic gates`.
    var page: String
    /// The section's heading; empty for what stands before the first one.
    var heading: String
    /// The id of the heading; empty with it.
    var anchor: String
  }

  /// The pages that list where they are cited.
  static let listingPages: Set<String> = ["glossary", "references"]

  /// The citing places, each once, in reading order, by page and id.
  private(set) var places: [String: [String: [Place]]] = [:]

  init() {}

  /// Collects the links of all chapters.
  init(of chapters: [ChapterOutline]) {
    for chapter in chapters {
      for link in chapter.links {
        let place = chapter.sections[link.section]
        if places[link.page]?[link.anchor]?.contains(place) != true {
          places[link.page, default: [:]][link.anchor, default: []].append(place)
        }
      }
    }
  }
}

extension Document {
  /// The page's name in lists: a chapter by its number, others by their title.
  var spokenName: String {
    Int(number).map { "chapter \($0)" } ?? frontMatter.title
  }
}

extension Block {
  /// The destinations of this block's links, without those of blocks inside it.
  var linkDestinations: [Destination] {
    inlines.flatMap(\.self).flatMap(\.flattened).compactMap { inline in
      if case .link(let destination, _, _) = inline { Destination(destination) } else { nil }
    }
  }
}

extension Citations {
  /// A list of places, by page.
  static func list(_ places: [Place], address: (Place) -> Address) -> HTML {
    var pages: [(name: String, places: [Place])] = []
    for place in places {
      if pages.last?.name == place.page {
        pages[pages.count - 1].places.append(place)
      } else {
        pages.append((place.page, [place]))
      }
    }
    return HTML(
      joining: pages.enumerated().map { index, page in
        HTML(text: (index == 0 ? "" : "; ") + page.name + ": ")
          + HTML(
            joining: page.places.enumerated().map { index, place in
              HTML(text: index == 0 ? "" : ", ")
                + HTML(.a, .href(address(place))) { place.heading.isEmpty ? "opening" : place.heading }
            })
      })
  }
}

extension Weaver {
  /// The line under an entry of the glossary or the references that says where the book uses it.
  func citations(of anchor: String) -> HTML {
    let places = context.citations[anchor] ?? []
    guard Citations.listingPages.contains(document.slug), !places.isEmpty else { return .empty }
    return HTML(.p, .class("used")) {
      "Used in "
      Citations.list(places, address: address)
    }
  }

  private func address(of place: Citations.Place) -> Address {
    let slug = String(place.file.dropLast(".html".count))
    let destination = Destination.chapter(slug, fragment: place.anchor.isEmpty ? nil : place.anchor)
    return address(of: destination) ?? Address(file: place.file)
  }
}
