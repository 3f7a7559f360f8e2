extension Document {
  /// Where the chapter's code writes seeds, in bytes of each cell's code: what `notebook seeds` varies.
  ///
  /// These are the numbers that a `// @seed` behind them marks, as in `let start = 7  // @seed`. In a chapter without such
  /// a mark they are the numbers that an argument `seed:` is given, as in `SplitMix64(seed: 7)`.
  func seedLiterals() -> [Int: [Range<Int>]] {
    let marked = literals { code in
      code.matches(of: #/=\s*(\d[\d_]*)[ \t]*//[ \t]*@seed\b/#).map { code.utf8Range(of: $0.1) }
    }
    if !marked.isEmpty { return marked }
    return literals { code in
      code.matches(of: #/\bseed:\s*(\d[\d_]*)(?=\s*[,)])/#).map { code.utf8Range(of: $0.1) }
    }
  }

  private func literals(_ find: (String) -> [Range<Int>]) -> [Int: [Range<Int>]] {
    var found: [Int: [Range<Int>]] = [:]
    for (index, cell) in cells.enumerated() where cell.isPartOfSession {
      let ranges = find(cell.code)
      if !ranges.isEmpty { found[index] = ranges }
    }
    return found
  }
}

extension String {
  fileprivate func utf8Range(of part: Substring) -> Range<Int> {
    let start = utf8.distance(from: startIndex, to: part.startIndex)
    return start..<(start + part.utf8.count)
  }
}
