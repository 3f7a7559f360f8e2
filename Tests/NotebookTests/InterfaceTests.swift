import TestSupport
import Testing

@testable import Notebook

/// What the compiler says about names: read from its own output.
@Suite struct InterfaceTests {
  @Test func namesAreFoundWhereTheyStandAndNowhereElse() {
    let tree = """
      [{"_kind": "declref_expr", "range": {"start": 4, "end": 4}, "decl": {"decl_usr": "s:sigmoid"}},
       {"_kind": "member_ref_expr", "range": {"start": 10, "end": 14}, "decl": {"decl_usr": "s:rows"},
        "base": {"_kind": "declref_expr", "range": {"start": 10, "end": 10}, "decl": {"decl_usr": ""}}}]
      """
    #expect(
      SyntaxTree.names(in: tree, of: ["s:sigmoid", "s:rows"]) == [
        .init(offset: 4, symbol: "s:sigmoid"), .init(offset: 14, symbol: "s:rows"),
      ])
    #expect(SyntaxTree.names(in: tree, of: ["s:rows"]).count == 1)
    #expect(SyntaxTree.names(in: "error: no tree", of: ["s:rows"]).isEmpty)
  }

  @Test func placesAreThoseOfTheChapter() throws {
    let document = Document(
      parsing: SourceText(
        path: "Chapters/01-x.md",
        text: "---\ntitle: X\nsummary: Y.\n---\n\n- A list:\n\n  ```swift\n  let x = 1\n  x + 1  // => 2\n  ```\n"))
    let program = try #require(document.tangle().first)
    let text = Array(program.text.utf8)
    let offsets = ["let x", "x + 1"].compactMap { word in
      text.indices.first { text[$0...].starts(with: word.utf8) }
    }
    let positions = program.chapterPositions(ofBytes: [0] + offsets + [text.count + 5])
    #expect(positions.first == .some(nil))
    #expect(positions.last == .some(nil))
    let second = SourcePosition(line: 10, column: 3)
    #expect(positions.dropFirst().dropLast() == [SourcePosition(line: 9, column: 3), second])
  }

  @Test func aTypeIsNamedOnlyWhereOneTypeHasTheName() {
    func type(_ name: String, in module: String) -> Symbol {
      Symbol(id: "\(module).\(name)", kind: .structure, path: [name], declaration: [])
    }
    let names = TypeNames(of: [
      .init(name: "A", symbols: [type("Matrix", in: "A"), type("Twice", in: "A"), type("Mine", in: "A")]),
      .init(name: "B", symbols: [type("Twice", in: "B")]),
    ])
    let document = Document(
      parsing: SourceText(
        path: "Chapters/01-x.md",
        text: """
          ---
          title: X
          summary: Y.
          ---

          ```swift
          struct Mine {}
          func f(_ a: Matrix, _ b: [Twice]) -> Mine? { nil }
          ```
          """))
    #expect(
      names.references(in: document) == [
        SymbolReference(symbol: "A.Matrix", at: SourcePosition(line: 8, column: 13))
      ])
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
      func local() -> Int {
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
      #expect(references.map(\.position) == [SourcePosition(line: 8, column: 12)])
      #expect(named.first?.first == "Plot" && named.first?.last?.hasPrefix("init") == true)
    }
  }
}
