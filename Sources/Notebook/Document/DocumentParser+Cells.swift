// Fences: cells, the output below them, formulas and code that is only shown.

extension DocumentParser {
  mutating func checkClosed(_ node: MarkdownNode) {
    let opening = source.line(node.position.line).dropFirst(node.position.column - 1)
    guard let mark = opening.first else { return }
    let length = opening.prefix { $0 == mark }.count
    let last = source.line(node.endLine).drop { $0 != mark && ($0.isWhitespace || $0 == ">") }
    let isFence = last.allSatisfy { $0 == mark || $0.isWhitespace } && last.prefix { $0 == mark }.count >= length
    if node.endLine == node.position.line || !isFence {
      report(
        .fenceUnclosed,
        "the fence is never closed: end it with \(String(repeating: mark, count: length)) on a line of its own",
        at: node.position)
    }
  }

  mutating func code(
    _ node: MarkdownNode, info: String, text: String, isFenced: Bool, keepsNeighbour: inout Bool
  ) -> [Block] {
    let words = info.split { $0 == " " || $0 == "\t" || $0 == "," }.map(String.init)
    let language = words.first ?? ""
    if language == "math" {
      if let id = words.dropFirst().first(where: { $0.hasPrefix("#") }).map({ String($0.dropFirst()) }) {
        if !InfoString.isID(id) {
          report(
            .labelMisplaced, "an id is made of lower-case letters, digits and hyphens: ```math #chain-rule",
            at: node.position)
        }
        if let tag = source.firstOccurrence(of: "\\tag", from: source.offset(of: node.position)),
          source.position(of: tag).line < node.endLine
        {
          report(
            .labelMisplaced, "a formula with an id has its number from there: leave out `\\tag`",
            at: source.position(of: tag))
        }
        name(id, blockAt: node.position)
      }
      reportAwaiting()
      return [Block(.math(text), at: node.position)]
    }
    if words.prefix(2) == ["text", "output"] {
      keepsNeighbour = true
      reportAwaiting()
      return attachOutput(node, text: text, options: outputOptions(words.dropFirst(2), at: node.position))
    }
    // GitHub reads the word in any case.
    guard isFenced, language.lowercased() == "swift", !showsOnly else {
      if isFenced, !showsOnly, Self.isAlmostSwift(language) {
        report(
          .fenceLanguage, "`\(language)` is not run, only shown; did you mean `swift`, with its options behind it?",
          at: node.position)
      }
      reportAwaiting()
      return [Block(.code(language: language, text), at: node.position)]
    }
    let cell = addCell(fence: node, text: text)
    neighbour = cell
    keepsNeighbour = true
    return [Block(.cell(cell), at: node.position)]
  }

  /// True if a fence's first word is `swift` with a slip, or as other tools write it: `{swift}`, `.swift`, `swift5`.
  private static func isAlmostSwift(_ language: String) -> Bool {
    let letters = language.lowercased().filter { $0.isLetter }
    return letters == "swift" || (letters.count >= 4 && letters != "swig" && Spelling.distance(letters, "swift") == 1)
  }

  private mutating func outputOptions(
    _ words: ArraySlice<String>, at position: SourcePosition
  ) -> Set<OutputExpectation.Option> {
    for word in words where OutputExpectation.Option(rawValue: word) == nil {
      let names = OutputExpectation.Option.allCases.map(\.rawValue)
      let help =
        Spelling.suggestion(for: word, among: names).map { "; did you mean `\($0)`?" }
        ?? ": it takes \(names.map { "`\($0)`" }.joined(separator: " and "))"
      report(.cellUnknownOption, "`\(word)` is not an option of an output fence\(help)", at: position)
    }
    return Set(words.compactMap(OutputExpectation.Option.init))
  }

