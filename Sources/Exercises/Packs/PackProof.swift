public import Notebook

/// What an author proves of each exercise before others get it, beyond what a check of the chapter proves.
///
/// The exercise is tried with several seeds, as learners will get them, and through the learner's own check.
public struct PackProof: Sendable {
  /// A rule that an exercise breaks.
  public enum Rule: String, CaseIterable, Sendable {
    case hints = "pack.hints"
    case tooLong = "pack.too-long"
    case stubPasses = "pack.stub-passes"
    case solutionFails = "pack.solution-fails"
    case mistakeUnknown = "pack.mistake-unknown"
    case tooSlow = "pack.too-slow"
  }

  /// A fault of an exercise.
  public struct Problem: Equatable, Sendable {
    /// The rule.
    public var rule: Rule
    /// `path:line: error: what is wrong and what to do [rule]`.
    public var text: String
  }

  /// The most lines of a stub or a solution.
  public static let lines = 80
  /// The most seconds that the solution's tests may compute.
  public static let seconds = 2.0
  /// The number of hints of an exercise.
  public static let hints = 3

  private let checker: Checker
  private let seeds: [UInt64]
  private let limit: Double

  /// Creates a proof; without seeds it draws fresh ones.
  public init(
    checker: Checker, seeds: [UInt64] = (0..<3).map { _ in Checker.freshSeed() }, seconds: Double = Self.seconds
  ) {
    self.checker = checker
    self.seeds = seeds
    limit = seconds
  }

  /// The faults of an exercise; empty if it has none.
  public func problems(with entry: CatalogEntry) async throws(NotebookError) -> [Problem] {
    let form = formProblems(with: entry)
    return form + (try await behaviourProblems(with: entry))
  }

  /// The rules about what is written.
  func formProblems(with entry: CatalogEntry) -> [Problem] {
    var problems: [Problem] = []
    let exercise = entry.exercise
    let filled = exercise.hints.indices.filter { entry.hint($0 + 1)?.isEmpty == false }.count
    if filled != Self.hints || exercise.hints.count != Self.hints {
      let count = CheckReport.plural(filled, "hint")
      problems.append(
        problem(.hints, entry, exercise.position.line, "it has \(count): write three, each saying more than the last"))
    }
    for (word, cell) in [("stub", exercise.stub), ("solution", exercise.solution)] {
      guard let cell else { continue }
      let count = entry.code(of: cell).split(separator: "\n", omittingEmptySubsequences: false).count - 1
      if count > Self.lines {
        problems.append(
          problem(
            .tooLong, entry, entry.document.cells[cell].position.line,
            "the \(word) has \(count) lines: at most \(Self.lines), or make two exercises of it"))
      }
    }
    return problems
  }

  /// The rules about what the answers do.
  private func behaviourProblems(with entry: CatalogEntry) async throws(NotebookError) -> [Problem] {
    let exercise = entry.exercise
    guard let stub = exercise.stub, let solution = exercise.solution else { return [] }
    var problems: [Problem] = []
    var fastest = Double.infinity
    for seed in seeds {
      let preparation: Preparation
      do {
        preparation = try await checker.prepare(entry, seed: seed)
      } catch  where error.code == .bookInvalid {
        return problems + [problem(.solutionFails, entry, line(of: solution, entry), error.cause)]
      }
      let check = try await tried(solution, of: entry, preparation)
      fastest = min(fastest, check.seconds)
      if !check.isPassed {
        return [problem(.solutionFails, entry, line(of: solution, entry), "the solution fails with --seed \(seed)")]
      }
      if try await tried(stub, of: entry, preparation, isChanged: true).isPassed {
        problems.append(problem(.stubPasses, entry, line(of: stub, entry), "the stub passes with --seed \(seed)"))
      }
      for wrong in exercise.wrongAnswers {
        let check = try await tried(wrong.cell, of: entry, preparation)
        if check.isPassed || check.knownMistake != wrong.message {
          let sentence = check.knownMistake.map { "is met with “\($0)”" } ?? "is met with no sentence"
          let met = check.isPassed ? "passes" : sentence
          problems.append(
            problem(
              .mistakeUnknown, entry, line(of: wrong.cell, entry),
              "this wrong answer \(met) with --seed \(seed): add a test that tells it from the others"))
        }
      }
      if !problems.isEmpty { break }
    }
    if fastest > limit, fastest.isFinite {
      let seconds = (fastest * 10).rounded() / 10
      problems.append(
        problem(
          .tooSlow, entry, line(of: solution, entry),
          "its tests run \(seconds) s: at most \(limit), with smaller data for instance"))
    }
    return problems
  }

  /// Checks one of the author's answers as if a learner had written it.
  private func tried(
    _ cell: Int, of entry: CatalogEntry, _ preparation: Preparation, isChanged: Bool = false
  ) async throws(NotebookError) -> Check {
    // A stub with one more line is not the stub any more: it is judged by its tests.
    let code = entry.code(of: cell) + (isChanged ? "func _changed() {}\n" : "")
    let imports = AnswerFile(entry: entry, tool: "").importText
    let answer = SourceText(path: "answer.swift", bytes: Array((imports + code).utf8))
    return try await checker.check(entry, answer, prepared: preparation)
  }

  private func line(of cell: Int, _ entry: CatalogEntry) -> Int { entry.document.cells[cell].position.line }

  private func problem(_ rule: Rule, _ entry: CatalogEntry, _ line: Int, _ text: String) -> Problem {
    Problem(
      rule: rule,
      text: "\(entry.document.source.path):\(line): error: \(entry.name): \(text) [\(rule.rawValue)]")
  }
}
