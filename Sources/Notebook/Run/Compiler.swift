internal import Foundation

/// Compiles programs: one call of the compiler's frontend each, without the driver, which costs more than the work.
struct Compiler {
  let toolchain: Toolchain
  let modules: Modules
  /// The folder for sources and objects.
  let folder: String
  /// How long the compiler may compute one program; the longest chapter takes two seconds.
  var processorSeconds = 120
  /// How long it may think about the types of one expression: it says which, where the limit above ends it without a word.
  private static let expressionSeconds = 30

  /// The outcome of a program.
  struct Result: Equatable, Codable {
    /// The object file; `nil` where the program did not compile or is not linked.
    var object: String?
    var isSuccess: Bool
    /// The compiler's messages, at places of the program: see `Program.located`.
    var messages: [CompilerMessage]
    var seconds: Double
    /// What cells use of cells below them, at places of the program.
    var forward: [ForwardReference] = []
    /// What the code names, at places of the program; kept apart from the result, since only pages ask.
    var names: [NamedSymbol] = []
    /// The numbers of the cells whose last value may be ignored, as a call may say with `@discardableResult`.
    var ignorable: Set<Int> = []
    /// The types of the cells' last values that no function can take, by the number of the cell.
    var unshown: [Int: String] = [:]
    /// True if the compiler ended without a word about the program: it may do better another time.
    var isBroken = false

    private enum CodingKeys: CodingKey {
      case object, isSuccess, messages, seconds, forward, ignorable, unshown, isBroken
    }
  }

  func compile(_ program: Program) async throws(NotebookError) -> Result {
    var program = program
    var result = try await compile(program, text: program.text)
    let unshown = program.unshownValues(by: result.messages)
    if !unshown.isEmpty {
      program.text = program.text(withoutShowing: unshown.keys)
      let other = try await compile(program, text: program.text)
      // A function of the author's may also take nothing.
      if program.unshownValues(by: other.messages).isEmpty {
        result = other
        result.unshown = unshown
      }
    }
    // A value that is given away, for one, cannot be written twice.
    guard !result.isSuccess, !program.lastValues.isEmpty, program.isOnlyRepeatedWrong(in: result.messages) else {
      return result
    }
    return try await compile(program, text: program.textWithoutRepeats)
  }

  private func compile(_ program: Program, text: String) async throws(NotebookError) -> Result {
    let object = "\(folder)/\(program.name).o"
    try Files.write(text, to: "\(folder)/\(program.fileName)")
    let index = "\(folder)/\(program.name).index"
    defer { Files.remove(index) }
    var arguments = ["-frontend", program.isRun ? "-c" : "-emit-sil", "-primary-file", program.fileName]
    arguments += modules.language.arguments + toolchain.macroArguments
    arguments += [
      "-module-name", program.name, "-Onone", "-g", "-entry-point-function-name", program.name, "-diagnostic-style",
      "llvm",
    ]
    // A file that names its start has no statements of its own.
    if program.hasMain { arguments.append("-parse-as-library") }
    arguments += ["-solver-expression-time-threshold=\(Self.expressionSeconds)"]
    arguments += ["-index-store-path", index, "-index-ignore-clang-modules"]
    arguments += ["-o", program.isRun ? object : "/dev/null"] + modules.searchArguments + toolchain.systemArguments
    let start = ContinuousClock.now
    let outcome = try await Command(
      executable: toolchain.frontend, arguments: arguments, folder: folder, processorSeconds: processorSeconds
    ).run()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    var messages = Self.messages(outcome.error, file: program.fileName)
    for index in messages.indices {
      messages[index].text = Self.plain(messages[index].text.replacing(program.name + ".", with: ""))
    }
    // The natural words for an error stand beside those about the tool's own calls.
    if messages.contains(where: { $0.severity == .error && !$0.text.contains("_notebook") }) {
      messages.removeAll { $0.text.contains("'_notebook") }
    }
    let isBroken = !outcome.isSuccess && !messages.contains { $0.severity == .error }
    if isBroken { messages.append(failure(outcome, of: program)) }
    let ignorable = program.ignorableValues(by: messages)
    messages.removeAll { program.isAboutRepeated($0) }
    // No error may come to what the tangler wrote to catch it.
    messages.removeAll { $0.severity == .warning && $0.position.map(program.isInserted) ?? false }
    var result = Result(
      object: outcome.isSuccess && program.isRun ? object : nil, isSuccess: outcome.isSuccess, messages: messages,
      seconds: seconds, ignorable: text == program.text ? ignorable : [], isBroken: isBroken)
    let occurrences = try IndexStore(library: toolchain.indexLibrary).occurrences(in: index)
      .filter { !program.isRepeated(line: $0.position.line) }
    if outcome.isSuccess { result.forward = program.forwardReferences(in: occurrences) }
    result.names = program.names(in: occurrences)
    return result
  }

