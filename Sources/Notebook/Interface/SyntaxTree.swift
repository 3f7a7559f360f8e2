internal import Foundation

/// The compiler's typed syntax tree of a program, as far as it says which name means which declaration.
enum SyntaxTree {
  /// A name in a program that means a declaration.
  struct Name: Equatable, Hashable, Codable {
    /// The offset of its first byte.
    var offset: Int
    /// The compiler's own name of the declaration.
    var symbol: String
  }

  /// The names in a tree that mean one of these symbols, in the order of their places.
  ///
  /// - Parameters:
  ///   - json: What `-dump-ast-format json` printed.
  ///   - symbols: The symbols that matter.
  static func names(in json: String, of symbols: Set<String>) -> [Name] {
    guard let root = try? JSONSerialization.jsonObject(with: Data(json.utf8)) else { return [] }
    var found: Set<Name> = []
    visit(root, symbols, &found)
    return found.sorted { ($0.offset, $0.symbol) < ($1.offset, $1.symbol) }
  }

  private static func visit(_ node: Any, _ symbols: Set<String>, _ found: inout Set<Name>) {
    if let list = node as? [Any] {
      for child in list { visit(child, symbols, &found) }
    }
    guard let node = node as? [String: Any] else { return }
    if let declaration = node["decl"] as? [String: Any], let symbol = declaration["decl_usr"] as? String,
      symbols.contains(symbol), let range = node["range"] as? [String: Any],
      // A member's name is the last token of the expression, any other name its first.
      let offset = range[node["_kind"] as? String == "member_ref_expr" ? "end" : "start"] as? Int
    {
      found.insert(Name(offset: offset, symbol: symbol))
    }
    for child in node.values where child is [Any] || child is [String: Any] { visit(child, symbols, &found) }
  }
}

extension Program {
  /// Where bytes of the program's text stand in the chapter; what the tangler wrote stands nowhere.
  ///
  /// - Parameter offsets: The bytes' offsets in ascending order.
  func chapterPositions(ofBytes offsets: [Int]) -> [SourcePosition?] {
    var positions: [SourcePosition?] = []
    var rest = offsets[...]
    var start = 0
    for (index, line) in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      while let offset = rest.first, offset < start + line.count + 1 {
        rest.removeFirst()
        positions.append(chapterPosition(line: index + 1, column: offset - start + 1))
      }
      start += line.count + 1
    }
    return positions + rest.map { _ in nil }
  }
}
