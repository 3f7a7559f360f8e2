import TestSupport
import Testing

@testable import Notebook

/// Verdicts on runs that are built by hand: no compiler, no disk.
@Suite struct JudgeTests {
  private func document(_ text: String) -> Document {
    let document = Document(parsing: SourceText(path: "Chapters/01-a.md", text: "---\ntitle: A\n---\n\n" + text))
    #expect(document.diagnostics.isEmpty)
    return document
  }

  private func cell(
    _ ending: CellRun.Ending = .finished, _ values: [Int: String] = [:], printed: String = ""
  ) -> CellRun {
    var run = CellRun()
    run.ending = ending
    run.values = values
    run.outputs = printed.isEmpty ? [] : [.text(printed)]
    return run
  }

  private func verify(
    _ text: String, _ cells: [Int: CellRun], values: [Int: String] = [:], isStrict: Bool = false
  ) -> Verification {
    var run = Run()
    run.cells = cells
    run.values = values
    return Verification.of(document(text), run, isStrict: isStrict)
  }

  private let plain = "```swift\nf()  // => 1\n```\n"

  @Test func theSameInputsGiveTheSameVerdicts() {
    let runs = [0: cell(.finished, [0: "2"])]
    #expect(verify(plain, runs) == verify(plain, runs))
  }

  @Test func aTrueCellPasses() {
    let verification = verify(plain, [0: cell(.finished, [0: "1"])])
    #expect(verification.verdicts == [Verdict(cell: 0, outcome: .passed, expectations: 1)])
    #expect(verification.isPassed && verification.allDiagnostics.isEmpty)
  }

