internal import Foundation

/// How `accept` writes numbers.
enum NumberText {
  /// `got` with the decimals that the author chose, number by number; numbers that agree stay as written.
  ///
  /// `nil` where the two texts do not consist of the same words with other numbers.
  static func merged(
    _ written: String, _ got: String, as kind: TextComparison.Kind, tolerance: CellOptions.Tolerance?
  ) -> String? {
    let before = TextComparison.tokens(of: written, kind)
    let after = pieces(of: got, kind)
    guard before.count == after.filter({ !$0.isSkipped }).count else { return nil }
    var result = ""
    var index = 0
    for piece in after {
      if piece.isSkipped {
        result += piece.text
        continue
      }
      if case .number(let old) = before[index], let number = WrittenNumber(old),
        let value = WrittenNumber(piece.text)
      {
        let comparison = TextComparison(tolerance: tolerance, kind: kind)
        let isSame = comparison.difference(written: old, got: piece.text) == nil
        result += isSame ? old : formatted(value, number, like: old, fallback: piece.text)
      } else {
        result += piece.text
      }
      index += 1
    }
    return result
  }

  private struct Piece {
    var text: String
    /// White space inside brackets, which a comparison does not see.
    var isSkipped: Bool
  }

  private static func pieces(of text: String, _ kind: TextComparison.Kind = .text) -> [Piece] {
    var rest = text[...]
    var pieces: [Piece] = []
    for token in TextComparison.tokens(of: text, kind) {
      let word: String
      switch token {
      case .number(let number): word = number
      case .character(let character): word = String(character)
      case .anything: word = "…"
      }
      while !rest.hasPrefix(word), let space = rest.first {
        pieces.append(Piece(text: String(space), isSkipped: true))
        rest.removeFirst()
      }
      pieces.append(Piece(text: word, isSkipped: false))
      rest.removeFirst(word.count)
    }
    pieces += rest.map { Piece(text: String($0), isSkipped: true) }
    return pieces
  }

  private static func formatted(
    _ value: WrittenNumber, _ number: WrittenNumber, like old: String, fallback: String
  ) -> String {
    var text: String
    if number.hasExponent {
      text = exponential(value.value, decimals: number.decimals)
    } else if number.decimals > 0 {
      text = value.text(decimals: number.decimals)
    } else {
      return fallback
    }
    if old.contains("\u{2212}") { text = text.replacing("-", with: "\u{2212}") }
    return text
  }

  /// Every number of a text with at most six significant digits; shorter ones and integers stay.
  static func shortened(_ text: String) -> String {
    pieces(of: text).map { piece in
      guard let value = Double(piece.text), piece.text.contains(".") || piece.text.contains("e") else {
        return piece.text
      }
      return significant(value, piece.text)
    }.joined()
  }

  private static func significant(_ value: Double, _ text: String) -> String {
    let digits = text.prefix { $0 != "e" }.filter { $0.isNumber }.drop { $0 == "0" }
    if digits.count <= 6 { return text }
    let magnitude = value.magnitude
    if magnitude >= 1e6 || magnitude < 1e-4 { return exponential(value, decimals: 5) }
    let decimals = max(1, 5 - Int(floor(log10(magnitude))))
    return String(format: "%.\(decimals)f", value)
  }

  private static func exponential(_ value: Double, decimals: Int) -> String {
    let parts = String(format: "%.\(decimals)e", value).split(separator: "e")
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    return "\(parts[0])e\(exponent)"
  }
}
