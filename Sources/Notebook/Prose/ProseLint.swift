/// Finds the numbers in running text that nothing compares: an edit of the code would leave them as they are.
struct ProseLint {
  /// The numbers of a chapter that stand in no cell nearby and that its author does not vouch for.
  static func diagnostics(on document: Document, isStrict: Bool) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var cursor = 0
    for sentence in Prose(of: document).sentences {
      cursor = max(cursor, document.source.offset(of: sentence.position))
      for number in sentence.unbound {
        let start = place(of: number, from: cursor, in: document.source)
        if let start { cursor = start + 1 }
        found.append(
          Diagnostic(
            .numberUnbound,
            "nothing compares this \(number): bind it as `<!--= expression -->\(number)<!--/-->`, or vouch for it with `<!-- numbers: why -->` above",
            in: document.source, at: start.map(document.source.position(of:)) ?? sentence.position,
            severity: isStrict ? .error : .warning))
      }
    }
    return found
  }

  /// The offset of the first number with this value in running text: code, formulas, values and links are passed over.
  private static func place(of number: String, from start: Int, in source: SourceText) -> Int? {
    for line in source.position(of: start).line...source.lineCount {
      let range = source.range(ofLine: line)
      let text = source[range].replacing(#/<!--=.*?<!--/-->|`[^`]*`|\[[^\]]*\]\([^)]*\)/#) { match in
        String(repeating: " ", count: match.output.utf8.count)
      }
      let offsets = Prose.offsets(of: number, in: text).map { range.lowerBound + $0 }
      if let found = offsets.first(where: { $0 >= start }) { return found }
    }
    return nil
  }
}
