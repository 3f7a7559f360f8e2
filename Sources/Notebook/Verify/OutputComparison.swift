/// Compares printed lines with those an author wrote; a line `...` stands for any lines.
struct OutputComparison {
  let tolerance: CellOptions.Tolerance?
  let comparison: CellOptions.Comparison

  /// The index of the first written line that does not match, and why; `nil` if all match.
  func difference(written: [String], got: [String]) -> (line: Int, difference: TextComparison.Difference)? {
    switch comparison {
    case .nondeterministic: return nil
    case .unordered: return unordered(written, got)
    case .ordered: break
    }
    if matches(written[...], got[...]) { return nil }
    for (index, line) in written.enumerated() {
      if line == "..." { return (index, .text) }
      guard index < got.count else { return (index, .text) }
      if let difference = lines.difference(written: line, got: got[index], wildcards: true) {
        return (index, difference)
      }
    }
    return (written.count, .text)
  }

  private var lines: TextComparison { TextComparison(tolerance: tolerance) }

  private func matches(_ written: ArraySlice<String>, _ got: ArraySlice<String>) -> Bool {
    guard let first = written.first else { return got.isEmpty }
    if first == "..." {
      let rest = written.dropFirst()
      return (got.startIndex...got.endIndex).contains { matches(rest, got[$0...]) }
    }
    guard let next = got.first, lines.difference(written: first, got: next, wildcards: true) == nil else {
      return false
    }
    return matches(written.dropFirst(), got.dropFirst())
  }

  private func unordered(_ written: [String], _ got: [String]) -> (line: Int, difference: TextComparison.Difference)? {
    var rest = got
    for (index, line) in written.enumerated() {
      guard let found = rest.firstIndex(where: { lines.difference(written: line, got: $0, wildcards: true) == nil })
      else {
        return (index, .text)
      }
      rest.remove(at: found)
    }
    return rest.isEmpty ? nil : (written.count, .text)
  }
}
