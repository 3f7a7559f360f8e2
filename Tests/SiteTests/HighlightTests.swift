import Testing

@testable import Notebook
@testable import Site

@Suite("Code keeps its text and gains colours")
struct HighlightTests {
  @Test(
    "the tokens of a line are the line",
    arguments: [
      "let x = 1\n", "let x = \"a\\(b)c\"\n\n\nprint(x)", "/* two\nlines */ let π = 3.14\n",
      "let s = \"\"\"\n  é\n  \"\"\"\n",
      "func broken( {\n}}}", "", "\n", "#if os(Linux)\n@main struct A {}\n#endif\n", "\tlet tab = 1 // 漢字\n",
    ])
  func keepsText(_ code: String) {
    let lines = SwiftHighlighter.lines(of: code)
    let expected = code.split(separator: "\n", omittingEmptySubsequences: false).dropLast(code.hasSuffix("\n") ? 1 : 0)
    #expect(lines.map { $0.map(\.text).joined() } == expected.map(String.init))
    for line in lines {
      var column = 1
      for token in line {
        #expect(token.column == column)
        column += token.text.utf8.count
      }
    }
  }

  @Test("the compiler's classes become colours")
  func classifies() {
    let line = SwiftHighlighter.lines(of: "@inlinable func f(_ x: Double) -> Int { 1 + 2.5 } // c")[0]
    func kinds(_ kind: CodeToken.Kind) -> [String] { line.filter { $0.kind == kind }.map(\.text) }
    #expect(kinds(.keyword) == ["func"])
    #expect(kinds(.type) == ["Double", "Int"])
    #expect(kinds(.number) == ["1", "2.5"])
    #expect(kinds(.comment) == ["// c"])
    #expect(kinds(.attribute) == ["@inlinable"])
  }

  @Test("a result is set apart, a compiler's message stands under its line and outside the code")
  func marksResults() {
    var sample = Sample()
    let cell = sample.cell("f(1)  // => 2\ng()  // plain", run: .finished())
    let place = sample.place(ofLine: 2, column: 1, in: cell)
    sample.setRun(of: cell) { $0.messages = [.init(severity: .error, text: "no `g`", position: place)] }
    let html = sample.page().body.source
    #expect(html.contains("<span class=\"result\">// =&gt; 2\n</span></span>"))
    #expect(html.contains("<span class=\"c\">// plain</span>\n</span><span class=\"message error\">"))
    #expect(html.contains("<strong>error: </strong>no `g`\n</span>"))
  }

  @Test("a long value's lines below are results too")
  func marksContinuations() {
    var sample = Sample()
    sample.cell("m  // => [1,\n   //     2]\nn", run: .finished())
    sample.extendValue(0, ofCell: 0, toLine: 2)
    let html = sample.page().body.source
    #expect(html.contains("<span class=\"result\">   //     2]\n</span>"))
    #expect(!html.contains("<span class=\"result\">n"))
  }
}
