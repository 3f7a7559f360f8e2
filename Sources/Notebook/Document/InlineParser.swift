internal import Foundation

/// Turns the inline nodes of one leaf block into running text, and finds the values in it.
///
/// libcmark-gfm's inline positions are wrong in a third of the contexts, so the tree says *which* values exist and the
/// order of the marks in the source says *where*: every `<!--=` in the block's lines that no backslash escapes is, in
/// order, either the start of a value or part of a code span.
struct InlineParser {
  private let source: SourceText
  private let block: SourcePosition
  /// The offsets of the `<!--=` that no node has been found for yet.
  private(set) var marks: ArraySlice<Int>
  /// The start of the text for which no node has been found yet.
  private var cursor: Int
  /// The index of the first value that this block adds.
  private let firstValue: Int
  /// The cell after which values are evaluated that name none.
  private let lastCell: Int?

  private(set) var values: [ProseValue] = []
  /// The ids that values name, by index in `values`; the document resolves them when all cells are known.
  private(set) var references: [Int: String] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  /// Prepares for one leaf block, in whose lines `marks` stand.
  init(leaf: MarkdownNode, in source: SourceText, firstValue: Int, lastCell: Int?, marks: ArraySlice<Int>) {
    self.source = source
    self.firstValue = firstValue
    self.lastCell = lastCell
    self.marks = marks
    block = leaf.position
    cursor = source.offset(of: leaf.position)
  }

  /// The offsets of every `<!--=` in a block's lines, those behind a backslash left out.
  static func marks(from line: Int, to last: Int, in source: SourceText) -> ArraySlice<Int> {
    let start = source.range(ofLine: line).lowerBound
    return source.occurrences(of: "<!--=", in: start..<max(source.range(ofLine: max(line, last)).upperBound, start))
      .filter { !source.isEscaped($0) }[...]
  }

  /// The number of marks in a code span: a backslash takes a mark away there too, since `marks` does not know code.
  private static func marks(inCode text: String) -> Int {
    let code = SourceText(path: "", text: text)
    return marks(from: 1, to: code.lineCount, in: code).count
  }

  /// Parses sibling nodes.
  mutating func parse(_ nodes: [MarkdownNode]) -> [Inline] {
    var inlines: [Inline] = []
    var index = 0
    while index < nodes.count {
      let node = nodes[index]
      index += 1
      switch node.kind {
      case .text(let text): append(text, to: &inlines)
      case .softBreak: inlines.append(.softBreak)
      case .lineBreak: inlines.append(.lineBreak)
      case .code(let text):
        if !marks.isEmpty {
          marks.removeFirst(min(Self.marks(inCode: text), marks.count))
        }
        if case .text(let before)? = inlines.last, before.hasSuffix("$"),
          case .text(let after)? = nodes[safe: index]?.kind, after.hasPrefix("$")
        {
          inlines.removeLast()
          append(String(before.dropLast()), to: &inlines)
          inlines.append(.math(text))
          index += 1
          append(String(after.dropFirst()), to: &inlines)
        } else {
          inlines.append(.code(text))
        }
      case .emphasis: inlines.append(.emphasis(parse(node.children)))
      case .strong: inlines.append(.strong(parse(node.children)))
      case .strikethrough: inlines.append(.strikethrough(parse(node.children)))
      case .link(let destination, let title):
        inlines.append(.link(destination: destination, title: title, parse(node.children)))
      case .image(let image, let title):
        inlines.append(.image(source: image, title: title, alternative: parse(node.children).plainText))
      case .footnoteReference(let label): inlines.append(.footnoteReference(label: label))
      case .html(let html):
        if html.hasPrefix("<!--=") {
          if let value = value(html, among: nodes, after: &index) { inlines.append(value) }
        } else {
          comment(html)
        }
      case .tooDeep:
        report(.nestingTooDeep, MarkdownNode.tooDeepMessage, at: block)
      default: inlines += parse(node.children)
      }
    }
    return inlines
  }

  /// Neighbouring text nodes become one, so that marks such as `[!NOTE]` and `$` can be recognized.
  private func append(_ text: String, to inlines: inout [Inline]) {
    if text.isEmpty { return }
    if case .text(var whole)? = inlines.last {
      // The list must not hold the text as well, or each addition would copy it.
      inlines.removeLast()
      whole += text
      inlines.append(.text(whole))
    } else {
      inlines.append(.text(text))
    }
  }

