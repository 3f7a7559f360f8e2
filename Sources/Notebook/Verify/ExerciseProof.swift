/// Proves that an exercise works: the stub fails, the solution passes, and each wrong answer fails in a way of its own.
struct ExerciseProof {
  let document: Document
  let run: Run

  func diagnostics() -> [Diagnostic] {
    document.exercises.indices.flatMap { diagnostics(on: $0) }
  }

  private func diagnostics(on index: Int) -> [Diagnostic] {
    let exercise = document.exercises[index]
    var found: [Diagnostic] = []
    func report(_ id: DiagnosticID, _ message: String, at cell: Int, notes: [String] = []) {
      found.append(Diagnostic(id, message, in: document.source, at: document.cells[cell].position, notes: notes))
    }
    let answers = run.answers.filter { $0.exercise == index }
    for answer in answers where answer.ending == .notCompiled {
      let errors = answer.messages.filter { $0.severity == .error }
      for error in errors {
        found.append(
          Diagnostic(
            .exerciseDoesNotCompile, "\(name(of: answer.cell, in: exercise)) does not compile: \(error.text)",
            in: document.source, at: error.position ?? document.cells[answer.cell].position))
      }
    }
    let compiled = answers.filter { $0.ending != .notCompiled }
    for answer in compiled {
      let isPassed = answer.isPassed
      if answer.cell == exercise.stub, isPassed {
        report(.exerciseStubPasses, "the stub already passes the tests of `#\(exercise.id)`", at: answer.cell)
      } else if answer.cell == exercise.solution, !isPassed {
        report(
          .exerciseSolutionFails, "the solution does not pass the tests of `#\(exercise.id)`", at: answer.cell,
          notes: Self.notes(on: answer))
      } else if exercise.wrongAnswers.contains(where: { $0.cell == answer.cell }), isPassed {
        report(.exerciseWrongPasses, "this wrong answer passes the tests of `#\(exercise.id)`", at: answer.cell)
      }
    }
    for (position, answer) in compiled.enumerated()
    where exercise.wrongAnswers.contains(where: { $0.cell == answer.cell }) {
      if let twin = compiled[..<position].first(where: { $0.behaviour == answer.behaviour }), !answer.isPassed {
        report(
          .exerciseAmbiguous,
          "to the tests this wrong answer behaves like \(name(of: twin.cell, in: exercise)): add a test that tells them apart",
          at: answer.cell, notes: Self.notes(on: answer))
      }
    }
    return found
  }

  private func name(of cell: Int, in exercise: Exercise) -> String {
    if cell == exercise.stub { return "the stub" }
    if cell == exercise.solution { return "the solution" }
    let number = (exercise.wrongAnswers.firstIndex { $0.cell == cell } ?? 0) + 1
    return "wrong answer \(number)"
  }

  private static func notes(on answer: AnswerRun) -> [String] {
    var notes = answer.results.compactMap { result in
      result.failure.map { "\(result.label.isEmpty ? "expect" : result.label): \($0)" }
    }
    switch answer.ending {
    case .crashed(let message, _): notes.append("it traps: \(message)")
    case .timedOut(let limit): notes.append("it ran longer than \(limit) s")
    case .exited(let status): notes.append("it ended the program with status \(status)")
    default: break
    }
    return notes
  }
}

extension AnswerRun {
  /// True if every test ran and passed.
  public var isPassed: Bool {
    ending == .finished && !results.isEmpty && results.allSatisfy { $0.failure == nil }
  }

  /// What the tests saw of the answer: two answers with the same behaviour cannot be told apart.
  public var behaviour: [String] {
    var seen = results.map { "\($0.label)\u{0}\($0.failure ?? "")" }
    switch ending {
    case .crashed(let message, _): seen.append("trap \(message)")
    case .timedOut: seen.append("time-out")
    case .exited(let status): seen.append("exit \(status)")
    default: break
    }
    return seen
  }
}
