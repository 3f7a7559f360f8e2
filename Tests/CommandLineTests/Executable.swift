import Foundation
import TestSupport

/// The executable `notebook`, as a user's shell starts it.
enum Executable {
  /// What a finished command left.
  struct Outcome: Equatable {
    var status: Int32
    var output: String
    var error: String
  }

  /// Runs a command in a book's folder, with a stack of so many kilobytes; what takes time is left out of the text.
  static func run(
    _ arguments: [String], in folder: String, environment: [String: String] = [:], input: String? = nil,
    stack: Int? = nil
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: stack == nil ? Repository.tool : "/bin/sh")
    process.arguments =
      (stack.map { ["-c", "ulimit -s \($0) && exec \"$0\" \"$@\"", Repository.tool] } ?? []) + arguments
    process.currentDirectoryURL = URL(filePath: folder)
    var variables = ProcessInfo.processInfo.environment
    variables["COLUMNS"] = "100"
    process.environment = variables.merging(environment) { $1 }
    // Files, since a pipe that nobody reads would stop a command that has much to say.
    let base =
      FileManager.default.temporaryDirectory.path + "/notebook-output-\(UInt64.random(in: 0...UInt64.max))"
    let paths = [base + ".out", base + ".err", base + ".in"]
    defer { for path in paths { try? FileManager.default.removeItem(atPath: path) } }
    for path in paths { try Data().write(to: URL(filePath: path)) }
    let output = try FileHandle(forWritingTo: URL(filePath: paths[0]))
    let error = try FileHandle(forWritingTo: URL(filePath: paths[1]))
    if let input { try Data(input.utf8).write(to: URL(filePath: paths[2])) }
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: paths[2]))
    process.standardOutput = output
    process.standardError = error
    try process.run()
    process.waitUntilExit()
    let texts = try paths.map { path in
      String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        .replacing(#/\d+\.\d s/#, with: "N s").replacing(folder, with: "BOOK")
    }
    return Outcome(status: process.terminationStatus, output: texts[0], error: texts[1])
  }
}

extension TemporaryBook {
  /// Runs a command in the book's folder.
  func notebook(_ arguments: String..., environment: [String: String] = [:]) throws -> Executable.Outcome {
    try Executable.run(arguments, in: folder, environment: environment)
  }

  /// Every file below a folder of the book, by path.
  func files(below path: String) throws -> [String: Data] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder + "/" + path)
    var files: [String: Data] = [:]
    for name in names {
      if let data = FileManager.default.contents(atPath: "\(folder)/\(path)/\(name)") { files[name] = data }
    }
    return files
  }
}
