internal import Foundation

/// A number as an author wrote it: its digits say how exact it claims to be.
struct WrittenNumber: Equatable {
  /// The value.
  var value: Double
  /// Half a unit of the last written digit; zero for a number without point and exponent.
  var slack: Double
  /// The text, as written.
  var text: String

  /// Reads a number; `−`, grouped thousands and exponents are understood.
  init?(_ text: String) {
    let plain = text.replacing("\u{2212}", with: "-").replacing(",", with: "").replacing("\u{202F}", with: "")
    guard let value = Double(plain), !plain.isEmpty else { return nil }
    self.value = value
    self.text = text
    let parts = plain.lowercased().split(separator: "e", omittingEmptySubsequences: false)
    let decimals = parts[0].split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    slack = decimals == 0 && parts.count == 1 ? 0 : 0.5 * pow(10, Double(exponent - decimals))
  }

  /// Whether a computed value is what was written.
  ///
  /// A number with decimals or an exponent stands for everything that rounds to it; one without stands for itself. A
  /// tolerance widens this and never narrows it. The factor keeps a tie, such as 0.125 for 0.12, on the friendly side.
  func matches(_ got: Double, tolerance: CellOptions.Tolerance?) -> Bool {
    if got == value { return true }
    guard got.isFinite, value.isFinite else { return got.isNaN && value.isNaN }
    var allowed = slack
    switch tolerance {
    case .absolute(let width)?: allowed = max(allowed, width)
    case .relative(let share)?: allowed = max(allowed, share * value.magnitude)
    case nil: break
    }
    return (got - value).magnitude <= allowed * (1 + 1e-9)
  }
}
