internal import Foundation

// The values that Swift lets a program ignore: the compiler says so of a statement, not of an argument, so that the last
// value of a cell is written twice.

extension Program {
  /// The cells whose last value may be ignored: the compiler does not warn of it.
  func ignorableValues(by messages: [CompilerMessage]) -> Set<Int> {
    let unused = messages.filter { $0.severity == .warning && $0.text.contains("is unused") }.compactMap(\.position)
    return Set(lastValues.filter { _, value in !unused.contains(where: value.isAbout) }.keys)
  }

  /// True for a line that repeats a cell's last value.
  func isRepeated(line: Int) -> Bool {
    lastValues.values.contains { $0.lines.contains(line) }
  }

  /// True for a warning or note about a repeated value: the same is told of the value itself.
  func isAboutRepeated(_ message: CompilerMessage) -> Bool {
    message.severity != .error && message.position.map { isRepeated(line: $0.line) } ?? false
  }

  /// True if every error stands where a value is repeated.
  func isOnlyRepeatedWrong(in messages: [CompilerMessage]) -> Bool {
    messages.filter { $0.severity == .error }.allSatisfy { message in
      message.position.map { isRepeated(line: $0.line) } ?? false
    }
  }

  /// The program's text with empty lines where values are repeated.
  var textWithoutRepeats: String {
    text.lines.enumerated().map { isRepeated(line: $0 + 1) ? "" : $1 }.joined(separator: "\n")
  }
}

extension Program {
  /// The types of the cells' last values that cannot be given to a function, by the number of the cell: of all ways to show
  /// a value the compiler then tries the one that takes none.
  func unshownValues(by messages: [CompilerMessage]) -> [Int: String] {
    var types: [Int: String] = [:]
    for message in messages where message.severity == .error {
      guard
        let match = message.text.wholeMatch(
          of: #/cannot convert value of type '(.+)' to expected argument type 'Void'/#),
        let line = message.position?.line, let cell = cellLines.firstIndex(where: { $0.contains(line) }),
        shownLine(of: cell).map({ $0 <= line }) ?? false
      else { continue }
      types[cell] = String(match.1)
    }
    return types
  }

  /// The program's text in which some cells' last values are not shown; nothing else moves.
  func text(withoutShowing cells: some Sequence<Int>) -> String {
    var lines = text.lines
    for cell in cells {
      guard let line = shownLine(of: cell) else { continue }
      let ignored = "_ = ".padding(toLength: Self.show.count - 1, withPad: " ", startingAt: 0) + "("
      lines[line - 1] = lines[line - 1].replacing(Self.show, with: ignored)
    }
    return lines.joined(separator: "\n")
  }

  /// The line on which a cell's last value is shown.
  func shownLine(of cell: Int) -> Int? {
    guard let range = cellLines[safe: cell] else { return nil }
    let lines = text.lines
    return range.last { lines[safe: $0 - 1]?.contains(Self.show) ?? false }
  }

  /// The tangler's words before a value in prose, which stands on the next line.
  static let prose = "_notebookProse("
  /// The tangler's words before a value that is shown.
  static let show = "_notebookShow("
}

extension Program.LastValue {
  /// True for a place in the value, and in none of its closures.
  fileprivate func isAbout(_ position: SourcePosition) -> Bool {
    lines.contains(position.line) && !closures.contains { $0.contains(position) }
  }
}
