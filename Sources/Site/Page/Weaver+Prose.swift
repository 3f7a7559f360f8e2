import Notebook

extension Weaver {
  /// A chapter's content.
  ///
  /// Outputs and figures that follow their cell are set inside its section, footnotes beside the
  /// block that first refers to them.
  func body() -> HTML {
    var pieces: [HTML] = [problemList]
    var placedNotes: Set<String> = []
    var index = 0
    var section: String?
    while index < document.blocks.count {
      let start = index
      let block = document.blocks[index]
      index += 1
      if case .heading(_, _, let anchor) = block.kind {
        if let section { pieces.append(citations(of: section)) }
        section = anchor
      }
      if case .cell(let cell) = block.kind {
        while index < document.blocks.count, belongs(document.blocks[index], to: cell) { index += 1 }
        pieces.append(self.cell(cell, attached: Array(document.blocks[(start + 1)..<index])))
        if cures(cell, index: start), let cure = pieces.popLast(), let error = pieces.popLast() {
          pieces.append(HTML(.div, .class("pair")) { error + cure })
        }
      } else {
        pieces.append(html(block))
      }
      let shown = document.blocks[start..<index].flatMap(document.flattened)
      let labels = shown.footnoteReferences.filter { placedNotes.insert($0).inserted }
      guard !labels.isEmpty, let noted = pieces.popLast() else { continue }
      pieces.append(
        HTML(.div, .class("noted")) {
          noted
          HTML(.div, .class("side-notes")) {
            for label in labels { note(label) }
          }
        })
    }
    if let section { pieces.append(citations(of: section)) }
    return HTML(joining: pieces)
  }

  /// The chapter's diagnostics apart from its cells'.
  private var problemList: HTML {
    guard !problems.isEmpty else { return .empty }
    return HTML(.div, .class("verdict failed"), .role("note"), .label("This chapter has mistakes")) {
      HTML(.p) { HTML(.strong) { "This chapter has mistakes." } }
      HTML(.ul) {
        for problem in problems { HTML(.li) { "line \(problem.position.line): \(problem.message)" } }
      }
    }
  }

  /// True if the block at an index holds a cell that mends the one right before it.
  private func cures(_ cell: Int, index: Int) -> Bool {
    guard index > 0, case .cell(let before) = document.blocks[index - 1].kind,
      document.cells.indices.contains(cell), document.cells.indices.contains(before),
      let error = document.cells[cell].options.fixes
    else { return false }
    return document.cells[before].options.id == error
  }

  private func belongs(_ block: Block, to cell: Int) -> Bool {
    switch block.kind {
    case .output(cell): true
    case .figure(let figure): figure.cell == cell
    default: false
    }
  }

  func html(_ blocks: [Block]) -> HTML {
    HTML(joining: blocks.map(html))
  }

  func html(_ block: Block) -> HTML {
    switch block.kind {
    case .paragraph(let inlines): HTML(.p) { html(inlines) }
    case .heading(let level, let inlines, let anchor): heading(level, inlines, anchor: anchor)
    case .quote(let blocks): HTML(.blockquote) { html(blocks) }
    case .alert(let alert, let blocks): self.alert(alert, blocks)
    case .list(let style, let items): list(style, items)
    case .code(let language, let code): listing(code, language: language)
    case .math(let tex): formula(tex, at: block.position)
    case .table(let table): self.table(table, at: block.position)
    case .thematicBreak: HTML(.hr)
    case .footnote, .html: .empty
    case .cell(let index): cell(index, attached: [])
    case .output(let cell): HTML(.div, .class("cell")) { output(of: cell) }
    case .figure(let figure): self.figure(figure, at: block.position)
    case .exercise(let index): exercise(index)
    case .quiz(let index): quiz(index)
    }
  }

  /// A displayed formula, with its number where links can name it.
  private func formula(_ tex: String, at position: SourcePosition) -> HTML {
    let typeset = context.formulas.html(of: Formula(tex, display: true))
    guard let label = document.labels[position], let entry = numbering[position] else {
      return HTML(.div, .class("formula scroll")) { typeset }
    }
    return HTML(.div, .class("formula numbered scroll"), .id(id(label))) {
      typeset
      HTML(.span, .class("label")) { "(\(entry.text))" }
    }
  }

  private func heading(_ level: Int, _ inlines: [Inline], anchor: String) -> HTML {
    let tags: [HTML.Tag] = [.h2, .h3, .h4, .h5, .h6]
    let tag = tags[min(max(level - headingShift - 2, 0), tags.count - 1)]
    return HTML(tag, .id(id(anchor))) {
      formerAnchors(of: anchor)
      html(inlines)
      HTML(.a, .class("anchor"), .href(Address(fragment: id(anchor))), .label("Link to this section")) { "#" }
    }
  }

  private func alert(_ alert: Block.Alert, _ blocks: [Block]) -> HTML {
    let name = alert.rawValue.prefix(1).uppercased() + alert.rawValue.dropFirst()
    return HTML(.div, .class("alert \(alert.rawValue)"), .role("note"), .label(name)) {
      HTML(.p, .class("label"), .hiddenFromSpeech) { name }
      html(blocks)
    }
  }

  private func list(_ style: Block.ListStyle, _ items: [Block.ListItem]) -> HTML {
    let content = HTML(
      joining: items.map { item in
        HTML(.li, item.isChecked == nil ? nil : .class("task")) {
          if let isChecked = item.isChecked {
            HTML(
              .input, .type("checkbox"), isChecked ? .checked : nil, .disabled, .label(isChecked ? "done" : "open"))
          }
          html(item.blocks, tight: style.isTight)
        }
      })
    guard let start = style.start else { return HTML(.ul) { content } }
    return HTML(.ol, start == 1 ? nil : .start(start)) { content }
  }