  @Test func everyEndingHasItsVerdict() {
    let table: [(CellRun.Ending, Verdict.Outcome, [DiagnosticID])] = [
      (.finished, .passed, []), (.crashed(message: "no", line: 6), .failed, [.cellCrashed]),
      (.exited(status: 0), .failed, [.cellExited]), (.timedOut(limit: 2), .failed, [.cellTimedOut]),
      (.notRun, .blocked, [.cellNotReached]),
    ]
    for (ending, outcome, ids) in table {
      let verification = verify("```swift\nf()\n```\n", [0: cell(ending)])
      #expect(verification.verdicts.map(\.outcome) == [outcome], "\(ending)")
      #expect(verification.allDiagnostics.map(\.id) == ids, "\(ending)")
      #expect(verification.isPassed == ids.isEmpty)
    }
    #expect(verify("```swift\nf()\n```\n", [:]).verdicts.map(\.outcome) == [.blocked])
    #expect(
      verify("```swift skip=\"x\"\nf()\n```\n", [:]).verdicts.map(\.outcome) == [.skipped(reason: "x")])
  }

  @Test func aBlockedCellNeedsNoSecondReason() {
    let text = "```swift\nf()\n```\n\n```swift\ng()\n```\n"
    let verification = verify(text, [0: cell(.exited(status: 3)), 1: cell(.notRun)])
    #expect(verification.allDiagnostics.map(\.id) == [.cellExited])
    #expect(!verification.isPassed && verification.verdicts.map(\.outcome) == [.failed, .blocked])
  }

  @Test func outputThatNothingChecksFailsOnlyWhenStrict() {
    let runs = [0: cell(printed: "x\n")]
    let text = "```swift\nf()\n```\n"
    #expect(verify(text, runs).allDiagnostics.map(\.severity) == [.warning] && verify(text, runs).isPassed)
    #expect(!verify(text, runs, isStrict: true).isPassed)
    #expect(verify("```swift nondeterministic\nf()\n```\n", runs, isStrict: true).isPassed)
  }

  /// A cell for another system or compiler was not run, and is not called true.
  @Test func aCellThatThisMachineCannotRunIsSkipped() {
    let verification = verify(plain, [0: cell(.skipped(reason: "needs macOS"))])
    #expect(verification.verdicts == [Verdict(cell: 0, outcome: .skipped(reason: "needs macOS"))])
  }

  @Test func whatTheCompilerSaysOutsideOfAllCellsIsTold() {
    var run = Run()
    run.cells = [0: cell(.finished, [0: "1"])]
    run.stray = [CompilerMessage(severity: .error, text: "too complex", position: SourcePosition(line: 8, column: 3))]
    let found = Verification.of(document(plain), run).allDiagnostics
    #expect(found.map(\.id) == [.cellDoesNotCompile] && found.map(\.position.line) == [8])
  }

  @Test func bytesThatAreNoTextAndValuesWithoutAreTold() {
    var run = cell()
    run.isUTF8 = false
    let value = CellRun.Undescribed(place: .value(0), type: "Net", isSequence: false)
    run.undescribed = [value, value, value]
    #expect(Set(verify(plain, [0: run]).allDiagnostics.map(\.id)) == [.outputNotUTF8, .cellUndescribed])
    #expect(verify(plain, [0: run]).allDiagnostics.count == 2)
  }

  @Test func printedLinesAreComparedWithTheFence() {
    func ids(
      _ options: String, _ fence: String, _ printed: String, _ ending: CellRun.Ending = .finished
    ) -> [DiagnosticID] {
      let mark = options == " crash" ? "  // crash: no" : ""
      let text = "```swift\(options)\nf()\(mark)\n```\n\n```text output\(fence)```\n"
      return verify(text, [0: cell(ending, printed: printed)]).allDiagnostics.map(\.id)
    }
    #expect(ids("", "\na\n", "a\n") == [])
    #expect(ids("", "\na\n", "b\n") == [.outputDiffers])
    #expect(ids("", "\n0.5\n", "0.7\n") == [.numberDiffers])
    #expect(ids("", "\n", "a\n") == [.outputEmpty])
    #expect(ids(" nondeterministic", "\na\n", "b\n") == [])
    #expect(ids("", "\na\n", "a") == [.outputNoNewline])
    #expect(ids("", " no-newline\na\n", "a") == [])
    #expect(ids("", " no-newline\na\n", "a\n") == [.outputNoNewline])
    // What a program prints before it ends on purpose is compared; before it ends by mistake, the mistake is told alone.
    let crash = CellRun.Ending.crashed(message: "no", line: 6)
    #expect(ids(" crash", "\na\n", "a\n", crash) == [])
    #expect(ids(" crash", "\na\n", "b\n", crash) == [.outputDiffers])
    #expect(ids(" exit=3", "\na\n", "a\n", .exited(status: 3)) == [])
    #expect(ids(" exit=3", "\na\n", "b\n", .exited(status: 3)) == [.outputDiffers])
    #expect(ids("", "\na\n", "b\n", .exited(status: 3)) == [.cellExited])
  }

  /// Editors take blanks from the ends of a fence's lines, and none from between quotes.
  @Test func blanksAtTheEndOfALineCountInMarksAlone() {
    let fence = "```swift\nf()\n```\n\n```text output\na\n```\n"
    #expect(verify(fence, [0: cell(printed: "a \n")]).isPassed)
    let mark = "```swift\nf()  // Prints \"a\"\n```\n"
    #expect(verify(mark, [0: cell(printed: "a\n")]).isPassed)
    #expect(verify(mark, [0: cell(printed: "a \n")]).allDiagnostics.map(\.id) == [.outputDiffers])
  }

  @Test func anExitHasTheStatusThatIsWritten() {
    func ids(_ ending: CellRun.Ending) -> [DiagnosticID] {
      verify("```swift exit=3\nf()\n```\n", [0: cell(ending)]).allDiagnostics.map(\.id)
    }
    #expect(ids(.exited(status: 3)) == [])
    #expect(ids(.exited(status: 2)) == [.exitDiffers])
    #expect(ids(.finished) == [.exitDiffers])
    #expect(ids(.crashed(message: "no", line: 6)) == [.cellCrashed])
  }

  @Test func aWarningCellMarksEachWarning() {
    func ids(_ warnings: [(Int, String)]) -> [DiagnosticID] {
      var run = cell()
      run.messages = warnings.map {
        CompilerMessage(severity: .warning, text: $0.1, position: SourcePosition(line: $0.0, column: 1))
      }
      let text = "```swift warning\nlet y = f()  // warning: never used\nlet z = 1\n```\n"
      return verify(text, [0: run]).allDiagnostics.map(\.id)
    }
    #expect(ids([(6, "'y' was never used")]) == [])
    #expect(ids([]) == [.warningDidNotHappen])
    #expect(ids([(7, "'z' was never used")]) == [.warningDidNotHappen, .cellWarning])
    #expect(ids([(6, "'y' was never used"), (7, "'z' was never used")]) == [.cellWarning])
  }

  @Test func compilerWarningsFailOnlyWhenStrict() {
    var run = cell()
    run.messages = [
      CompilerMessage(
        severity: .warning, text: "variable 'x' was never used", position: SourcePosition(line: 6, column: 1))
    ]
    let text = "```swift\nlet y = f()\n```\n"
    #expect(verify(text, [0: run]).allDiagnostics.isEmpty)
    #expect(verify(text, [0: run], isStrict: true).allDiagnostics.map(\.id) == [.cellWarning])
    run.messages[0].text = "result of call to 'f()' is unused"
    #expect(verify("```swift\nf()\n```\n", [0: run], isStrict: true).allDiagnostics.isEmpty)
  }

  @Test func aMarkCoversEveryErrorOnItsLineThatContainsItsText() {
    func ids(_ text: String, _ errors: [(Int, String)], _ ending: CellRun.Ending = .notCompiled) -> [DiagnosticID] {
      var run = cell(ending)
      run.messages = errors.map {
        CompilerMessage(severity: .error, text: $0.1, position: SourcePosition(line: $0.0, column: 1))
      }
      return verify(text, [0: run]).allDiagnostics.map(\.id)
    }
    let text = "```swift error\na  // error: cannot convert\nb\n```\n"
    #expect(ids(text, [(6, "cannot convert value")]) == [])
    #expect(ids(text, [(6, "cannot convert value"), (6, "also: cannot convert")]) == [])
    #expect(ids(text, [(6, "other words")]) == [.errorDidNotHappen])
    #expect(ids(text, [(7, "cannot convert value")]) == [.errorDidNotHappen, .errorUnexpected])
    #expect(ids(text, [(6, "cannot convert"), (7, "another")]) == [.errorUnexpected])
    #expect(ids(text, [], .compiled) == [.errorDidNotHappen])
    #expect(ids("```swift error\na\n```\n", [(6, "x")]) == [.errorUnexpected])
  }

  @Test func aCrashIsAtItsLineWithItsWords() {
    let text = "```swift crash\na  // crash: out of range\nb\n```\n"
    func ids(_ ending: CellRun.Ending) -> [DiagnosticID] { verify(text, [0: cell(ending)]).allDiagnostics.map(\.id) }
    #expect(ids(.crashed(message: "Index out of range", line: 6)) == [])
    #expect(ids(.crashed(message: "Index out of range", line: 7)) == [.crashDiffers])
    #expect(ids(.crashed(message: "nil", line: 6)) == [.crashDiffers])
    #expect(ids(.finished) == [.crashDidNotHappen])
    #expect(ids(.timedOut(limit: 1)) == [.cellTimedOut])
    #expect(ids(.exited(status: 0)) == [.cellExited])
  }

  @Test func rangesHoldNumbers() {
    for (got, isPassed) in [("0.92", true), ("0.95", true), ("0.951", false), ("0.9", false), ("\"x\"", false)] {
      let verification = verify("```swift\nf()  // => 0.92...0.95\n```\n", [0: cell(.finished, [0: got])])
      #expect(verification.isPassed == isPassed, "\(got)")
    }
  }

  @Test func aProseStringStandsWithoutItsQuotes() {
    let text = "```swift\n1\n```\n\nIt is <!--= a -->word<!--/-->.\n"
    #expect(verify(text, [0: cell()], values: [0: "\"word\""]).isPassed)
    #expect(verify(text, [0: cell()], values: [0: "\"other\""]).allDiagnostics.map(\.id) == [.valueDiffers])
    #expect(verify(text, [0: cell()], values: [0: "\"word\""]).values == 1)
  }

  @Test func failedExpectsNameTheirLine() {
    var run = cell()
    run.failures = [CellRun.Failure(label: "the sum", line: 6, text: "got 1, expected 2")]
    let found = verify("```swift\nf()\n```\n", [0: run]).allDiagnostics
    #expect(found.map(\.id) == [.expectFailed] && found.map(\.message) == ["the sum: got 1, expected 2"])
    #expect(found.map(\.position.line) == [6])
  }
}