  mutating func attachOutput(
    _ node: MarkdownNode, text: String, options: Set<OutputExpectation.Option>
  ) -> [Block] {
    guard let cell = neighbour else {
      report(
        .outputMisplaced,
        "no cell stands directly above this output: put the fence right below the cell that prints it",
        at: node.position)
      return []
    }
    if document.cells[cell].output != nil {
      reportSecondOutput(at: node.position)
      return []
    }
    let lines = CommentDirective.lines(of: text, from: node.position.line + 1, in: source)
    let start = source.offset(of: SourcePosition(line: node.position.line + 1, column: 1))
    let end = source.offset(of: SourcePosition(line: node.position.line + 1 + lines.count, column: 1))
    let indentation = String(
      source.line(node.position.line).utf8.prefix(node.position.column - 1).map {
        $0 == 0x09 ? "\t" : $0 == 0x3E ? ">" : " "
      })
    document.cells[cell].output = OutputExpectation(
      form: .fence(range: start..<end, indentation: indentation), options: options, lines: lines.map(\.text),
      position: node.position)
    return [Block(.output(cell: cell), at: node.position)]
  }

  /// Adds the cell of a ```` ```swift ```` fence.
  mutating func addCell(fence node: MarkdownNode, text: String) -> Int {
    let line = source.line(node.position.line)
    let opening = line.utf8.dropFirst(node.position.column - 1)
    let fence = opening.prefix { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "~") }
    let spaces = opening.dropFirst(fence.count).prefix { $0 == 0x20 || $0 == 0x09 }
    var skipped = fence.count + spaces.count + "swift".utf8.count
    var role = Cell.Role.visible
    let inclusion = takeInclusion()
    if openExercise != nil, inclusion == nil {
      role = .given
      if String(Substring(opening.dropFirst(skipped))).wholeMatch(of: #/\s+stub\b.*/#) != nil {
        role = .stub
        skipped += opening.dropFirst(skipped).prefix { $0 != UInt8(ascii: "s") }.count + "stub".utf8.count
      }
    }
    let info = String(Substring(opening.dropFirst(skipped)))
    let position = SourcePosition(line: node.position.line, column: node.position.column + skipped)
    let lines = CommentDirective.lines(of: text, from: node.position.line + 1, in: source)
    return add(role, info: info, infoPosition: position, lines: lines, showing: inclusion, at: node.position)
  }

  @discardableResult
  mutating func add(
    _ role: Cell.Role, info: String, infoPosition: SourcePosition, lines: [Cell.Line],
    showing inclusion: CellOptions.Inclusion? = nil, at position: SourcePosition
  ) -> Int {
    var (options, problems) = InfoString.parse(
      info, at: infoPosition, in: source, defaults: document.frontMatter.defaults)
    if let id = options.id, ids[id] != nil {
      problems.append(
        Diagnostic(
          .cellDuplicateID, "the id `#\(id)` is already taken in this chapter", in: source,
          at: options.positions[.id] ?? position))
    }
    func allow(only allowed: Set<CellOption>, _ reason: String) {
      let extra = options.positions.filter { !allowed.contains($0.key) }.min { $0.value < $1.value }
      guard let extra else { return }
      problems.append(
        Diagnostic(.cellConflictingOptions, "`\(extra.key.rawValue)` \(reason)", in: source, at: extra.value))
    }
    if role != .visible { allow(only: [.id, .uses, .timeout], "is for cells that the reader sees") }
    if let inclusion {
      allow(only: [.id, .fold, .highlight, .lines], "is for cells that are run, and this one shows a file")
      options.mode = .include(inclusion)
    }
    diagnostics += problems
    if problems.contains(where: { $0.id != .cellDuplicateID }), role == .visible, inclusion == nil {
      options.mode = .wronglyDescribed
    }
    let cell = Cell(role: role, options: options, lines: lines, position: position)
    document.cells.append(cell)
    let index = document.cells.count - 1
    if let wrap = takeWrap() { wraps.append((index, wrap)) }
    if let id = options.id, ids[id] == nil { ids[id] = index }
    if let exercise = openExercise, role.isExercise { attach(index, role: role, to: exercise.index) }
    if cell.isPartOfSession, cell.options.program == .session {
      lastSessionCell = index
    }
    return index
  }
}
