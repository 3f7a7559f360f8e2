/// Turns diagnostics into the lines that compilers print: position, severity, message, id, the line and a caret.
public enum DiagnosticFormatter {
  /// The text of one diagnostic, its last line ended by a newline.
  public static func text(of diagnostic: Diagnostic) -> String {
    let place = "\(diagnostic.path):\(diagnostic.position.line):\(diagnostic.position.column)"
    var text = "\(place): \(diagnostic.severity.rawValue): \(diagnostic.message) [\(diagnostic.id.rawValue)]\n"
    let excerpt = visible(diagnostic.excerpt)
    if !excerpt.isEmpty {
      let number = String(diagnostic.position.line)
      let gutter = String(repeating: " ", count: number.count)
      text += "  \(number) | \(excerpt)\n"
      text += "  \(gutter) | \(caretIndent(diagnostic.excerpt, column: diagnostic.position.column))^\n"
    }
    for note in diagnostic.notes {
      for line in note.split(separator: "\n", omittingEmptySubsequences: false) {
        // A flood of output is not repeated.
        text += "    \(visible(String(line.prefix(400))))\(line.dropFirst(400).isEmpty ? "" : " …")\n"
      }
    }
    return text
  }

  /// Diagnostics in reading order: by chapter, then by position.
  public static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted { left, right in
      (left.element.path, left.element.position, left.offset) < (
        right.element.path, right.element.position, right.offset
      )
    }.map(\.element)
  }

  /// The spaces before the caret: columns count bytes, a terminal counts characters; tabs stay tabs.
  private static func caretIndent(_ line: String, column: Int) -> String {
    let before = String(decoding: Array(line.utf8.prefix(max(column - 1, 0))), as: UTF8.self)
    return String(before.map { $0 == "\t" ? "\t" : " " })
  }

  /// The text with control characters shown as pictures, so that a chapter cannot move a terminal's cursor.
  private static func visible(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.value {
          case 0x09: scalar
          case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? scalar
          case 0x7F..<0xA0: "\u{FFFD}"
          default: scalar
          }
        }))
  }
}