@Suite struct ExerciseProofTests {
  private let text = """
    <!-- exercise #e level=1 -->
    ### E

    ```swift stub
    0
    ```
    <!-- swift test
    expect(true)
    -->
    <!-- swift wrong="One."
    1
    -->
    <!-- swift wrong="Two."
    2
    -->
    <!-- swift solution
    3
    -->

    """

  /// Cells: stub 0, test 1, wrong answers 2 and 3, solution 4.
  private func ids(_ answers: [(cell: Int, ending: CellRun.Ending, failures: [String?])]) -> [DiagnosticID] {
    let document = Document(parsing: SourceText(path: "Chapters/01-a.md", text: "---\ntitle: A\n---\n\n" + text))
    var run = Run()
    run.answers = answers.map { answer in
      AnswerRun(
        exercise: 0, cell: answer.cell, ending: answer.ending,
        results: answer.failures.enumerated().map { AnswerRun.Result(label: "test \($0)", failure: $1) },
        messages: answer.ending == .notCompiled
          ? [CompilerMessage(severity: .error, text: "no", position: nil)] : [])
    }
    return Verification.of(document, run).allDiagnostics.map(\.id)
  }

  @Test func aGoodExerciseIsProven() {
    #expect(
      ids([
        (0, .finished, ["0", "0"]), (2, .finished, ["1", nil]), (3, .crashed(message: "m", line: nil), []),
        (4, .finished, [nil, nil]),
      ]) == [])
  }

  @Test func theStubMustCompileAndFail() {
    #expect(ids([(0, .finished, [nil]), (4, .finished, [nil])]) == [.exerciseStubPasses])
    #expect(ids([(0, .notCompiled, []), (4, .finished, [nil])]) == [.exerciseDoesNotCompile])
  }

  @Test func theSolutionMustPassEveryTestToItsEnd() {
    for (ending, failures) in [
      (CellRun.Ending.finished, ["x"] as [String?]), (.finished, [nil, "x"]), (.finished, []),
      (.exited(status: 0), [nil]), (.crashed(message: "m", line: 1), [nil]), (.timedOut(limit: 1), [nil]),
    ] {
      #expect(ids([(4, ending, failures)]) == [.exerciseSolutionFails], "\(ending)")
    }
  }

  @Test func wrongAnswersFailEachInItsOwnWay() {
    #expect(ids([(2, .finished, [nil]), (4, .finished, [nil])]).contains(.exerciseWrongPasses))
    #expect(ids([(0, .finished, ["0"]), (2, .finished, ["0"])]) == [.exerciseAmbiguous])
    #expect(ids([(2, .finished, ["1"]), (3, .finished, ["1"])]) == [.exerciseAmbiguous])
    #expect(ids([(2, .finished, ["1"]), (3, .finished, ["2"])]) == [])
    #expect(ids([(2, .timedOut(limit: 1), []), (3, .timedOut(limit: 1), [])]) == [.exerciseAmbiguous])
    #expect(ids([(2, .timedOut(limit: 1), []), (3, .exited(status: 1), [])]) == [])
  }
}