  /// The blocks of a list item; a tight list sets its text without paragraphs.
  func html(_ blocks: [Block], tight: Bool) -> HTML {
    HTML(
      joining: blocks.map { block in
        if tight, case .paragraph(let inlines) = block.kind { html(inlines) } else { html(block) }
      })
  }

  private func table(_ table: Block.Table, at position: SourcePosition) -> HTML {
    guard let label = document.labels[position], let entry = numbering[position] else { return self.table(table) }
    return HTML(.div, .class("labelled"), .id(id(label))) {
      HTML(.p, .class("label")) { "Table \(entry.text)" }
      self.table(table)
    }
  }

  private func table(_ table: Block.Table) -> HTML {
    func row(_ cells: [[Inline]], _ tag: HTML.Tag) -> HTML {
      HTML(.tr) {
        for (column, cell) in cells.enumerated() {
          let alignment = table.alignments.indices.contains(column) ? table.alignments[column] : .none
          HTML(tag, tag == .th ? .scope("col") : nil, Self.class(of: alignment)) { html(cell) }
        }
      }
    }
    return HTML(.div, .class("scroll")) {
      HTML(.table) {
        HTML(.thead) { row(table.header, .th) }
        if !table.rows.isEmpty {
          HTML(.tbody) {
            for cells in table.rows { row(cells, .td) }
          }
        }
      }
    }
  }

  private static func `class`(of alignment: Block.Table.Alignment) -> Attribute? {
    switch alignment {
    case .none, .left: nil
    case .center: .class("center")
    case .right: .class("right")
    }
  }

  /// A footnote's text, as a note in the margin where the page is wide.
  private func note(_ label: String) -> HTML {
    guard let number = noteNumbers[label], let blocks = notes[label] else { return .empty }
    return HTML(.aside, .class("side-note"), .id(id("note.\(number)")), .label("Note \(number)")) {
      HTML(.span, .class("number"), .hiddenFromSpeech) { String(number) }
      html(blocks)
    }
  }
}

extension Weaver {
  /// Running text as a whole: a paragraph, a heading, a caption, a table's cell.
  func html(_ inlines: [Inline]) -> HTML {
    pieces(Typography.refined(inlines))
  }

  private func pieces(_ inlines: [Inline]) -> HTML {
    var pieces: [HTML] = []
    var rest = inlines[...]
    while let inline = rest.popFirst() {
      // Browsers may break a line between a formula or drawing and the full stop behind it.
      if inline.isSet, case .text(let text) = rest.first {
        let punctuation = text.prefix { ".,;:!?)’”".contains($0) }
        if !punctuation.isEmpty {
          rest[rest.startIndex] = .text(String(text.dropFirst(punctuation.count)))
          pieces.append(HTML(.span, .class("whole")) { html(inline) + HTML(text: String(punctuation)) })
          continue
        }
      }
      pieces.append(html(inline))
    }
    return HTML(joining: pieces)
  }

  func html(_ inline: Inline) -> HTML {
    switch inline {
    case .text(let text): HTML(text: text)
    case .code(let code): self.code(code)
    case .math(let tex): context.formulas.html(of: Formula(tex, display: false))
    case .emphasis(let children): HTML(.em) { pieces(children) }
    case .strong(let children): HTML(.strong) { pieces(children) }
    case .strikethrough(let children): HTML(.del) { pieces(children) }
    case .link(let destination, let title, let children): link(Destination(destination), title: title, pieces(children))
    case .image(let source, let title, let alternative): image(Destination(source), title: title, alternative)
    case .figure(let cell, let number, let alternative):
      inlineFigure(cell: cell, number: number, alternative: alternative)
    case .softBreak: HTML(text: "\n")
    case .lineBreak: HTML(.br)
    case .footnoteReference(let label): noteReference(label)
    case .html: .empty
    case .value(let index): value(index)
    }
  }

  private func code(_ code: String) -> HTML {
    guard let address = context.codeAddresses[code] else { return HTML(.code) { code } }
    return HTML(.a, .href(address)) { HTML(.code) { code } }
  }

  private func link(_ destination: Destination, title: String, _ content: HTML) -> HTML {
    guard let address = address(of: destination) else { return content }
    var attributes: [Attribute] = [.href(address)]
    if !title.isEmpty { attributes.append(.title(title)) }
    if case .elsewhere = destination { attributes.append(.relation("external noreferrer")) }
    return HTML(.a, attributes: attributes, content: content)
  }

  private func image(_ destination: Destination, title: String, _ alternative: String) -> HTML {
    // Only files of the book: an image of another site would be a request to a third party.
    guard case .file = destination, let address = address(of: destination) else { return HTML(text: alternative) }
    return HTML(.img, .src(address), .alt(alternative), title.isEmpty ? nil : .title(title))
  }

  private func noteReference(_ label: String) -> HTML {
    guard let number = noteNumbers[label] else { return .empty }
    return HTML(.sup) {
      HTML(
        .a, .class("note-reference"), .href(Address(fragment: id("note.\(number)"))), .role("doc-noteref"),
        .label("Note \(number)")
      ) { String(number) }
    }
  }

  private func value(_ index: Int) -> HTML {
    guard document.values.indices.contains(index) else { return .empty }
    let value = document.values[index]
    let text = value.written.isEmpty ? run.values[index] ?? "" : value.written
    return HTML(.span, .class("value"), .title("Computed on this page: \(value.expression)")) { text }
  }
}

extension Inline {
  /// True if it is set as one piece beside the words, not of them.
  fileprivate var isSet: Bool {
    switch self {
    case .math, .figure: true
    default: false
    }
  }
}
