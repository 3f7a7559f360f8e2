/// Reads a mark such as `// @slider(0.01...1.2, step: 0.01, log, "learning rate")`.
struct KnobParser {
  /// The words of marks, as the author's guide lists them.
  enum Word: String, CaseIterable {
    case slider
    case choice
    case toggle
    case seed

    /// The form of a mark.
    var example: String {
      switch self {
      case .slider: "@slider(0.01...1.2, step: 0.01, log, \"learning rate\")"
      case .choice: "@choice(relu, tanh, sigmoid)"
      case .toggle: "@toggle"
      case .seed: "@seed"
      }
    }
  }

  /// Why a mark cannot be read.
  struct Problem: Error, Equatable {
    var message: String
  }

  let word: Word
  private let arguments: [String]

  /// Reads the text behind `@`; `nil` where the comment is no mark at all.
  init(_ text: Substring) throws(Problem) {
    let name = text.prefix { $0.isLetter }
    guard let word = Word(rawValue: String(name)) else {
      let help = Spelling.suggestion(for: String(name), among: Word.allCases.map(\.rawValue))
      let known = Word.allCases.map { "`@\($0.rawValue)`" }.joined(separator: ", ")
      throw Problem(
        message: "`@\(name)` is no mark; " + (help.map { "did you mean `@\($0)`?" } ?? "there are \(known)"))
    }
    self.word = word
    var rest = text.dropFirst(name.count)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    if rest.isEmpty {
      arguments = []
    } else if rest.hasPrefix("("), rest.hasSuffix(")") {
      arguments = try Self.split(rest.dropFirst().dropLast())
    } else {
      throw Problem(message: "write the mark as `\(word.example)`, with nothing behind it")
    }
  }

  /// The parts between commas; a comma inside quotes is none.
  private static func split(_ text: Substring) throws(Problem) -> [String] {
    var parts = [""]
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character == ",", !isQuoted {
        parts.append("")
      } else if !(character.isWhitespace && !isQuoted && parts[parts.count - 1].isEmpty) {
        parts[parts.count - 1].append(character)
      }
    }
    if isQuoted { throw Problem(message: "the text has no closing quote") }
    parts = parts.map { part in
      var part = part
      while part.last?.isWhitespace == true { part.removeLast() }
      return part
    }
    if parts.contains("") { throw Problem(message: "something is missing between the commas") }
    return parts
  }

  /// The control for a literal, and the label; the literal must fit.
  func control(for literal: Literal.Kind) throws(Problem) -> (control: Knob.Control, label: String?) {
    switch word {
    case .slider: return try slider(for: literal)
    case .choice: return (try choice(for: literal), nil)
    case .toggle:
      guard case .boolean = literal else { throw Problem(message: "`@toggle` is for `true` or `false`") }
      return (.toggle, try label(arguments))
    case .seed:
      guard case .integer(let value) = literal, value >= 0 else {
        throw Problem(message: "`@seed` is for a whole number that is not negative")
      }
      if !arguments.isEmpty { throw Problem(message: "`@seed` stands without brackets") }
      return (.seed, nil)
    }
  }

  private func slider(for literal: Literal.Kind) throws(Problem) -> (control: Knob.Control, label: String?) {
    guard let value = literal.value else { throw Problem(message: "`@slider` is for a number") }
    guard let bounds = arguments.first?.firstRange(of: "..."), let written = arguments.first,
      let low = Double(written[..<bounds.lowerBound]), let high = Double(written[bounds.upperBound...]), low < high,
      low.isFinite, high.isFinite
    else { throw Problem(message: "a slider begins with its range, such as `\(word.example)`") }
    var slider = Knob.Slider(range: low...high)
    var rest = arguments.dropFirst()
    if let step = rest.first, step.hasPrefix("step:") {
      guard let size = Double(step.dropFirst("step:".count).drop(while: \.isWhitespace)), size > 0, size <= high - low
      else { throw Problem(message: "a step is a positive number that fits into the range, such as `step: 0.01`") }
      slider.step = size
      rest.removeFirst()
    }
    if rest.first == "log" {
      if low <= 0 {
        throw Problem(
          message: "a logarithmic slider begins above 0, and this one begins at \(written[..<bounds.lowerBound])")
      }
      slider.isLogarithmic = true
      rest.removeFirst()
    }
    if !slider.range.contains(value) {
      throw Problem(message: "the literal lies outside of \(written)")
    }
    if case .integer = literal {
      let numbers = [low, high] + [slider.step].compactMap { $0 }
      if let broken = numbers.first(where: { $0 != $0.rounded() }) {
        throw Problem(message: "the literal is a whole number, and \(broken) is not: write the literal with a point")
      }
      slider.step = slider.step ?? 1
    }
    return (.slider(slider), try label(Array(rest)))
  }

  private func choice(for literal: Literal.Kind) throws(Problem) -> Knob.Control {
    let choices = arguments.map { $0.hasPrefix("\"") && $0.hasSuffix("\"") ? String($0.dropFirst().dropLast()) : $0 }
    guard choices.count >= 2, Set(choices).count == choices.count else {
      throw Problem(message: "a choice has at least two different words, such as `\(word.example)`")
    }
    switch literal {
    case .text(let text):
      if !choices.contains(text) { throw Problem(message: "the literal \"\(text)\" is not among the choices") }
    case .integer(let number):
      guard choices.allSatisfy({ Int($0) != nil }) else {
        throw Problem(message: "the literal is a whole number, so the choices are whole numbers")
      }
      if !choices.contains(where: { Int($0) == number }) {
        throw Problem(message: "the literal \(number) is not among the choices")
      }
    case .number(let number):
      guard choices.allSatisfy({ Double($0) != nil }) else {
        throw Problem(message: "the literal is a number, so the choices are numbers")
      }
      if !choices.contains(where: { Double($0) == number }) {
        throw Problem(message: "the literal \(number) is not among the choices")
      }
    case .boolean: throw Problem(message: "for `true` or `false` there is `@toggle`")
    }
    return .choice(choices)
  }

  /// The reader's words: one quoted text, or nothing.
  private func label(_ rest: [String]) throws(Problem) -> String? {
    guard let text = rest.first else { return nil }
    guard rest.count == 1, text.count > 2, text.hasPrefix("\""), text.hasSuffix("\"") else {
      throw Problem(message: "`\(text)` is not understood here: write the mark as `\(word.example)`")
    }
    return String(text.dropFirst().dropLast())
  }
}
