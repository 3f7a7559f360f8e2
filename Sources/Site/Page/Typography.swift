import Notebook

/// Sets straight quotes as a book does.
///
/// Chapters are typed with the keyboard's; code and values keep them.
struct Typography {
  /// The character before the next piece of text, `nil` at the beginning.
  private var previous: Character?

  /// The same running text with typographic quotes and apostrophes.
  static func refined(_ inlines: [Inline]) -> [Inline] {
    var typography = Typography()
    return inlines.map { typography.refined($0) }
  }

  /// The same line with typographic quotes and apostrophes.
  static func refined(_ line: String) -> String {
    var typography = Typography()
    return typography.refined(line)
  }

  private mutating func refined(_ inline: Inline) -> Inline {
    switch inline {
    case .text(let text): return .text(refined(text))
    case .emphasis(let children): return .emphasis(children.map { refined($0) })
    case .strong(let children): return .strong(children.map { refined($0) })
    case .strikethrough(let children): return .strikethrough(children.map { refined($0) })
    case .link(let destination, let title, let children):
      return .link(destination: destination, title: title, children.map { refined($0) })
    case .softBreak, .lineBreak: previous = " "
    case .footnoteReference, .html: break
    case .code, .math, .image, .figure, .value: previous = "x"
    }
    return inline
  }

  private mutating func refined(_ text: String) -> String {
    var result = ""
    for character in text {
      let opens = previous.map { $0.isWhitespace || "([{–—“‘/".contains($0) } ?? true
      let set: Character =
        switch character {
        case "\"": opens ? "“" : "”"
        case "'": opens ? "‘" : "’"
        default: character
        }
      result.append(set)
      previous = set
    }
    return result
  }
}
