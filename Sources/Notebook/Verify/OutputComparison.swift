/// Compares printed lines with those an author wrote; a line `...` stands for any lines.
struct OutputComparison {
  let tolerance: CellOptions.Tolerance?
  let comparison: CellOptions.Comparison
  /// True if blanks at the ends of lines count: many editors take them from a fence, and none from between quotes.
  let keepsBlanks: Bool

  init(tolerance: CellOptions.Tolerance?, comparison: CellOptions.Comparison, keepsBlanks: Bool = true) {
    self.tolerance = tolerance
    self.comparison = comparison
    self.keepsBlanks = keepsBlanks
  }

  /// Compares what a cell prints as its author asks for it.
  init(of cell: Cell) {
    let isFence = if case .fence? = cell.output?.form { true } else { false }
    self.init(tolerance: cell.options.tolerance, comparison: cell.options.comparison, keepsBlanks: !isFence)
  }

  /// The lines that a cell printed, as they are compared; the last one may not have ended.
  static func lines(of result: CellRun, for cell: Cell) -> (lines: [String], isEnded: Bool) {
    let isPlain = cell.output?.options.contains(.plain) ?? false
    var lines = (isPlain ? TerminalText.withoutCodes(result.text) : result.text).lines
    let isEnded = lines.last?.isEmpty ?? true
    if isEnded { lines.removeLast() }
    return (lines, isEnded)
  }

  /// The index of the first written line that does not match, and why; `nil` if all match.
  func difference(written: [String], got: [String]) -> (line: Int, difference: TextComparison.Difference)? {
    let (written, got) =
      keepsBlanks ? (written, got) : (written.map(\.withoutFinalBlanks), got.map(\.withoutFinalBlanks))
    switch comparison {
    case .nondeterministic: return nil
    case .unordered: return unordered(written, got)
    case .ordered: break
    }
    let isSame = Wildcard.matches(written, got, wildcard: "...") { written, got in
      lines.difference(written: written, got: got, wildcards: true) == nil
    }
    if isSame { return nil }
    for (index, line) in written.enumerated() {
      if line == "..." { return (index, .text) }
      guard index < got.count else { return (index, .text) }
      if let difference = lines.difference(written: line, got: got[index], wildcards: true) {
        return (index, difference)
      }
    }
    return (written.count, .text)
  }

  private var lines: TextComparison { TextComparison(tolerance: tolerance) }

  private func unordered(_ written: [String], _ got: [String]) -> (line: Int, difference: TextComparison.Difference)? {
    var rest = got
    for (index, line) in written.enumerated() {
      guard let found = rest.firstIndex(where: { lines.difference(written: line, got: $0, wildcards: true) == nil })
      else {
        return (index, .text)
      }
      rest.remove(at: found)
    }
    return rest.isEmpty ? nil : (written.count, .text)
  }
}

/// Matches sequences in which a wildcard stands for any elements, none included.
enum Wildcard {
  /// True if `found` is what `pattern` says.
  ///
  /// Each wildcard takes as few elements as it can. Only the last one ever has to take more, so that the cost is at
  /// most the product of both lengths.
  static func matches<Element: Equatable>(
    _ pattern: [Element], _ found: [Element], wildcard: Element, by isSame: (Element, Element) -> Bool
  ) -> Bool {
    var next = 0
    var element = 0
    var last: (pattern: Int, element: Int)?
    while element < found.count {
      if next < pattern.count, pattern[next] == wildcard {
        last = (next, element)
        next += 1
      } else if next < pattern.count, isSame(pattern[next], found[element]) {
        next += 1
        element += 1
      } else if let open = last {
        last = (open.pattern, open.element + 1)
        next = open.pattern + 1
        element = open.element + 1
      } else {
        return false
      }
    }
    return pattern[next...].allSatisfy { $0 == wildcard }
  }
}
