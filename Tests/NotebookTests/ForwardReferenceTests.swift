import Testing

@testable import Notebook

/// Uses of what only a later cell declares, found in the compiler's index.
@Suite struct ForwardReferenceTests {
  private let program = {
    var program = Program(
      name: "chapter_01", purpose: .session, text: "", cells: [3, 5], copied: [1], values: [0], timeLimit: 1)
    program.cellLines = [10...15, 17...22]
    return program
  }()

  private func name(
    _ name: String, _ line: Int, _ column: Int = 1, symbol: String? = nil, isDefinition: Bool = false
  ) -> IndexStore.Occurrence {
    IndexStore.Occurrence(
      position: SourcePosition(line: line, column: column), name: name, symbol: symbol ?? name,
      isDefinition: isDefinition)
  }

  private func find(_ names: IndexStore.Occurrence...) -> [ForwardReference] { program.forwardReferences(in: names) }

  @Test func aUseAboveItsDeclarationIsFound() {
    let found = find(name("scaled(_:)", 12, 13), name("scaled(_:)", 20, 6, isDefinition: true))
    #expect(
      found == [
        ForwardReference(
          name: "scaled", use: SourcePosition(line: 12, column: 13), declaration: SourcePosition(line: 20, column: 6))
      ])
  }

  @Test func ofTwoCellsTheFirstUseStandsForAll() {
    let found = find(
      name("Point", 12, 3), name("x", 12, 9), name("Point", 13), name("Point", 20, isDefinition: true),
      name("x", 21, isDefinition: true))
    #expect(found.map(\.name) == ["Point"])
    #expect(found.map(\.use) == [SourcePosition(line: 12, column: 3)])
  }

  @Test func everythingElseIsNone() {
    #expect(find(name("a", 10, isDefinition: true), name("a", 21)).isEmpty, "a use below")
    #expect(find(name("a", 21), name("a", 22, isDefinition: true)).isEmpty, "a use in the same cell")
    #expect(find(name("a", 5, isDefinition: true), name("a", 12)).isEmpty, "a copied cell stands above")
    #expect(find(name("a", 20, isDefinition: true), name("a", 40)).isEmpty, "code of the tangler")
    #expect(find(name("a", 12, symbol: "other"), name("a", 20, isDefinition: true)).isEmpty, "another of the same name")
  }
}