  private mutating func value(_ html: String, among nodes: [MarkdownNode], after index: inout Int) -> Inline? {
    guard let start = marks.first else {
      report(.valueInvalid, "this value cannot be found in the source", at: block)
      return nil
    }
    marks.removeFirst()
    let place = source.position(of: start)
    guard let end = source.firstOccurrence(of: "-->", from: start) else { return nil }
    let written = source[start..<(end + 3)]
    guard written.replacing("\\|", with: "|") == html.replacing("\\|", with: "|") else {
      report(
        .valueInvalid, "this value cannot be told from the text around it: move it to a line of its own text", at: place
      )
      return nil
    }
    let close = nodes[index...].firstIndex { node in
      if case .html(let html) = node.kind { html == "<!--/-->" || html.hasPrefix("<!--=") } else { false }
    }
    guard let close, nodes[close].kind == .html("<!--/-->"),
      let closeStart = source.firstOccurrence(of: "<!--/-->", from: end + 3)
    else {
      report(.valueUnclosed, "the value is never closed: end it with `<!--/-->` in the same text", at: place)
      return nil
    }
    index = close + 1
    marks = marks.drop { $0 < closeStart }
    cursor = closeStart + "<!--/-->".utf8.count
    if !source[start..<closeStart].allSatisfy({ $0 != "\n" }) {
      report(.valueInvalid, "a value stands on one line, from `<!--=` to `<!--/-->`", at: place)
      return nil
    }
    add(expression: String(html.dropFirst(5).dropLast(3)), start: start, range: (end + 3)..<closeStart)
    return .value(firstValue + values.count - 1)
  }

  private mutating func add(expression: String, start: Int, range: Range<Int>) {
    let place = source.position(of: start)
    var expression = expression.replacing("\\|", with: "|")
    var column = place.column + 5
    if expression.hasPrefix("#") {
      let id = String(expression.dropFirst().prefix { !$0.isWhitespace })
      references[values.count] = id
      expression.removeFirst(id.count + 1)
      column += id.utf8.count + 1
    }
    let indentation = expression.prefix(while: \.isWhitespace)
    column += indentation.utf8.count
    expression = String(expression.dropFirst(indentation.count))
    while expression.last?.isWhitespace == true { expression.removeLast() }
    if expression.isEmpty {
      report(.valueInvalid, "the value has no expression: write it as `<!--= loss -->`", at: place)
    } else if lastCell == nil, references[values.count] == nil {
      report(.valueInvalid, "no cell stands above this value: name one, as in `<!--=#id loss -->`", at: place)
    }
    values.append(
      ProseValue(
        expression: expression, written: source[range].replacing("\\|", with: "|"), cell: lastCell ?? -1,
        position: SourcePosition(line: place.line, column: column), range: range))
  }

  private mutating func comment(_ html: String) {
    var place = block
    if let start = occurrence(of: html, from: cursor) {
      place = source.position(of: start)
      cursor = start + html.utf8.count
    }
    guard html.hasPrefix("<!--") else {
      report(.html, "a page carries no HTML of the author's: `\(html)`", at: place)
      return
    }
    if html == "<!--/-->" {
      report(.valueInvalid, "`<!--/-->` closes no value", at: place)
      return
    }
    let text = html.dropFirst(4).drop(while: \.isWhitespace)
    if !text.hasPrefix("note:") {
      report(.commentUnknown, "inside a line a comment is a value `<!--= … -->` or begins with `note:`", at: place)
    }
  }

  /// The place of a piece of the block's text: its first occurrence outside code, or the block's start.
  func locate(_ text: String) -> SourcePosition {
    occurrence(of: text, from: source.offset(of: block)).map(source.position(of:)) ?? block
  }

  private func occurrence(of text: String, from offset: Int) -> Int? {
    source.firstOccurrenceInText(of: text, from: offset, inBlockAt: source.offset(of: block))
  }

  private mutating func report(_ id: DiagnosticID, _ message: String, at position: SourcePosition) {
    diagnostics.append(Diagnostic(id, message, in: source, at: position))
  }
}

extension Array {
  /// The element at `index`, or `nil` past either end.
  subscript(safe index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
