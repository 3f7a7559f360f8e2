import TestSupport
import Testing

@testable import Notebook

@Suite struct CrashReportTests {
  private func report(_ text: String, signal: Int = 4) -> CrashReport {
    var program = Program(
      name: "chapter_02_b", purpose: .session, text: "", cells: [0], copied: [], values: [], timeLimit: 1)
    for line in 5...20 { program.origins[line] = Program.Origin(line: 100 + line) }
    return CrashReport(standardError: text, program: program, signal: signal)
  }

  private let backtrace = """

    *** Signal 4: Backtracing from 0x7f90256f9361... done ***

    *** Program crashed: Illegal instruction at 0x00007f90256f9361 ***

    Thread 0 "programs" crashed:

      0      0x00007f90256f9361 _assertionFailure(_:_:file:line:flags:) + 225 in libswiftCore.so
      1 [ra] 0x000055f9c56980da helper + 1 in programs at /tmp/work/chapter_02_b.swift:3:3
      1 [ra] 0x000055f9c56980db half(_:) + 170 in programs at /tmp/work/chapter_02_b.swift:7:3
      2 [ra] 0x000055f9c5698145 prog + 52 in programs at /tmp/work/chapter_02_b.swift:13:15

    Backtrace took 0.01s

    """

  @Test func theMessagesOfTheRuntime() {
    for (text, message) in [
      ("chapter/02-b.md:7: Fatal error: no weights\n", "no weights"),
      ("chapter/02-b.md:7: Fatal error\n", "Fatal error"),
      ("a/b.md:7: Precondition failed: even only\n", "even only"),
      ("a/b.md:7: Precondition failed\n", "Precondition failed"),
      ("a/b.md:7: Assertion failed: no\n", "no"),
      ("Swift/ContiguousArrayBuffer.swift:675: Fatal error: Index out of range\n", "Index out of range"),
      ("a/b.md:7: Fatal error: two\nlines\n", "two\nlines"),
    ] {
      let report = report(text + backtrace)
      #expect(report.message == message && report.line == 7 && report.before.isEmpty, "\(text)")
    }
  }

  @Test func whatTheCellItselfWroteIsKept() {
    let report = report("a warning of mine\nFatal error: not this one\na/b.md:7: Fatal error: this one\n" + backtrace)
    #expect(report.message == "this one")
    #expect(report.before == "a warning of mine\nFatal error: not this one\n")
  }

  @Test func aCrashWithoutWordsIsNamedByItsSignal() {
    #expect(report("mine\n" + backtrace, signal: 11).message == "signal 11 (segmentation fault)")
    #expect(report("", signal: 9).message == "signal 9 (killed)")
    #expect(report("", signal: 77).message == "signal 77")
    #expect(report("", signal: 9).line == nil)
  }

  @Test func trapsWithoutTheUsualWordsAreNamed() {
    for (text, message) in [
      (
        "Could not cast value of type 'Swift.Int' (0x7f5db17da698) to 'Swift.String' (0x7f5db17d7ca0).\n" + backtrace,
        "Could not cast value of type 'Swift.Int' to 'Swift.String'."
      ),
      (
        "Simultaneous accesses to 0x55d5053f75b8, but modification requires exclusive access.\nPrevious access …\n"
          + backtrace, "Simultaneous accesses, but modification requires exclusive access."
      ),
      (
        "\n*** Signal 4: Backtracing from 0x55eb97368991... done ***\n\n*** Swift runtime failure: arithmetic overflow ***\n",
        "arithmetic overflow"
      ),
      (
        backtrace + "  0 [inlined] 0x0056019 Swift runtime failure: arithmetic overflow in m at /tmp/z/main.swift\n",
        "arithmetic overflow"
      ),
      (
        backtrace + String(repeating: " 1 [ra] 0x0000559725cf3c8d deep(_:) + 76 in programs at a.swift:3\n", count: 9),
        "the stack is full: `deep(_:)` calls itself without end, or too often"
      ),
      (
        "Swift/ErrorType.swift:254: Fatal error: Error raised at top level: m.Oops()\r\n"
          + "swift-runtime: failed to suspend thread 6099: 1\n" + backtrace, "Error raised at top level: m.Oops()"
      ),
    ] {
      #expect(report(text).message == message, "\(text)")
    }
  }

