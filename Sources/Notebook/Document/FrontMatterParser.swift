internal import Yams

/// Reads the YAML block at the head of a chapter.
struct FrontMatterParser {
  /// The keys, as the author's guide lists them.
  static let keys = ["title", "summary", "part", "defaults"]

  private let source: SourceText
  private var frontMatter = FrontMatter()
  private var diagnostics: [Diagnostic] = []

  /// What the block says, the lines that it takes (none where there is no block), and what is wrong with it.
  static func parse(_ source: SourceText) -> (FrontMatter, lines: Range<Int>, diagnostics: [Diagnostic]) {
    var parser = FrontMatterParser(source: source)
    let lines = parser.parse()
    return (parser.frontMatter, lines, parser.diagnostics)
  }

  private init(source: SourceText) {
    self.source = source
  }

  private mutating func parse() -> Range<Int> {
    guard isRule(1) else {
      report(
        .frontMatterMissing, "a chapter begins with its front matter: `---`, `title: …`, `---`", line: 1)
      return 1..<1
    }
    guard let end = (1...source.lineCount).dropFirst().first(where: isRule) else {
      report(.frontMatterInvalid, "the front matter is never closed: end it with `---`", line: 1)
      return 1..<1
    }
    let text = (2..<end).map { source.line($0) }.joined(separator: "\n")
    do {
      if let node = try Yams.compose(yaml: text) {
        read(node)
      }
    } catch let error as YamlError {
      reportBroken(error, last: end - 1)
      return 1..<(end + 1)
    } catch {
      report(.frontMatterInvalid, "the front matter is no YAML: \(error)", line: 1)
      return 1..<(end + 1)
    }
    if frontMatter.title.isEmpty, diagnostics.isEmpty {
      report(.titleMissing, "the chapter has no title: write `title: …` in its front matter", line: 1)
    }
    return 1..<(end + 1)
  }

  private func isRule(_ line: Int) -> Bool {
    var text = source.line(line)[...]
    if line == 1, text.first == "\u{FEFF}" { text.removeFirst() }
    return text.prefix(3) == "---" && text.dropFirst(3).allSatisfy(\.isWhitespace)
  }

  private mutating func read(_ node: Yams.Node) {
    guard let mapping = node.mapping else {
      report(.frontMatterInvalid, "the front matter is a list of `key: value` lines", line: 2)
      return
    }
    for (key, value) in mapping {
      let name = key.string ?? ""
      let line = (key.mark?.line ?? 1) + 1
      guard Self.keys.contains(name) else {
        let suggestion = Spelling.suggestion(for: name, among: Self.keys).map { "; did you mean `\($0)`?" } ?? ""
        report(.frontMatterUnknownKey, "`\(name)` is not a key of the front matter\(suggestion)", line: line)
        continue
      }
      guard let text = value.scalar?.string else {
        report(.frontMatterInvalid, "`\(name)` needs one line of text", line: line)
        continue
      }
      switch name {
      case "title": frontMatter.title = text
      case "summary": frontMatter.summary = text
      case "part": frontMatter.part = text
      default: readDefaults(text, of: value, line: line)
      }
    }
  }

  private mutating func readDefaults(_ text: String, of value: Yams.Node, line: Int) {
    guard let place = place(of: text, of: value) else {
      report(.frontMatterInvalid, "`defaults` needs one line of text, as it is: no folds and no escapes", line: line)
      return
    }
    let (options, problems) = InfoString.parse(text, at: place, in: source)
    diagnostics += problems
    let allowed: Set<CellOption> = [.tolerance, .timeout]
    for (option, position) in options.positions.sorted(by: { $0.value < $1.value }) where !allowed.contains(option) {
      diagnostics.append(
        Diagnostic(
          .cellInvalidOption, "`\(option.rawValue)` cannot be a default: only `tolerance` and `timeout` can",
          in: source, at: position))
    }
    frontMatter.defaults.tolerance = options.tolerance
    frontMatter.defaults.timeout = options.timeout
  }

  /// Where a value's text stands, if it stands there in one piece, with or without quotes around it.
  private func place(of text: String, of value: Yams.Node) -> SourcePosition? {
    guard let mark = value.mark else { return nil }
    let start = SourcePosition(line: mark.line + 1, column: mark.column)
    let written = source.bytes[source.offset(of: start)..<source.range(ofLine: start.line).upperBound]
    if written.starts(with: text.utf8) { return start }
    return written.dropFirst().starts(with: text.utf8)
      ? SourcePosition(line: start.line, column: start.column + 1) : nil
  }

  /// Reports what is no YAML; of a text with a colon in it YAML itself says "mapping values are not allowed".
  private mutating func reportBroken(_ error: YamlError, last: Int) {
    for line in 2...max(2, last) {
      let text = source.line(line)
      guard let key = text.prefixMatch(of: #/[a-z]+: +/#), let next = text[key.range.upperBound...].first,
        !"\"'[{|>&*".contains(next), let colon = text[key.range.upperBound...].firstMatch(of: #/:(?= |$)/#)
      else { continue }
      let column = text[..<colon.range.lowerBound].utf8.count + 1
      diagnostics.append(
        Diagnostic(
          .frontMatterInvalid, "a text with a colon in it stands in quotes: `\(key.0)\"…\"`", in: source,
          at: SourcePosition(line: line, column: column)))
      return
    }
    report(.frontMatterInvalid, "the front matter is no YAML: \(Self.reason(error))", line: 1 + Self.line(error))
  }

  private mutating func report(_ id: DiagnosticID, _ message: String, line: Int) {
    diagnostics.append(Diagnostic(id, message, in: source, at: SourcePosition(line: line, column: 1)))
  }

  private static func line(_ error: YamlError) -> Int {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: 0
    }
  }

  private static func reason(_ error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
    case .duplicatedKeysInMapping(let keys, _): "`\(keys.map { "\($0)" }.joined(separator: "`, `"))` stands there twice"
    default: String(describing: error)
    }
  }
}
