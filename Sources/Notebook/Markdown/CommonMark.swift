internal import CCMarkGFM
internal import Synchronization

/// A node of libcmark-gfm's tree as a Swift value: the only file that sees the C library.
struct MarkdownNode: Equatable {
  /// The kind of node, with the fields that only this kind has.
  indirect enum Kind: Equatable {
    case document
    case blockQuote
    case list(start: Int?, isTight: Bool)
    case item(isChecked: Bool?)
    case codeBlock(info: String, text: String, isFenced: Bool)
    case htmlBlock(String)
    case paragraph
    case heading(level: Int)
    case thematicBreak
    case footnoteDefinition(label: String)
    case table(alignments: [Block.Table.Alignment])
    case tableRow(isHeader: Bool)
    case tableCell
    case text(String)
    case softBreak
    case lineBreak
    case code(String)
    case html(String)
    case emphasis
    case strong
    case strikethrough
    case link(destination: String, title: String)
    case image(source: String, title: String)
    case footnoteReference(label: String)
    case unknown(String)
    /// What stands too deep in lists and quotes to be read.
    case tooDeep
  }

  /// The greatest depth of nodes: thirty lists, each with its item, and their text.
  ///
  /// Browsers flatten what stands more than 512 elements deep, and whoever walks the tree does so by recursion, on
  /// stacks as small as half a megabyte (a macOS worker thread's).
  private static let depthLimit = 64
  static let tooDeepMessage = "quotes, lists and marks stand more than thirty deep here; take some levels out"
  /// Held while libcmark-gfm parses: all its parsers share the characters that its extensions begin with.
  private static let library = Mutex(())

  var kind: Kind
  var children: [MarkdownNode]
  /// The first line and column; start lines are right even where libcmark-gfm's end lines are not.
  var position: SourcePosition
  /// The last line.
  var endLine: Int
}

extension MarkdownNode {
  /// Parses Markdown with GitHub's extensions: tables, task lists, strikethrough and footnotes.
  ///
  /// Bare web addresses are left as text, as a chapter's author writes links out.
  static func parse(_ bytes: [UInt8]) -> MarkdownNode {
    let source = Source(bytes: bytes, lines: LineStarts(of: bytes))
    return library.withLock { _ in
      cmark_gfm_core_extensions_ensure_registered()
      // Unsafe lets HTML comments through to the tree; nothing is rendered by libcmark-gfm.
      let options = CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE
      let parser = cmark_parser_new(options)
      defer { cmark_parser_free(parser) }
      for name in ["table", "strikethrough", "tasklist"] {
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
      }
      bytes.withUnsafeBytes { buffer in
        cmark_parser_feed(parser, buffer.bindMemory(to: CChar.self).baseAddress, buffer.count)
      }
      let root = cmark_parser_finish(parser)
      defer { cmark_node_free(root) }
      guard let root else {
        return MarkdownNode(kind: .document, children: [], position: SourcePosition(line: 1, column: 1), endLine: 1)
      }
      return node(root, depth: 0, in: source)
    }
  }

  /// The parsed text, with its lines.
  private struct Source {
    let bytes: [UInt8]
    let lines: LineStarts

    /// The number of bytes of a line, counted from 1, with its end.
    func length(of line: Int) -> Int {
      (line < lines.count ? lines[line] : bytes.count) - lines[line - 1]
    }

    /// The number of bytes before a paragraph's text in a line that goes on with it.
    func indent(of line: Int) -> Int {
      let start = lines[line - 1]
      return bytes[start..<(start + length(of: line))].prefix { " \t>".utf8.contains($0) }.count
    }
  }

  private static func node(_ pointer: OpaquePointer, depth: Int, in source: Source) -> MarkdownNode {
    var children: [MarkdownNode] = []
    var child = depth < depthLimit ? cmark_node_first_child(pointer) : nil
    while let current = child {
      children.append(node(current, depth: depth + 1, in: source))
      child = cmark_node_next(current)
    }
    placeTextBeforeTables(&children, in: source)
    return MarkdownNode(
      kind: depth < depthLimit ? kind(of: pointer) : .tooDeep, children: children,
      position: SourcePosition(
        line: Int(cmark_node_get_start_line(pointer)), column: Int(cmark_node_get_start_column(pointer))),
      endLine: Int(cmark_node_get_end_line(pointer)))
  }

