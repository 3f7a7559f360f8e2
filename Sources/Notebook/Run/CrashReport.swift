/// What the Swift runtime says when a program traps: the message, and the program's line in the backtrace.
struct CrashReport: Equatable {
  var message: String
  /// The program's line that traps.
  var line: Int?
  /// The line of the cell that calls what traps, where the trap itself is elsewhere.
  var caller: Int?
  /// The cell's own output on standard error before.
  var before: String

  /// Reads a cell's standard error.
  ///
  /// The line is the innermost one that comes from the chapter, or from the cell that must trap where the backtrace names
  /// one there: such a cell says so on a line of its own, even if the trap is in a function from above.
  ///
  /// - Parameters:
  ///   - text: What the cell and the runtime wrote.
  ///   - program: The program.
  ///   - signal: Names the crash where the runtime said nothing.
  ///   - lines: The program's lines of the cell that was running.
  init(standardError text: String, program: Program, signal: Int, cell lines: ClosedRange<Int>? = nil) {
    let said = text.lines.filter { !$0.hasPrefix("swift-runtime: ") }
    let end = said.firstIndex { $0.hasPrefix("*** ") } ?? said.count
    let trace = said[end...]
    let frames = trace.compactMap { Self.line(ofFrame: $0, in: program) }
    line = frames.first { program.trapLines?.contains($0) ?? true } ?? frames.first
    if let line, let lines, !lines.contains(line) { caller = frames.first { lines.contains($0) } }
    (message, before) =
      Self.message(in: Array(said[..<end])) ?? (
        Self.failure(in: trace) ?? Self.recursion(in: trace)
          ?? "signal \(signal)" + (Self.names[signal].map { " (\($0))" } ?? ""),
        said[..<end].joined(separator: "\n")
      )
  }

  /// The program's line that a line of a backtrace names.
  private static func line(ofFrame text: String, in program: Program) -> Int? {
    guard let place = text.firstRange(of: " at "),
      let name = text[place.upperBound...].firstRange(of: program.fileName),
      let line = Int(text[name.upperBound...].dropFirst().prefix { $0.isNumber }), program.origins[line] != nil
    else { return nil }
    return line
  }

  /// The message of the runtime before it ends the program, and the text before the message.
  private static func message(in lines: [String]) -> (message: String, before: String)? {
    let said = #/(?:Fatal error|Precondition failed|Assertion failed)(?:: |$)/#
    let other = #/^(Could not cast value of type|Simultaneous accesses to) /#
    guard let start = lines.lastIndex(where: { $0.contains(said) || $0.contains(other) }) else { return nil }
    let before = lines[..<start].map { $0 + "\n" }.joined()
    guard let words = lines[start].firstMatch(of: said) else {
      // Addresses differ from run to run, and what follows is a backtrace of its own.
      return (lines[start].replacing(#/ ?\(0x[0-9a-f]+\)| to 0x[0-9a-f]+/#, with: ""), before)
    }
    let rest = String(lines[start][words.range.upperBound...])
    let first = rest.isEmpty ? String(words.0) : rest
    var message = ([first] + lines[(start + 1)...]).joined(separator: "\n")
    while message.last?.isWhitespace == true { message.removeLast() }
    if let bytes = message.prefixMatch(of: #/failed to allocate (\d+) bytes/#).flatMap({ Int($0.1) }) {
      message =
        "it asks for \(max(1, bytes >> 20)) MB of memory, and a program may hold \(Execution.memoryMegabytes) MB in all"
    }
    return (message, before)
  }

  /// The words for a check that the compiler puts into the code, such as that of an overflow.
  private static func failure(in trace: ArraySlice<String>) -> String? {
    trace.lazy.compactMap { line in
      line.firstMatch(of: #/Swift runtime failure: (.+?)(?: \*\*\*| in )/#).map { String($0.1) }
    }.first
  }

  /// The words for a stack that is full: the same functions stand in the backtrace over and over.
  private static func recursion(in trace: ArraySlice<String>) -> String? {
    let functions = trace.compactMap { line in
      line.firstMatch(of: #/^ *\d+ (?:\[[a-z ]+\] )*0x[0-9a-f]+ (.+?) \+ \d+ in /#).map { String($0.1) }
    }
    let counts = Dictionary(functions.map { ($0, 1) }, uniquingKeysWith: +)
    guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), most.value >= 8 else { return nil }
    return "the stack is full: `\(most.key)` calls itself without end, or too often"
  }

  private static let names = [
    4: "illegal instruction: a trap", 5: "a trap", 6: "abort", 7: "bus error", 8: "arithmetic error", 9: "killed",
    11: "segmentation fault", 24: "out of processor time", 25: "it wrote too much",
  ]
}
