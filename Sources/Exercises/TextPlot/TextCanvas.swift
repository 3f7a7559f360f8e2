/// A grid of characters to draw on; lines are drawn finer than a character where the terminal has Braille.
struct TextCanvas {
  /// The characters that a terminal can show.
  struct Letters: Sendable {
    /// The markers of the series, in their order.
    var markers: [Character]
    /// From empty to full.
    var shades: [Character]
    /// The upright axis, its foot, the level axis.
    var axes: (upright: Character, corner: Character, level: Character)
    /// The character that fills a bar.
    var bar: Character
    var hasBraille: Bool

    /// What every terminal can show.
    static let ascii = Letters(
      markers: ["o", "x", "+", "@", "%", "&"], shades: Array(" .:-=+*#%@"), axes: ("|", "+", "-"), bar: "#",
      hasBraille: false)
    /// What a terminal with Unicode can show.
    static let unicode = Letters(
      markers: ["●", "○", "▲", "△", "◆", "◇"], shades: Array(" ░▒▓█"), axes: ("│", "└", "─"), bar: "█",
      hasBraille: true)
  }

  let columns: Int
  let lines: Int
  let letters: Letters
  private var characters: [[Character?]]
  private var dots: [[UInt8]]

  init(columns: Int, lines: Int, letters: Letters) {
    self.columns = columns
    self.lines = lines
    self.letters = letters
    characters = Array(repeating: Array(repeating: nil, count: columns), count: lines)
    dots = Array(repeating: Array(repeating: 0, count: columns), count: lines)
  }

  /// Puts a character at a place, each coordinate from 0 (left, bottom) to 1.
  mutating func mark(_ letter: Character, x: Double, y: Double) {
    guard let (column, line) = cell(x, y) else { return }
    characters[line][column] = letter
  }

  /// Fills every character by the place of its middle.
  mutating func fill(_ letter: (_ x: Double, _ y: Double) -> Character?) {
    for line in 0..<lines {
      for column in 0..<columns {
        characters[line][column] = letter(
          (Double(column) + 0.5) / Double(columns), 1 - (Double(line) + 0.5) / Double(lines))
      }
    }
  }

  /// Draws a straight line.
  mutating func line(from start: (x: Double, y: Double), to end: (x: Double, y: Double)) {
    let across = abs(end.x - start.x) * Double(columns * 2)
    let upward = abs(end.y - start.y) * Double(lines * 4)
    guard across.isFinite, upward.isFinite else { return }
    let steps = max(1, Int(max(across, upward).rounded(.up)))
    for step in 0...min(steps, 10_000) {
      let share = Double(step) / Double(steps)
      dot(x: start.x + share * (end.x - start.x), y: start.y + share * (end.y - start.y))
    }
  }

  /// Fills a column of characters from the bottom, or from another height, to a height.
  mutating func bar(x: Double, from low: Double, to high: Double) {
    guard let (column, first) = cell(x, min(max(0, min(low, high)), 1)),
      let (_, last) = cell(x, min(max(0, max(low, high)), 1))
    else { return }
    for line in last...first { characters[line][column] = letters.bar }
  }

  private mutating func dot(x: Double, y: Double) {
    guard let (column, line) = cell(x, y) else { return }
    let right = min(columns * 2 - 1, Int(x * Double(columns * 2))) % 2
    let down = min(lines * 4 - 1, Int((1 - y) * Double(lines * 4))) % 4
    // The bits of a Braille character: three rows of two, then the fourth row.
    let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
    dots[line][column] |= bits[down][right]
  }

  private func cell(_ x: Double, _ y: Double) -> (column: Int, line: Int)? {
    guard (0...1).contains(x), (0...1).contains(y) else { return nil }
    return (min(columns - 1, Int(x * Double(columns))), min(lines - 1, Int((1 - y) * Double(lines))))
  }

  /// The lines, from the top.
  var text: [String] {
    (0..<lines).map { line in
      String(
        (0..<columns).map { column -> Character in
          if let character = characters[line][column] { return character }
          let bits = dots[line][column]
          if bits == 0 { return " " }
          return letters.hasBraille ? Character(UnicodeScalar(0x2800 + UInt32(bits)) ?? ".") : "."
        })
    }
  }
}
