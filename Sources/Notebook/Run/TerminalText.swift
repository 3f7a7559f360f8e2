/// Text as a terminal leaves it.
package enum TerminalText {
  /// The text with its line ends as `\n`, and of lines that were written over, as a progress bar is, what is left.
  static func settled(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\r")) else { return text }
    return text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { settled(line: String(String.UnicodeScalarView($0))) }.joined(separator: "\n")
  }

  private static func settled(line: String) -> String {
    let parts = line.unicodeScalars.split(separator: "\r").map { String(String.UnicodeScalarView($0)) }
    if parts.count < 2 { return parts.first ?? "" }
    var left: [Character] = []
    for part in parts {
      // A terminal that erases the line forgets the rest of it.
      if part.hasPrefix("\u{1B}[K") || part.hasPrefix("\u{1B}[2K") { left = [] }
      let text = withoutCodes(part)
      left.replaceSubrange(0..<min(text.count, left.count), with: text)
    }
    return String(left)
  }

  /// The text without the codes that colour it or move the cursor.
  package static func withoutCodes(_ text: String) -> String {
    guard text.utf8.contains(0x1B) else { return text }
    return text.replacing(#/\x{1B}(?:\[[0-?]*[ -\/]*[@-~]|\][^\x{07}\x{1B}]*(?:\x{07}|\x{1B}\\)|[@-Z\\-_])/#, with: "")
  }
}