  /// Gives text and a table's head below it their places: libcmark-gfm gives the text none, and the head the text's.
  private static func placeTextBeforeTables(_ nodes: inout [MarkdownNode], in source: Source) {
    for index in nodes.indices.dropLast() where nodes[index].kind == .paragraph && nodes[index].position.line == 0 {
      nodes[index].position = nodes[index + 1].position
      guard let head = nodes[index + 1].children.first else { continue }
      // The line of hyphens stands between the head and the first row, else at the table's end.
      let row = nodes[index + 1].children.dropFirst().first.map { $0.position.line - 2 }
      let line = max(row ?? nodes[index + 1].endLine - 1, head.position.line)
      nodes[index + 1].children[0].position.line = line
      let columns = shift(of: nodes[index].position, in: source, to: line)
      let length = line <= source.lines.count ? source.length(of: line) : 1
      nodes[index + 1].children[0].move(by: columns, within: length)
      nodes[index].endLine = max(nodes[index].position.line, line - 1)
    }
  }

  /// How far a table's head stands from where libcmark-gfm sees it, which counts the text before it as its line.
  private static func shift(of text: SourcePosition, in source: Source, to line: Int) -> Int {
    guard line > text.line, line <= source.lines.count else { return 0 }
    let before = (text.line..<line).reduce(0) { sum, line in
      sum + source.length(of: line) - (line == text.line ? text.column - 1 : source.indent(of: line))
    }
    return source.indent(of: line) + 1 - text.column - before
  }

  /// Moves what stands in the node; a line of the text above that begins with a `>` of its own makes the distance too
  /// long, so that the line's end is the last place.
  private mutating func move(by columns: Int, within length: Int) {
    for index in children.indices {
      children[index].position.column = min(max(1, children[index].position.column + columns), max(length, 1))
      children[index].move(by: columns, within: length)
    }
  }

  private static func kind(of pointer: OpaquePointer) -> Kind {
    let literal = string(cmark_node_get_literal(pointer))
    // libcmark-gfm 0.29 has no names for these two.
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_FOOTNOTE_DEFINITION: return .footnoteDefinition(label: literal)
    case CMARK_NODE_FOOTNOTE_REFERENCE: return .footnoteReference(label: literal)
    default: break
    }
    let name = string(cmark_node_get_type_string(pointer))
    return switch name {
    case "document": .document
    case "block_quote": .blockQuote
    case "list":
      .list(
        start: cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(pointer)) : nil,
        isTight: cmark_node_get_list_tight(pointer) != 0)
    case "item": .item(isChecked: nil)
    case "tasklist": .item(isChecked: cmark_gfm_extensions_get_tasklist_item_checked(pointer))
    case "code_block":
      .codeBlock(
        info: string(cmark_node_get_fence_info(pointer)), text: literal,
        isFenced: isFenced(pointer))
    case "html_block": .htmlBlock(literal)
    case "paragraph": .paragraph
    case "heading": .heading(level: Int(cmark_node_get_heading_level(pointer)))
    case "thematic_break": .thematicBreak
    case "table": .table(alignments: alignments(of: pointer))
    case "table_header": .tableRow(isHeader: true)
    case "table_row": .tableRow(isHeader: cmark_gfm_extensions_get_table_row_is_header(pointer) != 0)
    case "table_cell": .tableCell
    case "text": .text(literal)
    case "softbreak": .softBreak
    case "linebreak": .lineBreak
    case "code": .code(literal)
    case "html_inline": .html(literal)
    case "emph": .emphasis
    case "strong": .strong
    case "strikethrough": .strikethrough
    case "link": .link(destination: string(cmark_node_get_url(pointer)), title: string(cmark_node_get_title(pointer)))
    case "image": .image(source: string(cmark_node_get_url(pointer)), title: string(cmark_node_get_title(pointer)))
    default: .unknown(name)
    }
  }

  private static func isFenced(_ pointer: OpaquePointer) -> Bool {
    var length: Int32 = 0
    var offset: Int32 = 0
    var character: CChar = 0
    return cmark_node_get_fenced(pointer, &length, &offset, &character) != 0
  }

  private static func alignments(of table: OpaquePointer) -> [Block.Table.Alignment] {
    let count = Int(cmark_gfm_extensions_get_table_columns(table))
    guard let marks = cmark_gfm_extensions_get_table_alignments(table) else {
      return Array(repeating: .none, count: count)
    }
    return (0..<count).map { column in
      switch marks[column] {
      case UInt8(ascii: "l"): .left
      case UInt8(ascii: "c"): .center
      case UInt8(ascii: "r"): .right
      default: .none
      }
    }
  }

  private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}
