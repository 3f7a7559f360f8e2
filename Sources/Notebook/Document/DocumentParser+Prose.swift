// Headings, quotes, tables and the running text of leaf blocks.

extension DocumentParser {
  mutating func heading(_ node: MarkdownNode, level: Int) -> [Block] {
    if let exercise = openExercise, let own = exercise.headingLevel, level <= own { closeExercise() }
    closeQuiz()
    let inlines = placingFigures(in: inlines(of: node), of: node)
    let text = inlines.plainText
    if level == 1 {
      report(
        .titleHeading, "the page's heading is the front matter's `title`: begin sections with `##`", at: node.position)
    }
    if let exercise = openExercise, exercise.headingLevel == nil {
      openExercise?.headingLevel = level
      document.exercises[exercise.index].title = text
      document.exercises[exercise.index].anchor = uniqueAnchor(for: text)
      return []
    }
    let anchor = uniqueAnchor(for: text)
    headings.append((anchor, document.cells.count))
    return [Block(.heading(level: level, inlines, anchor: anchor), at: node.position)]
  }

  mutating func uniqueAnchor(for text: String) -> String {
    let anchor = Self.anchor(for: text)
    let count = anchors[anchor, default: 0]
    anchors[anchor] = count + 1
    return count == 0 ? anchor : "\(anchor)-\(count)"
  }

  /// The anchor that GitHub gives a heading: lower case, spaces as hyphens, punctuation dropped.
  static func anchor(for text: String) -> String {
    var anchor = ""
    for character in text.lowercased() {
      if character.isLetter || character.isNumber || character == "_" || character == "-" {
        anchor.append(character)
      } else if character == " " {
        anchor.append("-")
      }
    }
    // A heading of signs alone has a place too.
    return anchor.contains { $0 != "-" } ? anchor : "section"
  }

  mutating func quote(_ node: MarkdownNode) -> Block.Kind {
    var children = nested(node.children)
    if case .paragraph(var inlines)? = children.first?.kind, case .text(let text)? = inlines.first,
      text.hasPrefix("[!"), text.hasSuffix("]"),
      let alert = Block.Alert(rawValue: text.dropFirst(2).dropLast().lowercased())
    {
      inlines.removeFirst()
      if inlines.first == .softBreak { inlines.removeFirst() }
      if inlines.isEmpty {
        children.removeFirst()
      } else {
        children[0].kind = .paragraph(inlines)
      }
      return .alert(alert, children)
    }
    return .quote(children)
  }

  mutating func table(_ node: MarkdownNode, alignments: [Block.Table.Alignment]) -> Block.Table {
    var table = Block.Table(alignments: alignments, header: [], rows: [])
    for row in node.children {
      // A table's cells carry no end line of their own: their row is one line, whose marks they share.
      var marks = InlineParser.marks(from: row.position.line, to: row.position.line, in: source)
      let cuts = marks.compactMap { bar(inValueAt: $0) }
      let known = diagnostics.count
      var cells: [[Inline]] = []
      for var cell in row.children {
        cell.position = SourcePosition(line: row.position.line, column: cell.position.column)
        cell.endLine = row.position.line
        cells.append(placingFigures(in: inlines(of: cell, marks: &marks), of: cell))
      }
      if row.kind == .tableRow(isHeader: true) { table.header = cells } else { table.rows.append(cells) }
      if cuts.isEmpty { continue }
      // The pieces of the values make no sense of their own.
      diagnostics.removeSubrange(known...)
      for cut in cuts {
        report(
          .valueInvalid, "`|` ends the table's cell here, in the middle of a value: write `\\|`",
          at: source.position(of: cut))
      }
    }
    return table
  }

  /// The offset of the first `|` in the expression of a table's value that no backslash escapes.
  private func bar(inValueAt start: Int) -> Int? {
    guard let end = source.firstOccurrence(of: "-->", from: start) else { return nil }
    return source.occurrences(of: "|", in: start..<end).first { !source.isEscaped($0) }
  }

  mutating func inlines(of node: MarkdownNode) -> [Inline] {
    var marks = InlineParser.marks(from: node.position.line, to: node.endLine, in: source)
    return inlines(of: node, marks: &marks)
  }

  private mutating func inlines(of node: MarkdownNode, marks: inout ArraySlice<Int>) -> [Inline] {
    var parser = InlineParser(
      leaf: node, in: source, firstValue: document.values.count, lastCell: lastSessionCell, marks: marks)
    let inlines = parser.parse(node.children)
    marks = parser.marks
    for (index, id) in parser.references { valueReferences[document.values.count + index] = id }
    document.values += parser.values
    diagnostics += parser.diagnostics
    checkText(Self.text(of: inlines), parser)
    checkBackQuotes(node)
    return inlines
  }

  /// The words of running text; U+FFFC stands for what is no word: code, formulas, values.
  private static func text(of inlines: [Inline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text): text
      case .emphasis(let children), .strong(let children), .strikethrough(let children), .link(_, _, let children):
        text(of: children)
      default: "\u{FFFC}"
      }
    }.joined()
  }

  /// Reports markup that cmark took for words: `$x$` and `$$`, which GitHub reads as maths in some places and not in
  /// others, and marks of footnotes that are not written.
  private mutating func checkText(_ text: String, _ parser: InlineParser) {
    // Looking for the signs first spares most texts the slower search.
    if text.utf8.contains(UInt8(ascii: "^")), let match = text.firstMatch(of: #/\[\^([^\]\s]+)\]/#) {
      report(
        .footnoteUndefined, "no footnote `[^\(match.1)]:` is written, so that this mark would stay in the text",
        at: parser.locate(String(match.0)))
    }
    guard text.utf8.contains(UInt8(ascii: "$")) else { return }
    let formula = #/\$\$|\$[^\s$](?:[^$]*[^\s$])?\$(?!\d)/#
    guard let match = text.firstMatch(of: formula) else { return }
    report(
      .mathDollar,
      "write a formula as $`x`$, or as a ```math fence: a bare `$` means different things in different places",
      at: parser.locate(String(match.output.prefix { $0 != "\u{FFFC}" })))
  }
  /// Reports a line of prose that begins with three back-quotes: a fence whose info string contains another back-quote
  /// is no fence, and its code would run on as text.
  private mutating func checkBackQuotes(_ node: MarkdownNode) {
    guard node.kind == .paragraph else { return }
    for line in node.position.line...max(node.position.line, node.endLine) {
      let text = source.line(line).drop { $0 == " " || $0 == ">" }
      guard text.hasPrefix("```"), text.drop(while: { $0 == "`" }).contains("`") else { continue }
      report(
        .fenceBackQuote, "this opens no fence, since back-quotes stand behind the first ones: take them away",
        at: SourcePosition(line: line, column: source.line(line).utf8.count - text.utf8.count + 1))
    }
  }
}