  /// A message in which the tool's own functions have no part.
  private static func plain(_ text: String) -> String {
    text.replacing(#/global function '_notebook\w+' requires that '(.+)' conform to '(?:Copyable|Escapable)'/#) {
      match in
      "a value of type '\(match.1)' has no text to compare: it cannot leave its place"
    }
  }

  /// What is said for a compiler that ended without a word; nobody knows at which cell.
  private func failure(_ outcome: Command.Outcome, of program: Program) -> CompilerMessage {
    let wasEnded = [SIGKILL, SIGXCPU].contains { outcome.status == 128 + Int($0) }
    let reason =
      wasEnded
      ? "was ended (it may compute for \(processorSeconds) s): long expressions take less where their types are written out"
      : "broke off with status \(outcome.status)" + (outcome.error.split(separator: "\n").first.map { ": \($0)" } ?? "")
    return CompilerMessage(
      severity: .error, text: "at this cell, or at one below it, the compiler \(reason)",
      position: program.origins.keys.min().map { SourcePosition(line: $0, column: 1) })
  }

  /// Reads the compiler's lines `path:line:column: severity: text`; the code that it prints below them is left out, and
  /// so are places in other files than the program's.
  static func messages(_ text: String, file: String) -> [CompilerMessage] {
    var messages: [CompilerMessage] = []
    for line in text.split(separator: "\n").map(String.init) {
      guard
        let match = line.wholeMatch(of: #/(.*?):(\d+):(\d+): (error|warning|note): (.*)/#)
          ?? line.wholeMatch(of: #/(<unknown>):(0): ?()(error|warning|note): (.*)/#),
        let severity = CompilerMessage.Severity(rawValue: String(match.4))
      else { continue }
      var position: SourcePosition?
      if match.1 == file, let line = Int(match.2), let column = Int(match.3) {
        position = SourcePosition(line: line, column: column)
      }
      messages.append(CompilerMessage(severity: severity, text: String(match.5), position: position))
    }
    return messages
  }
}

/// Links all programs into one executable, which starts the one that it is told to.
struct Linker {
  let toolchain: Toolchain
  let modules: Modules
  let folder: String

  func link(_ programs: [(name: String, object: String)]) async throws(NotebookError) -> String {
    // A response file, since ten thousand object files do not fit on a command line.
    let list = "\(folder)/objects.resp"
    let objects = programs.map(\.object) + [modules.dispatcher] + modules.objects
    try Files.write(
      objects.map { "\"" + $0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"\n" }.joined(), to: list)
    let executable = "\(folder)/programs"
    let outcome = try await Command(
      executable: toolchain.compiler,
      arguments: ["@" + list, "-o", executable] + toolchain.programArguments + toolchain.systemArguments
    ).run()
    guard outcome.isSuccess else { throw NotebookError(.linkFailed, executable, cause: outcome.error) }
    return executable
  }
}