  @Test func theCallOfAHelperIsNamed() {
    var program = Program(
      name: "chapter_02_b", purpose: .session, text: "", cells: [0], copied: [], values: [], timeLimit: 1)
    for line in 5...20 { program.origins[line] = Program.Origin(line: 100 + line) }
    let text = "x: Fatal error: y\n" + backtrace
    #expect(CrashReport(standardError: text, program: program, signal: 4, cell: 12...14).caller == 13)
    #expect(CrashReport(standardError: text, program: program, signal: 4, cell: 6...8).caller == nil)
    #expect(CrashReport(standardError: text, program: program, signal: 4, cell: 15...16).caller == nil)
  }

  @Test func placesOfOtherFilesDoNotCount() {
    #expect(report("x: Fatal error: y\n" + backtrace.replacing("02_b.swift", with: "03_c.swift")).line == nil)
  }
}

@Suite struct TerminalTextTests {
  @Test func textIsWhatATerminalLeaves() {
    for (text, left) in [
      ("a\r\nb\r\n\r\n", "a\nb\n\n"), ("10 %\r50 %\r100 %\n", "100 %\n"), ("working\rdone\n", "doneing\n"),
      ("working\r\u{1B}[Kdone\n", "done\n"), ("50 %\r", "50 %"), ("a\nb", "a\nb"),
      ("é\r\ne\u{301}\r\n", "é\ne\u{301}\n"),
      ("\u{1B}[32mgreen\u{1B}[0m\r\n", "\u{1B}[32mgreen\u{1B}[0m\n"), ("", ""), ("\r\r\n", "\n"),
    ] {
      #expect(TerminalText.settled(text) == left, "\(text.debugDescription)")
    }
  }

  @Test func codesOfATerminalAreTakenAway() {
    for (text, plain) in [
      ("\u{1B}[1;31mred\u{1B}[0m", "red"), ("\u{1B}]8;;https://a.b\u{7}link\u{1B}]8;;\u{1B}\\", "link"),
      ("\u{1B}[2J\u{1B}[Hx", "x"), ("\u{1B}[38;2;1;2;3mx", "x"), ("no [31m code", "no [31m code"), ("\u{1B}", "\u{1B}"),
    ] {
      #expect(TerminalText.withoutCodes(text) == plain, "\(text.debugDescription)")
    }
  }

  @Test func commandsArePartedAsByAShell() {
    #expect(Command.words(of: #"a 'b c'  "d \" e" f\ g """#) == ["a", "b c", "d \" e", "f g", ""])
  }
}

