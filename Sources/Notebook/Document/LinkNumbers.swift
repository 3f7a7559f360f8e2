/// Keeps the numbers in links to figures, tables, formulas, exercises and questions.
///
/// A link is numbered if its text is empty, or a kind with or without a number: `[](#line)`, `[Figure](#line)`,
/// `[figure 2.1](#line)`. Any other text is the author's own.
struct LinkNumbers {
  private let numberings: [String: Numbering]

  init(documents: [String: Document]) {
    numberings = documents.mapValues { Numbering(of: $0) }
  }

  /// A numbered link, and where its block stands.
  private struct Found: Hashable {
    var text: String
    var destination: String
  }

  /// The chapter with its numbered links, and what is wrong with them.
  func numbered(_ document: Document) -> Document {
    var document = document
    var found: [Found: Int] = [:]
    var places: [(link: Found, position: SourcePosition)] = []
    document.forEachLink { destination, position, text in
      guard let text, text.isEmpty || Self.kind(of: text) != nil else { return }
      let link = Found(text: text, destination: destination)
      found[link, default: 0] += 1
      if found[link] == 1 { places.append((link, position)) }
    }
    let written = Self.places(of: Set(found.keys), in: document.source)
    for (link, position) in places {
      let start = document.source.offset(of: position)
      let offsets = written[link, default: []]
      let exact =
        offsets.first { $0 >= start }
        ?? document.source.offset(ofDestination: link.destination, from: start, inBlockAt: start)
      let here = exact.map(document.source.position) ?? position
      guard let entry = entry(link.destination, from: document) else {
        if link.text.isEmpty || link.text.contains(where: \.isNumber) {
          document.diagnostics.append(
            Diagnostic(
              .linkStaleNumber,
              "the link leads to nothing that has a number: give it other words, or name a figure's cell, a table, a formula, an exercise or a question",
              in: document.source, at: here))
        }
        continue
      }
      let correct = Self.text(for: entry, like: link.text)
      // The same words in code are no link: then the author must mend the number.
      if offsets.count == found[link] {
        document.numberedLinks += offsets.map { offset in
          NumberedLink(
            written: link.text, correct: correct, range: (offset + 1)..<(offset + 1 + link.text.utf8.count))
        }
      }
      if link.text != correct {
        let help = offsets.count == found[link] ? ": `notebook accept` writes it" : ""
        document.diagnostics.append(
          Diagnostic(.linkStaleNumber, "this is \(correct) now\(help)", in: document.source, at: here))
      }
    }
    return document
  }

  /// The place of each link, found in one walk through the chapter.
  private static func places(of links: Set<Found>, in source: SourceText) -> [Found: [Int]] {
    var places: [Found: [Int]] = [:]
    if links.isEmpty { return places }
    for middle in source.occurrences(of: "](", in: source.bytes.indices) {
      let line = source.range(ofLine: source.position(of: middle).line)
      guard let end = source.bytes[middle..<line.upperBound].firstIndex(of: UInt8(ascii: ")")),
        let start = source.bytes[line.lowerBound..<middle].lastIndex(of: UInt8(ascii: "["))
      else { continue }
      let link = Found(text: source[(start + 1)..<middle], destination: source[(middle + 2)..<end])
      if links.contains(link) { places[link, default: []].append(start) }
    }
    return places
  }

  private func entry(_ destination: String, from document: Document) -> Numbering.Entry? {
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { return nil }
    let path = LinkCheck.path(of: parts[0], from: document)
    return numberings[path]?[parts[1]]
  }

  /// The kind that a text names, alone or with a number.
  private static func kind(of text: String) -> Numbering.Kind? {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count <= 2, let kind = Numbering.Kind.named(words[0]),
      words.count == 1 || words[1].wholeMatch(of: #/[A-Za-z0-9-]*[0-9](\.[0-9]+)?/#) != nil
    else { return nil }
    return kind
  }

  /// The place's name; inside a sentence the author may begin it with a small letter.
  private static func text(for entry: Numbering.Entry, like written: String) -> String {
    let name = written.first?.isLowercase == true ? entry.kind.rawValue.lowercased() : entry.kind.rawValue
    return "\(name) \(entry.text)"
  }
}
