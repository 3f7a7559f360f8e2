import Foundation
import Testing

@testable import Exercises

/// The real tool on a book without modules; one after the other, since each compiles.
@Suite("The exercise commands", .serialized)
struct ToolTests {
  private func run(_ sample: SampleBook, _ arguments: [String], input: String? = nil) throws -> ToolOutcome {
    try sample.run(arguments, input: input)
  }

  private func check(_ sample: SampleBook, _ answer: String, _ options: String...) throws -> ToolOutcome {
    try sample.write(answer, to: SampleBook.answer)
    return try run(sample, ["exercise", "check", "double"] + options)
  }

  @Test("from the start to the solution")
  func journey() throws {
    let sample = try SampleBook()
    #expect(try run(sample, ["exercise", "check", "double"]).status == 1)
    let start = try run(sample, ["exercise", "start", "02#double"])
    #expect(start.status == 0)
    #expect(start.output.contains("MyExercises/02-gates/double.swift"))

    let stub = try run(sample, ["exercise", "check"])
    #expect(stub.status == 1)
    #expect(stub.output.contains("the stub is as it was"))

    let wrong = try check(sample, "func double(_ n: Int) -> Int { n * n }", "--seed", "4")
    #expect(wrong.status == 1)
    #expect(wrong.output.contains("1 of 3 tests failed"))
    #expect(wrong.output.contains("  ✗ a fresh number\n      got      49\n      expected 14\n"))
    #expect(wrong.output.contains("A known mistake: You square."))
    #expect(wrong.output.contains("--seed 4"))
    let unknown = try check(sample, "func double(_ n: Int) -> Int { n * 3 }")
    #expect(unknown.status == 1)
    #expect(!unknown.output.contains("A known mistake"))

    #expect(try run(sample, ["exercise", "solution", "double"]).status == 1)
    #expect(try run(sample, ["exercise", "hint"]).output.contains("Hint 1 of 2 for 02#double\n\nMild."))
    #expect(try run(sample, ["exercise", "hint"]).output.contains("Stronger."))
    #expect(try run(sample, ["exercise", "hint", "double", "--level", "3"]).status == 1)

    let right = try check(sample, "func double(_ x: Int) -> Int {\n  x + x\n}\n")
    #expect(right.status == 0, "\(right)")
    #expect(right.output.contains("A secret for afterwards."))
    #expect(right.output.contains("  -   x + x\n  +   scale(x, by: 2)\n"))
    #expect(right.output.contains("exercise start 02#one"))
    #expect(!right.output.contains("\u{1B}"))
    #expect(try run(sample, ["exercise", "solution", "double"]).status == 0)
    #expect(try sample.read("MyExercises/progress.txt").contains("\npassed 02#double\n"))
    #expect(try run(sample, ["exercise", "list", "--done"]).output.contains("02#double"))
    #expect(try !run(sample, ["exercise", "list", "--pending"]).output.contains("02#double"))
    #expect(try run(sample, ["exercise", "progress"]).output.contains("1 of 2 exercises passed"))

    #expect(try run(sample, ["exercise", "solution", "one", "--give-up"]).output.contains("func one() -> Int { 1 }"))
    #expect(try run(sample, ["exercise", "progress"]).output.contains("1 given up"))
    #expect(try run(sample, ["exercise", "next"]).output.contains("Every exercise is done."))
    #expect(try run(sample, ["exercise", "check", "--all"]).status == 0)
  }

  @Test(
    "answers that do not answer do not pass",
    arguments: [
      ("print(\"passed\")\nfunc double(_ x: Int) -> Int { print(4); return 0 }", "Your answer printed:"),
      ("import Foundation\nfunc double(_ x: Int) -> Int { exit(0) }", "ended the program itself"),
      (
        "func expect<T>(_ a: T, equals b: T, _ s: String) {}\nfunc double(_ x: Int) -> Int { 0 }",
        "`expect` is a name of the tests"
      ),
      ("func double(_ x: Int) -> Int { let a = [1]; return a[x + 7] }", "stopped with an error"),
      ("func double(_ x: Int) -> Int { while x >= 0 {}; return 0 }", "a loop never ends"),
      (
        "func double(_ x: Int) -> Int {\n  return y\n}",
        "cannot find 'y' in scope\n  return y\n         ^\n"
      ),
      ("func twice(_ x: Int) -> Int { x }", "Keep the names and types of the stub"),
      ("func double(_ x: Int) -> Int { double(x) + 1 }", "`double(_:)` calls itself without end"),
      (
        "func double(_ x: Int) -> Int { half(x) }\nfunc half(_ x: Int) -> Int { double(x) + 1 }",
        "calls itself without end, or too often"
      ),
      ("", "the file is empty"), ("\n\t \r\n", "the file is empty"),
      ("// later\nimport Foundation\n", "the file has no code"),
      ("\u{0}\u{1}func", "the file is not text"),
    ])
  func cheats(answer: String, sentence: String) throws {
    let sample = try SampleBook()
    #expect(try run(sample, ["exercise", "start", "double"]).status == 0)
    let check = try check(sample, answer, "--timeout", "1")
    #expect(check.status == 1)
    #expect(check.output.contains(sentence), "\(check)")
    #expect(try !run(sample, ["exercise", "export"]).output.contains("passed 02"))
  }

