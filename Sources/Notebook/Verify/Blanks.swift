extension StringProtocol {
  /// The lines without their ends: as many as there are line ends, and one more.
  ///
  /// To Swift a `\r\n` is one character, which a search for `\n` does not find.
  package var textLines: [SubSequence] {
    split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }
}

extension String {
  /// The lines as texts of their own.
  var lines: [String] { textLines.map(String.init) }

  /// The text without spaces and tabs at its end.
  var withoutFinalBlanks: String {
    String(reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }

  /// The text without spaces and tabs at the ends of its lines.
  var withoutFinalBlanksInLines: String {
    lines.map(\.withoutFinalBlanks).joined(separator: "\n")
  }
}

/// Makes visible how two texts differ that look alike.
enum Blanks {
  /// The texts, with signs for what cannot be seen where they differ in nothing else.
  static func shown(_ one: String, _ other: String) -> (String, String) {
    guard one != other, visible(one) == visible(other) else { return (one, other) }
    return (allMarked(one), allMarked(other))
  }

  /// The text with signs for the characters that leave no ink, spaces and line ends left as they are.
  static func marked(_ text: String) -> String {
    text.map { character in
      let scalars = character.unicodeScalars
      let isInvisible = !" \n".contains(character) && scalars.allSatisfy { sign(of: $0) != nil }
      return isInvisible ? allMarked(String(character)) : String(character)
    }.joined()
  }

  private static func visible(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { sign(of: $0) == nil }))
  }

  private static func allMarked(_ text: String) -> String {
    text.unicodeScalars.map { sign(of: $0) ?? String($0) }.joined()
  }

  /// The sign for a character that leaves no ink; `nil` for the others.
  private static func sign(of scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case " ": "␠"
    case "\t": "⇥"
    case "\u{A0}": "⍽"
    case "\n": nil
    default:
      switch scalar.properties.generalCategory {
      case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator:
        "‹U+\(String(scalar.value, radix: 16, uppercase: true))›"
      default: nil
      }
    }
  }
}
