/// A number by its decimal digits, exact however many there are.
struct DecimalNumber: Equatable {
  /// True if it is below zero.
  private(set) var isNegative: Bool
  /// The digits, the highest first, without zeros in front; none for zero.
  private var digits: [UInt8]
  /// The power of ten of the last digit.
  private var exponent: Int

  /// More digits than any number on a page has; what goes beyond is compared by its first digits' place alone.
  private static let limit = 100_000

  /// Reads digits with a sign, a point and an exponent, such as `-12.50e3`.
  init?(_ text: some StringProtocol) {
    var rest = Array(text.utf8)[...]
    isNegative = rest.first == UInt8(ascii: "-")
    if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") { rest.removeFirst() }
    var all: [UInt8] = []
    var decimals: Int?
    while let byte = rest.first {
      if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        all.append(byte - UInt8(ascii: "0"))
        if let count = decimals { decimals = count + 1 }
      } else if byte == UInt8(ascii: "."), decimals == nil {
        decimals = 0
      } else {
        break
      }
      rest.removeFirst()
    }
    guard !all.isEmpty else { return nil }
    var power = 0
    if let first = rest.first {
      guard first == UInt8(ascii: "e") || first == UInt8(ascii: "E"),
        let written = Int(String(decoding: rest.dropFirst(), as: UTF8.self)), abs(written) <= Self.limit
      else { return nil }
      power = written
    }
    digits = Array(all.drop { $0 == 0 })
    exponent = power - (decimals ?? 0)
  }

  private init(isNegative: Bool, digits: [UInt8], exponent: Int) {
    self.isNegative = isNegative
    self.digits = Array(digits.drop { $0 == 0 })
    self.exponent = exponent
  }

  /// Five times a power of ten: half a unit of the digit before.
  static func half(ofUnit exponent: Int) -> DecimalNumber {
    DecimalNumber(isNegative: false, digits: [5], exponent: exponent - 1)
  }

  /// Zero.
  static let zero = DecimalNumber(isNegative: false, digits: [], exponent: 0)

  /// True if the distance between two numbers is at most a third.
  static func isDistance(between a: DecimalNumber, and b: DecimalNumber, atMost limit: DecimalNumber) -> Bool {
    let unit = min(a.exponent, b.exponent, limit.exponent)
    let (left, right) = (a.scaled(to: unit), b.scaled(to: unit))
    let distance = a.isNegative == b.isNegative ? subtracted(left, right) : added(left, right)
    return !isLess(limit.scaled(to: unit), distance)
  }

  /// The number rounded to so many decimals, half to even.
  func text(decimals: Int) -> String {
    var kept = scaled(to: min(exponent, -decimals))
    let surplus = max(0, -decimals - exponent)
    if surplus > 0 {
      kept = Array(repeating: 0, count: max(0, surplus + 1 - kept.count)) + kept
      let rest = kept.suffix(surplus)
      kept.removeLast(surplus)
      let half: [UInt8] = [5] + Array(repeating: 0, count: surplus - 1)
      if half.lexicographicallyPrecedes(rest) || (Array(rest) == half && (kept.last ?? 0) % 2 == 1) {
        kept = Self.added(kept, [1])
      }
    }
    let isZero = kept.allSatisfy { $0 == 0 }
    kept = Array(repeating: 0, count: max(0, decimals + 1 - kept.count)) + kept
    let all = String(decoding: kept.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    let whole = String(all.dropLast(decimals).drop { $0 == "0" })
    return (isNegative && !isZero ? "-" : "") + (whole.isEmpty ? "0" : whole)
      + (decimals > 0 ? "." + all.suffix(decimals) : "")
  }

  /// The digits as a multiple of 10 to the power of `unit`, which is not above the exponent.
  private func scaled(to unit: Int) -> [UInt8] {
    digits.isEmpty ? [] : digits + Array(repeating: 0, count: exponent - unit)
  }

  // Digits are those of whole numbers from here on, the highest first.

  private static func isLess(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    let (left, right) = (a.drop { $0 == 0 }, b.drop { $0 == 0 })
    return left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
  }

  private static func added(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
    var sum: [UInt8] = []
    var carry: UInt8 = 0
    for index in 0..<max(a.count, b.count) {
      let digit = digit(index, of: a) + digit(index, of: b) + carry
      sum.append(digit % 10)
      carry = digit / 10
    }
    if carry > 0 { sum.append(carry) }
    return sum.reversed()
  }

  private static func subtracted(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
    let (large, small) = isLess(a, b) ? (b, a) : (a, b)
    var difference: [UInt8] = []
    var borrow: UInt8 = 0
    for index in large.indices {
      let (above, below) = (digit(index, of: large), digit(index, of: small) + borrow)
      difference.append(above >= below ? above - below : above + 10 - below)
      borrow = above >= below ? 0 : 1
    }
    return difference.reversed()
  }

  /// The digit at a place, counted from the last one.
  private static func digit(_ place: Int, of digits: [UInt8]) -> UInt8 {
    place < digits.count ? digits[digits.count - 1 - place] : 0
  }
}
