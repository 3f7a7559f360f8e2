/// The numbers of a chapter's figures, tables, formulas, exercises and questions: the one place that counts them.
public struct Numbering: Equatable, Sendable {
  /// The counts of each kind.
  public enum Kind: String, Equatable, Sendable, CaseIterable {
    case figure = "Figure"
    case table = "Table"
    case equation = "Equation"
    case exercise = "Exercise"
    case question = "Question"

    /// The kind that a word names, written large or small.
    static func named(_ word: Substring) -> Kind? {
      let word = word.lowercased()
      return allCases.first { $0.rawValue.lowercased() == word }
    }
  }

  /// Something with a number.
  public struct Entry: Equatable, Sendable {
    /// Its kind.
    public var kind: Kind
    /// Its number in the chapter, from 1.
    public var number: Int
    /// The chapter's number and the entry's, such as `3.2`.
    public var text: String
  }

  /// The chapter's number without leading zeros, as readers say it.
  public let chapter: String
  private var places: [SourcePosition: Entry] = [:]
  private var names: [String: Entry] = [:]
  private var counts: [Kind: Int] = [:]

  /// Counts everything in a chapter, in reading order.
  public init(of document: Document) {
    chapter = Int(document.number).map(String.init) ?? document.number
    visit(document.blocks, of: document)
  }

  /// The content of a block.
  public subscript(place: SourcePosition) -> Entry? { places[place] }

  /// What a link to a name leads to: a figure by its cell's id, anything else by its own.
  public subscript(name: String) -> Entry? { names[name] }

  /// The names that links can number.
  var allNames: Set<String> { Set(names.keys) }

  private mutating func visit(_ blocks: [Block], of document: Document) {
    for block in blocks {
      switch block.kind {
      case .figure(let figure):
        let entry = add(.figure, at: block.position)
        if let id = figure.cell.flatMap({ document.cells[safe: $0]?.options.id }) {
          name(entry, figure.number == 0 ? id : "\(id)-\(figure.number + 1)")
        }
      case .table, .math:
        guard let id = document.labels[block.position] else { continue }
        if case .table = block.kind {
          name(add(.table, at: block.position), id)
        } else {
          name(add(.equation, at: block.position), id)
        }
      case .exercise(let index):
        guard let exercise = document.exercises[safe: index] else { continue }
        let entry = add(.exercise, at: block.position)
        name(entry, exercise.id)
        name(entry, exercise.anchor)
        visit(exercise.task + exercise.hints.flatMap { $0 } + exercise.after, of: document)
      case .quiz(let index):
        guard let quiz = document.quizzes[safe: index] else { continue }
        name(add(.question, at: block.position), quiz.id)
        visit(quiz.question + quiz.options.flatMap(\.blocks) + quiz.after, of: document)
      case .quote(let children), .alert(_, let children), .footnote(_, let children):
        visit(children, of: document)
      case .list(_, let items): visit(items.flatMap(\.blocks), of: document)
      default: break
      }
    }
  }

  private mutating func add(_ kind: Kind, at position: SourcePosition) -> Entry {
    counts[kind, default: 0] += 1
    let number = counts[kind, default: 0]
    let entry = Entry(kind: kind, number: number, text: "\(chapter).\(number)")
    places[position] = entry
    return entry
  }

  private mutating func name(_ entry: Entry, _ name: String) {
    if names[name] == nil { names[name] = entry }
  }
}

/// A link whose text is a kind and a number, such as `[Figure 3.2](03-xor.md#found-folds)`.
public struct NumberedLink: Equatable, Sendable {
  /// The author's text.
  public var written: String
  /// The current name of the place.
  public var correct: String
  /// The bytes of the text in the chapter.
  public var range: Range<Int>
}
