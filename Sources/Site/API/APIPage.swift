import Notebook

/// A page of the reference: a type with its members, or what a module declares outside of its own types.
struct APIPage: Equatable, Sendable {
  /// A symbol with the place of its explanation.
  struct Entry: Equatable, Sendable {
    var symbol: Symbol
    var place: SymbolPlaces.Place
  }

  /// Entries of one sort.
  struct Group: Equatable, Sendable {
    var title: String
    var entries: [Entry]
  }

  /// The module.
  var module: String
  /// The name of the page in the folder of the reference.
  var name: String
  /// The heading.
  var title: String
  /// The type that the page is about; `nil` for the page of a module.
  var subject: Entry?
  /// The types inside the type.
  var nested: [Entry] = []
  /// The rest.
  var groups: [Group]

  /// The page's path in the site.
  var file: String { "\(SymbolPlaces.Place.folder)/\(name)" }

  /// Everything that the page explains.
  var entries: [Entry] { (subject.map { [$0] } ?? []) + groups.flatMap(\.entries) }

  /// The pages of a module: its own page first, then its types in the order of their names.
  static func pages(of module: Interface.Module) -> [APIPage] {
    let types = module.symbols.filter(\.kind.isType)
    let owners = Set(types.map(\.id))
    let members = Dictionary(grouping: module.symbols.filter { !$0.kind.isType }) { symbol in
      symbol.owner.flatMap { owners.contains($0) ? $0 : nil } ?? ""
    }
    let ownName = "\(module.name).html"
    let topics = Dictionary(grouping: members[""] ?? [], by: \.topic)
    let own = APIPage(
      module: module.name, name: ownName, title: module.name,
      groups: groups(
        topics.sorted { $0.key < $1.key }.map { ($0.key.isEmpty ? "General" : $0.key, $0.value) }, in: ownName,
        owner: nil))
    let pages = types.sorted { $0.spokenPath < $1.spokenPath }.map { type in
      let name = Self.name(of: type, in: module.name)
      return APIPage(
        module: module.name, name: name, title: type.spokenPath, subject: entry(of: type, in: module.name),
        nested: types.filter { $0.owner == type.id }.map { entry(of: $0, in: module.name) },
        groups: groups(
          Section.allCases.map { section in
            (section.rawValue, (members[type.id] ?? []).filter { Section($0.kind) == section })
          }, in: name, owner: type))
    }
    return [own] + pages
  }

  /// The sorts of members, in the order in which a page shows them.
  private enum Section: String, CaseIterable {
    case cases = "Cases"
    case initializers = "Initializers"
    case properties = "Properties"
    case subscripts = "Subscripts"
    case methods = "Methods"
    case operators = "Operators"
    case typeMembers = "Members of the type itself"
    case types = "Associated types"

    init(_ kind: Symbol.Kind) {
      switch kind {
      case .enumerationCase: self = .cases
      case .initializer: self = .initializers
      case .property, .variable: self = .properties
      case .subscript: self = .subscripts
      case .method, .function, .macro: self = .methods
      case .operator: self = .operators
      case .typeProperty, .typeMethod, .typeSubscript: self = .typeMembers
      default: self = .types
      }
    }
  }

  private static func name(of type: Symbol, in module: String) -> String {
    "\(module).\(type.spokenPath).html"
  }

  static func entry(of type: Symbol, in module: String) -> Entry {
    Entry(symbol: type, place: .init(page: name(of: type, in: module), anchor: "", names: [type.baseName]))
  }

  private static func groups(_ sorted: [(String, [Symbol])], in page: String, owner: Symbol?) -> [Group] {
    var taken: [String: Int] = [:]
    return sorted.compactMap { title, symbols in
      guard !symbols.isEmpty else { return nil }
      let entries = symbols.map { symbol in
        let slug = symbol.slug
        taken[slug, default: 0] += 1
        let anchor = taken[slug, default: 1] == 1 ? slug : "\(slug)-\(taken[slug, default: 1])"
        var names: Set = [symbol.baseName]
        // `Dense(inputs: 2, outputs: 1)` names the initializer by its type.
        if symbol.kind == .initializer, let owner { names.insert(owner.baseName) }
        return Entry(symbol: symbol, place: .init(page: page, anchor: anchor, names: names))
      }
      return Group(title: title, entries: entries)
    }
  }
}

extension Symbol {
  /// The full name without the module's.
  var spokenPath: String { path.joined(separator: ".") }

  /// The folder of the module that declares it: what it is about.
  var topic: String {
    let components = file.split(separator: "/")
    return components.count > 3 ? String(components[2]) : ""
  }

  /// The name in letters and hyphens, for an id.
  var slug: String {
    let words: [Character: String] = [
      "+": "plus", "-": "minus", "*": "times", "/": "over", "=": "equals", "<": "less", ">": "greater", "!": "not",
      "&": "and", "|": "or", "^": "power", "%": "remainder", "~": "tilde", "?": "question", ".": "dot",
    ]
    // A parameter without a label adds nothing to the name.
    let name = (path.last ?? "").replacing("_:", with: "")
    let operatorName = kind == .operator ? name.prefix { $0 != "(" } : ""
    var slug = operatorName.map { words[$0] ?? "sign" }.joined(separator: "-")
    for character in name.dropFirst(operatorName.count) {
      if character.isLetter || character.isNumber || character == "_" {
        slug.append(character)
      } else if slug.last != "-" {
        slug.append("-")
      }
    }
    while slug.last == "-" || slug.last == "_" { slug.removeLast() }
    return slug.isEmpty ? "symbol" : slug
  }
}
