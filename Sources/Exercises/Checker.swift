public import Notebook

/// The findings of a check of a learner's answer.
public struct Check: Equatable, Sendable {
  /// How the answer did.
  public enum Outcome: Equatable, Sendable {
    /// Every test ran and passed.
    case passed
    /// The stub is as it was.
    case unchanged
    /// The file holds no code.
    case empty
    /// The file holds something other than text.
    case notText
    /// The answer changes what the tests mean by a name.
    case refused(AnswerRules.Breach, SourcePosition)
    /// The compiler refused the answer.
    case notCompiled
    /// At least one test failed.
    case failed
    /// The answer trapped.
    case trapped(message: String, line: Int?)
    /// The answer ended the program itself.
    case exited(status: Int)
    /// The answer ran longer than it may, in seconds.
    case timedOut(limit: Double)
    /// The program ended well, but not every test was run.
    case incomplete
  }

  /// The exercise.
  public var entry: CatalogEntry
  /// The learner's file.
  public var answer: SourceText
  /// The seed of the tests' data: the same seed gives the same data again.
  public var seed: UInt64
  /// How the answer did.
  public var outcome: Outcome
  /// The result of each test, in order, as far as the program came.
  public var results: [AnswerRun.Result] = []
  /// The test that the answer was in when it trapped or ran too long.
  public var unfinished: String?
  /// The messages of the compiler.
  public var messages: [CompilerMessage] = []
  /// The printed output of the answer.
  public var printed = ""
  /// The figures and tables of the answer and the tests.
  public var figures: [FigureOutput] = []
  /// The sentence for the typical wrong answer that this one behaves like.
  public var knownMistake: String?
  /// The seconds that answer and tests computed.
  public var seconds = 0.0

  /// Creates a check.
  public init(entry: CatalogEntry, answer: SourceText, seed: UInt64, outcome: Outcome) {
    self.entry = entry
    self.answer = answer
    self.seed = seed
    self.outcome = outcome
  }

  /// True if the exercise is solved.
  public var isPassed: Bool { outcome == .passed }
}

/// Checks answers: compiles them with the exercise's hidden tests and runs them like cells.
///
/// A pass needs every test that the book's own solution meets with the same seed, in number and by name, and the end of
/// the program; so an answer that ends early, or skips what is asked, does not pass.
public struct Checker: Sendable {
  let runner: Runner
  /// How long an answer may run, in seconds.
  public var seconds: Double

  /// Creates a checker; the runner holds the compiled modules.
  public init(runner: Runner, seconds: Double = 5) {
    self.runner = runner
    self.seconds = seconds
  }

  /// A seed for tests that draw fresh data.
  public static func freshSeed() -> UInt64 { .random(in: 1...999_999) }

  /// Runs the book's own answers with a seed, so that a check with this seed need not wait for them.
  public func prepare(_ entry: CatalogEntry, seed: UInt64) async throws(NotebookError) -> Preparation {
    let answers = try await runner.bookAnswers(to: entry.index, of: entry.document)
    let wrong = entry.exercise.wrongAnswers
    return Preparation(
      seed: seed, labels: try await labels(of: entry, answers, seed: seed),
      wrong: try await runner.run(wrong.map(\.cell), of: answers, seed: seed))
  }

  /// Checks one answer.
  ///
  /// - Parameters:
  ///   - entry: The exercise.
  ///   - answer: The learner's file.
  ///   - seed: What the tests draw their data from; a preparation brings its own.
  ///   - preparation: What is known of the book's own answers already.
  public func check(
    _ entry: CatalogEntry, _ answer: SourceText, seed: UInt64 = freshSeed(),
    prepared preparation: Preparation? = nil
  ) async throws(NotebookError) -> Check {
    var check = Check(entry: entry, answer: answer, seed: preparation?.seed ?? seed, outcome: .unchanged)
    if let outcome = Self.outcome(ofUnreadable: answer), !isStub(answer, of: entry) {
      check.outcome = outcome
      return check
    }
    // The answer is looked at while the compiler is at work.
    async let breach = AnswerRules(for: entry.index, of: entry.document).breach(in: answer)
    let (run, expected) = try await run(answer, to: entry, seed: check.seed, preparation)
    let hasErrors = run.messages.contains { $0.severity == .error && $0.position != nil }
    if let (breach, position) = await breach, !hasErrors {
      check.outcome = .refused(breach, position)
      return check
    }
    check.results = run.results
    check.messages = run.messages
    check.printed = run.printed
    check.figures = run.figures
    check.seconds = run.seconds
    if run.ending == .notCompiled {
      check.outcome = .notCompiled
      return check
    }
    check.outcome = Self.outcome(of: run, expected: expected)
    switch check.outcome {
    case .trapped, .timedOut: check.unfinished = expected.dropFirst(run.results.count).first
    default: break
    }
    if isStub(answer, of: entry) {
      check.outcome = .unchanged
    } else if !check.isPassed {
      let wrong = try await wrongAnswers(to: entry, seed: check.seed, preparation)
      check.knownMistake = zip(entry.exercise.wrongAnswers, wrong).first { $1.behaviour == run.behaviour }?.0.message
    }
    return check
  }

