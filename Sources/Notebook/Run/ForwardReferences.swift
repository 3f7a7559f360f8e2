/// A use of something that only a later cell of the same program declares.
public struct ForwardReference: Equatable, Codable, Sendable {
  /// The used name, as the compiler writes it.
  public var name: String
  /// The places of its use.
  public var use: SourcePosition
  /// The place of its declaration.
  public var declaration: SourcePosition
}

extension Program {
  /// The uses of what a later cell declares, in the order of their places, which are those of the program.
  ///
  /// Of two cells, the first use stands for all: whoever moves the cell cures the rest.
  func forwardReferences(in occurrences: [IndexStore.Occurrence]) -> [ForwardReference] {
    var declarations: [String: (position: SourcePosition, cell: Int)] = [:]
    for occurrence in occurrences where occurrence.isDefinition {
      if let cell = cell(at: occurrence.position) { declarations[occurrence.symbol] = (occurrence.position, cell) }
    }
    var found: [ForwardReference] = []
    var told: Set<[Int]> = []
    for occurrence in occurrences where !occurrence.isDefinition {
      guard let declaration = declarations[occurrence.symbol], let cell = cell(at: occurrence.position),
        declaration.cell > cell, told.insert([cell, declaration.cell]).inserted
      else { continue }
      // `scaled(_:)` is `scaled` to the author.
      let name = String(occurrence.name.prefix { $0 != "(" })
      found.append(ForwardReference(name: name, use: occurrence.position, declaration: declaration.position))
    }
    return found
  }

  /// Which of the program's cells holds a place; a value in prose counts with the cell after which it is taken.
  private func cell(at position: SourcePosition) -> Int? {
    cellLines.firstIndex { $0.contains(position.line) }
  }
}
