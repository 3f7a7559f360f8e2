/// Compares a figure with the one in its file as data: the same marks and texts, each number within a unit of its last
/// digit.
enum FigureComparison {
  /// The difference, in words; `nil` if there is none.
  static func difference(file: String, got: String) -> String? {
    if file == got { return nil }
    let written = TextComparison.tokens(of: file, wildcards: false)
    let found = TextComparison.tokens(of: got, wildcards: false)
    for (left, right) in zip(written, found) {
      switch (left, right) {
      case (.number(let before), .number(let after)):
        guard let number = WrittenNumber(before), let value = WrittenNumber(after) else { continue }
        // Both sides are rounded, so that they may be a whole unit apart.
        if !number.matches(value, tolerance: .absolute(number.unit)) {
          return "a number in the drawing is \(after), the file has \(before)"
        }
      default:
        if left != right { return "the drawing has other marks or texts than the file" }
      }
    }
    return written.count == found.count
      ? nil : "the drawing has \(found.count < written.count ? "fewer" : "more") marks than the file"
  }
}
