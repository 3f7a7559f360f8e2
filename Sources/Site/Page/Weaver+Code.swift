import Notebook

/// A line of a listing with what is said about it.
struct ListingLine: Equatable, Sendable {
  /// The coloured text.
  var tokens: [CodeToken]
  /// The column from which on the line is a result rather than code.
  var resultColumn: Int?
  /// The message of the compiler or the runtime about the line.
  var messages: [ListingMessage] = []
  /// True if the author points at the line.
  var isMarked = false
}

/// A message under a line of code.
struct ListingMessage: Equatable, Sendable {
  /// Its kind, such as `error`.
  var kind: String
  /// Its text.
  var text: String
  /// The column in the line that it points at.
  var column: Int?
}

extension Weaver {
  /// Code that is only shown.
  func listing(_ code: String, language: String) -> HTML {
    let lines =
      language == "swift"
      ? SwiftHighlighter.lines(of: code).map { ListingLine(tokens: $0) }
      : code.split(separator: "\n", omittingEmptySubsequences: false).dropLast(code.hasSuffix("\n") ? 1 : 0)
        .map { ListingLine(tokens: [CodeToken(kind: .plain, text: String($0), column: 1)]) }
    return HTML(.div, .class("cell plain")) {
      Self.code(lines)
    }
  }

  /// The lines of a listing.
  ///
  /// Only code is text of a `line`, so that a copy holds no message.
  static func code(_ lines: [ListingLine], isNumbered: Bool = false) -> HTML {
    HTML(.pre, .class(isNumbered ? "scroll numbered" : "scroll")) {
      HTML(.code) {
        for line in lines {
          HTML(.span, .class(line.isMarked ? "line marked" : "line")) { tokens(of: line) }
          for message in line.messages {
            self.message(message)
          }
        }
      }
    }
  }

  private static func tokens(of line: ListingLine) -> HTML {
    guard let resultColumn = line.resultColumn else { return HTML(joining: line.tokens.map(html)) + HTML(text: "\n") }
    let code = line.tokens.filter { $0.column < resultColumn }
    let result = line.tokens.filter { $0.column >= resultColumn }
    return HTML(joining: code.map(html))
      + HTML(.span, .class("result")) { result.map(\.text).joined() + "\n" }
  }

  private static func html(_ token: CodeToken) -> HTML {
    let name: String? =
      switch token.kind {
      case .plain: nil
      case .keyword: "k"
      case .type: "t"
      case .string: "s"
      case .number: "n"
      case .comment: "c"
      case .attribute: "a"
      }
    if let link = token.link {
      return HTML(.a, name.map { .class($0) }, .href(link), token.isRepeated ? .passedBy : nil) { token.text }
    }
    guard let name else { return HTML(text: token.text) }
    return HTML(.span, .class(name)) { token.text }
  }

  private static func message(_ message: ListingMessage) -> HTML {
    HTML(.span, .class("message \(message.kind)")) {
      if let column = message.column {
        HTML(.span, .class("caret"), .hiddenFromSpeech) { String(repeating: " ", count: max(column - 1, 0)) + "^ " }
      }
      HTML(.strong) { message.kind + ": " }
      message.text
      "\n"
    }
  }
}

extension Weaver {
  /// A cell's code.
  func listing(of index: Int, isNumbered: Bool = false) -> HTML {
    pieces.piece("listing \(index) \(isNumbered)") { Self.code(lines(of: index), isNumbered: isNumbered) }
  }

  /// A cell's lines: highlighted, its expectations set apart, the messages under the lines that they are about.
  func lines(of index: Int) -> [ListingLine] {
    let cell = document.cells[index]
    let results = resultColumns(of: cell)
    var lines = SwiftHighlighter.lines(of: cell.code).map { ListingLine(tokens: $0) }
    for (number, line) in cell.lines.enumerated() where lines.indices.contains(number) {
      lines[number].isMarked = cell.options.highlighted.contains(number + 1)
      if let column = results[line.position.line] {
        lines[number].resultColumn = column - line.position.column + 1
      }
      lines[number].tokens = linked(lines[number].tokens, of: line.position)
      lines[number].messages = messages(of: index, onLine: line.position)
    }
    return lines
  }

  /// The line with the names linked that belong to the book's modules.
  private func linked(_ tokens: [CodeToken], of line: SourcePosition) -> [CodeToken] {
    // From the end, since a link splits the token that it is in.
    let columns = Set((context.symbols.references[document.slug]?[line.line] ?? []).map(\.position.column))
    return columns.sorted(by: >).reduce(into: tokens) { tokens, column in
      let place = SourcePosition(line: line.line, column: column)
      for index in tokens.indices.reversed() where tokens[index].column <= column - line.column + 1 {
        let pieces = tokens[index].linked(at: column - line.column + 1) { name in
          context.symbols.place(of: name, at: place, in: document.slug)?.address
        }
        guard var pieces else { break }
        let isRepeated = context.symbols.firstMentions[document.slug]?.contains(place) != true
        for index in pieces.indices where pieces[index].link != nil { pieces[index].isRepeated = isRepeated }
        tokens.replaceSubrange(index...index, with: pieces)
        break
      }
    }
  }

  /// Where on which line of the chapter a result starts.
  private func resultColumns(of cell: Cell) -> [Int: Int] {
    var columns: [Int: Int] = [:]
    if case .marks(let marks) = cell.output?.form {
      for mark in marks { columns[mark.position.line] = mark.position.column }
    }
    for value in cell.values {
      columns[value.position.line] = value.position.column
      // A long value goes on in comments of their own below.
      let lastLine = document.source.position(of: value.range.upperBound).line
      for line in cell.lines where line.position.line > value.position.line && line.position.line <= lastLine {
        columns[line.position.line] = line.position.column
      }
    }
    return columns
  }

  private func messages(of index: Int, onLine position: SourcePosition) -> [ListingMessage] {
    guard let cellRun = run.cells[index] else { return [] }
    var messages = cellRun.messages.filter { $0.position?.line == position.line }.map { message in
      ListingMessage(
        kind: message.severity.rawValue, text: message.text,
        column: message.position.map { $0.column - position.column + 1 })
    }
    if case .crashed(let text, let line?) = cellRun.ending, line == position.line {
      messages.append(ListingMessage(kind: "crash", text: text))
    }
    return messages
  }

  /// Messages that are about no line of the cell.
  func looseMessages(of index: Int) -> [ListingMessage] {
    guard let cellRun = run.cells[index] else { return [] }
    let lines = Set(document.cells[index].lines.map(\.position.line))
    var messages = cellRun.messages.filter { message in message.position.map { !lines.contains($0.line) } ?? true }
      .map { ListingMessage(kind: $0.severity.rawValue, text: $0.text) }
    if case .crashed(let text, let line) = cellRun.ending, line.map({ !lines.contains($0) }) ?? true {
      messages.append(ListingMessage(kind: "crash", text: text))
    }
    return messages
  }
}