@Suite struct LinkCheckTests {
  private func problems(_ text: String, other: String = "## There\n") throws -> [String] {
    let folder = try TemporaryBook([
      "Chapters/01-a.md": "---\ntitle: A\n---\n\n## Here\n\n```swift #cell\n1\n```\n\n" + text,
      "Chapters/02-b.md": "---\ntitle: B\n---\n\n" + other, "Chapters/picture.png": "", "README.md": "",
    ])
    let pipeline = Pipeline(book: try Book(folder: folder.folder))
    return try pipeline.parse(["Chapters/01-a.md"])[0].diagnostics.map { "\($0.id.rawValue) \($0.position.column)" }
  }

  @Test func linksThatLeadSomewhere() throws {
    for link in [
      "#here", "#cell", "02-b.md", "02-b.md#there", "./02-b.md", "picture.png",
      "https://example.org/#x", "mailto:a@example.org",
    ] {
      #expect(try problems("A [link](\(link)).\n").isEmpty, "\(link)")
    }
    #expect(try problems("![A](picture.png)\n\nSee ![a](picture.png) and *[b](#here)*.\n").isEmpty)
  }

  @Test func linksThatLeadNowhere() throws {
    // The site has no place for a file beside the chapters' folder.
    for link in ["../README.md", "../Chapters/02-b.md#there", "../Chapters", "."] {
      #expect(try problems("A [link](\(link)).\n") == ["link.broken 10"], "\(link)")
    }
    for link in ["#nowhere", "03-c.md", "02-b.md#here", "../nothing.md", "02-b.md#"] {
      #expect(try problems("A [link](\(link)).\n") == ["link.broken 10"], "\(link)")
    }
    for link in ["ftp://example.org/x", "doc:Net"] {
      #expect(try problems("A [link](\(link)).\n") == ["link.broken 10"], "\(link)")
    }
    #expect(try problems("A *[link](#no)* and ![p](no.png).\n").count == 2)
    #expect(try problems("| a |\n|---|\n| [x](#no) |\n").count == 1)
    #expect(try problems("> - [x](#no)\n").count == 1)
    let exercise = "<!-- exercise #e level=1 -->\n### E\n\n[a](#no)\n\n```swift stub\n0\n```\n\n"
    let hint = "<!-- hint\n[b](#no)\n-->\n\n"
    #expect(try problems(exercise + hint).filter { $0.hasPrefix("link.broken") }.count == 2)
  }
}

