public import Notebook

/// How a piece of a report stands out where colours are wanted.
public enum Emphasis: Sendable {
  case good
  case bad
  case quiet
  case strong
}

/// Writes what a check found as lines for a learner.
public struct CheckReport: Sendable {
  /// The words with which the learner starts the tool.
  public let tool: String
  /// How wide running text may be.
  public let width: Int
  /// Whether figures are drawn with what every terminal can show.
  public let isPlain: Bool
  /// Whether `learn` shows it, where keys stand for commands.
  public var isWatched = false
  /// Colours a text.
  public let paint: @Sendable (String, Emphasis) -> String

  /// Creates a report; without `paint` it is plain text.
  public init(
    tool: String, width: Int = 78, isPlain: Bool = true,
    paint: @escaping @Sendable (String, Emphasis) -> String = { text, _ in text }
  ) {
    self.tool = tool
    self.width = width
    self.isPlain = isPlain
    self.paint = paint
  }

  /// One line, for a list of checks.
  public func line(_ check: Check) -> String {
    let mark = check.isPassed ? paint("✓", .good) : paint("✗", .bad)
    return "\(mark) \(check.entry.name)  \(summary(of: check))"
  }

  /// Everything that helps after a check, and what comes next; ends with a newline.
  ///
  /// - Parameters:
  ///   - check: The check.
  ///   - next: The exercise that comes next after a pass.
  ///   - section: Where the exercise stands in the book.
  public func text(_ check: Check, next: CatalogEntry?, section: String) -> String {
    var parts = [heading(check), details(check)]
    if check.isPassed {
      parts.append(afterPass(check, next: next, section: section))
    } else {
      if let mistake = check.knownMistake { parts.append(knownMistake(mistake)) }
      parts.append(printed(check))
      parts.append(whatNow(check))
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func wrapped(_ text: String) -> String { PlainText.wrap(text, width).joined(separator: "\n") }

  private func knownMistake(_ sentence: String) -> String {
    let label = "A known mistake:"
    let text = PlainText.wrap("\(label) \(sentence)", width).joined(separator: "\n")
    return paint(label, .strong) + text.dropFirst(label.count) + "\n"
  }

  private func heading(_ check: Check) -> String {
    line(check) + "\n"
  }

  private func summary(of check: Check) -> String {
    let failed = check.results.count { $0.failure != nil }
    let count = check.results.count
    return switch check.outcome {
    case .passed: "passed: \(Self.plural(count, "test"))"
    case .unchanged: "the stub is as it was: \(check.answer.path) waits for your answer"
    case .refused(.reserved(let name), _), .refused(.shadowed(let name), _): "`\(name)` is a name of the tests"
    case .refused(.retyped(let name, _), _): "`\(name)` has another type than in the stub"
    case .refused(.nested, _): "its square brackets stand too deep in each other"
    case .notCompiled: "does not compile"
    case .failed: "\(failed) of \(Self.plural(count, "test")) failed"
    case .trapped: "stopped with an error"
    case .exited(let status): "ended the program itself, with status \(status)"
    case .timedOut(let limit): "ran longer than \(Self.seconds(limit))"
    case .incomplete: "did not let every test run"
    }
  }

  func details(_ check: Check) -> String {
    switch check.outcome {
    case .passed: ""
    case .unchanged, .failed: failures(check)
    case .refused(let breach, let position): excerpt(check, position, "error", Self.sentence(breach))
    case .notCompiled: compilerErrors(check)
    case .trapped(let message, let line):
      failures(check) + "\n"
        + excerpt(
          check, line.map { SourcePosition(line: $0, column: 1) }, "stopped here", message)
    case .exited:
      "The tests come after your code, so it must run to its end: take the call of `exit` away.\n"
    case .timedOut(let limit):
      failures(check) + """

        \(wrapped("Your answer was stopped after \(Self.seconds(limit)). Most often a loop never ends: which condition ends it, and does every round bring it closer? `--timeout 20` gives it more time."))

        """
    case .incomplete: "Your answer ended before all tests had run, so it cannot pass.\n"
    }
  }

  private static func sentence(_ breach: AnswerRules.Breach) -> String {
    switch breach {
    case .reserved(let name): "an answer cannot use `\(name)`: the tests do. Take another name."
    case .shadowed(let name): "an answer cannot declare `\(name)`: the tests would mean this one. Take another name."
    case .retyped(let name, let stub): "the tests count on the type that `\(name)` has in the stub, which is `\(stub)`."
    case .nested: "give an inner part a name of its own."
    }
  }

  private func failures(_ check: Check) -> String {
    let unfinished = check.unfinished.map { "  \(paint("✗", .bad)) \($0)\n      was not finished\n" } ?? ""
    return check.results.map { result in
      guard let failure = result.failure else { return "  \(paint("✓", .good)) \(result.label)\n" }
      // The runtime writes "got 0.0, expected 1.0, off by …"; one below the other, the two are easier to compare.
      let lines = failure.replacing(", expected ", with: "\n      expected ", maxReplacements: 1)
        .replacing("got ", with: "      got      ", maxReplacements: 1)
        .replacing(", off by ", with: "\n      off by   ", maxReplacements: failure.contains("(at index") ? 0 : 1)
      return "  \(paint("✗", .bad)) \(result.label)\n\(lines)\n"
    }.joined() + unfinished
  }

  private func compilerErrors(_ check: Check) -> String {
    let errors = check.messages.filter { $0.severity == .error }
    let own = errors.filter { $0.position != nil }
    if own.isEmpty {
      let texts = errors.map(\.text).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      return """
        \(wrapped("The tests cannot use your answer. Keep the names and types of the stub: `\(tool) exercise reset \(check.entry.name)` shows them again and keeps a copy of your work. The compiler says:"))
        \(texts.map { "  \($0)\n" }.joined())
        """
    }
    var advised: Set<String> = []
    return own.map { error in
      var text = excerpt(check, error.position, "error", error.text)
      if let advice = CompilerAdvice.sentence(for: error.text), advised.insert(advice).inserted {
        text += PlainText.wrap(advice, width - 2).map { "  \($0)\n" }.joined()
      }
      return text
    }.joined()
  }

  /// A message at its place, as the compiler prints it.
  private func excerpt(_ check: Check, _ position: SourcePosition?, _ severity: String, _ message: String) -> String {
    guard let position else { return "\(severity): \(message)\n" }
    let lines = String(decoding: check.answer.bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(position.line - 1) else { return "\(severity): \(message)\n" }
    let line = lines[position.line - 1]
    let before = String(decoding: Array(line.utf8.prefix(position.column - 1)), as: UTF8.self)
    let caret = position.column > 1 ? String(before.map { $0 == "\t" ? "\t" : " " }) + "^\n" : ""
    return """
      \(check.answer.path):\(position.line):\(position.column): \(paint(severity, .bad)): \(message)
      \(line)
      \(caret)
      """
  }

  private func printed(_ check: Check) -> String {
    if check.printed.isEmpty { return "" }
    let lines = check.printed.trimmingEmptyLines.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    let shown = lines.prefix(20).map { "  \($0)\n" }.joined()
    return "Your answer printed:\n" + shown + (lines.count > 20 ? "  … \(lines.count - 20) more lines\n" : "")
  }

  private func whatNow(_ check: Check) -> String {
    var words: [String] = []
    if !check.entry.exercise.hints.isEmpty, !isWatched {
      words.append("A hint: \(tool) exercise hint \(check.entry.name)")
    }
    if !check.results.isEmpty { words.append("The same data again: --seed \(check.seed)") }
    return words.map { paint($0, .quiet) + "\n" }.joined()
  }

  private func afterPass(_ check: Check, next: CatalogEntry?, section: String) -> String {
    var parts: [String] = []
    let after = check.entry.after(width: width)
    if !check.figures.isEmpty { parts.append(figures(check.figures)) }
    if !after.isEmpty { parts.append(after + "\n") }
    parts.append(comparison(check.entry, check.answer))
    var words = ["In the book: \(section)", "Tested with --seed \(check.seed)"]
    if let next, isWatched {
      words.append("Next: \(next.name)  \(next.title)")
    } else if let next {
      words.append("Next: \(tool) exercise start \(next.name)  (\(next.title))")
    } else {
      words.append("That was the last one: every exercise is done.")
    }
    parts.append(words.map { $0 + "\n" }.joined())
    return parts.joined(separator: "\n")
  }

  /// Figures drawn with characters, an empty line between them.
  func figures(_ figures: [FigureOutput]) -> String {
    figures.map { TextPlot(width: min(width, 64), isPlain: isPlain).text(of: $0) }.joined(separator: "\n")
  }

  /// The answer beside the book's own solution.
  public func comparison(_ entry: CatalogEntry, _ answer: SourceText) -> String {
    let solution = AnswerCode(text: entry.code(of: entry.exercise.solution))
    let difference = AnswerCode(answer).difference(to: solution)
    if difference.isEmpty { return "Line by line, this is the book's own solution.\n" }
    let lines = difference.map { line in
      let painted = line.hasPrefix("-") ? paint(line, .bad) : line.hasPrefix("+") ? paint(line, .good) : line
      return "  " + painted + "\n"
    }
    return "The book's solution differs (- yours, + the book's):\n" + lines.joined()
  }

  static func seconds(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value)) s" : "\(value) s"
  }

  /// `1 test`, `2 tests`.
  public static func plural(_ count: Int, _ word: String) -> String {
    count == 1 ? "1 \(word)" : "\(count) \(word)s"
  }
}

extension CatalogEntry {
  /// A hint as plain text, by its level from 1; `nil` where there is none.
  public func hint(_ level: Int, width: Int = 78) -> String? {
    guard exercise.hints.indices.contains(level - 1) else { return nil }
    return PlainText(document: document, width: width).text(of: exercise.hints[level - 1])
  }

  /// The task as plain text, without the stub.
  public func task(width: Int = 78) -> String {
    PlainText(document: document, width: width).text(of: exercise.task)
  }

  /// What to notice once the exercise is done, as plain text; empty where there is nothing.
  public func after(width: Int = 78) -> String {
    PlainText(document: document, width: width).text(of: exercise.after)
  }

  /// The book's own solution.
  public var solution: String { code(of: exercise.solution) }
}
