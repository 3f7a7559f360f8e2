import Foundation
import Notebook
import Testing

@testable import Exercises

@Suite("What counts as a pass")
struct OutcomeTests {
  private func run(_ ending: CellRun.Ending, _ results: [(String, String?)]) -> AnswerRun {
    AnswerRun(
      exercise: 0, cell: 0, ending: ending, results: results.map { AnswerRun.Result(label: $0.0, failure: $0.1) })
  }

  @Test("every test of the solution, by name and number, and the end")
  func pass() {
    let run = run(.finished, [("a", nil), ("b", nil)])
    #expect(Checker.outcome(of: run, expected: ["a", "b"]) == .passed)
    #expect(Checker.outcome(of: run, expected: ["a", "b", "c"]) == .incomplete)
    #expect(Checker.outcome(of: run, expected: ["a", "c"]) == .incomplete)
    #expect(Checker.outcome(of: run, expected: ["a"]) == .incomplete)
    #expect(Checker.outcome(of: self.run(.finished, []), expected: []) == .incomplete)
  }

  @Test("no ending but the last line passes")
  func endings() {
    let results: [(String, String?)] = [("a", nil)]
    #expect(Checker.outcome(of: run(.exited(status: 0), results), expected: ["a"]) == .exited(status: 0))
    #expect(Checker.outcome(of: run(.timedOut(limit: 5), results), expected: ["a"]) == .timedOut(limit: 5))
    #expect(
      Checker.outcome(of: run(.crashed(message: "m", line: 2), results), expected: ["a"])
        == .trapped(message: "m", line: 2))
    #expect(Checker.outcome(of: run(.finished, [("a", "got 1")]), expected: ["a"]) == .failed)
  }
}

@Suite("Checks at the same time")
struct ParallelCheckTests {
  @Test("each links for itself, although all share what was compiled before")
  func links() async throws {
    let sample = try SampleBook()
    let entry = try await sample.open().catalog.entries[1]
    let checker = Checker(runner: try await Runner(book: try Book(folder: sample.folder)))
    let prepared = try await checker.prepare(entry, seed: 4)
    let outcomes = try await withThrowingTaskGroup(of: Check.Outcome.self) { group in
      for number in 0..<8 {
        let answer = SourceText(path: "one.swift", text: "func one() -> Int { \(number) }\n")
        group.addTask { try await checker.check(entry, answer, prepared: prepared).outcome }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.count { $0 == .passed } == 1 && outcomes.count { $0 == .failed } == 6, "\(outcomes)")
  }
}

@Suite("What a learner reads")
struct CheckReportTests {
  private func check(_ change: (inout Check) -> Void) async throws -> String {
    let entry = try await SampleBook().open().catalog.entries[0]
    let answer = SourceText(path: "double.swift", text: "import Net\n\tlet x = y\n")
    var check = Check(entry: entry, answer: answer, seed: 7, outcome: .failed)
    change(&check)
    return CheckReport(tool: "notebook").text(check, next: nil, section: "02-gates.md#double")
  }

  @Test("got, expected and distance stand one below the other, and a known mistake is broken into lines")
  func failure() async throws {
    let text = try await check {
      $0.results = [
        AnswerRun.Result(label: "one"),
        AnswerRun.Result(label: "two", failure: "got 1.5, expected 2.0, off by 0.5, relative 0.25"),
      ]
      $0.knownMistake = Array(repeating: "words", count: 20).joined(separator: " ")
    }
    #expect(
      text == """
        ✗ 02#double  1 of 2 tests failed

          ✓ one
          ✗ two
              got      1.5
              expected 2.0
              off by   0.5, relative 0.25

        A known mistake: words words words words words words words words words words
        words words words words words words words words words words

        A hint: notebook exercise hint 02#double
        The same data again: --seed 7

        """)
  }

