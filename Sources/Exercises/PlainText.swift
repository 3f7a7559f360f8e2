internal import Notebook

/// Writes a chapter's prose as lines of plain text, for a terminal or a comment.
public struct PlainText {
  let document: Document
  var width = 78

  /// The blocks, an empty line between them, without a final newline.
  func text(of blocks: [Block]) -> String {
    blocks.map { lines(of: $0.kind, width: width) }.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  private func lines(of kind: Block.Kind, width: Int) -> [String] {
    switch kind {
    case .paragraph(let inlines), .heading(_, let inlines, _): wrap(inlines, width)
    case .quote(let blocks), .footnote(_, let blocks): joined(blocks, width)
    case .alert(let alert, let blocks):
      ["\(alert.rawValue.prefix(1).uppercased() + alert.rawValue.dropFirst()):"] + joined(blocks, width)
    case .list(let style, let items):
      items.enumerated().flatMap { number, item in
        let mark = style.start.map { "\($0 + number). " } ?? "- "
        let lines = joined(item.blocks, width - mark.count)
        return lines.enumerated().map { line, text in
          (line == 0 ? mark : String(repeating: " ", count: mark.count)) + text
        }
      }
    case .math(let tex):
      PlainFormula.text(of: tex).split(separator: "\n").map { "    " + $0.drop(while: \.isWhitespace) }
    case .code(_, let text):
      text.trimmingEmptyLines.textLines.dropLast().map { "    " + $0 }
    case .table(let table): rows(of: table)
    case .cell(let index):
      // The stub is the learner's file itself.
      document.cells[index].role == .stub ? [] : document.cells[index].lines.map { "    " + $0.text }
    case .figure(let figure): figure.alternative.isEmpty ? [] : ["[Figure: \(figure.alternative)]"]
    case .thematicBreak, .html, .output, .exercise, .quiz: []
    }
  }

  private func joined(_ blocks: [Block], _ width: Int) -> [String] {
    Array(blocks.map { lines(of: $0.kind, width: width) }.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private func rows(of table: Block.Table) -> [String] {
    let rows = ([table.header] + table.rows).map { $0.map { Self.broken(plain($0)) } }
    let widths = table.header.indices.map { column in rows.map { $0.indices.contains(column) ? $0[column].count : 0 } }
      .map { $0.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: max(0, $1 - $0.count)) }
      return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }
  }

  private func wrap(_ inlines: [Inline], _ width: Int) -> [String] {
    plain(inlines).split(separator: "\n").flatMap { Self.wrap(String($0), width) }
  }

  /// A part of a text, such as a path, at whose spaces `wrap` does not break.
  public static func unbroken(_ text: String) -> String { text.replacing(" ", with: "\u{E000}") }

  private static func broken(_ text: String) -> String { text.replacing("\u{E000}", with: " ") }

  /// Breaks a text into lines between words.
  public static func wrap(_ text: String, _ width: Int = 78) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.map(broken)
  }

  /// A sentence as an item of a list.
  public static func item(_ text: String, width: Int) -> String {
    "- " + wrap(text, width - 2).joined(separator: "\n  ")
  }

  /// A formula, in one piece where it is short.
  private func formula(_ tex: String) -> String {
    let text = PlainFormula.text(of: tex)
    return text.count <= width / 3 ? Self.unbroken(text) : text
  }

  private func plain(_ inlines: [Inline]) -> String {
    inlines.map { plain($0) }.joined()
  }

  private func plain(_ inline: Inline) -> String {
    switch inline {
    case .text(let text): text
    case .math(let tex): formula(tex)
    case .code(let text): "`\(text)`"
    case .emphasis(let children), .strong(let children): "*\(plain(children))*"
    case .strikethrough(let children), .link(_, _, let children): plain(children)
    case .image(_, _, let alternative), .figure(_, _, let alternative): alternative
    case .softBreak: " "
    case .lineBreak: "\n"
    case .footnoteReference, .html: ""
    case .value(let index): document.values.indices.contains(index) ? document.values[index].written : ""
    }
  }
}
