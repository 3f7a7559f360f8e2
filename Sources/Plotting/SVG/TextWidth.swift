/// How wide a text is, without a font at hand.
///
/// The widths are DejaVu Sans's, in thousandths of the size. It is wider than the usual system fonts, so a layout that
/// fits with these widths also fits with Helvetica, Arial, Roboto, Segoe UI or San Francisco.
enum TextWidth {
  /// The width of `text` set at `size`, in the unit of `size`.
  static func of(_ text: String, size: Double, bold: Bool = false) -> Double {
    var thousandths = 0
    for scalar in text.unicodeScalars {
      thousandths += width(of: scalar)
    }
    // Bold letters of the same font are about 12 % wider in running text.
    return Double(thousandths) / 1000 * size * (bold ? 1.18 : 1)
  }

  /// `text` cut to `limit`, with an ellipsis where something is missing.
  static func cut(_ text: String, to limit: Double, size: Double, bold: Bool = false) -> String {
    guard of(text, size: size, bold: bold) > limit else { return text }
    var kept = ""
    for character in text {
      let longer = kept + String(character)
      if of(longer + "…", size: size, bold: bold) > limit { break }
      kept = longer
    }
    while kept.unicodeScalars.last == " " { kept.unicodeScalars.removeLast() }
    return kept + "…"
  }

  /// `text` broken between words into lines of at most `limit`; the last of `lines` lines is cut.
  static func wrapped(_ text: String, to limit: Double, lines: Int, size: Double, bold: Bool = false) -> [String] {
    var result: [String] = []
    var line = ""
    for word in words(of: text) {
      let longer = line.isEmpty ? word : line + " " + word
      if line.isEmpty || of(longer, size: size, bold: bold) <= limit || result.count == lines - 1 {
        line = longer
      } else {
        result.append(line)
        line = word
      }
    }
    if !line.isEmpty { result.append(line) }
    return result.map { cut($0, to: limit, size: size, bold: bold) }
  }

  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for scalar in text.unicodeScalars {
      if scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.unicodeScalars.append(scalar)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20...0x7E: ascii[Int(scalar.value - 0x20)]
    case 0x00...0x1F, 0x7F...0x9F: 0
    case 0xB7: 318  // ·
    case 0xB2, 0xB3, 0xB9, 0x2070...0x2079, 0x2080...0x2089: 401  // raised and lowered digits
    case 0xA0...0xBF: 600
    case 0xC0...0xDF: 787
    case 0xE0...0x24F: 650
    case 0x300...0x36F: 0  // combining marks
    case 0x370...0x3A9: 787
    case 0x3AA...0x3FF: 670
    case 0x207A...0x209C: 528
    case 0x1D62...0x1D6A: 360
    case 0x2018, 0x2019: 318
    case 0x201C, 0x201D, 0x2013: 518
    case 0x2190...0x21FF, 0x2200...0x22FF: 871
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F: 0  // invisible marks
    case 0x1F000...0x1FFFF: 1300
    default: 1080
    }
  }

  private static let ascii = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636,
    636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863,
    748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635,
    615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636,
    337, 636, 838,
  ]
}
