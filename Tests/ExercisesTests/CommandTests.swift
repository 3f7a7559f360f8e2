import Foundation
import Testing

@testable import Exercises

/// The commands beside start, check, hint and solution, by the real tool.
@Suite("The commands around an exercise", .serialized)
struct CommandTests {
  private static let right = "func double(_ x: Int) -> Int { x + x }\n"
  private static let wrong = "func double(_ x: Int) -> Int { x * x }\n"

  private func started(_ answer: String) throws -> SampleBook {
    let sample = try SampleBook()
    #expect(try sample.run(["exercise", "start", "double"]).status == 0)
    try sample.write(answer, to: SampleBook.answer)
    return sample
  }

  @Test("run shows what the file prints, without the tests, and how it ended")
  func run() throws {
    let sample = try started(Self.wrong + "print(double(21))\n")
    let run = try sample.run(["exercise", "run"])
    #expect(run.status == 0 && run.output == "441\n", "\(run)")
    try sample.write(Self.wrong, to: SampleBook.answer)
    #expect(try sample.run(["exercise", "run"]).output.hasPrefix("Your file ran and printed nothing."))
    try sample.write("print(1)\nlet none: Int? = nil\nprint(none!)\n", to: SampleBook.answer)
    let trap = try sample.run(["exercise", "run"])
    #expect(trap.status == 1 && trap.output.hasPrefix("1\n") && trap.output.contains("double.swift:3:1"), "\(trap)")
    #expect(try sample.run(["exercise", "export"]).output.contains("passed 02") == false)
  }

  @Test("explain tells the task, and the rest only once the exercise is done")
  func explain() throws {
    let sample = try started(Self.right)
    let before = try sample.run(["exercise", "explain", "double"])
    #expect(before.status == 0 && before.output.contains("Take care of zero."))
    for secret in ["A secret for afterwards.", "You square.", "scale(x, by: 2)"] {
      #expect(!before.output.contains(secret))
    }
    #expect(try sample.run(["exercise", "check"]).status == 0)
    let after = try sample.run(["exercise", "explain", "double"]).output
    for text in ["Take care of zero.", "A secret for afterwards.", "You square."] { #expect(after.contains(text)) }
  }

  @Test("open says where the page is")
  func open() throws {
    let page = try started(Self.right).run(["exercise", "open"])
    #expect(page.status == 0 && page.output.hasSuffix("Chapters/02-gates.md#double\n"), "\(page)")
  }

  @Test("a chapter or all that is started is checked, one line each, and as JSON")
  func several() throws {
    let sample = try started(Self.wrong)
    for arguments in [["--all"], ["--chapter", "02"]] {
      let check = try sample.run(["exercise", "check"] + arguments)
      #expect(check.status == 1 && check.output.contains("0 of 1 started exercise passed"), "\(check)")
    }
    #expect(try sample.run(["exercise", "check", "--chapter", "9"]).status == 64)
    #expect(try sample.run(["exercise", "check", "double", "--all"]).status == 64)
    let json = try sample.run(["exercise", "check", "--json", "--seed", "4"])
    #expect(json.status == 1)
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
    let row = try #require(rows.first)
    #expect(row["name"] as? String == "02#double")
    #expect(row["outcome"] as? String == "failed" && row["passed"] as? Bool == false && row["seed"] as? Int == 4)
    #expect(row["knownMistake"] as? String == "You square.")
    let tests = try #require(row["tests"] as? [[String: Any]])
    #expect(tests.compactMap { $0["label"] as? String } == ["zero", "a fresh number", "two"])
    #expect(tests.map { $0["failure"] == nil } == [true, false, true])
  }

  @Test("a chapter or all is reset after a yes, and the work is kept")
  func resets() throws {
    let sample = try started(Self.wrong)
    let unasked = try sample.run(["exercise", "reset", "--all"])
    #expect(unasked.status == 1 && unasked.error.contains("--yes"), "\(unasked)")
    #expect(try sample.read(SampleBook.answer) == Self.wrong)
    #expect(try sample.run(["exercise", "reset", "--chapter", "02", "--yes"]).status == 0)
    #expect(try sample.read(SampleBook.answer).contains("// TODO"))
    #expect(try sample.read(SampleBook.answer + ".bak-1") == Self.wrong)
    #expect(try sample.run(["exercise", "reset"]).status == 64)
  }

  @Test("list and progress write JSON, and the doctor names what it looked at")
  func reports() throws {
    let sample = try started(Self.right)
    #expect(try sample.run(["exercise", "check"]).status == 0)
    let list = try sample.run(["exercise", "list", "--json", "--done"]).output
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [[String: Any]])
    #expect(rows.compactMap { $0["name"] as? String } == ["02#double"])
    let progress = try sample.run(["exercise", "progress", "--json"]).output
    let chapters = try #require(try JSONSerialization.jsonObject(with: Data(progress.utf8)) as? [[String: Any]])
    #expect(chapters.map { $0["passed"] as? Int } == [1] && chapters.map { $0["exercises"] as? Int } == [2])
    let doctor = try sample.run(["exercise", "doctor"])
    #expect(doctor.status == 0 && doctor.output.contains("2 exercises in") && doctor.output.contains("1 started"))
  }

