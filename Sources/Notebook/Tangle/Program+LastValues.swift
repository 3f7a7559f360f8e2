// Which values Swift lets a program ignore: the compiler says so of a statement, not of an argument, so that the last
// value of a cell is written twice.

extension Program {
  /// The cells whose last value may be ignored: the compiler does not warn of it.
  func ignorableValues(by messages: [CompilerMessage]) -> Set<Int> {
    let unused = messages.filter { $0.severity == .warning && $0.text.contains("unused") }
    return Set(
      lastValues.filter { _, lines in
        !unused.contains { message in message.position.map { lines.contains($0.line) } ?? false }
      }.keys)
  }

  /// Whether a line repeats a cell's last value.
  func isRepeated(line: Int) -> Bool {
    lastValues.values.contains { $0.contains(line) }
  }

  /// Whether a message is about a repeated value alone: the same is told of the value itself.
  func isAboutRepeated(_ message: CompilerMessage) -> Bool {
    message.severity != .error && message.position.map { isRepeated(line: $0.line) } ?? false
  }

  /// Whether every error stands where a value is repeated.
  func isOnlyRepeatedWrong(in messages: [CompilerMessage]) -> Bool {
    messages.filter { $0.severity == .error }.allSatisfy { message in
      message.position.map { isRepeated(line: $0.line) } ?? false
    }
  }

  /// The program's text with empty lines where values are repeated.
  var textWithoutRepeats: String {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .map { isRepeated(line: $0 + 1) ? "" : $1 }.joined(separator: "\n")
  }
}
