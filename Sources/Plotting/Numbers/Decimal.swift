/// Numbers as text, the same on every machine.
enum Decimal {
  /// `value` with exactly `places` decimals, halves rounded away from zero, with the true minus sign U+2212.
  ///
  /// Magnitudes from 10¹⁵ on have no decimals to show and are written in powers of ten.
  static func fixed(_ value: Double, places: Int) -> String {
    guard value.isFinite else { return nonFinite(value) }
    guard let digits = fixedDigits(value.magnitude, places: places) else { return scientific(value, digits: 4) }
    return (value < 0 && containsNonZero(digits) ? "−" : "") + digits
  }

  /// `value` for an SVG attribute: at most two decimals, no trailing zeros, an ASCII minus.
  ///
  /// A drawing's coordinates are small; anything beyond ±10⁷ or not finite is pinned there, so that a drawing is
  /// always well formed.
  static func coordinate(_ value: Double) -> String {
    let limit = 1e7
    let safe = value.isNaN ? 0 : min(max(value, -limit), limit)
    // Drawings consist of coordinates, so this goes by integers instead of through `fixed` and its arrays.
    let hundredths = Int((safe.magnitude * 100).rounded())
    let whole = (safe < 0 && hundredths > 0 ? "-" : "") + String(hundredths / 100)
    let rest = hundredths % 100
    if rest == 0 { return whole }
    return whole + (rest < 10 ? ".0" : ".") + String(rest % 10 == 0 ? rest / 10 : rest)
  }

  /// `value` for a reader: `digits` significant digits, trailing zeros dropped, powers of ten outside 10⁻⁴ … 10⁶.
  static func short(_ value: Double, digits: Int = 3) -> String {
    guard value.isFinite else { return nonFinite(value) }
    guard value != 0 else { return "0" }
    let exponent = PowerOfTen.exponent(of: value.magnitude)
    guard exponent >= -4, exponent < 6 else { return scientific(value, digits: digits) }
    let places = max(0, digits - 1 - exponent)
    return (value < 0 ? "−" : "") + trimmed(fixedDigits(value.magnitude, places: places) ?? "0")
  }

  /// `value` in powers of ten: `1.5×10⁻⁷`.
  static func scientific(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return nonFinite(value) }
    guard value != 0 else { return "0" }
    var exponent = PowerOfTen.exponent(of: value.magnitude)
    var mantissa = PowerOfTen.scaled(value.magnitude, by: -exponent)
    let unit = PowerOfTen.value(digits - 1)
    mantissa = (mantissa * unit).rounded() / unit
    if mantissa >= 10 {
      mantissa = 1
      exponent += 1
    }
    let sign = value < 0 ? "−" : ""
    let head = trimmed(fixedDigits(mantissa, places: digits - 1) ?? "1")
    return sign + (head == "1" ? "" : head + "×") + "10" + superscript(exponent)
  }

  /// `value` with the fewest digits that read back as the same number, for data and not for drawings.
  static func exact(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    let text = value.description
    return text.utf8.suffix(2).elementsEqual(".0".utf8) ? String(decoding: text.utf8.dropLast(2), as: UTF8.self) : text
  }

  /// `count × 10^exponent` written out in full, for ticks, whose decimals are then exact.
  static func integer(_ count: Int, timesTenTo exponent: Int) -> String {
    var digits = String(count.magnitude)
    if exponent >= 0 {
      if count != 0 { digits += String(repeating: "0", count: exponent) }
    } else {
      let places = -exponent
      if digits.utf8.count <= places {
        digits = String(repeating: "0", count: places + 1 - digits.utf8.count) + digits
      }
      let bytes = Array(digits.utf8)
      let point = bytes.count - places
      digits = String(decoding: bytes[..<point], as: UTF8.self) + "." + String(decoding: bytes[point...], as: UTF8.self)
    }
    return (count < 0 ? "−" : "") + digits
  }

  /// `number` in raised digits: `⁻⁷`.
  static func superscript(_ number: Int) -> String {
    let raised: [String] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    var text = number < 0 ? "⁻" : ""
    for byte in String(number.magnitude).utf8 {
      text += raised[Int(byte) - 0x30]
    }
    return text
  }

  private static func nonFinite(_ value: Double) -> String {
    value.isNaN ? "NaN" : value < 0 ? "−∞" : "∞"
  }

  private static func fixedDigits(_ magnitude: Double, places: Int) -> String? {
    let scaled = (magnitude * PowerOfTen.value(places)).rounded()
    guard scaled < 1e18 else { return nil }
    return integer(Int(scaled), timesTenTo: -places)
  }

  private static func trimmed(_ digits: String) -> String {
    var bytes = Array(digits.utf8)
    guard bytes.contains(0x2E) else { return digits }
    while bytes.last == 0x30 { bytes.removeLast() }
    if bytes.last == 0x2E { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func containsNonZero(_ digits: String) -> Bool {
    digits.utf8.contains { $0 >= 0x31 && $0 <= 0x39 }
  }
}

extension String {
  /// The text with a minus sign for each hyphen before a digit that can be a sign: `z = -4`, not `784-50-10`.
  var withTrueMinus: String {
    var result = ""
    var before: Unicode.Scalar = " "
    var rest = unicodeScalars[...]
    while let scalar = rest.popFirst() {
      let isBeforeDigit = rest.first.map { ($0.value >= 0x30 && $0.value <= 0x39) } == true
      let isSign = scalar == "-" && isBeforeDigit && " (=[,:±<>≤≥".unicodeScalars.contains(before)
      result.unicodeScalars.append(isSign ? "\u{2212}" : scalar)
      before = scalar
    }
    return result
  }
}
