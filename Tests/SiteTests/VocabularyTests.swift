import Testing

@testable import Site

@Suite("Drawings and formulas bring only what is known")
struct VocabularyTests {
  @Test(
    "what could act is left out",
    arguments: [
      ("<svg><script>alert(1)</script><g/></svg>", "<svg><g></g></svg>"),
      ("<svg onload=\"alert(1)\" width=\"2\"/>", "<svg width=\"2\"></svg>"),
      ("<svg><foreignObject><p>x</p></foreignObject></svg>", "<svg></svg>"),
      ("<svg><style>*{}</style><a href=\"#x\"><text>t</text></a></svg>", "<svg></svg>"),
      ("<svg><image href=\"http://x/y.png\"/><use href=\"http://x#y\"/></svg>", "<svg><use></use></svg>"),
      ("<svg><g fill=\"url(http://x)\" stroke=\"URL( #a)\"/></svg>", "<svg><g></g></svg>"),
      ("<svg><animate attributeName=\"href\"/><set/></svg>", "<svg></svg>"),
      (
        "<svg><g style=\"fill: red; behavior: url(x); stroke:url(http://x)\"/></svg>", "<svg><g fill=\"red\"></g></svg>"
      ),
    ])
  func leavesOut(_ written: String, _ expected: String) throws {
    #expect(Vocabulary.svg.html(of: try XMLReader.parse(written)).source == expected)
  }

  @Test("ids and what refers to them belong to one drawing")
  func localisesIDs() throws {
    let svg = "<svg aria-labelledby=\"a b\"><g id=\"a\" clip-path=\"url(#c)\"/><use href=\"#a\"/></svg>"
    #expect(
      Vocabulary.svg.html(of: try XMLReader.parse(svg), prefix: "f1.").source
        == "<svg aria-labelledby=\"f1.a f1.b\"><g id=\"f1.a\" clip-path=\"url(#f1.c)\"></g><use href=\"#f1.a\"></use></svg>"
    )
  }

  @Test("text and values are escaped again")
  func escapesAgain() throws {
    let node = try XMLReader.parse("<svg><text class=\"&quot;&gt;\">&lt;script&gt; &#x26; &#39;</text></svg>")
    #expect(
      Vocabulary.svg.html(of: node).source
        == "<svg><text class=\"&quot;&gt;\">&lt;script&gt; &amp; &#39;</text></svg>")
  }

  @Test(
    "what is not a plain element is refused, not repaired",
    arguments: [
      "", "text", "<svg>", "<svg></g>", "<svg/><svg/>", "<!DOCTYPE svg><svg/>", "<svg>&nbsp;</svg>", "<svg a=b/>",
      "<svg a=\"1\" a=\"2\"/>", "<svg><![CDATA[x]]></svg>", "<?xml version=\"1.0\"?><svg/>", "<svg a=\"<\"/>",
      "<svg>&#xD800;</svg>", "<svg><!-- </svg>", "<svg>&#x110000;</svg>",
      String(repeating: "<g>", count: 100_000) + String(repeating: "</g>", count: 100_000),
    ])
  func refuses(_ written: String) {
    #expect(throws: XMLError.self) { try XMLReader.parse(written) }
  }

  @Test("comments and white space around the element are no trouble")
  func acceptsComments() throws {
    #expect(
      try XMLReader.parse(" <!-- a > b -->\n<g a='1' ><!-- - -->x</g >\n")
        == .element(name: "g", attributes: [("a", "1")], children: [.text("x")]))
  }
}
