internal import Foundation

/// An HTML comment of a chapter: the markup that GitHub never shows.
struct CommentDirective: Equatable {
  /// What a comment can be.
  enum Kind: Equatable {
    case hidden
    case wrap
    case include(String)
    case given
    case test
    case solution
    case wrong(message: String)
    case exercise
    case hint
    case after
    case quiz
    case table
    case numbers
    case note
  }

  /// The kind of comment.
  var kind: Kind
  /// The rest of the first line: options.
  var head: String
  /// The position of the head.
  var headPosition: SourcePosition
  /// The lines after the first, without the closing `-->`.
  var body: [Cell.Line]

  /// The words a comment may begin with, as the author's guide lists them.
  static let words = [
    "swift hidden", "swift wrap", "swift include=\"…\"", "swift given", "swift test", "swift solution",
    "swift wrong=\"…\"", "exercise", "hint", "after", "quiz", "table", "numbers:", "note:", "=",
  ]

  /// Reads an HTML block that starts at `position`; the lines are those of libcmark-gfm's literal.
  static func parse(
    _ literal: String, at position: SourcePosition, in source: SourceText
  ) -> Result<CommentDirective, Failure> {
    func failure(_ id: DiagnosticID, _ message: String, at place: SourcePosition? = nil) -> Result<Self, Failure> {
      .failure(Failure(diagnostic: Diagnostic(id, message, in: source, at: place ?? position)))
    }
    guard literal.hasPrefix("<!--") else {
      return failure(
        .html, "a page carries no HTML of the author's: write it in Markdown, or show it in a code fence")
    }
    let opening = literal.dropFirst(4).drop { $0 == " " }
    if opening.hasPrefix("=") || opening.hasPrefix("/-->") {
      return failure(
        .valueAtLineStart, "a value at the start of a line is a block of its own to Markdown: put a word before it")
    }
    var lines = Self.lines(of: literal, from: position.line, in: source)
    guard let last = lines.lastIndex(where: { $0.text.contains("-->") }) else {
      return failure(.commentUnclosed, "the comment is never closed: end it with `-->`")
    }
    let closing = lines[last]
    let parts = closing.text.components(separatedBy: "-->")
    if let firstEnd = lines.firstIndex(where: { $0.text.contains("-->") }), firstEnd < last || parts.count > 2 {
      return failure(
        .commentTextAfter, "`-->` ends the comment here, in the middle of its text", at: lines[firstEnd].position)
    }
    if let rest = parts.last, !rest.allSatisfy(\.isWhitespace) {
      return failure(
        .commentTextAfter, "text after `-->` would vanish: put it on a line of its own", at: closing.position)
    }
    lines.removeSubrange(last...)
    if !parts[0].allSatisfy(\.isWhitespace) || last == 0 {
      lines.append(Cell.Line(text: parts[0], position: closing.position))
    }
    for (index, line) in lines.enumerated() {
      let text = index == 0 ? String(line.text.dropFirst(4)) : line.text
      if text.contains("<!--") {
        return failure(
          .commentNested, "a comment cannot contain `<!--`: HTML ends both at the first `-->`", at: line.position)
      }
    }
    let first = lines.removeFirst()
    return classify(String(first.text.dropFirst(4)), at: first.position, body: lines, in: source)
  }

  private static func classify(
    _ text: String, at position: SourcePosition, body: [Cell.Line], in source: SourceText
  ) -> Result<CommentDirective, Failure> {
    let indentation = text.prefix(while: \.isWhitespace).utf8.count
    var position = SourcePosition(line: position.line, column: position.column + 4 + indentation)
    var text = String(text.dropFirst(text.prefix(while: \.isWhitespace).count))
    while text.last?.isWhitespace == true { text.removeLast() }
    func directive(_ kind: Kind, dropping word: String) -> Result<CommentDirective, Failure> {
      let rest = text.dropFirst(word.count)
      let spaces = rest.prefix(while: \.isWhitespace)
      position.column += word.utf8.count + spaces.utf8.count
      return .success(
        CommentDirective(
          kind: kind, head: String(rest.dropFirst(spaces.count)), headPosition: position, body: body))
    }
    func begins(_ word: String) -> Bool {
      text == word || text.hasPrefix(word + " ") || text.hasPrefix(word + "\t")
    }
    if text.hasPrefix("note:") { return directive(.note, dropping: "note:") }
    if text.hasPrefix("numbers:") { return directive(.numbers, dropping: "numbers:") }
    for (word, kind) in [
      ("swift hidden", Kind.hidden), ("swift wrap", .wrap), ("swift given", .given), ("swift test", .test),
      ("swift solution", .solution), ("exercise", .exercise), ("hint", .hint), ("after", .after), ("quiz", .quiz),
      ("table", .table),
    ] where begins(word) {
      return directive(kind, dropping: word)
    }
    for (word, kind) in [("swift wrong=\"", Kind.wrong(message:)), ("swift include=\"", Kind.include)]
    where text.hasPrefix(word) {
      let quoted = text.dropFirst(word.count)
      if let quote = quoted.lastIndex(of: "\"") {
        return directive(kind(String(quoted[..<quote])), dropping: word + quoted[...quote])
      }
      return .failure(
        Failure(
          diagnostic: Diagnostic(.cellInvalidOption, "the text has no closing quote", in: source, at: position)))
    }
    let word =
      text.hasPrefix("swift ")
      ? text.split(separator: " ").prefix(2).joined(separator: " ") : String(text.prefix { !$0.isWhitespace })
    let suggestion =
      Spelling.suggestion(for: word, among: words) ?? Spelling.suggestion(for: "swift " + word, among: words)
    let help = suggestion.map { "did you mean `\($0)`?" } ?? "begin a remark with `note:`"
    return .failure(
      Failure(
        diagnostic: Diagnostic(
          .commentUnknown, "`\(word)` is no word that a comment may begin with; \(help)", in: source, at: position)))
  }

  /// A comment that cannot be read.
  struct Failure: Error, Equatable {
    var diagnostic: Diagnostic
  }

  /// The lines of a literal with their places: a container's indentation is what the source line has more.
  static func lines(of literal: String, from firstLine: Int, in source: SourceText) -> [Cell.Line] {
    if literal.isEmpty { return [] }
    let lines = SourceText(path: source.path, text: literal)
    return (1...lines.lineCount).map { line(lines.line($0), of: firstLine + $0 - 1, in: source) }
  }

  /// One line of a literal.
  ///
  /// Where a container's indentation ends inside a tab, libcmark-gfm gives spaces for the rest
  /// of it; the cell gets the tab, so that its columns are the chapter's.
  private static func line(_ text: String, of number: Int, in source: SourceText) -> Cell.Line {
    let range = source.range(ofLine: number)
    var text = text
    let start = range.upperBound - text.utf8.count
    let spaces = text.utf8.prefix(3).prefix { $0 == UInt8(ascii: " ") }.count
    // The spaces may be more bytes than the line has.
    let isTab = { source.bytes[$0] == UInt8(ascii: "\t") }
    if let tab = (max(start, range.lowerBound)..<max(start + spaces, range.lowerBound)).first(where: isTab) {
      text = "\t" + String(Substring(text.utf8.dropFirst(tab - start + 1)))
    }
    return Cell.Line(
      text: text, position: SourcePosition(line: number, column: max(range.count - text.utf8.count, 0) + 1))
  }
}
