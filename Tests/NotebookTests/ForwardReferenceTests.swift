import Testing

@testable import Notebook

/// What the compiler's dump says of references, read from lines as the compiler writes them.
@Suite struct ForwardReferenceTests {
  private let program = {
    var program = Program(
      name: "chapter_01", purpose: .session, text: "", cells: [3, 5], copied: [1], values: [0], timeLimit: 1)
    program.cellLines = [10...15, 17...22]
    return program
  }()

  private func line(use: String, declaration: String, module: String = "chapter_01", name: String = "scaled(_:)")
    -> String
  {
    "    (declref_expr type=\"() -> Int\" location=chapter_01.swift:\(use) range=[chapter_01.swift:\(use) - line:\(use)] "
      + "decl=\"\(module).(file).\(name)@chapter_01.swift:\(declaration)\" function_ref=single apply)"
  }

  private func find(_ lines: String...) -> [ForwardReference] {
    ForwardReferences(program: program).find(in: lines.joined(separator: "\n").utf8)
  }

  @Test func aUseAboveItsDeclarationIsFound() {
    let found = find(line(use: "12:13", declaration: "20:6"))
    #expect(
      found == [
        ForwardReference(
          name: "scaled(_:)", use: SourcePosition(line: 12, column: 13),
          declaration: SourcePosition(line: 20, column: 6))
      ])
    #expect(find(line(use: "12:13", declaration: "20:6"), line(use: "12:13", declaration: "21:6")).count == 1)
    let member = line(use: "12:13", declaration: "20:6", name: "[Int] extension.doubled")
    #expect(find(member).map(\.name) == ["doubled"])
  }

  @Test func everythingElseIsNone() {
    #expect(find(line(use: "21:3", declaration: "10:6")).isEmpty, "a use below")
    #expect(find(line(use: "21:3", declaration: "22:6")).isEmpty, "a use in the same cell")
    #expect(find(line(use: "12:13", declaration: "5:6")).isEmpty, "a copied cell stands above")
    #expect(find(line(use: "40:1", declaration: "20:6")).isEmpty, "what the tangler wrote")
    #expect(find(line(use: "12:13", declaration: "20:6", module: "chapter_02")).isEmpty)
    #expect(find("", "(source_file \"p.swift\"", " location=chapter_01.swift:x decl=\"chapter_01.(file).").isEmpty)
  }
}
