public import Notebook

/// What a check found out about a learner's answer.
public struct Check: Equatable, Sendable {
  /// How the answer did.
  public enum Outcome: Equatable, Sendable {
    /// Every test ran and passed.
    case passed
    /// The stub is as it was.
    case unchanged
    /// The answer uses a name that belongs to the tests.
    case reservedName(String, SourcePosition)
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
  /// What the tests drew their data from: the same seed gives the same data again.
  public var seed: UInt64
  /// How the answer did.
  public var outcome: Outcome
  /// What each test found, in order, as far as the program came.
  public var results: [AnswerRun.Result] = []
  /// The test that the answer was in when it trapped or ran too long.
  public var unfinished: String?
  /// What the compiler said.
  public var messages: [CompilerMessage] = []
  /// What the answer printed.
  public var printed = ""
  /// The sentence for the typical wrong answer that this one behaves like.
  public var knownMistake: String?

  /// Creates a check.
  public init(entry: CatalogEntry, answer: SourceText, seed: UInt64, outcome: Outcome) {
    self.entry = entry
    self.answer = answer
    self.seed = seed
    self.outcome = outcome
  }

  /// Whether the exercise is solved.
  public var isPassed: Bool { outcome == .passed }
}

/// Checks answers: compiles them with the exercise's hidden tests and runs them like cells.
///
/// A pass needs every test that the book's own solution meets with the same seed, in number and by name, and the end of
/// the program; so an answer that ends early, or skips what is asked, does not pass.
public struct Checker: Sendable {
  private let runner: Runner
  /// How long an answer may run, in seconds.
  public var seconds: Double

  /// Creates a checker; the runner holds the compiled modules.
  public init(runner: Runner, seconds: Double = 5) {
    self.runner = runner
    self.seconds = seconds
  }

  /// Checks one answer.
  public func check(
    _ entry: CatalogEntry, _ answer: SourceText, seed: UInt64 = .random(in: 1...999_999)
  ) async throws(NotebookError) -> Check {
    var check = Check(entry: entry, answer: answer, seed: seed, outcome: .unchanged)
    if let (name, position) = AnswerNames.firstReserved(in: answer) {
      check.outcome = .reservedName(name, position)
      return check
    }
    let run = try await runner.run(
      answer: answer, to: entry.index, of: entry.document, seed: seed, seconds: seconds)
    check.results = run.results
    check.messages = run.messages
    check.printed = run.printed
    if run.ending == .notCompiled {
      check.outcome = .notCompiled
      return check
    }
    let expected = try await solution(of: entry, seed: seed)
    check.outcome = Self.outcome(of: run, expected: expected)
    switch check.outcome {
    case .trapped, .timedOut: check.unfinished = expected.dropFirst(run.results.count).first
    default: break
    }
    if isStub(answer, of: entry) {
      check.outcome = .unchanged
    } else if !check.isPassed {
      check.knownMistake = try await knownMistake(in: run, of: entry, seed: seed)
    }
    return check
  }

  /// The labels of the tests that the book's own solution meets with this seed.
  private func solution(of entry: CatalogEntry, seed: UInt64) async throws(NotebookError) -> [String] {
    guard let cell = entry.exercise.solution else { return [] }
    let runs = try await runner.run(answers: [cell], to: entry.index, of: entry.document, seed: seed)
    guard let run = runs.first, run.isPassed else {
      throw NotebookError(
        .bookInvalid, entry.document.source.path,
        cause: "the solution of \(entry.name) does not pass its own tests with --seed \(seed)")
    }
    return run.results.map(\.label)
  }

  /// How a run did, beside the labels of the tests that there are.
  static func outcome(of run: AnswerRun, expected: [String]) -> Check.Outcome {
    switch run.ending {
    case .crashed(let message, let line): return .trapped(message: message, line: line)
    case .exited(let status): return .exited(status: status)
    case .timedOut(let limit): return .timedOut(limit: limit)
    case .notCompiled, .compiled, .notRun: return .notCompiled
    case .finished: break
    }
    if run.results.contains(where: { $0.failure != nil }) { return .failed }
    return run.isPassed && run.results.map(\.label) == expected ? .passed : .incomplete
  }

  private func isStub(_ answer: SourceText, of entry: CatalogEntry) -> Bool {
    AnswerCode(answer).text == AnswerCode(text: entry.code(of: entry.exercise.stub)).text
  }

  private func knownMistake(
    in run: AnswerRun, of entry: CatalogEntry, seed: UInt64
  ) async throws(NotebookError) -> String? {
    let wrong = entry.exercise.wrongAnswers
    if wrong.isEmpty { return nil }
    let runs = try await runner.run(answers: wrong.map(\.cell), to: entry.index, of: entry.document, seed: seed)
    return zip(wrong, runs).first { $1.behaviour == run.behaviour }?.0.message
  }
}

/// A learner's code without what the workspace put around it: the task's comment and the imports.
struct AnswerCode: Equatable {
  let text: String

  init(_ answer: SourceText) {
    self.init(text: String(decoding: answer.bytes, as: UTF8.self))
  }

  init(text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
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
