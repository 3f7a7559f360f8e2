/// A name in a program's code, and the symbol of a module that it means.
struct NamedSymbol: Hashable {
  /// The position of the name in the program.
  var position: SourcePosition
  /// The compiler's own name of the symbol.
  var symbol: String

  init(_ symbol: String, at position: SourcePosition) {
    self.symbol = symbol
    self.position = position
  }

  /// Reads a line that was kept; `nil` where it is damaged.
  init?(line: some StringProtocol) {
    let parts = line.split(separator: " ", maxSplits: 2)
    guard parts.count == 3, let line = Int(parts[0]), let column = Int(parts[1]) else { return nil }
    self.init(String(parts[2]), at: SourcePosition(line: line, column: column))
  }

  /// The name in a line to keep.
  var line: String { "\(position.line) \(position.column) \(symbol)" }
}

extension Program {
  /// The names that mean symbols of modules: those that the program itself does not declare.
  ///
  /// `Dense(…)` names a type and its initializer at one place: then the initializer counts.
  func names(in occurrences: [IndexStore.Occurrence]) -> [NamedSymbol] {
    let own = Set(occurrences.lazy.filter(\.isDefinition).map(\.symbol))
    var names: [NamedSymbol] = []
    for occurrence in occurrences where !occurrence.isDefinition && !own.contains(occurrence.symbol) {
      let name = NamedSymbol(occurrence.symbol, at: occurrence.position)
      if names.last?.position == name.position {
        if occurrence.name.hasPrefix("init(") { names[names.count - 1] = name }
      } else {
        names.append(name)
      }
    }
    return names
  }
}
