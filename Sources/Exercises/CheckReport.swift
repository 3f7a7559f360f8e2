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
  /// True if figures are drawn with what every terminal can show.
  public let isPlain: Bool
  /// True if `learn` shows it, where keys stand for commands.
  public var isWatched = false
  /// The number of lines that can be seen at once: the verdict is repeated below a longer text; `nil` for no limit.
  public var height: Int?
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
    let text = parts.filter { !$0.isEmpty }.joined(separator: "\n")
    return isTall(text) ? text + "\n" + heading(check) : text
  }

  private func isTall(_ text: String) -> Bool {
    guard let height else { return false }
    return text.textLines.dropLast().map { 1 + max(0, $0.count - 1) / (width + 2) }.reduce(0, +) > height
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
    case .unchanged: "the stub is as it was and waits for your answer"
    case .empty:
      check.answer.bytes.allSatisfy { $0 <= UInt8(ascii: " ") } ? "the file is empty" : "the file has no code"
    case .notText: "the file is not text"
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
    case .empty:
      wrapped("\(PlainText.unbroken(check.answer.path)) has no code. Write your answer there; \(stubAgain(check)).")
        + "\n"
    case .notText:
      wrapped(
        "\(PlainText.unbroken(check.answer.path)) is not text in UTF-8, as Swift files are. Save it as UTF-8 in your editor; \(stubAgain(check))."
      ) + "\n"
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

  /// The way back to the stub, as the end of a sentence.
  private func stubAgain(_ check: Check) -> String {
    let command = isWatched ? "x" : "`\(tool) exercise reset \(check.entry.name)`"
    return "\(command) puts the stub back, and keeps a copy of your file"
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
    let failed = check.results.compactMap { result in
      result.failure.map { failure in
        let lines = FailureText(width: width).lines(of: failure).map { $0 + "\n" }.joined()
        return "  \(paint("✗", .bad)) \(result.label)\n" + lines
      }
    }
    return passes(check) + failed.joined() + unfinished
  }

  /// The tests that passed, as many by name as one line holds.
  private func passes(_ check: Check) -> String {
    let labels = check.results.filter { $0.failure == nil }.map(\.label)
    if labels.isEmpty { return "" }
    let line = labels.indices.reversed().lazy.map { last in
      let rest = labels.count - 1 - last
      return labels[...last].joined(separator: "; ") + (rest > 0 ? "; \(rest) more" : "")
    }.first { $0.count <= width - 4 }
    return "  \(paint("✓", .good)) \(line ?? Self.plural(labels.count, "test"))\n"
  }

  private func compilerErrors(_ check: Check) -> String {
    let errors = check.messages.filter { $0.severity == .error }
    let own = errors.filter { $0.position != nil }
    if own.isEmpty {
      let texts = errors.map(\.text).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      return """
        \(wrapped("The tests cannot use your answer. Keep the names and types of the stub: `\(tool) exercise reset \(check.entry.name)` shows them again and keeps a copy of your work. The compiler says:"))
        \(texts.map { PlainText.wrap($0, width - 2).map { "  \($0)\n" }.joined() }.joined())
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
    guard let position, position.line <= check.answer.lineCount else { return said("", severity, message) }
    let line = check.answer.line(position.line)
    let before = String(decoding: Array(line.utf8.prefix(position.column - 1)), as: UTF8.self)
    let caret = position.column > 1 ? String(before.map { $0 == "\t" ? "\t" : " " }) + "^\n" : ""
    let place = "\(check.answer.path):\(position.line):\(position.column):"
    return said(place, severity, message) + line + "\n" + caret
  }

  /// A message behind its place, in lines that break between words.
  private func said(_ place: String, _ severity: String, _ message: String) -> String {
    let head = PlainText.unbroken(place + (place.isEmpty ? "" : " ") + severity + ":")
    let text = message.count > Self.longest ? message.prefix(Self.longest) + " …" : message[...]
    let lines = "\(head) \(text)".textLines.flatMap { PlainText.wrap(String($0), width - 2) }
    return lines.joined(separator: "\n  ").replacing(
      "\(severity):", with: paint(severity, .bad) + ":", maxReplacements: 1)
      + "\n"
  }

  /// The number of characters that are shown of a message, or of a line that an answer prints.
  private static let longest = 400

  private func printed(_ check: Check) -> String {
    if check.printed.isEmpty { return "" }
    let lines = check.printed.trimmingEmptyLines.textLines.dropLast()
    let shown = lines.prefix(20).map { line in
      "  \(line.prefix(Self.longest))\(line.count > Self.longest ? " …" : "")\n"
    }.joined()
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
