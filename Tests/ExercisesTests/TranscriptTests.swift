import Foundation
import TestSupport
import Testing

/// The sitting that `Docs/exercises.md` shows, held again: every command is run, every answer written.
@Suite("The transcript in Docs/exercises.md")
struct TranscriptTests {
  private enum Step {
    case command(String)
    case answer(path: String, code: [String])
  }

  private let page = Repository.folder + "/Docs/exercises.md"
  private let heading = "## Chapter 02, with one wrong try each"

  /// What stands in the fence below the heading.
  private func written() throws -> (before: String, transcript: String, after: String) {
    let text = try String(contentsOfFile: page, encoding: .utf8)
    let section = try #require(text.range(of: heading))
    let start = try #require(text.range(of: "```text\n", range: section.upperBound..<text.endIndex))
    let end = try #require(text.range(of: "```\n", range: start.upperBound..<text.endIndex))
    return (
      String(text[..<start.upperBound]), String(text[start.upperBound..<end.lowerBound]),
      String(text[end.lowerBound...])
    )
  }

  /// The commands and answers; what the tool said is not looked at.
  private func steps(of transcript: String) -> [Step] {
    var steps: [Step] = []
    var isAnswer = false
    for line in transcript.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("$ ") {
        steps.append(.command(String(line.dropFirst(2))))
        isAnswer = false
      } else if line.hasPrefix("  … in "), line.hasSuffix(":") {
        steps.append(.answer(path: String(line.dropFirst("  … in ".count).dropLast()), code: []))
        isAnswer = true
      } else if isAnswer, case .answer(let path, let code)? = steps.last, line.hasPrefix("    ") {
        steps[steps.count - 1] = .answer(path: path, code: code + [String(line.dropFirst(4))])
      }
    }
    return steps
  }

  @Test("what the tool says today is what the page shows")
  func transcript() throws {
    let (before, transcript, after) = try written()
    let steps = steps(of: transcript)
    try #require(steps.count > 20)
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path + "/transcript-\(UUID())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var parts: [String] = []
    for step in steps {
      switch step {
      case .command(let line): parts.append("$ \(line)\n" + (try output(of: line, in: folder)))
      case .answer(let path, let code):
        try write(code, to: folder + "/" + path)
        parts.append("  … in \(path):\n\n" + code.map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined())
      }
    }
    let got = parts.joined(separator: "\n")
    if got == transcript { return }
    let fresh = Repository.folder + "/.build/exercises.md"
    try (before + got + after).write(toFile: fresh, atomically: true, encoding: .utf8)
    let lines = zip(got.split(separator: "\n"), transcript.split(separator: "\n"))
    let difference = lines.first { $0 != $1 }.map { "the tool says `\($0)`, the page `\($1)`" } ?? "one is longer"
    Issue.record("\(difference); if it should, copy .build/exercises.md to Docs/exercises.md")
  }

  /// Replaces the code below the imports, as a learner does.
  private func write(_ code: [String], to path: String) throws {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    let head = lines.prefix { $0.hasPrefix("//") || $0.hasPrefix("import ") || $0.isEmpty }
    try (head.joined(separator: "\n") + "\n" + code.joined(separator: "\n") + "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    // The exercise whose file changed last is the one that counts; some disks count whole seconds.
    try FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: path)
  }

  private func output(of line: String, in folder: String) throws -> String {
    let words = line.split(separator: " ").map(String.init)
    if words[0] == "cat" { return try String(contentsOfFile: "\(folder)/\(words[1])", encoding: .utf8) }
    try #require(words[0] == "bin/notebook", "\(line)")
    let process = Process()
    process.executableURL = URL(filePath: Repository.tool)
    process.arguments =
      words.dropFirst() + ["--book", Repository.folder, "--workspace", folder + "/MyExercises"]
    process.environment = ProcessInfo.processInfo.environment.merging(["NOTEBOOK_COMMAND": "bin/notebook"]) { $1 }
    process.currentDirectoryURL = URL(filePath: folder)
    let file = folder + "/output"
    try Data().write(to: URL(filePath: file))
    let handle = try FileHandle(forWritingTo: URL(filePath: file))
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    let text = try String(contentsOfFile: file, encoding: .utf8).replacing(Repository.folder + "/", with: "")
      .replacing(#/(?m)^(?:building|compiling) .* …\n/#, with: "")
    return text + (process.terminationStatus == 0 ? "" : "(status \(process.terminationStatus))\n")
  }
}
