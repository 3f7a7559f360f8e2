/// Compares what was written with what came: numbers as written, everything else exactly.
struct TextComparison {
  /// A piece of text: a number, or a character outside numbers.
  enum Token: Equatable {
    case number(String)
    case character(Character)
    /// `…`: any text.
    case anything
  }

  /// The failure at the first place that differs.
  enum Difference: Equatable {
    /// A number that is too far away, as written and as it came.
    case number(written: String, got: String)
    /// Something else.
    case text
  }

  /// The compared values.
  enum Kind {
    /// What a value's description says: spaces beside brackets and commas inside brackets do not count, nor does how many
    /// spaces part the columns of a table there.
    case value
    /// Printed text: every space counts, and no number has more decimals than were printed.
    case text
  }

  let tolerance: CellOptions.Tolerance?
  var kind = Kind.text

  /// The first difference between one written line or value and what came, `nil` if there is none.
  func difference(written: String, got: String, wildcards: Bool = false) -> Difference? {
    // Editors take blanks from the ends of lines.
    let isLong = kind == .value && written.contains("\n")
    let expected = Self.tokens(of: isLong ? written.withoutFinalBlanksInLines : written, kind, wildcards: wildcards)
    let found = Self.tokens(of: isLong ? got.withoutFinalBlanksInLines : got, kind)
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
    guard written != got else { return nil }
    guard case .number(let left) = written, case .number(let right) = got, let number = WrittenNumber(left),
      let value = WrittenNumber(right)
    else { return .text }
    let claimsTooMuch =
      kind == .text && !number.hasExponent && !value.hasExponent && number.decimals > value.decimals
    return number.matches(value, tolerance: tolerance) && !claimsTooMuch ? nil : .number(written: left, got: right)
  }

  /// Splits a text into numbers and the characters between them.
  static func tokens(of text: String, _ kind: Kind = .text, wildcards: Bool = false) -> [Token] {
    var tokens: [Token] = []
    let characters = Array(text)
    let isLoose = kind == .value ? looseSpaces(in: characters) : []
    var depth = 0
    var index = 0
    var previous: Character?
    while index < characters.count {
      let character = characters[index]
      switch digits(characters, at: index, after: previous, grouping: depth == 0) {
      case .number(let length)?:
        tokens.append(.number(String(characters[index..<(index + length)])))
        index += length
        previous = "0"
        continue
      case .text(let length)?:
        tokens += characters[index..<(index + length)].map(Token.character)
        index += length
        previous = "0"
        continue
      case nil: break
      }
      if character == "[" || character == "(" { depth += 1 }
      if character == "]" || character == ")" { depth = max(0, depth - 1) }
      if wildcards, character == "…" {
        tokens.append(.anything)
      } else if !isLoose.contains(index) {
        tokens.append(.character(character))
      }
      previous = character
      index += 1
    }
    return tokens
  }

  /// The spaces of a value that do not count.
  ///
  /// These are all of a row of spaces beside a bracket, a comma or a line's end, and all but one of any other row; only
  /// inside brackets and outside quotes. A text with a bracket or a quote too many has none.
  private static func looseSpaces(in characters: [Character]) -> Set<Int> {
    var loose: Set<Int> = []
    var open: [Character] = []
    var isQuoted = false
    var row: [Int] = []
    var before: Character = "["
    func isEdge(_ character: Character) -> Bool { "[](),\n".contains(character) }
    for (index, character) in characters.enumerated() {
      if isQuoted {
        if character == "\"", !isEscaped(characters, at: index) { isQuoted = false }
        before = character
        continue
      }
      if character.isWhitespace, !character.isNewline {
        if !open.isEmpty { row.append(index) }
        continue
      }
      loose.formUnion(isEdge(before) || isEdge(character) ? row[...] : row.dropFirst())
      row = []
      switch character {
      case "\"": isQuoted = true
      case "[", "(": open.append(character)
      case "]", ")":
        guard open.popLast() == (character == "]" ? "[" : "(") else { return [] }
      default: break
      }
      before = character
    }
    return open.isEmpty && !isQuoted ? loose : []
  }

  private static func isEscaped(_ characters: [Character], at index: Int) -> Bool {
    characters[..<index].reversed().prefix { $0 == "\\" }.count % 2 == 1
  }

  /// A run of digits.
  private enum Digits {
    /// A number of so many characters.
    case number(Int)
    /// Digits that are no number: with zeros in front, as in a clock's 09, with more than one point, as in a version, or
    /// with an exponent in a row that hyphens join, as in an id.
    case text(Int)
  }

  /// The digits of a name, with points between them; `nil` where none stand at `digits`.
  private static func name(_ characters: [Character], from start: Int, digits: Int) -> Digits? {
    func digit(_ offset: Int) -> Bool {
      offset < characters.count && characters[offset].isASCII && characters[offset].isNumber
    }
    var index = digits
    while digit(index) || (index > digits && index < characters.count && characters[index] == "." && digit(index + 1)) {
      index += 1
    }
    return index > digits ? .text(index - start) : nil
  }

  /// True if a hyphen joins characters to digits or letters beside them, as in a date or an id.
  private static func isJoined(_ characters: [Character], _ range: Range<Int>) -> Bool {
    func isWord(_ index: Int) -> Bool {
      characters.indices.contains(index) && (characters[index].isLetter || characters[index].isNumber)
    }
    func isHyphen(_ index: Int) -> Bool { characters.indices.contains(index) && characters[index] == "-" }
    return isHyphen(range.lowerBound - 1) && isWord(range.lowerBound - 2)
      || isHyphen(range.upperBound) && isWord(range.upperBound + 1)
  }

  /// The digits that begin at `start`, with their sign; `nil` where none do.
  private static func digits(
    _ characters: [Character], at start: Int, after previous: Character?, grouping: Bool
  ) -> Digits? {
    var index = start
    func digit(_ offset: Int) -> Bool {
      offset < characters.count && characters[offset].isASCII && characters[offset].isNumber
    }
    if previous?.isNumber == true { return nil }
    // Digits that follow a letter are part of a name: `v1.2.30`, `swift-5.10`.
    let isName = previous.map { $0.isLetter || $0 == "_" } ?? false
    if "-+\u{2212}".contains(characters[index]) { index += 1 }
    if isName { return name(characters, from: start, digits: index) }
    let digits = index
    while digit(index) { index += 1 }
    if index == digits { return nil }
    if characters[digits] == "0", index - digits > 1 { return .text(index - start) }
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
      if index < characters.count, characters[index] == ".", digit(index + 1) {
        while digit(index) || (index < characters.count && characters[index] == "." && digit(index + 1)) { index += 1 }
        return .text(index - start)
      }
    }
    if index < characters.count, characters[index] == "e" || characters[index] == "E" {
      var exponent = index + 1
      if exponent < characters.count, "-+".contains(characters[exponent]) { exponent += 1 }
      if digit(exponent) {
        while digit(exponent) { exponent += 1 }
        index = exponent
        if isJoined(characters, start..<index) { return .text(index - start) }
      }
    }
    // `2x`, `1st`: a word that begins with a digit.
    if index < characters.count, characters[index].isLetter || characters[index] == "_" { return nil }
    return .number(index - start)
  }
}