@Suite struct CompilerMessageTests {
  @Test func messagesAreReadWithTheirPlaces() {
    let text = """
      p.swift:7:14: error: cannot convert: a value
      let b: Int = "two"
                   ^~~~~
      p.swift:6:5: note: declared here
      p.swift:8:1: warning: variable 'x' was never used [#Usage]
      /tmp/other.swift:1:2: error: elsewhere
      <unknown>:0: error: nowhere

      """
    let messages = Compiler.messages(text, file: "p.swift")
    #expect(
      messages == [
        CompilerMessage(
          severity: .error, text: "cannot convert: a value", position: SourcePosition(line: 7, column: 14)),
        CompilerMessage(severity: .note, text: "declared here", position: SourcePosition(line: 6, column: 5)),
        CompilerMessage(
          severity: .warning, text: "variable 'x' was never used [#Usage]", position: SourcePosition(line: 8, column: 1)
        ),
        CompilerMessage(severity: .error, text: "elsewhere", position: nil),
        CompilerMessage(severity: .error, text: "nowhere", position: nil),
      ])
  }

  @Test func whatTheCompilerRepeatsIsToldOnce() {
    var program = Program(name: "p", purpose: .session, text: "", cells: [0], copied: [], values: [], timeLimit: 1)
    // Once at the statement, once at what the tangler put before it.
    program.origins[7] = Program.Origin(line: 70, insertions: [Program.Insertion(offset: 0, count: 10)])
    let text = "p.swift:7:1: error: conflicting\np.swift:7:11: error: conflicting\n"
    let messages = Compiler.messages(text, file: "p.swift")
    let result = Compiler.Result(object: nil, isSuccess: false, messages: messages, seconds: 0)
    let position = SourcePosition(line: 70, column: 1)
    #expect(
      program.located(result).messages
        == [CompilerMessage(severity: .error, text: "conflicting", position: position)])
  }

  @Test func columnsComeBackToTheChapter() {
    var moved = Program(name: "p", purpose: .session, text: "", cells: [0], copied: [], values: [], timeLimit: 1)
    let insertions = [Program.Insertion(offset: 0, count: 10), Program.Insertion(offset: 5, count: 1)]
    moved.origins = [
      3: Program.Origin(line: 30, indentation: 2, insertions: insertions),
      4: Program.Origin(line: 31, indentation: 4), 5: Program.Origin(line: 32),
    ]
    func column(_ line: Int, _ column: Int) -> Int? { moved.chapterPosition(line: line, column: column)?.column }
    #expect(moved.chapterPosition(line: 3, column: 1)?.line == 30 && moved.chapterPosition(line: 6, column: 1) == nil)
    #expect(column(3, 1) == 3)
    #expect(column(3, 5) == 3)
    #expect(column(3, 11) == 3)
    #expect(column(3, 15) == 7)
    #expect(column(3, 16) == 8)
    #expect(column(3, 18) == 9)
    #expect(column(4, 1) == 5)
    #expect(column(5, 9) == 9)
  }
}

@Suite struct EventsTests {
  private func read(_ text: String) -> [RunEvent] { RunEvent.read(Array(text.utf8)) }
  private let cell = "cell 2\n1\n0\n4\n10.0\n"

  @Test func fieldsKeepTheirBytes() {
    #expect(
      read(cell + "value 2\n1\n0\n7\na\nend 0\nend 0\n")
        == [.cell(0, limit: 10), .value(0, "a\nend 0"), .end])
  }

  @Test func whatWasCutOffIsIgnored() {
    let whole = cell + "value 2\n1\n0\n3\nabc\n"
    for length in 0..<whole.utf8.count {
      let events = RunEvent.read(Array(whole.utf8.prefix(length)))
      #expect(events.count == (length < cell.utf8.count ? 0 : 1), "\(length)")
    }
    #expect(read(whole).count == 2)
  }

  @Test func forgedEventsHarmNothing() {
    for text in [
      "cell 0\n", "cell -1\n", "cell x\n", "cell 2\n9223372036854775807\n", "cell 2\n-5\n", "other 0\n", "\n\n",
      "cell 99999999999\n", "figure 1\n1\nx\n", "cell 2 3\n",
      "value 2\n1\nx\n1\ny\n", "cell 2\n1\nx\n1\n5\n", "cost 3\n1\n1\n1\nx\n1\n1\n",
      "figure 4\n1\n0\n1\na\n1\nb\n2\n-1\n", "statement 1\n0\n\n",
    ] {
      #expect(read(text).isEmpty, "\(text)")
      #expect(read(cell + text).count == 1, "\(text)")
    }
    #expect(RunEvent.read([0xFF, 0x00, 0x0A]).isEmpty)
  }
}

@Suite struct SpellingTests {
  @Test func distances() {
    for (left, right, distance) in [
      ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "abd", 1),
      ("abc", "ab", 1), ("kitten", "sitting", 3), ("hiden", "hidden", 1),
    ] {
      #expect(Spelling.distance(left, right) == distance, "\(left) \(right)")
    }
  }

  @Test func onlyWhatIsNearIsSuggested() {
    let words = ["fresh", "fold", "tolerance"]
    #expect(Spelling.suggestion(for: "freish", among: words) == "fresh")
    #expect(Spelling.suggestion(for: "TOLERENCE", among: words) == "tolerance")
    #expect(Spelling.suggestion(for: "bold", among: words) == "fold")
    #expect(Spelling.suggestion(for: "network", among: words) == nil)
    #expect(Spelling.suggestion(for: "x", among: []) == nil)
  }
}