  @Test("the doctor finds a build of SwiftPM's that was made elsewhere, and names its cure")
  func movedBuilds() throws {
    let sample = try started(Self.right)
    for package in ["", "MyExercises/"] {
      let cache = sample.folder + "/\(package).build/machine/debug/ModuleCache/1A"
      try FileManager.default.createDirectory(atPath: cache, withIntermediateDirectories: true)
      for (place, status) in [(cache, 0), ("/elsewhere/.build/machine/debug/ModuleCache/1A", 1)] {
        try Data("\u{1}CPCH\(place)\u{0}".utf8).write(to: URL(filePath: cache + "/SwiftShims-2.pcm"))
        let doctor = try sample.run(["exercise", "doctor"])
        #expect(Int(doctor.status) == status, "\(doctor)")
        #expect(
          doctor.output.contains("rm -rf") == (status == 1) && doctor.output.contains("✓ the modules"), "\(doctor)")
        #expect(status == 0 || doctor.output.contains("\(package).build/machine`"), "\(doctor)")
      }
      try FileManager.default.removeItem(atPath: sample.folder + "/\(package).build/machine")
    }
  }

  @Test("a cached module that names no cache says nothing about a move, and hides none")
  func silentModules() throws {
    let sample = try started(Self.right)
    let cache = sample.folder + "/.build/machine/release/ModuleCache/1A"
    try FileManager.default.createDirectory(atPath: cache, withIntermediateDirectories: true)
    try Data("\u{1}CPCH\u{0}".utf8).write(to: URL(filePath: cache + "/A-1.pcm"))
    #expect(try sample.run(["exercise", "doctor"]).status == 0)
    for (place, status) in [(cache, 0), ("/elsewhere/.build/machine/release/ModuleCache/1A", 1)] {
      try Data("\u{1}CPCH\(place)/A-1.pcm\u{0}".utf8).write(to: URL(filePath: cache + "/B-1.pcm"))
      let doctor = try sample.run(["exercise", "doctor"])
      #expect(Int(doctor.status) == status, "\(doctor)")
    }
  }

  @Test("a shell's Tab key is offered the exercises of the book")
  func completion() throws {
    // As the scripts of `--generate-completion-script` ask: the argument, the word, the letter, then the line so far.
    let sample = try SampleBook()
    let words = ["notebook", "exercise", "check", ""]
    let names = try sample.run(["---completion", "exercise", "check", "--", "positional@0", "3", "0"] + words)
    #expect(names.status == 0 && names.output == "02#double\n02#one\n", "\(names)")
  }
}