  /// Runs the learner's answer while the book's own solution runs beside it, unless that was done before.
  private func run(
    _ answer: SourceText, to entry: CatalogEntry, seed: UInt64, _ preparation: Preparation?
  ) async throws(NotebookError) -> (AnswerRun, expected: [String]) {
    async let expected = labels(of: entry, seed: seed, preparation)
    do {
      let run = try await runner.run(
        answer: answer, to: entry.index, of: entry.document, seed: seed, seconds: seconds)
      return (run, try await expected)
    } catch {
      throw error as? NotebookError ?? NotebookError(.programNotRun, entry.name, cause: "\(error)")
    }
  }

  /// The labels of the tests that the book's own solution meets with this seed.
  private func labels(
    of entry: CatalogEntry, _ answers: BookAnswers, seed: UInt64
  ) async throws(NotebookError) -> [String] {
    guard let cell = entry.exercise.solution else { return [] }
    guard let run = try await runner.run([cell], of: answers, seed: seed).first, run.isPassed else {
      throw NotebookError(
        .bookInvalid, entry.document.source.path,
        cause: "the solution of \(entry.name) does not pass its own tests with --seed \(seed)")
    }
    return run.results.map(\.label)
  }

  private func labels(
    of entry: CatalogEntry, seed: UInt64, _ preparation: Preparation?
  ) async throws(NotebookError) -> [String] {
    if let preparation { return preparation.labels }
    let answers = try await runner.bookAnswers(to: entry.index, of: entry.document)
    return try await labels(of: entry, answers, seed: seed)
  }

  private func wrongAnswers(
    to entry: CatalogEntry, seed: UInt64, _ preparation: Preparation?
  ) async throws(NotebookError) -> [AnswerRun] {
    if let preparation { return preparation.wrong }
    let answers = try await runner.bookAnswers(to: entry.index, of: entry.document)
    return try await runner.run(entry.exercise.wrongAnswers.map(\.cell), of: answers, seed: seed)
  }

  /// How a run did, beside the labels of the tests that there are.
  static func outcome(of run: AnswerRun, expected: [String]) -> Check.Outcome {
    switch run.ending {
    case .crashed(let message, let line): return .trapped(message: message, line: line)
    case .exited(let status): return .exited(status: status)
    case .timedOut(let limit): return .timedOut(limit: limit)
    case .notCompiled, .compiled, .notRun, .skipped: return .notCompiled
    case .finished: break
    }
    if run.results.contains(where: { $0.failure != nil }) { return .failed }
    return run.isPassed && run.results.map(\.label) == expected ? .passed : .incomplete
  }

  /// The outcome for a file that cannot hold an answer, which the compiler would say much about and nothing of use.
  static func outcome(ofUnreadable answer: SourceText) -> Check.Outcome? {
    if !LearnerText.isText(answer.bytes) { return .notText }
    return AnswerCode(answer).text.isEmpty ? .empty : nil
  }

  private func isStub(_ answer: SourceText, of entry: CatalogEntry) -> Bool {
    AnswerCode(answer).text == AnswerCode(text: entry.code(of: entry.exercise.stub)).text
  }
}

/// The results of the book's own answers with a seed.
public struct Preparation: Sendable {
  /// The seed of the tests' data.
  public let seed: UInt64
  /// The tests that the solution meets, in order.
  let labels: [String]
  /// The result of each typical wrong answer.
  let wrong: [AnswerRun]
}

/// A learner's code without what the workspace put around it: the task's comment and the imports.
struct AnswerCode: Equatable {
  let text: String

  init(_ answer: SourceText) {
    self.init(text: String(decoding: answer.bytes, as: UTF8.self))
  }

  init(text: String) {
    var lines = text.textLines.map(String.init)[...]
    lines = lines.drop { $0.hasPrefix("//") || $0.allSatisfy(\.isWhitespace) || AnswerFile.isImport($0) }
    self.text = lines.joined(separator: "\n").trimmingEmptyLines
  }

  /// The lines that differ, `-` for this code's and `+` for the other's, with the common ones between them; empty if
  /// they are the same.
  func difference(to other: AnswerCode) -> [String] {
    let mine = text.split(separator: "\n").map(String.init)
    let theirs = other.text.split(separator: "\n").map(String.init)
    let changes = theirs.difference(from: mine)
    if changes.isEmpty { return [] }
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var lines: [String] = []
    var next = 0
    func takeInserted() {
      while inserted.contains(next) {
        lines.append("+ " + theirs[next])
        next += 1
      }
    }
    for (offset, line) in mine.enumerated() {
      if removed.contains(offset) {
        lines.append("- " + line)
      } else {
        takeInserted()
        lines.append("  " + line)
        next += 1
      }
    }
    takeInserted()
    return lines
  }
}
