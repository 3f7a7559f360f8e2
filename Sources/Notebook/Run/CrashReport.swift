/// What the Swift runtime says when a program traps: the message, and the program's line in the backtrace.
struct CrashReport: Equatable {
  var message: String
  var line: Int?
  /// What the cell itself had written to standard error before.
  var before: String

  /// Reads a cell's standard error; `signal` names the crash where the runtime said nothing.
  ///
  /// The line is the innermost one that comes from the chapter, or from the cell that must trap where the backtrace names
  /// one there: such a cell says so on a line of its own, even if the trap is in a function from above.
  init(standardError text: String, program: Program, signal: Int) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let frames = lines.compactMap { line -> Int? in
      guard let place = line.firstRange(of: " at "),
        let name = line[place.upperBound...].firstRange(of: program.fileName)
      else { return nil }
      return Int(line[name.upperBound...].dropFirst().prefix { $0.isNumber })
    }.filter { program.origins[$0] != nil }
    self.line = frames.first { program.trapLines?.contains($0) ?? true } ?? frames.first
    let end = lines.firstIndex { $0.hasPrefix("*** Signal ") || $0.hasPrefix("*** Program crashed") } ?? lines.count
    let said = #/(?:Fatal error|Precondition failed|Assertion failed)(?:: |$)/#
    if let start = lines[..<end].lastIndex(where: { $0.contains(said) }), let words = lines[start].firstMatch(of: said)
    {
      let rest = String(lines[start][words.range.upperBound...])
      let first = rest.isEmpty ? String(words.0) : rest
      message = ([first] + lines[(start + 1)..<end]).joined(separator: "\n")
      while message.last?.isWhitespace == true { message.removeLast() }
      if let bytes = message.prefixMatch(of: #/failed to allocate (\d+) bytes/#).flatMap({ Int($0.1) }) {
        message =
          "it asks for \(max(1, bytes >> 20)) MB of memory, and a program may hold \(Execution.memoryMegabytes) MB in all"
      }
      before = lines[..<start].map { $0 + "\n" }.joined()
    } else {
      message = "signal \(signal)" + (Self.names[signal].map { " (\($0))" } ?? "")
      before = lines[..<end].joined(separator: "\n")
    }
  }

  private static let names = [
    4: "illegal instruction: a trap", 5: "a trap", 6: "abort", 7: "bus error", 8: "arithmetic error", 9: "killed",
    11: "segmentation fault", 24: "out of processor time", 25: "it wrote too much",
  ]
}
