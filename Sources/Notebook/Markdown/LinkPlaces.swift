extension SourceText {
  /// The offset of a link's destination as it is written: in the link, or in the definition that the link refers to.
  ///
  /// libcmark-gfm reads each candidate again, since only it knows what escapes, entities and brackets make of it.
  ///
  /// - Parameters:
  ///   - destination: The destination as libcmark-gfm says it.
  ///   - offset: Where the search begins.
  ///   - start: Where the block of text begins.
  func offset(ofDestination destination: String, from offset: Int, inBlockAt start: Int) -> Int? {
    let end = endOfText(from: start)
    var next = offset
    while let middle = firstOccurrenceInText(of: "](", from: next, inBlockAt: start), middle < end {
      next = middle + 2
      if isEscaped(middle) { continue }
      if Self.destination(of: "[x" + self[middle..<end]) == destination { return destinationStart(from: next) }
    }
    if let place = firstOccurrenceInText(of: "<\(destination)>", from: offset, inBlockAt: start), place < end {
      return place + 1
    }
    return self.offset(ofDefinition: destination)
  }

  /// The offset of the first definition of a destination, such as that behind `[gates]:`.
  private func offset(ofDefinition destination: String) -> Int? {
    for middle in occurrences(of: "]:", in: bytes.indices) {
      let start = range(ofLine: position(of: middle).line).lowerBound
      let margin = bytes[start...].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ">") }.count
      let label = self[(start + margin)..<(middle + 1)]
      guard label.hasPrefix("["), !label.hasPrefix("[^") else { continue }
      let definition = self[middle..<endOfText(from: start)]
      if Self.destination(of: "[x]\n\n[x\(definition)") == destination { return destinationStart(from: middle + 2) }
    }
    return nil
  }

  /// The destination of the link that a text begins with.
  private static func destination(of text: String) -> String? {
    guard let first = MarkdownNode.parse(Array(text.utf8)).children.first?.children.first,
      case .link(let destination, _) = first.kind
    else { return nil }
    return destination
  }

  /// The offset of a destination behind the white space and the `<` before it.
  private func destinationStart(from offset: Int) -> Int {
    let blanks = bytes[offset...].prefix { [0x20, 0x09, 0x0A, 0x0D].contains($0) }.count
    return offset + blanks + (bytes[(offset + blanks)...].first == UInt8(ascii: "<") ? 1 : 0)
  }

  /// The end of the block of text that begins at an offset: the next line with nothing in it.
  private func endOfText(from start: Int) -> Int {
    var line = position(of: start).line
    while line < lineCount, self.line(line + 1).contains(where: { !$0.isWhitespace && $0 != ">" }) { line += 1 }
    return range(ofLine: line).upperBound
  }
}
