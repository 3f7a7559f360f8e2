internal import Foundation

/// A number as an author wrote it: its digits say how exact it claims to be.
struct WrittenNumber: Equatable {
  /// The value, as near as a `Double` comes.
  var value: Double
  /// The value.
  private var decimal: DecimalNumber
  /// Half a unit of the last written digit; zero for a number without point and exponent.
  private var slack: DecimalNumber
  /// A unit of the last written digit; zero for a number without point and exponent.
  var unit: Double
  /// The number of decimals.
  var decimals: Int
  /// True if it is written with an exponent.
  var hasExponent: Bool

  /// Reads a number; `−`, grouped thousands and exponents are understood.
  init?(_ text: String) {
    let plain = text.replacing("\u{2212}", with: "-").replacing(",", with: "").replacing("\u{202F}", with: "")
    guard let value = Double(plain), let decimal = DecimalNumber(plain) else { return nil }
    self.value = value
    self.decimal = decimal
    let parts = plain.lowercased().split(separator: "e", omittingEmptySubsequences: false)
    decimals = parts[0].split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
    hasExponent = parts.count > 1
    let exponent = hasExponent ? Int(parts[1]) ?? 0 : 0
    let isExact = decimals == 0 && !hasExponent
    slack = isExact ? .zero : .half(ofUnit: exponent - decimals)
    unit = isExact ? 0 : pow(10, Double(exponent - decimals))
  }

  /// True if a computed number is what was written, digit by digit, however many there are.
  ///
  /// A number with decimals or an exponent stands for everything that rounds to it, ties included; one without stands for
  /// itself. A tolerance widens this and never narrows it.
  func matches(_ got: WrittenNumber, tolerance: CellOptions.Tolerance?) -> Bool {
    if DecimalNumber.isDistance(between: got.decimal, and: decimal, atMost: slack) { return true }
    // The factor keeps a tie on the friendly side.
    switch tolerance {
    case .absolute(let width)?: return (got.value - value).magnitude <= width * (1 + 1e-9)
    case .relative(let share)?: return (got.value - value).magnitude <= share * value.magnitude * (1 + 1e-9)
    case nil: return false
    }
  }

  /// The value with so many decimals.
  func text(decimals: Int) -> String { decimal.text(decimals: decimals) }
}
