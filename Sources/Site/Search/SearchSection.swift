import Notebook

/// A section of a page as the search finds it.
public struct SearchSection: Equatable, Codable, Sendable {
  /// The section's heading; the page's title for what stands before the first heading.
  public var heading: String
  /// The id of the heading; empty for the beginning of the page.
  public var anchor: String
  /// The text of the section: prose, the words of formulas, code, outputs and captions.
  public var text: String
}

extension Weaver {
  /// The page's sections with all that a reader may look for.
  ///
  /// Hints and solutions are left out: who searches has not asked to be told.
  func searchSections() -> [SearchSection] {
    var sections = [SearchSection(heading: document.frontMatter.title, anchor: "", text: document.frontMatter.summary)]
    func add(_ text: String) {
      let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard !words.isEmpty else { return }
      let section = sections.count - 1
      sections[section].text += sections[section].text.isEmpty ? words : " " + words
    }
    for block in document.blocks {
      switch block.kind {
      case .heading(_, let inlines, let anchor):
        sections.append(SearchSection(heading: text(of: inlines), anchor: anchor, text: ""))
      case .exercise(let index) where document.exercises.indices.contains(index):
        let exercise = document.exercises[index]
        sections.append(SearchSection(heading: exercise.title, anchor: exercise.id, text: ""))
        for block in exercise.task.flatMap(\.flattened) { add(text(of: block)) }
      case .quiz(let index) where document.quizzes.indices.contains(index):
        let quiz = document.quizzes[index]
        for block in (quiz.question + quiz.options.flatMap(\.blocks)).flatMap(\.flattened) { add(text(of: block)) }
      default:
        for block in block.flattened { add(text(of: block)) }
      }
    }
    return sections.filter { !$0.text.isEmpty || !$0.anchor.isEmpty }
  }

  /// The words of a block, without those of blocks inside it.
  private func text(of block: Block) -> String {
    switch block.kind {
    case .code(_, let code): return code
    case .math(let tex): return Self.words(ofFormula: tex)
    case .cell(let index) where document.cells.indices.contains(index):
      let cell = document.cells[index]
      return cell.role == .visible || cell.role == .stub ? cell.code : ""
    case .output(let cell) where document.cells.indices.contains(cell):
      return document.cells[cell].output?.lines.joined(separator: " ") ?? ""
    case .figure(let figure): return figure.alternative + " " + text(of: figure.caption)
    default: return block.inlines.map(text).joined(separator: " ")
    }
  }

  /// Running text without marks, computed values included.
  func text(of inlines: [Inline]) -> String {
    inlines.map { inline -> String in
      switch inline {
      case .emphasis(let children), .strong(let children), .strikethrough(let children), .link(_, _, let children):
        text(of: children)
      case .math(let tex): Self.words(ofFormula: tex)
      case .value(let index) where document.values.indices.contains(index): document.values[index].written
      default: inline.plainText
      }
    }.joined()
  }

  /// A formula's letters and the names of its symbols: `\sigma(z)` is found by `sigma`.
  static func words(ofFormula tex: String) -> String {
    String(tex.map { "\\{}_^&".contains($0) ? " " : $0 }).split(separator: " ").joined(separator: " ")
  }
}

/// Writes the search index as a script, since a page that was opened from a disk may not fetch a file.
enum SearchIndex {
  /// A script that sets `bookIndex` to a list of `[file, anchor, page title, heading, text]`.
  static func script(for pages: [Page], reference: [[APIPage]] = []) -> String {
    let chapters = pages.flatMap { page in
      page.searchSections.map { [page.file, $0.anchor, page.title, $0.heading, $0.text] }
    }
    let symbols = reference.flatMap(\.self).flatMap { page in
      page.entries.map { entry in
        let declaration = entry.symbol.declaration.map(\.text).joined()
        let abstract = DocComment(entry.symbol.comment).abstract.plainText
        return [page.file, entry.place.anchor, page.module, entry.symbol.spokenPath, "\(declaration) · \(abstract)"]
      }
    }
    let rows = (chapters + symbols).map { $0.map(literal).joined(separator: ",") }
    return "\"use strict\";\nconst bookIndex = [\n" + rows.map { "[\($0)],\n" }.joined() + "];\n"
  }

  /// A JavaScript string literal, free of anything that could end it or a script element.
  static func literal(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "<", "\u{2028}", "\u{2029}", "\u{00}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
