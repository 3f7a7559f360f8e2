@testable import Notebook
@testable import Site

extension Interface {
  /// A module with a little of everything that the code of the sample book names.
  static func sample(for documents: [Document]) -> Interface {
    let module = Module(name: "NeuralNet", symbols: [dot, generator, seeded, next, addition])
    var interface = Interface(modules: [module], references: documents.map(references))
    interface.digest = "fedcba9876543210fedcba9876543210"
    return interface
  }

  private static var dot: Symbol {
    var symbol = Symbol(
      id: "s:dot", kind: .function, path: ["dot(_:_:)"],
      declaration: [
        .init("keyword", "func"), .init("text", " "), .init("identifier", "dot"), .init("text", "("),
        .init("externalParam", "_"), .init("text", " "), .init("internalParam", "a"), .init("text", ": ["),
        .init("typeIdentifier", "Double", symbol: "s:Sd"), .init("text", "]) -> "),
        .init("typeIdentifier", "Double", symbol: "s:Sd"),
      ])
    symbol.comment = """
      The sum of the products, for `SplitMix64` and <friends>.

      Elements are added in order.

      - Parameters:
        - a: The first list.
        - b: The second list, as long as `a`.
      - Returns: The sum.
      - Complexity: O(*n*).

      """
    symbol.file = "Sources/NeuralNet/Tensor/Products.swift"
    symbol.line = 12
    return symbol
  }

  private static var generator: Symbol {
    var symbol = Symbol(
      id: "s:SplitMix64", kind: .structure, path: ["SplitMix64"],
      declaration: [.init("keyword", "struct"), .init("text", " "), .init("identifier", "SplitMix64")])
    symbol.comment = "A generator of random numbers.\n\nThe same seed gives the same numbers.\n"
    symbol.file = "Sources/NeuralNet/Random/SplitMix64.swift"
    symbol.line = 3
    symbol.inherited = [.init(name: "Swift.RandomNumberGenerator", symbol: "s:SG")]
    return symbol
  }

  private static func member(_ name: String, _ kind: Symbol.Kind, line: Int) -> Symbol {
    var symbol = Symbol(
      id: "s:SplitMix64.\(name)", kind: kind, path: ["SplitMix64", name],
      declaration: [
        .init("keyword", kind == .initializer ? "init" : "func"), .init("text", " "),
        .init("typeIdentifier", "SplitMix64", symbol: "s:SplitMix64"),
      ])
    symbol.owner = "s:SplitMix64"
    symbol.file = "Sources/NeuralNet/Random/SplitMix64.swift"
    symbol.line = line
    return symbol
  }

  private static var seeded: Symbol { member("init(seed:)", .initializer, line: 8) }
  private static var next: Symbol { member("next()", .method, line: 12) }
  private static var addition: Symbol { member("+(_:_:)", .operator, line: 20) }

  /// Every word `dot` and every `SplitMix64(` of a document's cells.
  private static func references(in document: Document) -> [SymbolReference] {
    document.cells.flatMap(\.lines).flatMap { line in
      [("dot(", "s:dot"), ("SplitMix64(", "s:SplitMix64.init(seed:)")].flatMap { word, symbol in
        line.text.ranges(of: word).map { range in
          let column = line.text.utf8.distance(from: line.text.startIndex, to: range.lowerBound)
          return SymbolReference(
            symbol: symbol,
            at: SourcePosition(line: line.position.line, column: line.position.column + column))
        }
      }
    }
  }
}
