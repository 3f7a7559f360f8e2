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

extension Program.LastValue {
  /// True for a place in the value, and in none of its closures.
  fileprivate func isAbout(_ position: SourcePosition) -> Bool {
    lines.contains(position.line) && !closures.contains { $0.contains(position) }
  }
}
