import TestSupport
import Testing

@testable import Notebook

/// What the compiler says about names: read from its own output.
@Suite struct InterfaceTests {
  private func name(_ name: String, _ column: Int, _ symbol: String, isDefinition: Bool = false)
    -> IndexStore.Occurrence
  {
    IndexStore.Occurrence(
      position: SourcePosition(line: 1, column: column), name: name, symbol: symbol, isDefinition: isDefinition)
  }

  @Test func namesOfOtherModulesAreKept() {
    let program = Program(
      name: "a", purpose: .session, text: "", cells: [], copied: [], values: [], timeLimit: 1)
    let names = program.names(in: [
      name("mine()", 1, "mine", isDefinition: true), name("mine()", 5, "mine"), name("Dense", 9, "type"),
      name("init(_:_:)", 9, "initializer"), name("rows", 20, "rows"),
    ])
    #expect(
      names == [
        NamedSymbol("initializer", at: SourcePosition(line: 1, column: 9)),
        NamedSymbol("rows", at: SourcePosition(line: 1, column: 20)),
      ])
  }

  @Test func aKeptNameIsReadAsItWasWritten() {
    let name = NamedSymbol("s:9NeuralNet+ x", at: SourcePosition(line: 12, column: 3))
    #expect(NamedSymbol(line: name.line) == name)
    for damaged in ["", "12 3", "x 3 s:a", "12 s:a"] { #expect(NamedSymbol(line: damaged) == nil) }
  }

  /// The whole way, with the real compiler: a module of the tool's own, a name of the chapter's own beside it.
  @Test func theCompilerTellsWhatAChapterNames() async throws {
    let folder = try TemporaryBook([
      "Chapters/01-x.md": """
      ---
      title: X
      summary: Y.
      ---

      ```swift
      import Plotting
      let plot = Plot(title: "Figure")
      func local(_ other: Plot) -> Int {
        let Plot = 3
        return Plot
      }
      ```
      """
    ])
    let book = try Book(folder: folder.folder)
    let documents = try Pipeline(book: book).parse(book.chapters)
    for _ in 0..<2 {
      // The second time what the compiler said is read from where it is kept.
      let interface = try await Runner(book: book).interface(of: documents)
      #expect(interface.modules.map(\.name) == ["Plotting"])
      let symbols = interface.modules.flatMap(\.symbols)
      let plot = try #require(symbols.first { $0.path == ["Plot"] })
      #expect(plot.kind == .structure && plot.file == "Sources/Plotting/Plot/Plot.swift" && plot.line > 1)
      #expect(plot.comment.contains("\n"))
      let references = try #require(interface.references.first)
      let named = references.map { reference in symbols.first { $0.id == reference.symbol }?.path ?? [] }
      #expect(references.map(\.position) == [(8, 12), (9, 21)].map { SourcePosition(line: $0, column: $1) })
      #expect(named.first?.first == "Plot" && named.first?.last?.hasPrefix("init") == true)
      #expect(named.last == ["Plot"])
    }
  }
}
