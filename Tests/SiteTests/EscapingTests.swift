import Testing

@testable import Notebook
@testable import Site

/// Strings that would run a script if any slot forgot to escape them.
private let hostile = [
  #"<script>alert(1)</script>"#,
  #""><img src=x onerror=alert(1)>"#,
  #"' onmouseover='alert(1)"#,
  #"</title></style></pre><svg onload=alert(1)>"#,
  #"javascript:alert(1)"#,
  #"--><script>alert(1)</script><!--"#,
  #"{{{body}}}"#,
]

@Suite("Nothing that a chapter says becomes markup")
struct EscapingTests {
  @Test("text and attribute values are escaped", arguments: hostile)
  func escapes(_ text: String) throws {
    let html = HTML(.a, .class(text), .title(text), .href(Address(fragment: text))) { text }
    let node = try XMLReader.parse(html.source)
    guard case .element("a", let attributes, let children) = node else {
      Issue.record("the element did not survive")
      return
    }
    #expect(attributes.map(\.name) == ["class", "title", "href"])
    #expect(attributes[0].value == text)
    #expect(children == [.text(text)])
  }

  @Test("a chapter that is hostile in every slot gives a page with our elements alone", arguments: hostile)
  func weavesHostileChapters(_ text: String) throws {
    let page = Self.hostileChapter(text).page(in: WeavingContext(toolchain: text, tool: text))
    let root = try XMLReader.parse("<body>" + page.body.source + "</body>")
    var problems: [String] = []
    Self.inspect(root, problems: &problems)
    #expect(problems == [])
    #expect(page.body.source.contains("<div class=\"cell\""))
  }

  @Test("the frame around a chapter escapes titles, summaries and names", arguments: hostile)
  func framesHostileChapters(_ text: String) throws {
    var sample = Self.hostileChapter(text)
    sample.frontMatter { front in
      front.title = text
      front.summary = text
      front.part = text
    }
    var book = PublishedBook(title: text, chapters: [sample.chapter])
    book.summary = text
    book.toolchain = text
    book.address = text
    book.repository = text
    book.moves = [PublishedBook.Move(from: text, to: text), PublishedBook.Move(from: "a.html", to: "b.html#\(text)")]
    for file in try SiteBuilder(book: book, formulas: Formulas()).files() where file.path.hasSuffix(".html") {
      let html = String(decoding: file.bytes, as: UTF8.self)
      #expect(!html.contains("<script>"), "\(file.path)")
      #expect(!html.contains("<img src=x"), "\(file.path)")
      #expect(!html.contains("<svg onload"), "\(file.path)")
      #expect(!html.contains("href=\"javascript:"), "\(file.path)")
      #expect(html.ranges(of: "<script").count == (file.path == "a.html" ? 0 : 1), "\(file.path)")
    }
  }

  @Test("control characters are shown, not sent")
  func showsControlCharacters() {
    #expect(HTML(text: "\u{1B}[31mred\u{0}\u{9F}").source == "␛[31mred␀\u{FFFD}")
  }

  /// Several attacks in one string.
  static let worst =
    #"</script></title></pre>"'><script>alert(1)</script><img src=x onerror="alert(1)"><svg onload='alert(1)'>"#

  /// A chapter with the same text wherever an author, a cell or the compiler can put one.
  static func hostileChapter(_ text: String) -> Sample {
    var sample = Sample(path: "Chapters/02-\(text.replacing("/", with: "_")).md")
    let table = TableOutput(columns: [text], rows: [[text]], text: text)
    let svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><text>\(HTML(text: text).source)</text>"
      + "<script>alert(1)</script><g onclick=\"alert(1)\"><a href=\"javascript:alert(1)\"><text>x</text></a></g></svg>"
    let figure = FigureOutput(svg: svg, alternative: text, table: table)
    var run = CellRun.finished(.text(text), .figure(figure), .figure(figure), .table(table))
    run.ending = .crashed(message: text, line: nil)
    run.messages = [CompilerMessage(severity: .error, text: text, position: nil)]
    let cell = sample.cell(text, id: text, mode: .skip(reason: text), run: run, verdict: .failed)
    sample.output(of: cell, lines: [text])
    let note = sample.block(.paragraph([.text(text)]))
    let value = sample.value(text, written: text)
    let spark = sample.figure(text, alternative: text, of: cell, number: 1)
    sample.add(
      .figure(.init(path: text, alternative: text, caption: [.text(text)], cell: cell)),
      .figure(.init(path: text, alternative: text, caption: [.text(text)])),
      .heading(level: 2, [.text(text), .code(text), .math(text)], anchor: text),
      .paragraph([
        .text(text), .code(text), .math(text), .html(text), value, .footnoteReference(label: text),
        .link(destination: text, title: text, [.text(text)]), .image(source: text, title: text, alternative: text),
        .link(destination: "\(text).md#\(text)", title: "", [.text(text)]), spark,
      ]),
      .footnote(label: text, [note]), .html(text), .math(text), .code(language: text, text),
      .code(language: "swift", text),
      .table(.init(alignments: [.none], header: [[.text(text)]], rows: [[[.text(text)]]])))
    sample.exercise(id: text) { exercise in
      exercise.title = text
      exercise.task = [note]
      exercise.hints = [[note]]
      exercise.after = [note]
      exercise.stub = cell
      exercise.solution = cell
    }
    return sample
  }

  /// Names every element or attribute that no page of ours has.
  private static func inspect(_ node: XMLNode, problems: inout [String]) {
    guard case .element(let name, let attributes, let children) = node else { return }
    let known = Set(HTML.Tag.allCases.map(\.rawValue)).union(Vocabulary.svg.elements).union(["body"])
    if !known.contains(name) { problems.append("<\(name)>") }
    for (attribute, value) in attributes {
      if attribute.hasPrefix("on") || attribute == "style" { problems.append(attribute) }
      if attribute == "href" || attribute == "src", let scheme = Address.scheme(of: value),
        !["http", "https", "mailto"].contains(scheme)
      {
        problems.append("\(attribute)=\(value)")
      }
    }
    for child in children { inspect(child, problems: &problems) }
  }
}
