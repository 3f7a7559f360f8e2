internal import Foundation
internal import Subprocess

#if canImport(System)
  internal import System
#else
  internal import SystemPackage
#endif

/// A command of another program: started, waited for, its output collected.
struct Command {
  var executable: String
  var arguments: [String]
  var environment: [String: String] = [:]
  var folder: String?

  /// What a finished command left.
  struct Outcome: Equatable {
    var status: Int
    var output: String
    var error: String

    var isSuccess: Bool { status == 0 }
  }

  /// Runs the command; output past 64 MB is an error, so that nothing is judged by half of it.
  func run() async throws(NotebookError) -> Outcome {
    do {
      let result = try await Subprocess.run(
        .path(FilePath(executable)), arguments: Arguments(arguments),
        environment: .inherit.updating(
          Dictionary(uniqueKeysWithValues: environment.map { (Subprocess.Environment.Key(stringLiteral: $0), $1) })),
        workingDirectory: folder.map { FilePath($0) },
        output: .string(limit: 64 << 20), error: .string(limit: 64 << 20))
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

  /// Finds an executable by name on PATH.
  static func find(_ name: String) -> String? {
    if name.contains("/") { return FileManager.default.isExecutableFile(atPath: name) ? name : nil }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").map { "\($0)/\(name)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }
}