  @Test("bytes that are no text are named in one sentence, in a check and in a run")
  func garbage() throws {
    let sample = try SampleBook()
    #expect(try run(sample, ["exercise", "start", "double"]).status == 0)
    let bytes = Data((0..<3000).map { UInt8(truncatingIfNeeded: $0 &* 197 &+ 131) })
    try bytes.write(to: URL(filePath: sample.folder + "/" + SampleBook.answer))
    for command in ["check", "run"] {
      let outcome = try run(sample, ["exercise", command])
      #expect(outcome.status == 1 && outcome.output.contains("is not text in UTF-8"), "\(outcome)")
      #expect(outcome.output.split(separator: "\n").count < 8, "\(outcome)")
    }
  }

  @Test("start and learn take a chapter: its first exercise that is not done")
  func chapters() throws {
    let sample = try SampleBook()
    #expect(try run(sample, ["exercise", "start", "2"]).output.hasPrefix("02#double"))
    #expect(try run(sample, ["exercise", "solution", "double", "--give-up"]).status == 0)
    #expect(try run(sample, ["learn", "02"], input: "q\n").output.contains("02#one  One (level 1 of 3)"))
    #expect(try run(sample, ["exercise", "check", "02"]).error.contains("is a chapter"))
  }

  @Test("where code is given, start names its file")
  func given() throws {
    let sample = try SampleBook()
    let start = try run(sample, ["exercise", "start", "double"]).output
    #expect(start.contains("Given:") && start.contains("MyExercises/Given/02-double.swift"), "\(start)")
    #expect(try !run(sample, ["exercise", "start", "one"]).output.contains("Given"))
  }

  @Test("trouble has the status that it should have")
  func status() throws {
    let sample = try SampleBook()
    #expect(try run(sample, ["exercise", "start", "triple"]).status == 64)
    #expect(try run(sample, ["exercise", "check", "--seed", "x"]).status == 64)
    #expect(try run(sample, ["exercise", "list", "--chapter", "9"]).status == 64)
    #expect(try run(sample, ["exercise", "hint", "double", "--level", "4"]).status == 64)
    try sample.write("", to: "not-a-folder")
    let unwritable = try run(sample, ["exercise", "start", "double", "--workspace", sample.folder + "/not-a-folder"])
    #expect(unwritable.status == 2)
    #expect(unwritable.error.contains("cannot be written"))
  }

  @Test("progress goes to another workspace and back, and what is no progress is refused")
  func exportAndImport() throws {
    let sample = try SampleBook()
    try sample.write("passed 02#one\nhint 02#double 2\n", to: "other.txt")
    #expect(
      try run(sample, ["exercise", "import", sample.folder + "/other.txt"]).output == "1 newly passed, 1 in all\n")
    let exported = try run(sample, ["exercise", "export"]).output
    #expect(LearningRecord.parse(exported).progress.hints == ["02#double": 2])
    try sample.write("nonsense\n", to: "other.txt")
    #expect(try run(sample, ["exercise", "import", sample.folder + "/other.txt"]).status == 1)
    #expect(try run(sample, ["exercise", "export"]).output == exported)
  }

  @Test("learn works without a terminal: first letters of lines are its keys, and the end of input ends it")
  func learn() throws {
    let sample = try SampleBook()
    let session = try run(sample, ["learn"], input: "h\nl\no\nc\ns\ny\nn\nx\nn\n?\nq\n")
    #expect(session.status == 0, "\(session)")
    let page = "In the book: \(sample.folder)/Chapters/02-gates.md#double"
    for text in [
      page, "✗ 02#double  the stub is as it was", "Hint 1 of 2", "02#one", "scale(x, by: 2)",
      "02#one  One (level 1 of 3)", "q quit",
    ] {
      #expect(session.output.contains(text), "\(text) is missing in \(session.output)")
    }
    #expect(!session.output.contains("\u{1B}"))
    #expect(try sample.read("MyExercises/progress.txt").contains("gave-up 02#double"))
    #expect(try run(sample, ["learn"]).status == 0)
  }
}
