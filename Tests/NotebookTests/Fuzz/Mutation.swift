/// Makes chapters that nobody would write out of ones that somebody wrote.
enum Mutation {
  /// What means something to Markdown, to the chapter format or to Swift.
  private static let tokens = [
    "```swift\n", "```\n", "~~~\n", "````\n", "```text output\n", "```math\n", "```swift stub\n", "```swift error\n",
    "<!-- swift hidden\n", "<!-- swift wrap\n", "<!-- swift test\n", "<!-- swift solution\n", "-->", "<!--", "---\n",
    "<!-- exercise #e level=1 -->\n", "<!-- quiz #q -->\n", "<!-- hint\n", "<!-- after\n", "<!-- note: n -->",
    "<!--= 1 -->1<!--/-->", "<!--=#a x -->", "<!--/-->", "  // => ", "  // => 1\n//    2\n", "  // Prints \"a\"",
    "// error: e", "// crash: c", "// @slider(0...1)", "> ", "- ", "1. ", "    ", "\t", "# ", "## h\n", "| a | b |\n",
    "|---|---|\n", "- [x] ", "[^1]", "[^1]: note\n", "![a](figures/01-a.svg)\n", " ![a](figures/01-a-2.svg) ", "*a*",
    "[a](b.md#c)", "$`x`$", "$x$",
    "\\", "`", "``", "\"\"\"", "\"", "#\"", "/*", "*/", "\r", "\r\n", "\u{FEFF}", "é", "🙂", "e\u{301}", "\u{2028}",
    "#a", " #b", " fresh=x", " uses=#a", " local", " tolerance=1e-3", " skip=\"why\"", " highlight=[1,2]", "…", "...",
    "&amp;", "<b>", "let x = 1", "x", "f(", "}", "{", "import A\n", "\n", "\n\n", " ", "0.5", "−1", "title: A\n",
  ]

  /// `text` after a few changes; pieces of `other` may come into it.
  static func of(_ text: [UInt8], with other: [UInt8], using chance: inout Chance) -> [UInt8] {
    var bytes = text
    for _ in 0...chance.below(6) { change(&bytes, with: other, using: &chance) }
    return bytes.count > 20_000 ? Array(bytes.prefix(20_000)) : bytes
  }

  private static func change(_ bytes: inout [UInt8], with other: [UInt8], using chance: inout Chance) {
    let place = chance.below(bytes.count + 1)
    switch chance.below(10) {
    case 0, 1, 2: bytes.insert(contentsOf: chance.pick(tokens).utf8, at: place)
    case 3: bytes.insert(contentsOf: chance.pick(tokens).utf8, at: lineStart(place, in: bytes))
    case 4:
      let end = min(bytes.count, place + 1 + chance.below(chance.oneIn(4) ? 200 : 8))
      bytes.removeSubrange(place..<end)
    case 5: bytes.removeSubrange(lines(at: place, in: bytes, using: &chance))
    case 6:
      let piece = bytes[lines(at: place, in: bytes, using: &chance)]
      bytes.insert(contentsOf: piece, at: lineStart(chance.below(bytes.count + 1), in: bytes))
    case 7:
      let piece = other[lines(at: chance.below(other.count + 1), in: other, using: &chance)]
      bytes.insert(contentsOf: piece, at: lineStart(place, in: bytes))
    case 8:
      // A whole block moves into a list or quote.
      let range = lines(at: place, in: bytes, using: &chance)
      let margin = Array(chance.pick(["> ", "- ", "  ", "1. ", "\t", ">", "     "]).utf8)
      var moved: [UInt8] = []
      for line in bytes[range].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
        moved += margin + line + [UInt8(ascii: "\n")]
      }
      bytes.replaceSubrange(range, with: moved)
    default:
      guard place < bytes.count else { return }
      bytes[place] = chance.oneIn(8) ? UInt8(truncatingIfNeeded: chance.next()) : UInt8(32 + chance.below(95))
    }
  }

  private static func lineStart(_ offset: Int, in bytes: [UInt8]) -> Int {
    (bytes[..<min(offset, bytes.count)].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
  }

  /// A few whole lines.
  private static func lines(at offset: Int, in bytes: [UInt8], using chance: inout Chance) -> Range<Int> {
    let start = lineStart(offset, in: bytes)
    var end = start
    for _ in 0...chance.below(chance.oneIn(3) ? 12 : 3) {
      guard let newline = bytes[end...].firstIndex(of: UInt8(ascii: "\n")) else { return start..<bytes.count }
      end = newline + 1
    }
    return start..<end
  }
}
