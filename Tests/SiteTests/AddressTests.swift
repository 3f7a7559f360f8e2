import Testing

@testable import Notebook
@testable import Site

@Suite("Links lead where a page may lead")
struct AddressTests {
  @Test(
    "addresses that could run a script or mean another host are refused",
    arguments: [
      "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", " javascript:alert(1)",
      "\u{1}javascript:alert(1)", "data:text/html,<script>", "vbscript:x", "file:///etc/passwd", "//evil.example/x",
      "/absolute", "", "blob:x", "ftp://x",
    ])
  func refuses(_ written: String) {
    #expect(Address(written) == nil)
  }

  @Test(
    "ordinary addresses are kept, and what an address cannot hold is encoded",
    arguments: [
      ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
      ("mailto:a@example.org", "mailto:a@example.org"),
      ("figures/a b.svg", "figures/a%20b.svg"), ("#größe", "#gr%C3%B6%C3%9Fe"), ("a\"><b", "a%22%3E%3Cb"),
      ("a%20b", "a%20b"), ("x\\y", "x%5Cy"),
    ])
  func keeps(_ written: String, _ encoded: String) {
    #expect(Address(written)?.text == encoded)
  }

  @Test("a file's name cannot be read as a scheme or a path")
  func encodesFileNames() {
    #expect(Address(file: "figures", "javascript:x/../y#z").text == "figures/javascript%3Ax%2F..%2Fy%23z")
  }

  @Test(
    "a chapter's links become links between pages",
    arguments: [
      ("02-gates.md", "02-gates.html"), ("02-gates.md#and-line", "02-gates.html#and-line"),
      ("./02-gates.md#a", "02-gates.html#a"), ("#here", "#here"), ("#gr%C3%B6%C3%9Fe", "#gr%C3%B6%C3%9Fe"),
      ("02-gates.md#gr%C3%B6", "02-gates.html#gr%C3%B6"),
      ("data/my%20file.csv", "data/my%20file.csv"),
      ("https://example.org/x.md", "https://example.org/x.md"),
      ("figures/a.svg", "figures/a.svg"),
    ])
  func resolves(_ written: String, _ expected: String) {
    let weaver = Sample().weaver()
    #expect(weaver.address(of: Destination(written))?.text == expected)
  }

  @Test("on a page with all chapters, links stay on the page")
  func resolvesOnOnePage() {
    let weaver = Sample(path: "Chapters/01-neuron.md").weaver(.onePage(chapters: ["01-neuron", "02-gates"]))
    #expect(weaver.id("top") == "01-neuron:top")
    #expect(weaver.address(of: Destination("#top"))?.text == "#01-neuron%3Atop")
    #expect(weaver.address(of: Destination("02-gates.md#x"))?.text == "#02-gates%3Ax")
    #expect(weaver.address(of: Destination("02-gates.md"))?.text == "#02-gates%3A")
    #expect(weaver.address(of: Destination("99-none.md"))?.text == "99-none.html")
  }

  @Test("paths out of the book lead nowhere", arguments: ["../secret.svg", "a/../../b", ".git/config", "a//b", "a\\b"])
  func refusesPaths(_ written: String) {
    #expect(Destination(written) == .nowhere)
  }

  @Test("a link that leads nowhere is text")
  func showsText() {
    let weaver = Sample().weaver()
    #expect(weaver.html(.link(destination: "javascript:x", title: "t", [.text("a<b")])).source == "a&lt;b")
    #expect(weaver.html(.image(source: "https://example.org/p.png", title: "", alternative: "p")).source == "p")
  }
}
