/// One replacement in a chapter's bytes.
public struct Hunk: Equatable, Sendable {
  /// The bytes that are replaced.
  public var range: Range<Int>
  /// Their replacement.
  public var replacement: String
  /// The index of the cell that it belongs to; `nil` for the text of a link.
  public var cell: Int?
}

/// What `accept` would change: hunks in the chapter and figure files.
public struct Acceptance: Equatable, Sendable {
  /// The chapter as it was read.
  public var source: SourceText
  /// The replacements, in order, without overlap.
  public var hunks: [Hunk]
  /// The figure files to write, by the path that the chapter names.
  public var figures: [String: String]
  /// The result that cannot be written.
  public var refusals: [Diagnostic] = []

  /// True if there is nothing to do.
  public var isEmpty: Bool { hunks.isEmpty && figures.isEmpty }

  /// The chapter's bytes with all hunks applied.
  public var result: [UInt8] {
    var bytes: [UInt8] = []
    var start = 0
    for hunk in hunks {
      bytes += source.bytes[start..<hunk.range.lowerBound]
      bytes += (source.endsLinesWithCR ? hunk.replacement.replacing("\n", with: "\r\n") : hunk.replacement).utf8
      start = hunk.range.upperBound
    }
    return bytes + source.bytes[start...]
  }

  /// Diagnostics of the chapter as it was read, at their places in the chapter with all hunks applied.
  public func moved(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let written = SourceText(path: source.path, bytes: result)
    return diagnostics.map { diagnostic in
      var moved = diagnostic
      moved.position = written.position(of: offset(ofRead: source.offset(of: diagnostic.position)))
      moved.excerpt = written.line(moved.position.line)
      return moved
    }
  }

  /// The offset in the result of a byte of the chapter as it was read; for a byte that is replaced, that of the hunk.
  private func offset(ofRead offset: Int) -> Int {
    let before = hunks.prefix { $0.range.lowerBound < offset }
    let end = before.last.map { max(0, $0.range.upperBound - offset) } ?? 0
    let rest = Acceptance(source: source, hunks: Array(end > 0 ? before.dropLast() : before), figures: [:]).result
    let start = end > 0 ? before.last?.range.lowerBound ?? offset : offset
    return start + rest.count - source.bytes.count
  }

  /// The lines that change, as a reader of patches knows them.
  public var diff: String {
    var text = ""
    for hunk in hunks {
      let first = source.position(of: hunk.range.lowerBound).line
      let last = max(first, source.position(of: max(hunk.range.upperBound - 1, hunk.range.lowerBound)).line)
      let start = source.range(ofLine: first).lowerBound
      let end = source.range(ofLine: last).upperBound
      let old = source[start..<end]
      let new =
        source[start..<hunk.range.lowerBound] + hunk.replacement
        + source[hunk.range.upperBound..<max(end, hunk.range.upperBound)]
      text += "@@ \(source.path):\(first) @@\n"
      text += old.lines.map { "-\($0)\n" }.joined()
      var lines = new.lines
      // Where whole lines are replaced, what stands behind the last line's end is no line of its own.
      if hunk.range.upperBound > end { lines.removeLast() }
      text += lines.map { "+\($0)\n" }.joined()
    }
    for path in figures.keys.sorted() { text += "figure \(path)\n" }
    return text
  }
}
