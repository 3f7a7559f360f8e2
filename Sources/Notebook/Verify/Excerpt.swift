/// Cuts what is too long to read to the surroundings of what matters.
enum Excerpt {
  /// The number of characters shown before and behind the first difference.
  private static let margin = 60

  /// Two texts of which at least one is long, each cut to a piece around the first place where they differ.
  static func ofBoth(_ one: String, _ other: String) -> (String, String) {
    let limit = 4 * margin
    guard one.utf8.count > limit || other.utf8.count > limit else { return (one, other) }
    let (left, right) = (Array(one), Array(other))
    let start = zip(left, right).prefix { $0 == $1 }.count
    return (cut(left, around: start), cut(right, around: start))
  }

  /// A text as it can stand in a sentence: its beginning if it is long, with signs for what cannot be seen.
  static func ofOne(_ text: String) -> String {
    let start = text.prefix(4 * margin)
    return Blanks.marked(String(start)) + (start.endIndex < text.endIndex ? "… (\(text.count) characters)" : "")
  }

  private static func cut(_ text: [Character], around place: Int) -> String {
    let start = max(0, place - margin)
    let end = min(text.count, place + margin)
    if start >= end { return "… (\(text.count) characters)" }
    return (start > 0 ? "…" : "") + String(text[start..<end]) + (end < text.count ? "…" : "")
  }
}
