/// A written value beside the one that came: the judge, the acceptor and the report on seeds all read it.
struct Comparison: Equatable {
  /// How the two differ.
  enum Finding: Equatable {
    /// They agree.
    case equal
    /// Nothing is written yet.
    case empty
    /// The number is outside of the range that its author claims.
    case outsideRange
    /// A range is claimed of something that is no number.
    case noNumber
    /// They agree but for this number.
    case number(written: String, got: String)
    /// They differ in something else.
    case text
  }

  /// The value as its author wrote it.
  let written: String
  /// The value that came, in the form in which it would be written.
  let got: String
  let kind: TextComparison.Kind
  let tolerance: CellOptions.Tolerance?
  /// The chapter's bytes that hold the written value.
  let range: Range<Int>
  let finding: Finding

  init(
    written: String, got: String, as kind: TextComparison.Kind = .value, tolerance: CellOptions.Tolerance?,
    range: Range<Int>
  ) {
    self.written = written
    self.got = got
    self.kind = kind
    self.tolerance = tolerance
    self.range = range
    finding = Self.finding(written, got, kind, tolerance)
  }

  private static func finding(
    _ written: String, _ got: String, _ kind: TextComparison.Kind, _ tolerance: CellOptions.Tolerance?
  ) -> Finding {
    if written.isEmpty { return .empty }
    if let range = claimedRange(written) {
      guard let value = Double(got) else { return .noNumber }
      return range.contains(value) ? .equal : .outsideRange
    }
    switch TextComparison(tolerance: tolerance, kind: kind).difference(written: written, got: got) {
    case nil: return .equal
    case .number(let written, let got)?: return .number(written: written, got: got)
    case .text?: return .text
    }
  }

  /// Reads `0.92...0.95`.
  private static func claimedRange(_ text: String) -> ClosedRange<Double>? {
    guard let dots = text.firstRange(of: "..."),
      let low = WrittenNumber(String(text[..<dots.lowerBound])),
      let high = WrittenNumber(String(text[dots.upperBound...])),
      low.value <= high.value
    else { return nil }
    return low.value...high.value
  }

  /// The text that makes the chapter say what the code does; `nil` where it does already, or where the author's claim is
  /// for the author to mend.
  var replacement: String? {
    switch finding {
    case .equal, .outsideRange, .noNumber: nil
    case .empty, .text: NumberText.shortened(got)
    case .number: NumberText.merged(written, got, as: kind, tolerance: tolerance) ?? NumberText.shortened(got)
    }
  }
}

extension Document {
  /// The values behind a cell's statements that were computed, by their index in `Cell.values`.
  func comparisons(of cell: Cell, _ result: CellRun) -> [(value: Int, comparison: Comparison)] {
    cell.values.enumerated().compactMap { index, value in
      result.values[index].map { got in
        (index, Comparison(written: value.written, got: got, tolerance: cell.options.tolerance, range: value.range))
      }
    }
  }

  /// The values in running text that were computed, by their index in `values`.
  func comparisons(_ run: Run) -> [(value: Int, comparison: Comparison)] {
    values.enumerated().compactMap { index, value in
      run.values[index].map { result in
        let (got, kind) = value.shown(result)
        let tolerance = cells[safe: value.cell]?.options.tolerance
        return (
          index, Comparison(written: value.written, got: got, as: kind, tolerance: tolerance, range: value.range)
        )
      }
    }
  }
}

extension ProseValue {
  /// A result as it stands in running text: a string without its quotes, unless its author wrote them.
  fileprivate func shown(_ result: String) -> (text: String, kind: TextComparison.Kind) {
    guard result.count > 1, result.hasPrefix("\""), result.hasSuffix("\""), !written.hasPrefix("\"") else {
      return (result, .value)
    }
    return (String(result.dropFirst().dropLast()), .text)
  }
}
