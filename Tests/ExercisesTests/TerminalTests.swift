import Foundation
import TestSupport
import Testing

@testable import Exercises

/// `learn` in a terminal, as a person uses it; one after the other, since each compiles.
@Suite("Learning in a terminal", .serialized)
struct TerminalTests {
  private func learn(
    _ sample: SampleBook, columns: UInt16 = 80, rows: UInt16 = 24, _ environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      Repository.tool, ["learn", "double", "--book", sample.folder], columns: columns, rows: rows,
      environment: environment)
    try #require(terminal.wait(for: "0 of 2 done"), "\(terminal.output)")
    return terminal
  }

  @Test("a save is checked, keys answer, and quitting leaves the terminal as it was")
  func sitting() throws {
    let sample = try SampleBook()
    let terminal = try learn(sample)
    #expect(!terminal.isAsBefore)
    try sample.write("func double(_ x: Int) -> Int { x * x }\n", to: SampleBook.answer)
    #expect(terminal.wait(for: "A known mistake:\u{1B}[0m You square."), "\(terminal.output)")
    terminal.type("h")
    #expect(terminal.wait(for: "Mild."))
    terminal.type("n")
    #expect(terminal.wait(for: "is not done yet"))
    try sample.write("func double(_ x: Int) -> Int { scale(x, by: 2) }\n", to: SampleBook.answer)
    #expect(terminal.wait(for: "passed: 3 tests"))
    #expect(terminal.wait(for: "1 of 2 done"))
    terminal.type("n")
    #expect(terminal.wait(for: "02#one  One (level 1 of 3)"))
    terminal.type("q")
    #expect(terminal.waitForEnd() == 0)
    #expect(terminal.isAsBefore)
    #expect(try sample.read("MyExercises/progress.txt").contains("passed 02#double"))
  }

  @Test("a burst of saves ends with the verdict on the last one, also where an editor renames")
  func burst() throws {
    let sample = try SampleBook()
    let terminal = try learn(sample)
    for number in 1...20 {
      let code = "func double(_ x: Int) -> Int { \(number < 20 ? "\(number)" : "scale(x, by: 2)") }\n"
      let fresh = sample.folder + "/fresh.swift"
      try code.write(toFile: fresh, atomically: false, encoding: .utf8)
      #expect(rename(fresh, sample.folder + "/" + SampleBook.answer) == 0)
      usleep(20_000)
    }
    #expect(terminal.wait(for: "passed: 3 tests"), "\(terminal.screen)")
    terminal.type("q")
    #expect(terminal.waitForEnd() == 0)
  }

  @Test("a file that is taken away and comes back does not end the sitting")
  func missingFile() throws {
    let sample = try SampleBook()
    let terminal = try learn(sample)
    try FileManager.default.removeItem(atPath: sample.folder + "/" + SampleBook.answer)
    usleep(300_000)
    try sample.write("func double(_ x: Int) -> Int { scale(x, by: 2) }\n", to: SampleBook.answer)
    #expect(terminal.wait(for: "passed: 3 tests"), "\(terminal.screen)")
  }

  @Test("a file that is gone is told, x brings the stub back, and what is saved anew is checked")
  func goneFile() throws {
    let sample = try SampleBook()
    let terminal = try learn(sample)
    try sample.write("func double(_ x: Int) -> Int { scale(x, by: 2) }\n", to: SampleBook.answer)
    #expect(terminal.wait(for: "passed: 3 tests"), "\(terminal.screen)")
    let start = terminal.mark
    try FileManager.default.removeItem(atPath: sample.folder + "/" + SampleBook.answer)
    #expect(terminal.wait(for: "is gone", from: start, seconds: 20), "\(terminal.screen)")
    terminal.type("r")
    terminal.type("xy")
    #expect(terminal.wait(for: "is the stub again", seconds: 20), "\(terminal.screen)")
    try sample.write("func double(_ x: Int) -> Int { x + x }\n", to: SampleBook.answer)
    #expect(terminal.wait(for: "{ x + x }", seconds: 60), "\(terminal.screen)")
  }

  @Test("an answer is said to be checked at once, keys pressed meanwhile do nothing, and q leaves")
  func keysWhileChecking() throws {
    let sample = try SampleBook()
    let terminal = try learn(sample)
    try sample.write(
      "import Foundation\nfunc double(_ x: Int) -> Int { usleep(500_000); return 2 * x }\n", to: SampleBook.answer)
    #expect(terminal.wait(for: "checking 02#double", seconds: 60), "\(terminal.screen)")
    terminal.type("nhc")
    #expect(terminal.wait(for: "1 of 2 done", seconds: 60), "\(terminal.screen)")
    usleep(300_000)
    #expect(terminal.mark > 0 && terminal.screen.contains("passed: 3 tests"), "\(terminal.screen)")
    #expect(!terminal.output.contains("One (level 1 of 3)") && !terminal.output.contains("Mild."))
    let start = terminal.mark
    try sample.write("func double(_ x: Int) -> Int { while x >= 0 {}; return 0 }\n", to: SampleBook.answer)
    #expect(terminal.wait(for: "checking 02#double", from: start, seconds: 60), "\(terminal.screen)")
    terminal.type("q")
    #expect(terminal.waitForEnd() == 0)
    #expect(!terminal.output.contains("ran longer") && terminal.isAsBefore)
  }

  @Test("an editor that empties the file and writes it in pieces gets no verdict on a piece")
  func pieces() throws {
    let sample = try SampleBook()
    let terminal = try learn(sample)
    let pieces = ["", "func double(_ x: Int) -> Int {\n", "  scale(x, by: 2)\n}\n"]
    for number in pieces.indices {
      try pieces[...number].joined().write(
        toFile: sample.folder + "/" + SampleBook.answer, atomically: false, encoding: .utf8)
      usleep(150_000)
    }
    #expect(terminal.wait(for: "passed: 3 tests", seconds: 60), "\(terminal.screen)")
    #expect(
      !terminal.output.contains("does not compile") && !terminal.output.contains("is empty"), "\(terminal.output)")
  }

  @Test("checking all ends with a sum and the keys")
  func checkAll() throws {
    let sample = try SampleBook()
    let terminal = try learn(sample)
    let start = terminal.mark
    terminal.type("c")
    #expect(terminal.wait(for: "0 of 1 started exercise passed", from: start, seconds: 60), "\(terminal.screen)")
    let sum = terminal.mark
    usleep(200_000)
    #expect(terminal.mark >= sum)
    let end = try #require(terminal.output.components(separatedBy: "started exercise passed").last)
    #expect(end.contains("0 of 2 done") && end.contains("n next"), "\(terminal.screen)")
  }

  @Test("what another window records is counted here")
  func otherWindow() throws {
    let sample = try SampleBook()
    let terminal = try learn(sample)
    terminal.type("h")
    #expect(terminal.wait(for: "Mild."))
    #expect(try sample.run(["exercise", "solution", "one", "--give-up"]).status == 0)
    #expect(terminal.wait(for: "1 of 2 done", seconds: 20), "\(terminal.screen)")
    usleep(100_000)
    #expect(terminal.mark > 0 && terminal.screen.contains("Mild."), "\(terminal.screen)")
  }

  @Test("a verdict above more lines than the window has stands below them too")
  func shortWindow() throws {
    let sample = try SampleBook()
    let terminal = try learn(sample, rows: 14)
    try sample.write("func double(_ x: Int) -> Int { 7 }\n", to: SampleBook.answer)
    #expect(terminal.wait(for: "Save to check again", seconds: 60), "\(terminal.screen)")
    #expect(terminal.screen.components(separatedBy: "3 of 3 tests failed").count == 3, "\(terminal.screen)")
  }

  @Test("a window of another size is drawn anew, and no line of the list is wider than it")
  func resize() throws {
    let sample = try SampleBook()
    let terminal = try learn(sample)
    let list = terminal.mark
    terminal.type("l")
    // Its last word: what comes later is a new drawing.
    #expect(terminal.wait(for: "back", from: list))
    let start = terminal.mark
    terminal.resize(columns: 40, rows: 20)
    #expect(terminal.wait(for: "back", from: start))
    let lines = Self.plain(terminal.screen).split(whereSeparator: \.isNewline)
    #expect(lines.allSatisfy { $0.count <= 40 } && lines.count <= 20, "\(lines)")
    terminal.type("q")
    #expect(terminal.wait(for: "Twice as much (level 2 of 3)", from: start))
    terminal.resize(columns: 80, rows: 24)
    terminal.type("q")
    #expect(terminal.waitForEnd() == 0)
  }

  @Test("the list finds an exercise and goes on there")
  func list() throws {
    let sample = try SampleBook()
    let terminal = try learn(sample)
    terminal.type("l")
    #expect(terminal.wait(for: "j k move"))
    terminal.type("/one\rc")
    #expect(terminal.wait(for: "02#one  One (level 1 of 3)"), "\(terminal.screen)")
    terminal.type("l\u{1B}[Ax")
    #expect(terminal.wait(for: "Put the stub of 02#double back?"), "\(terminal.screen)")
    terminal.type("n")
    #expect(terminal.wait(for: "Nothing was changed."))
  }

  @Test("Ctrl-C and signals put the terminal back", arguments: [nil, SIGTERM, SIGHUP, SIGINT])
  func interrupt(signal: Int32?) throws {
    let terminal = try learn(try SampleBook())
    if let signal { terminal.send(signal) } else { terminal.type("\u{3}") }
    #expect(terminal.waitForEnd() == signal.map { 128 + $0 } ?? 0)
    #expect(terminal.isAsBefore)
  }

  @Test("without colours there are none, and a plain terminal gets plain lines")
  func plainTerminals() throws {
    let uncoloured = try learn(try SampleBook(), ["NO_COLOR": "1"])
    #expect(!uncoloured.output.contains(#/\u{1B}\[\d+m/#))
    let dumb = try learn(try SampleBook(), ["TERM": "dumb"])
    dumb.type("q")
    #expect(dumb.waitForEnd() == 0)
    #expect(!dumb.output.contains("\u{1B}"), "\(dumb.output)")
  }

  private static func plain(_ text: String) -> String { text.replacing(#/\u{1B}\[[0-9;]*[A-Za-z]/#, with: "") }
}
