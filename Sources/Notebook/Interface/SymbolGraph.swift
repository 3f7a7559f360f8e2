internal import Foundation

/// A module's public declarations as `swift-symbolgraph-extract` writes them.
struct SymbolGraph: Decodable {
  struct Node: Decodable {
    struct Kind: Decodable { var identifier: String }
    struct Identifier: Decodable { var precise: String }
    struct Comment: Decodable {
      struct Line: Decodable { var text: String }
      var lines: [Line]
    }
    struct Fragment: Decodable {
      var kind: String
      var spelling: String
      var preciseIdentifier: String?
    }
    struct Location: Decodable {
      struct Position: Decodable { var line: Int }
      var uri: String
      var position: Position
    }

    var kind: Kind
    var identifier: Identifier
    var pathComponents: [String]
    var declarationFragments: [Fragment]?
    var docComment: Comment?
    var location: Location?
  }
  struct Relationship: Decodable {
    var kind: String
    var source: String
    var target: String
    var targetFallback: String?
  }

  var symbols: [Node]
  var relationships: [Relationship]

  /// The declarations that stand in a source, in the order of the sources; what the compiler made up has none.
  func symbols(of module: String) -> [Symbol] {
    var owners: [String: String] = [:]
    var inherited: [String: [Symbol.Inherited]] = [:]
    let names = Dictionary(symbols.map { ($0.identifier.precise, $0.pathComponents.joined(separator: ".")) }) { $1 }
    for relationship in relationships {
      switch relationship.kind {
      case "memberOf", "requirementOf": owners[relationship.source] = relationship.target
      case "conformsTo", "inheritsFrom":
        let name = names[relationship.target] ?? relationship.targetFallback ?? ""
        if !name.isEmpty {
          inherited[relationship.source, default: []].append(Symbol.Inherited(name: name, symbol: relationship.target))
        }
      default: break
      }
    }
    // What an extension of a protocol implements belongs to the protocol as well.
    for relationship in relationships where relationship.kind == "defaultImplementationOf" {
      if owners[relationship.source] == nil { owners[relationship.source] = owners[relationship.target] }
    }
    return symbols.compactMap { node -> Symbol? in
      guard let location = node.location, let kind = Symbol.Kind(rawValue: node.kind.identifier) else { return nil }
      var symbol = Symbol(
        id: node.identifier.precise, kind: kind, path: node.pathComponents,
        declaration: (node.declarationFragments ?? []).map {
          Symbol.Fragment($0.kind, $0.spelling, symbol: $0.preciseIdentifier)
        })
      symbol.comment = (node.docComment?.lines ?? []).map { $0.text + "\n" }.joined()
      symbol.file = Self.file(location.uri, module: module)
      symbol.line = location.position.line + 1
      symbol.owner = owners[symbol.id]
      symbol.inherited = (inherited[symbol.id] ?? []).sorted { $0.name < $1.name }
      return symbol
    }.sorted { ($0.file, $0.line, $0.id) < ($1.file, $1.line, $1.id) }
  }

  /// The path from the folder `Sources` on: where the package lies on this machine is nobody's business.
  private static func file(_ uri: String, module: String) -> String {
    let path = URL(string: uri)?.path ?? ""
    guard let range = path.range(of: "/Sources/\(module)/", options: .backwards) else { return "" }
    return "Sources/\(module)/" + path[range.upperBound...]
  }
}
