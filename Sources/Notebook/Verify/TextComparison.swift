/// Compares what was written with what came: numbers as written, everything else exactly.
struct TextComparison {
  /// A piece of text: a number, or a character outside numbers.
  enum Token: Equatable {
    case number(String)
    case character(Character)
    /// `…`: any text.
    case anything
  }

  /// What is wrong with the first place that differs.
  enum Difference: Equatable {
    /// A number that is too far away, as written and as it came.
    case number(written: String, got: String)
    /// Something else.
    case text
  }

  let tolerance: CellOptions.Tolerance?

  /// The first difference between one written line or value and what came, `nil` if there is none.
  func difference(written: String, got: String, wildcards: Bool = false) -> Difference? {
    let expected = Self.tokens(of: written, wildcards: wildcards)
    let found = Self.tokens(of: got, wildcards: false)
    if expected.contains(.anything) {
      let isSame = Wildcard.matches(expected, found, wildcard: .anything) { compare($0, $1) == nil }
      return isSame ? nil : .text
    }
    var numbers: Difference?
    for (left, right) in zip(expected, found) {
      switch compare(left, right) {
      case nil: continue
      case .number(let written, let got)?: numbers = numbers ?? .number(written: written, got: got)
      case .text?: return .text
      }
    }
    // Only where all else agrees is it the number that differs.
    return expected.count == found.count ? numbers : .text
  }

  private func compare(_ written: Token, _ got: Token) -> Difference? {
    switch (written, got) {
    case (.number(let left), .number(let right)):
      guard let number = WrittenNumber(left), let value = WrittenNumber(right)?.value else { return .text }
      return number.matches(value, tolerance: tolerance) ? nil : .number(written: left, got: right)
    default: return written == got ? nil : .text
    }
  }

  /// Splits a text; spaces inside brackets are dropped.
  static func tokens(of text: String, wildcards: Bool) -> [Token] {
    var tokens: [Token] = []
    let characters = Array(text)
    var depth = 0
    var index = 0
    var previous: Character?
    while index < characters.count {
      let character = characters[index]
      if let length = numberLength(characters, at: index, after: previous, grouping: depth == 0) {
        tokens.append(.number(String(characters[index..<(index + length)])))
        index += length
        previous = "0"
        continue
      }
      if character == "[" || character == "(" { depth += 1 }
      if character == "]" || character == ")" { depth = max(0, depth - 1) }
      if wildcards, character == "…" {
        tokens.append(.anything)
      } else if !(depth > 0 && character.isWhitespace && character != "\n") {
        tokens.append(.character(character))
      }
      previous = character
      index += 1
    }
    return tokens
  }

  /// How many characters the number at `index` has, `nil` where none begins.
  private static func numberLength(
    _ characters: [Character], at start: Int, after previous: Character?, grouping: Bool
  ) -> Int? {
    var index = start
    func digit(_ offset: Int) -> Bool {
      offset < characters.count && characters[offset].isASCII && characters[offset].isNumber
    }
    if let previous, previous.isLetter || previous.isNumber || previous == "_" { return nil }
    if "-+\u{2212}".contains(characters[index]) { index += 1 }
    let digits = index
    while digit(index) { index += 1 }
    if index == digits { return nil }
    if grouping, index - digits <= 3 {
      while index < characters.count, characters[index] == "," || characters[index] == "\u{202F}",
        digit(index + 1), digit(index + 2), digit(index + 3), !digit(index + 4)
      {
        index += 4
      }
    }
    if index < characters.count, characters[index] == ".", digit(index + 1) {
      index += 1
      while digit(index) { index += 1 }
    }
    if index < characters.count, characters[index] == "e" || characters[index] == "E" {
      var exponent = index + 1
      if exponent < characters.count, "-+".contains(characters[exponent]) { exponent += 1 }
      if digit(exponent) {
        while digit(exponent) { exponent += 1 }
        index = exponent
      }
    }
    // `2x`, `1st`: a word that begins with a digit.
    if index < characters.count, characters[index].isLetter || characters[index] == "_" { return nil }
    return index - start
  }
}
