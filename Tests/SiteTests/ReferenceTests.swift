import Testing

@testable import Notebook
@testable import Site

@Suite("Names in code lead to the reference, and the reference leads back")
struct ReferenceTests {
  private static let builder = SiteBuilder(book: .sample, formulas: Formulas())

  private static func file(_ path: String) throws -> String {
    let file = try builder.files().first { $0.path == path }
    return String(decoding: try #require(file).bytes, as: UTF8.self)
  }

  @Test("a name is a link where the compiler says what it means, once a stop for the keyboard")
  func linksNames() throws {
    let html = try Self.file("02-logic-gates.html")
    #expect(html.contains("= <a href=\"api/NeuralNet.SplitMix64.html#init-seed\">SplitMix64</a>("))
    #expect(html.contains("step(<a href=\"api/NeuralNet.html#dot\">dot</a>(weights"))
    #expect(html.contains("<a href=\"api/NeuralNet.html#dot\" tabindex=\"-1\">dot</a>(["))
  }

  @Test("a name that stands where the compiler saw something else is no link")
  func linksNothingElse() {
    let token = CodeToken(kind: .plain, text: "let Dense = .relu", column: 3)
    let address = Address(file: "x.html")
    #expect(token.linked(at: 7) { $0 == "Dense" ? address : nil }?.map(\.text) == ["let ", "Dense", " = .relu"])
    #expect(token.linked(at: 15) { $0 == "relu" ? address : nil }?.map(\.text) == ["let Dense = .", "relu"])
    #expect(token.linked(at: 7) { $0 == "Layer" ? address : nil } == nil)
    #expect(token.linked(at: 2) { _ in address } == nil)
    #expect(token.linked(at: 40) { _ in address } == nil)
    #expect(CodeToken(kind: .comment, text: "Dense", column: 1).linked(at: 1) { _ in address } == nil)
  }

  @Test("an entry lists the sections that use the symbol; a type also those that make one")
  func listsUses() throws {
    #expect(
      try Self.file("api/NeuralNet.html").contains(
        "Used in chapter 2: <a href=\"../02-logic-gates.html#in-swift\">In Swift</a></p>"))
    #expect(
      try Self.file("api/NeuralNet.SplitMix64.html").ranges(of: "../02-logic-gates.html#in-swift").count == 2)
  }

  @Test("a comment's list items become parameters and remarks")
  func readsComments() {
    let comment = DocComment(
      """
      One sentence.

      - a plain item
      - Parameter x: The one.
      - Returns: *Something*.
      - Nothing: is known of this word.
      """)
    #expect(comment.abstract == [.text("One sentence.")])
    #expect(comment.parameters.map(\.name) == ["x"])
    #expect(comment.callouts.map(\.title) == ["Returns"])
    #expect(comment.callouts.first?.blocks.map(\.inlines) == [[[.emphasis([.text("Something")]), .text(".")]]])
    guard case .list(_, let items)? = comment.remarks.first?.kind else {
      Issue.record("the plain items are gone")
      return
    }
    #expect(items.count == 2)
  }

  @Test("ids are words, and overloads are told apart")
  func makesIds() {
    func symbol(_ name: String, _ kind: Symbol.Kind = .function) -> Symbol {
      Symbol(id: name, kind: kind, path: [name], declaration: [])
    }
    #expect(symbol("fit(_:on:rate:)").slug == "fit-on-rate")
    #expect(symbol("+(_:_:)", .operator).slug == "plus")
    #expect(symbol("init(_:)").slug == "init")
    var overload = symbol("dot(_:)")
    overload.id = "other"
    let page = APIPage.pages(of: .init(name: "M", symbols: [symbol("dot(_:)"), overload])).first
    #expect(page?.entries.map(\.place.anchor) == ["dot", "dot-2"])
  }

  @Test("a book without modules has no reference")
  func canBeMissing() throws {
    var book = PublishedBook.sample
    book.interface = Interface()
    let files = try SiteBuilder(book: book, formulas: Formulas()).files()
    #expect(!files.contains { $0.path.hasPrefix("api/") })
    #expect(!files.contains { String(decoding: $0.bytes, as: UTF8.self).contains("api/index.html") })
  }
}
