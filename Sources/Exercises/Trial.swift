public import Notebook

/// The run of a learner's file without the tests.
public struct Trial: Sendable {
  let entry: CatalogEntry
  let answer: SourceText
  let run: AnswerRun
  /// Why the file was not run; `nil` if it was.
  var refusal: Check.Outcome?

  /// True if the file ran to its end.
  public var isFinished: Bool { run.ending == .finished }
}

extension Checker {
  /// Runs a learner's file without the tests.
  public func tryOut(_ entry: CatalogEntry, _ answer: SourceText) async throws(NotebookError) -> Trial {
    if let outcome = Self.outcome(ofUnreadable: answer) {
      let run = AnswerRun(exercise: entry.index, cell: 0, ending: .notRun, results: [])
      return Trial(entry: entry, answer: answer, run: run, refusal: outcome)
    }
    let run = try await runner.run(
      answer: answer, to: entry.index, of: entry.document, seed: 1, seconds: seconds, withTests: false)
    return Trial(entry: entry, answer: answer, run: run)
  }
}

extension CheckReport {
  /// What a file printed and displayed, and how it ended where that was not its last line.
  public func text(_ trial: Trial) -> String {
    let run = trial.run
    var check = Check(entry: trial.entry, answer: trial.answer, seed: 1, outcome: .passed)
    if let refusal = trial.refusal {
      check.outcome = refusal
      return details(check)
    }
    check.messages = run.messages
    var output = run.printed + figures(run.figures)
    if !output.isEmpty, !output.hasSuffix("\n") { output += "\n" }
    switch run.ending {
    case .finished:
      return output.isEmpty
        ? "Your file ran and printed nothing. Print what you want to see at its end, such as `print(…)`.\n" : output
    case .crashed(let message, let line):
      check.outcome = .trapped(message: message, line: line)
    case .exited(let status):
      return output + "Your file ended the program itself, with status \(status).\n"
    case .timedOut(let limit):
      check.outcome = .timedOut(limit: limit)
    case .notCompiled, .compiled, .notRun, .skipped:
      check.outcome = .notCompiled
    }
    return output + details(check)
  }
}
