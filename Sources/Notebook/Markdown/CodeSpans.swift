extension SourceText {
  /// The first occurrence of a text at or after an offset that is no part of a code span.
  ///
  /// - Parameters:
  ///   - text: What is looked for.
  ///   - offset: Where the search begins.
  ///   - start: Where the block of text begins, in which code spans are counted.
  func firstOccurrenceInText(of text: String, from offset: Int, inBlockAt start: Int) -> Int? {
    var spans = codeSpans(from: start).makeIterator()
    var span = spans.next()
    var next = offset
    while let place = firstOccurrence(of: text, from: next) {
      while let open = span, open.upperBound <= place { span = spans.next() }
      guard let open = span, open.contains(place) else { return place }
      next = open.upperBound
    }
    return nil
  }

  /// The offset of a formula in a block of text, from an offset on; `nil` where it is written otherwise.
  package func offset(ofFormula tex: String, from offset: Int?, inBlockAt block: SourcePosition) -> Int? {
    firstOccurrence(of: "$`\(tex)`$", from: offset ?? self.offset(of: block))
  }

  /// The code spans from an offset on, in order: back-quotes, and as many of them behind the code.
  private func codeSpans(from start: Int) -> some Sequence<Range<Int>> {
    var offset = start
    return sequence(state: ()) { _ -> Range<Int>? in
      while let (open, length) = self.backQuotes(from: offset, skippingEscaped: true) {
        offset = open + length
        var end = offset
        while let (close, count) = self.backQuotes(from: end, skippingEscaped: false) {
          end = close + count
          if count == length {
            offset = end
            return open..<end
          }
        }
      }
      return nil
    }
  }

  /// The next run of back-quotes; outside of code one with a backslash before it opens nothing.
  private func backQuotes(from start: Int, skippingEscaped: Bool) -> (offset: Int, length: Int)? {
    let mark = UInt8(ascii: "`")
    var offset = start
    while let place = bytes[min(offset, bytes.count)...].firstIndex(of: mark) {
      if skippingEscaped, isEscaped(place) {
        offset = place + 1
        continue
      }
      return (place, bytes[place...].prefix { $0 == mark }.count)
    }
    return nil
  }
}
