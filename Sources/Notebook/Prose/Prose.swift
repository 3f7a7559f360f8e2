internal import Foundation

/// The running text of a chapter, taken apart into sentences, with what is known of each number in it.
package struct Prose: Equatable {
  /// A sentence, and the numbers in it that no cell vouches for.
  package struct Sentence: Equatable {
    package var text: String
    package var words: [String]
    /// The start of the sentence's block.
    package var position: SourcePosition
    /// Numbers that also stand in a cell nearby: the reader sees where they come from, but nothing compares them.
    package var repeated: [String] = []
    /// Numbers that stand in no cell nearby, and that the author does not vouch for.
    package var unbound: [String] = []
    /// True if the sentence belongs to an exercise.
    package var isExercise: Bool
  }

  /// The sentences in reading order.
  package var sentences: [Sentence] = []
  /// The number of numbers in the text that the build compares.
  package let boundCount: Int

  /// Reads a chapter.
  package init(of document: Document) {
    boundCount = document.values.count
    let shown = document.cells.map(\.shown) + document.values.map(\.written)
    let everywhere = Set(shown.flatMap { Self.numbers(in: $0) }.filter { $0.count { $0.isNumber } >= 3 })
    for section in Self.sections(of: document) {
      let pool = everywhere.union(section.cells.flatMap { Self.numbers(in: document.cells[$0].shown) })
        .union(section.paragraphs.flatMap { Self.bound(in: $0.text) })
      for (text, position) in section.paragraphs {
        let isVouched = document.vouchedLines.contains { $0.contains(position.line) }
        for var sentence in Self.sentences(of: text, at: position, isExercise: section.isExercise) {
          let numbers = sentence.unbound
          sentence.repeated = numbers.filter(pool.contains)
          sentence.unbound = isVouched ? [] : numbers.filter { !pool.contains($0) }
          sentences.append(sentence)
        }
      }
    }
  }

  // MARK: Sections

  private struct Section {
    var paragraphs: [(text: String, position: SourcePosition)] = []
    var cells: [Int] = []
    var isExercise = false
  }

  private static func sections(of document: Document) -> [Section] {
    var result = [Section()]
    var isExercise = false
    func add(_ text: [Inline], _ block: Block) {
      result[result.count - 1].paragraphs.append((marked(text, in: document), block.position))
    }
    func visit(_ blocks: [Block]) {
      for block in blocks {
        switch block.kind {
        case .heading(let level, let title, _):
          if level == 2 { isExercise = title.plainText == "Exercises" }
          result.append(Section(isExercise: isExercise))
        case .paragraph(let text): add(text, block)
        case .quote(let inner), .alert(_, let inner), .footnote(_, let inner): visit(inner)
        case .list(_, let items): for item in items { visit(item.blocks) }
        case .table(let table):
          for row in [table.header] + table.rows {
            for cell in row { add(cell, block) }
          }
        case .figure(let figure): add(figure.caption, block)
        case .cell(let index): result[result.count - 1].cells.append(index)
        case .exercise(let index):
          let exercise = document.exercises[index]
          let cells =
            exercise.given + exercise.tests + exercise.wrongAnswers.map(\.cell)
            + [exercise.stub, exercise.solution].compactMap { $0 }
          result.append(Section(cells: cells, isExercise: true))
          visit(exercise.task + exercise.hints.flatMap { $0 } + exercise.after)
        case .quiz(let index):
          let quiz = document.quizzes[index]
          visit(quiz.question + quiz.options.flatMap(\.blocks) + quiz.after)
        case .code, .math, .thematicBreak, .html, .output: break
        }
      }
    }
    visit(document.blocks)
    return result
  }

  // MARK: Sentences

  /// Text between these marks is shown and counted, but its numbers are not looked at: code, formulas, values, links,
  /// the words for a figure.
  private static let open: Character = "\u{E000}"
  private static let close: Character = "\u{E001}"

  private static func marked(_ text: [Inline], in document: Document) -> String {
    text.map { inline in
      switch inline {
      case .text(let text): text
      case .code(let code): "\(open)`\(code)`\(close)"
      case .math(let formula): "\(open)$`\(formula)`$\(close)"
      case .value(let index): "\(open)=\(document.values[index].written)\(close)"
      case .link(_, _, let children): "\(open)\(children.plainText)\(close)"
      case .figure(_, _, let alternative): "\(open)\(alternative)\(close)"
      case .emphasis(let children), .strong(let children), .strikethrough(let children): marked(children, in: document)
      case .image, .footnoteReference, .html: ""
      case .softBreak, .lineBreak: " "
      }
    }.joined()
  }

  /// Cuts after `.`, `!`, `?` and what closes there, where a space and no small letter follows.
  package static func sentences(
    of text: String, at position: SourcePosition = SourcePosition(line: 1, column: 1), isExercise: Bool = false
  ) -> [Sentence] {
    var pieces: [String] = []
    var current = ""
    var isOpaque = false
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      current.append(character)
      if character == open { isOpaque = true }
      if character == close { isOpaque = false }
      guard !isOpaque, character == " " else { continue }
      let end = current.dropLast().drop { $0 == " " }.last { !")\"'”’*]\(close)".contains($0) }
      let startsAnew = index + 1 < characters.count && !characters[index + 1].isLowercase
      if let end, ".!?".contains(end), startsAnew {
        pieces.append(current)
        current = ""
      }
    }
    pieces.append(current)
    return pieces.compactMap { piece in
      let shown = piece.replacing("\(open)=", with: "").filter { $0 != open && $0 != close }
        .trimmingCharacters(in: .whitespaces)
      let words = words(in: piece)
      guard words.contains(where: { $0.contains(where: \.isLetter) }) else { return nil }
      return Sentence(
        text: shown, words: words, position: position, unbound: numbers(in: running(piece)), isExercise: isExercise)
    }
  }

  /// A formula or a piece of code counts as one short word.
  private static func words(in text: String) -> [String] {
    text.replacing(#/\x{E000}[`$][^\x{E001}]*\x{E001}/#, with: "x")
      .split(whereSeparator: { $0.isWhitespace || $0 == "—" || $0 == "–" })
      .map { $0.filter { $0.isLetter || $0.isNumber } }
      .filter { !$0.isEmpty }
  }

  /// The numbers that the build compares: the values of the text.
  private static func bound(in text: String) -> [String] {
    text.matches(of: #/\x{E000}=([^\x{E001}]*)\x{E001}/#).flatMap { numbers(in: String($0.output.1)) }
  }

  /// The text whose numbers need somebody who vouches for them.
  private static func running(_ text: String) -> String {
    text.replacing(#/\x{E000}[^\x{E001}]*\x{E001}/#, with: "x")
      .replacing(
        #/([Cc]hapters?|[Ss]ections?|[Ff]igures?|[Tt]ables?|[Pp]ages?) \d+(\.\d+)*((, | and |–)\d+(\.\d+)*)*/#, with: ""
      )
      .replacing(#/\d+(-\d+)+/#, with: "")
      .replacing(#/\b(1[89]|20)\d\d\b/#, with: "")
  }

  /// The numbers as written, without sign and grouping commas; names such as `w1` hold none.
  static func numbers(in text: String) -> [String] { places(in: text).map(\.number) }

  /// The start of a number of this value, in bytes of the text.
  static func offsets(of number: String, in text: String) -> [Int] {
    places(in: text).filter { $0.number == number }.map(\.offset)
  }

  private static func places(in text: String) -> [(number: String, offset: Int)] {
    text.matches(of: #/([\p{L}_])?(\d+(?:,\d\d\d)*(?:\.\d+)?(?:e[−-]?\d+)?)/#).compactMap { match in
      guard match.output.1 == nil else { return nil }
      let digits = match.output.2.replacing(",", with: "")
      let number = String(digits.hasSuffix(".0") ? digits.dropLast(2) : digits[...])
      return (number, text.utf8.distance(from: text.startIndex, to: match.output.2.startIndex))
    }
  }
}

extension Cell {
  /// The code with its expectations, and the output that the chapter prints under it.
  fileprivate var shown: String {
    ([code] + (output?.lines ?? [])).joined(separator: "\n")
  }
}
