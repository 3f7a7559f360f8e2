internal import Foundation
internal import Subprocess

#if canImport(System)
  internal import System
#else
  internal import SystemPackage
#endif

/// A command of another program: started, waited for, its output collected.
package struct Command {
  var executable: String
  var arguments: [String]
  var environment: [String: String] = [:]
  var folder: String?

  /// Describes a command, which is killed when it has computed for so many seconds; nothing is started.
  package init(
    executable: String, arguments: [String], environment: [String: String] = [:], folder: String? = nil,
    processorSeconds: Int? = nil
  ) {
    self.executable = executable
    self.arguments = arguments
    if let processorSeconds {
      // A shell sets the limit and becomes the command: that takes a thousandth of a second.
      self.executable = "/bin/sh"
      self.arguments = ["-c", "ulimit -t \(processorSeconds); exec \"$0\" \"$@\"", executable] + arguments
    }
    self.environment = environment
    self.folder = folder
  }

  /// The result of a finished command.
  package struct Outcome: Equatable {
    package var status: Int
    package var output: String
    package var error: String

    package var isSuccess: Bool { status == 0 }
  }

  /// Runs the command; output past 64 MB is an error, so that nothing is judged by half of it.
  package func run() async throws(NotebookError) -> Outcome {
    do {
      var options = PlatformOptions()
      options.processGroupID = 0
      var slot: Int?
      defer { if let slot { RunningCommands.forget(slot) } }
      let result = try await Subprocess.run(
        .path(FilePath(executable)), arguments: Arguments(arguments),
        environment: .inherit.updating(
          Dictionary(uniqueKeysWithValues: environment.map { (Subprocess.Environment.Key(stringLiteral: $0), $1) })),
        workingDirectory: folder.map { FilePath($0) }, platformOptions: options, input: .none,
        output: .string(limit: 64 << 20), error: .string(limit: 64 << 20)
      ) { slot = RunningCommands.remember($0.processIdentifier.value) }
      let status =
        switch result.terminationStatus {
        case .exited(let code): Int(code)
        case .signaled(let signal): 128 + Int(signal)
        }
      return Outcome(status: status, output: result.standardOutput, error: result.standardError)
    } catch {
      throw NotebookError(.programNotRun, executable, cause: "\(error)")
    }
  }

  /// The words of a command as a shell would part them: quotes and backslashes keep spaces.
  static func words(of line: some StringProtocol) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var rest = line[...]
    while let character = rest.popFirst() {
      switch character {
      case quote: quote = nil
      case "\\" where quote != "'":
        if let next = rest.popFirst() { word = (word ?? "") + String(next) }
      case "\"" where quote == nil, "'" where quote == nil:
        quote = character
        word = word ?? ""
      case " " where quote == nil:
        if let word { words.append(word) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }

  /// Finds an executable by name on PATH.
  package static func find(_ name: String) -> String? {
    if name.contains("/") { return FileManager.default.isExecutableFile(atPath: name) ? name : nil }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").map { "\($0)/\(name)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }
}
