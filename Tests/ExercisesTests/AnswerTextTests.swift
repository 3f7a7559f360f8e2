import Foundation
import Notebook
import Testing

@testable import Exercises

/// Files as editors on Windows write them, and files that hold no answer.
@Suite("An answer's text")
struct AnswerTextTests {
  private func windows(_ text: String) -> String { "\u{FEFF}" + text.replacing("\n", with: "\r\n") }

  private func checked(_ text: String, seed: UInt64 = 4) async throws -> (check: Check, text: String) {
    let sample = try SampleBook()
    let (workspace, catalog) = try await sample.open()
    let entry = try catalog.entry(named: "double")
    try workspace.start(entry)
    try sample.write(text, to: SampleBook.answer)
    let checker = Checker(runner: try await Runner(book: try Book(folder: sample.folder)))
    let check = try await checker.check(entry, try workspace.answer(to: entry), seed: seed)
    // So wide that the path of a folder for tests breaks no line.
    return (check, CheckReport(tool: "notebook", width: 400).text(check, next: nil, section: ""))
  }

  @Test("carriage returns and a byte order mark change no place of an error")
  func places() async throws {
    let (check, text) = try await checked(windows("// Task\n\nfunc double(_ x: Int) -> Int {\n  return y\n}\n"))
    #expect(check.outcome == .notCompiled)
    #expect(text.contains("double.swift:4:10: error: cannot find 'y' in scope\n  return y\n         ^\n"), "\(text)")
    let (_, trap) = try await checked(windows("func double(_ x: Int) -> Int {\n  fatalError(\"boom\")\n}\n"))
    #expect(trap.contains("double.swift:2:1: stopped here: boom\n  fatalError(\"boom\")\n"), "\(trap)")
  }

  @Test("the diff shows the learner's side of a file with carriage returns, alone or before line feeds")
  func difference() async throws {
    for answer in [
      windows("func double(_ x: Int) -> Int {\n  x + x\n}\n"), "func double(_ x: Int) -> Int {\r  x + x\r}\r",
    ] {
      let (check, text) = try await checked(answer)
      let isPassed = check.isPassed
      #expect(isPassed, "\(text)")
      #expect(
        text.contains("    func double(_ x: Int) -> Int {\n  -   x + x\n  +   scale(x, by: 2)\n    }\n"), "\(text)")
    }
  }

  @Test("a stub that an editor saved with carriage returns is still the stub")
  func stub() async throws {
    let sample = try SampleBook()
    let (workspace, catalog) = try await sample.open()
    let entry = try catalog.entry(named: "double")
    try workspace.start(entry)
    try sample.write(windows(try sample.read(SampleBook.answer)), to: SampleBook.answer)
    #expect(workspace.isUntouched(entry))
    #expect(try workspace.reset(entry) == nil)
    let (check, _) = try await checked(windows("func double(_ x: Int) -> Int {\n  // TODO\n  0\n}\n"))
    #expect(check.outcome == .unchanged)
  }

  @Test("a record of progress from Windows is read whole")
  func record() {
    let (record, damaged) = LearningRecord.parse(windows("# What you have done\npassed 01#a\nhint 01#b 2\n"))
    #expect(damaged.isEmpty && record.passed == ["01#a"] && record.hints == ["01#b": 2])
  }

  @Test("a printed line may end with a carriage return and a line feed")
  func printed() async throws {
    let (_, text) = try await checked("print(\"one\\r\\ntwo\")\nfunc double(_ x: Int) -> Int { 1 }\n")
    #expect(text.contains("Your answer printed:\n  one\n  two\n"), "\(text)")
  }
}
