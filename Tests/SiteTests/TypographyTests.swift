import Testing

@testable import Notebook
@testable import Site

@Suite("Quotes are set as in a book")
struct TypographyTests {
  @Test(
    "straight quotes open after space and close after words",
    arguments: [
      ("say \"yes\" or \"no\".", "say “yes” or “no”."), ("gate's (\"b\")", "gate’s (“b”)"), ("'a' isn't", "‘a’ isn’t"),
      ("\"'x' y\"", "“‘x’ y”"), ("f\u{301}\"", "f\u{301}”"),
    ])
  func refines(_ written: String, _ expected: String) {
    #expect(Typography.refined([.text(written)]) == [.text(expected)])
  }

  @Test("what stands before a quote may be in another piece")
  func refinesAcrossPieces() {
    let inlines: [Inline] = [
      .text("\""), .emphasis([.text("not\" \"and")]), .text("\" "), .code("\"x\""), .text("\""), .softBreak,
      .link(destination: "#a", title: "\"t\"", [.text("\"l\"")]),
    ]
    #expect(
      Typography.refined(inlines) == [
        .text("“"), .emphasis([.text("not” “and")]), .text("” "), .code("\"x\""), .text("”"), .softBreak,
        .link(destination: "#a", title: "\"t\"", [.text("“l”")]),
      ])
  }

  @Test("titles and summaries are set as the text is")
  func refinesFrontMatter() {
    var sample = Sample(title: "What is \"there\"?")
    sample.frontMatter { $0.summary = "A net's way." }
    let page = sample.page()
    #expect(page.title == "What is “there”?")
    #expect(page.summary == "A net’s way.")
  }
}