@Suite struct BookTests {
  @Test func chaptersAreNamedByNumberSlugOrPath() throws {
    let folder = try TemporaryBook([
      "Chapters/01-one.md": "", "Chapters/02-two.md": "", "Chapters/glossary.md": "", "Chapters/notes.txt": "",
    ])
    let book = try Book(folder: folder.folder)
    #expect(book.chapters == ["Chapters/01-one.md", "Chapters/02-two.md", "Chapters/glossary.md"])
    for word in ["02", "2", "02-two", "02-two.md", "Chapters/02-two.md", "./Chapters/02-two.md"] {
      #expect(try book.chapters(matching: [word]) == ["Chapters/02-two.md"], "\(word)")
    }
    #expect(try book.chapters(matching: ["2", "1", "02"]) == ["Chapters/01-one.md", "Chapters/02-two.md"])
    #expect(try book.chapters(matching: []).count == 3)
    #expect(throws: NotebookError(.chapterNotFound, "glosary", cause: "Did you mean `glossary`?")) {
      try book.chapters(matching: ["glosary"])
    }
  }

  @Test func whatIsWrongWithABookIsSaid() throws {
    #expect(throws: NotebookError(.bookNotFound, "/nowhere")) { try Book(folder: "/nowhere") }
    for (text, cause) in [
      ("titel: A\n", "line 1: `titel` is not one of its keys; did you mean `title`?"),
      (
        "parts:\n  - title: One\n    chapters: [09-none]\n",
        "it names the chapter `09-none`, and there is no file `09-none.md`"
      ),
      ("parts:\n  - title: One\n", "each of `parts` has a `title` and `chapters`"),
      ("- a\n", "it has no `key: value` lines"),
    ] {
      let folder = try TemporaryBook(["Chapters/book.yml": text])
      #expect(throws: NotebookError(.bookInvalid, "Chapters/book.yml", cause: cause)) {
        try Book(folder: folder.folder)
      }
    }
  }
}
