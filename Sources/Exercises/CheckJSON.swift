internal import Notebook

extension Check {
  /// Checks as a JSON array, for other programs; an empty list says that there was nothing of the kind.
  public static func json(_ checks: [Check]) throws -> String {
    try JSONText.of(checks.map(Row.init))
  }

  private struct Row: Encodable {
    struct Test: Encodable {
      var label: String
      var failure: String?
    }
    struct Message: Encodable {
      var line: Int?
      var column: Int?
      var text: String
      var advice: String?
    }

    var name: String
    var file: String
    var outcome: String
    var passed: Bool
    var seed: UInt64
    var tests: [Test]
    var errors: [Message]
    var knownMistake: String?
    var printed: String

    init(_ check: Check) {
      name = check.entry.name
      file = check.answer.path
      outcome = check.outcome.word
      passed = check.isPassed
      seed = check.seed
      tests = check.results.map { Test(label: $0.label, failure: $0.failure) }
      errors = check.messages.filter { $0.severity == .error }.map { error in
        Message(
          line: error.position?.line, column: error.position?.column, text: error.text,
          advice: CompilerAdvice.sentence(for: error.text))
      }
      knownMistake = check.knownMistake
      printed = check.printed
    }
  }
}

extension Check.Outcome {
  /// One stable word, for other programs.
  fileprivate var word: String {
    switch self {
    case .passed: "passed"
    case .unchanged: "unchanged"
    case .empty: "empty"
    case .notText: "not-text"
    case .refused(.retyped, _): "changed-type"
    case .refused(.nested, _): "nested-too-deep"
    case .refused(.reserved, _), .refused(.shadowed, _): "reserved-name"
    case .notCompiled: "not-compiled"
    case .failed: "failed"
    case .trapped: "trapped"
    case .exited: "exited"
    case .timedOut: "timed-out"
    case .incomplete: "incomplete"
    }
  }
}