  @Test("a compiler's error stands below its line, tabs included, with a word of help once for each kind")
  func compilerError() async throws {
    let text = try await check {
      $0.outcome = .notCompiled
      let position = SourcePosition(line: 2, column: 10)
      $0.messages = [
        CompilerMessage(severity: .error, text: "cannot find 'y' in scope", position: position),
        CompilerMessage(severity: .error, text: "cannot find 'z' in scope", position: position),
        CompilerMessage(severity: .warning, text: "never used", position: position),
      ]
    }
    #expect(
      text.contains("double.swift:2:10: error: cannot find 'y' in scope\n\tlet x = y\n\t        ^\n  Nothing with"))
    #expect(text.components(separatedBy: "Nothing with").count == 2)
    #expect(!text.contains("never used"))
  }

  @Test("tests that passed are one line, however many there are")
  func passes() async throws {
    let text = try await check {
      $0.results = (1...30).map { AnswerRun.Result(label: "number \($0)") }
      $0.results.append(AnswerRun.Result(label: "last", failure: "got false, expected true"))
    }
    let lines = text.split(separator: "\n")
    #expect(lines.count { $0.contains("✓") } == 1, "\(text)")
    #expect(lines[1].hasPrefix("  ✓ number 1; number 2; ") && lines[1].hasSuffix(" more") && lines[1].count <= 78)
    #expect(lines[2...4] == ["  ✗ last", "      got      false", "      expected true"])
  }

  @Test("long values are cut around the first difference, at the same place, and what follows them stays")
  func longValues() async throws {
    let numbers = (0..<4000).map { "\(Double($0) / 8)" }
    func list(_ wrong: String? = nil) -> String {
      var numbers = numbers
      if let wrong { numbers[3000] = wrong }
      return "[" + numbers.joined(separator: ", ") + "]"
    }
    let failures = [
      "got \(list("7.5")), expected \(list()) (at index 3000, off by 367.5, relative 0.98)",
      "got \(list("7.5")), expected \(list())",
      "got 4000 numbers, expected 3: \(list("7.5")) instead of [0.0, 0.125, 0.25]",
      "got \(String(repeating: "a", count: 9000))b, expected \(String(repeating: "a", count: 9000))c",
    ]
    let text = try await check {
      $0.results = failures.map { AnswerRun.Result(label: "long", failure: $0) }
    }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 78 }, "\(text)")
    let lines = text.split(separator: "\n").map(String.init).filter { $0.hasPrefix("      ") }
    for line in [lines[0], lines[3]] {
      #expect(line.hasPrefix("      got      … ") && line.contains(", 7.5, "), "\(line)")
    }
    for line in [lines[1], lines[4]] { #expect(line.hasPrefix("      expected … ") && line.contains(", 375.0, ")) }
    #expect(lines[0].prefix { $0 != "7" } == lines[1].replacing("expected", with: "got     ").prefix { $0 != "7" })
    #expect(lines[2] == "      at index 3000, off by 367.5, relative 0.98")
    #expect(lines[5].hasPrefix("      got      4000 numbers: [0.0, 0.125, ") && lines[5].hasSuffix("…"))
    #expect(lines[6] == "      expected 3 numbers: [0.0, 0.125, 0.25]")
    #expect(lines[7].hasSuffix("aab") && lines[8].hasSuffix("aac") && lines.count == 9)
  }

  @Test("the compiler's long lines, and those of a trap, break between words")
  func longMessages() async throws {
    let words = Array(repeating: "argument type", count: 20).joined(separator: " ")
    for position in [SourcePosition(line: 2, column: 10), nil] {
      let text = try await check {
        $0.outcome = .notCompiled
        $0.messages = [CompilerMessage(severity: .error, text: words, position: position)]
      }
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 78 }, "\(text)")
      #expect(text.replacing(#/\n */#, with: " ").contains(words))
    }
    let trap = try await check { $0.outcome = .trapped(message: String(repeating: "x", count: 9000), line: 2) }
    #expect(trap.count < 1000)
  }

  @Test("a verdict above more lines than can be seen stands below them too")
  func tall() async throws {
    let entry = try await SampleBook().open().catalog.entries[0]
    var check = Check(
      entry: entry, answer: SourceText(path: "double.swift", text: "let x = 1\n"), seed: 7, outcome: .failed)
    check.results = (1...9).map { AnswerRun.Result(label: "\($0)", failure: "got 1, expected 2") }
    var report = CheckReport(tool: "notebook")
    for (height, count) in [(nil, 1), (100, 1), (20, 2)] {
      report.height = height
      let text = report.text(check, next: nil, section: "")
      #expect(text.components(separatedBy: "✗ 02#double  9 of 9 tests failed\n").count - 1 == count)
      #expect(count == 1 || text.hasSuffix("9 of 9 tests failed\n"))
    }
  }

  @Test("the test that was not finished is named")
  func unfinished() async throws {
    let text = try await check {
      $0.outcome = .timedOut(limit: 5)
      $0.unfinished = "zero"
    }
    #expect(text.contains("  ✗ zero\n      was not finished\n\nYour answer was stopped after 5 s."))
  }

  @Test("a pass shows the figure that the tests displayed, what to notice, the difference and the place in the book")
  func pass() async throws {
    let table = TableOutput(columns: ["gate", "units"], rows: [["AND", "1"], ["XOR", "3"]])
    let figure = FigureOutput(svg: "<svg/>", alternative: "Units by gate.", table: table)
    let text = try await check {
      $0.outcome = .passed
      $0.figures = [figure]
    }
    let parts = [
      "passed", TextPlot(width: 64, isPlain: true).text(of: figure), "A secret for afterwards.",
      "  +   scale(x, by: 2)",
      "In the book: 02-gates.md#double",
    ]
    var rest = text[...]
    for part in parts {
      let place = try #require(rest.range(of: part), "\(part) is missing behind the others in \(text)")
      rest = rest[place.upperBound...]
    }
  }

  @Test("what an answer printed is shown, its first 20 lines")
  func printed() async throws {
    let text = try await check { $0.printed = (1...30).map { "line \($0)\n" }.joined() }
    #expect(text.contains("  line 20\n  … 10 more lines\n"))
    #expect(!text.contains("line 21"))
  }
}

