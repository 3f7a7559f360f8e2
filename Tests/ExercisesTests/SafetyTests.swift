import Foundation
import TestSupport
import Testing

@testable import Exercises

/// What can happen to a learner's folder, and must not cost any work.
@Suite("Nothing of the learner's is lost", .serialized)
struct SafetyTests {
  @discardableResult
  private func run(
    _ sample: SampleBook, _ arguments: [String], killedAfter microseconds: UInt32? = nil
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: Repository.tool)
    process.arguments = arguments + ["--book", sample.folder]
    let file = sample.folder + "/output-\(UInt32.random(in: 0...UInt32.max))"
    try Data().write(to: URL(filePath: file))
    let handle = try FileHandle(forWritingTo: URL(filePath: file))
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    if let microseconds {
      usleep(microseconds)
      kill(process.processIdentifier, SIGKILL)
    }
    process.waitUntilExit()
    let isEnd = process.terminationReason == .exit
    return (isEnd ? process.terminationStatus : -1, try String(contentsOfFile: file, encoding: .utf8))
  }

  /// How long a command takes on this machine just now, in microseconds.
  private func duration(_ sample: SampleBook, _ arguments: [String]) throws -> UInt32 {
    let start = Date()
    try run(sample, arguments)
    return UInt32(Date().timeIntervalSince(start) * 1e6)
  }

  @Test("killed at any moment, a command leaves the whole old record or the whole new one")
  func killedWhileRecording() throws {
    let sample = try SampleBook()
    var acknowledged: Set<String> = []
    let path = sample.folder + "/MyExercises/progress.txt"
    let usual = try duration(sample, ["exercise", "export"])
    for number in 0..<40 {
      try sample.write("passed 02#n\(number)\n", to: "other.txt")
      let (status, _) = try run(
        sample, ["exercise", "import", sample.folder + "/other.txt"], killedAfter: .random(in: 0...(usual * 3 / 2)))
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        #expect(acknowledged.isEmpty)
        continue
      }
      let (record, damaged) = LearningRecord.parse(text)
      #expect(damaged.isEmpty && record.passed.isSuperset(of: acknowledged), "after kill \(number)")
      acknowledged = record.passed
      if status == 0 { #expect(acknowledged.contains("02#n\(number)")) }
    }
    #expect(!acknowledged.isEmpty)
  }

  @Test("killed at any moment, a reset leaves the work in the file or in a copy")
  func killedWhileResetting() throws {
    let sample = try SampleBook()
    try run(sample, ["exercise", "start", "double"])
    let usual = try duration(sample, ["exercise", "start", "double"])
    let folder = sample.folder + "/MyExercises/02-gates"
    for number in 0..<30 {
      let work = "// work \(number)\n"
      try sample.write(work, to: SampleBook.answer)
      try run(sample, ["exercise", "reset", "double"], killedAfter: .random(in: 0...(usual * 3 / 2)))
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      let contents = names.compactMap { try? String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }
      #expect(contents.contains(work), "after kill \(number)")
      #expect(try sample.read(SampleBook.answer).isEmpty == false)
    }
  }

  @Test("windows that record at the same time lose nothing of each other's")
  func together() throws {
    let sample = try SampleBook()
    let processes = try (0..<8).map { number in
      try sample.write("passed 02#n\(number)\n", to: "other-\(number).txt")
      let process = Process()
      process.executableURL = URL(filePath: Repository.tool)
      process.arguments = ["exercise", "import", sample.folder + "/other-\(number).txt", "--book", sample.folder]
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      return process
    }
    for process in processes { process.waitUntilExit() }
    let record = LearningRecord.parse(try sample.read("MyExercises/progress.txt")).progress
    #expect(record.passed == Set((0..<8).map { "02#n\($0)" }))
  }

  @Test("a folder that was moved goes on where it is")
  func moved() throws {
    let sample = try SampleBook()
    try run(sample, ["exercise", "start", "double"])
    try sample.write("func double(_ x: Int) -> Int { scale(x, by: 2) }\n", to: SampleBook.answer)
    let target = sample.folder + "/else where 🙂"
    try FileManager.default.moveItem(atPath: sample.folder + "/MyExercises", toPath: target)
    let check = try run(sample, ["exercise", "check", "--workspace", target])
    #expect(check.status == 0 && check.output.contains("passed: 3 tests"), "\(check)")
    #expect(FileManager.default.fileExists(atPath: target + "/progress.txt"))
  }

  @Test("what is left of a half deleted folder still works, and the rest says how to come back")
  func halfDeleted() throws {
    let sample = try SampleBook()
    for name in ["double", "one"] { try run(sample, ["exercise", "start", name]) }
    try sample.write("func double(_ x: Int) -> Int { scale(x, by: 2) }\n", to: SampleBook.answer)
    for path in ["Given", "Package.swift", "02-gates/one.swift"] {
      try FileManager.default.removeItem(atPath: sample.folder + "/MyExercises/" + path)
    }
    #expect(try run(sample, ["exercise", "check", "double"]).status == 0)
    let missing = try run(sample, ["exercise", "check", "one"])
    #expect(missing.status == 1 && missing.output.contains("exercise start 02#one` writes"), "\(missing)")
    #expect(try run(sample, ["exercise", "start", "one"]).status == 0)
    #expect(try sample.read("MyExercises/Package.swift").contains("02-gates/double.swift"))
    try FileManager.default.removeItem(atPath: sample.folder + "/MyExercises/progress.txt")
    #expect(try run(sample, ["exercise", "progress"]).output.contains("0 of 2 exercises passed"))
  }

  @Test("on a disk that cannot be written, an answer is still checked, and a start says what is wrong")
  func readOnlyDisk() throws {
    let sample = try SampleBook()
    try run(sample, ["exercise", "start", "double"])
    try sample.write("func double(_ x: Int) -> Int { scale(x, by: 2) }\n", to: SampleBook.answer)
    let folder = sample.folder + "/MyExercises"
    // Only a superuser can make such a disk; to others a folder without the right to write is the same.
    let isMounted = try shell("mount --bind '\(folder)' '\(folder)' && mount -o remount,ro,bind '\(folder)'") == 0
    if !isMounted {
      try #require(getuid() != 0, "a superuser who may not mount cannot run this test")
      chmod(folder, 0o555)
    }
    defer { _ = try? shell(isMounted ? "umount '\(folder)'" : "chmod 755 '\(folder)'") }
    let check = try run(sample, ["exercise", "check", "double"])
    #expect(check.status == 0 && check.output.contains("passed: 3 tests"), "\(check)")
    #expect(check.output.contains("this pass is not recorded"))
    let start = try run(sample, ["exercise", "start", "one"])
    #expect(start.status == 2 && start.output.contains("cannot be written"), "\(start)")
    let doctor = try run(sample, ["exercise", "doctor"])
    #expect(doctor.status == 2 && doctor.output.contains("cannot be written"), "\(doctor)")
  }

  private func shell(_ line: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
