import Notebook

/// A doc comment in its parts: what it says, and the list items that Swift gives a meaning.
struct DocComment: Equatable, Sendable {
  /// A list item such as `- Returns: …`.
  struct Callout: Equatable, Sendable {
    /// The word before the colon.
    var title: String
    /// Its text.
    var blocks: [Block]
  }

  /// A parameter and what it means.
  struct Parameter: Equatable, Sendable {
    var name: String
    var blocks: [Block]
  }

  /// The text, without the items below.
  private(set) var discussion: [Block] = []
  /// The parameters in order.
  private(set) var parameters: [Parameter] = []
  /// The other items in order.
  private(set) var callouts: [Callout] = []

  private static let titles: Set<String> = [
    "Returns", "Throws", "Precondition", "Postcondition", "Complexity", "Note", "Important", "Warning", "Remark",
    "Invariant", "Requires", "Example", "Experiment", "SeeAlso", "Since", "Version", "Author",
  ]

  /// Reads a comment's Markdown.
  init(_ markdown: String) {
    for block in Document(prose: markdown).blocks {
      guard case .list(let style, let items) = block.kind, style.start == nil else {
        discussion.append(block)
        continue
      }
      let rest = items.filter { !take($0) }
      if !rest.isEmpty { discussion.append(Block(.list(style, rest), at: block.position)) }
    }
  }

  /// The first paragraph, for lists of symbols.
  var abstract: [Inline] {
    if case .paragraph(let inlines)? = discussion.first?.kind { inlines } else { [] }
  }

  /// The blocks after the first paragraph.
  var remarks: [Block] { abstract.isEmpty ? discussion : Array(discussion.dropFirst()) }

  /// Takes an item with a meaning; whether it is one.
  private mutating func take(_ item: Block.ListItem) -> Bool {
    guard let (head, blocks) = Self.split(item.blocks) else { return false }
    let words = head.split(separator: " ")
    if head == "Parameters" {
      for case .list(_, let items) in blocks.map(\.kind) {
        for item in items {
          if let (name, blocks) = Self.split(item.blocks) { parameters.append(Parameter(name: name, blocks: blocks)) }
        }
      }
    } else if words.count == 2, words[0] == "Parameter" {
      parameters.append(Parameter(name: String(words[1]), blocks: blocks))
    } else if Self.titles.contains(head) {
      callouts.append(Callout(title: head == "SeeAlso" ? "See also" : head, blocks: blocks))
    } else {
      return false
    }
    return true
  }

  /// The words before the first colon, and what follows it.
  private static func split(_ blocks: [Block]) -> (head: String, rest: [Block])? {
    guard var first = blocks.first, case .paragraph(var inlines) = first.kind, case .text(let text)? = inlines.first,
      let colon = text.firstIndex(of: ":")
    else { return nil }
    let rest = text[text.index(after: colon)...].drop(while: \.isWhitespace)
    if rest.isEmpty { inlines.removeFirst() } else { inlines[0] = .text(String(rest)) }
    first.kind = .paragraph(inlines)
    return (String(text[..<colon]), (inlines.isEmpty ? [] : [first]) + blocks.dropFirst())
  }
}