@Suite("The answer beside the solution")
struct DifferenceTests {
  @Test("comment, imports and empty lines around the code do not count")
  func code() {
    let answer = SourceText(path: "a.swift", text: "// Task\n//\n\nimport NeuralNet\n\nlet a = 1\n// mine\n\n\n")
    #expect(AnswerCode(answer).text == "let a = 1\n// mine\n")
    #expect(AnswerCode(answer).difference(to: AnswerCode(text: "let a = 1\n// mine")) == [])
  }

  @Test("both codes can be read from the difference")
  func difference() {
    for (mine, theirs) in [("a\nb\nc", "a\nx\nc"), ("a", "b\na\nc"), ("a\nb", ""), ("", "a"), ("a\nb\na", "b\na\nb")] {
      let lines = AnswerCode(text: mine).difference(to: AnswerCode(text: theirs))
      func side(without sign: Character) -> String {
        lines.filter { $0.first != sign }.map { $0.dropFirst(2) }.joined(separator: "\n")
      }
      #expect(side(without: "+") == mine)
      #expect(side(without: "-") == theirs)
    }
  }
}

@Suite("Help with the compiler's errors")
struct CompilerAdviceTests {
  @Test(
    "the errors that learners meet most often have a sentence",
    arguments: [
      "cannot find 'foo' in scope", "cannot convert value of type 'Int' to expected argument type 'Double'",
      "binary operator '*' cannot be applied to operands of type 'Int' and 'Double'",
      "missing return in global function expected to return 'Int'",
      "cannot assign to value: 'x' is a 'let' constant", "value of optional type 'Int?' must be unwrapped",
      "value of type 'Perceptron' has no member 'weight'", "missing argument label 'weights:' in call",
      "invalid redeclaration of 'f'", "consecutive statements on a line must be separated by ';'",
      "cannot convert return expression of type 'String' to return type 'Bool'",
    ])
  func advice(error: String) {
    #expect(CompilerAdvice.sentence(for: error) != nil)
  }

  @Test("numbers of two types get the sentence about numbers")
  func numbers() {
    let error = "cannot convert value of type 'Int' to expected argument type 'Double'"
    #expect(CompilerAdvice.sentence(for: error)?.contains("Double(n)") == true)
    #expect(CompilerAdvice.sentence(for: "something new") == nil)
  }
}
