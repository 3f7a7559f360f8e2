import Notebook
import Synchronization

/// What a page says that its chapter and the book's modules do not: part of the key of a kept page.
public struct PageFacts: Equatable, Codable, Sendable {
  /// The compiler that checked the cells, such as `Swift 6.3.1`; empty where nothing is to be said.
  var toolchain = ""
  /// The words with which a reader starts the tool.
  var tool = ""
  /// The address for reporting a mistake in a cell, to which the cell's name is added; `nil` for nowhere.
  var reportAddress: String?
  /// The address of the package's files, to which a file's path is added; `nil` for nowhere.
  var sourceAddress: String?
  /// Which sections of other chapters link to which place of the page, by its id.
  var citations: [String: [Citations.Place]] = [:]
  /// Former ids of places that were renamed, by the id of today.
  var formerAnchors: [String: [String]] = [:]
  /// The names of all chapters, for links on the page that holds the whole book.
  var slugs: [String] = []
}

/// The context of a page beside its own chapter.
@dynamicMemberLookup
public struct WeavingContext: Equatable, Sendable {
  /// The typeset formulas.
  public var formulas: Formulas
  /// What the rest of the book and its settings add to the page.
  var facts = PageFacts()
  /// The pages of the symbols that chapters' code names.
  var symbols = SymbolPlaces()
  /// The destinations of code spans, by their text.
  var codeAddresses: [String: Address] = [:]

  /// Creates a context.
  public init(formulas: Formulas = Formulas(), toolchain: String = "", tool: String = "swift run notebook") {
    self.formulas = formulas
    facts.toolchain = toolchain
    facts.tool = tool
  }

  /// One of these facts.
  public subscript<Value>(dynamicMember fact: WritableKeyPath<PageFacts, Value>) -> Value {
    get { facts[keyPath: fact] }
    set { facts[keyPath: fact] = newValue }
  }
}

extension WeavingContext {
  /// True if this says the same about a page as another context; formulas are what their text says, in both.
  func says(the other: WeavingContext, about slug: String) -> Bool {
    facts == other.facts && symbols.references[slug] == other.symbols.references[slug]
      && symbols.firstMentions[slug] == other.symbols.firstMentions[slug] && symbols.places == other.symbols.places
  }
}

/// Turns a chapter and what happened to it into markup.
///
/// Every rendering function is a pure function of its arguments and of what was counted once, here. A class, since a copy
/// of all this in each function's frame would overflow a small stack where quotes and emphasis stand deep.
final class Weaver: Sendable {
  /// How a page refers to other places of the book.
  enum Arrangement: Equatable, Sendable {
    /// One page a chapter.
    case pages
    /// All chapters on one page: ids carry the chapter's name.
    case onePage(chapters: Set<String>)
  }

  let document: Document
  let run: Run
  let verdicts: [Int: Verdict]
  let context: WeavingContext
  let arrangement: Arrangement
  /// The diagnostics apart from the cells'.
  let problems: [Diagnostic]
  /// The cells whose outputs are those of an earlier text.
  let staleCells: Set<Int>

  /// The number of each footnote, by label, in order of first reference.
  let noteNumbers: [String: Int]
  /// The footnotes' text by label.
  let notes: [String: [Block]]
  /// The numbers of figures and all else that is counted.
  let numbering: Numbering
  /// How many levels the headings rise, so that those below the title are the first of a page even where its author
  /// began lower.
  let headingShift: Int
  /// Ids that headings carry, which no cell may carry again.
  let headingAnchors: Set<String>
  /// Pieces that are the same in every arrangement.
  let pieces: SharedPieces

  convenience init(_ chapter: PublishedBook.Chapter, context: WeavingContext, arrangement: Arrangement = .pages) {
    self.init(
      document: chapter.document, run: chapter.run, verdicts: chapter.verdicts, context: context,
      arrangement: arrangement, problems: chapter.problems, staleCells: chapter.staleCells)
  }

  init(
    document: Document, run: Run, verdicts: [Verdict], context: WeavingContext, arrangement: Arrangement = .pages,
    problems: [Diagnostic] = [], staleCells: Set<Int> = []
  ) {
    self.document = document
    self.problems = problems
    self.staleCells = staleCells
    self.run = run
    self.verdicts = Dictionary(verdicts.map { ($0.cell, $0) }) { first, _ in first }
    self.context = context
    self.arrangement = arrangement
    pieces = SharedPieces()

    var noteNumbers: [String: Int] = [:]
    var notes: [String: [Block]] = [:]
    var anchors: Set<String> = []
    var levels: [Int] = []
    let all = document.allBlocks
    for label in all.footnoteReferences {
      noteNumbers[label] = noteNumbers.count + 1
    }
    for block in all {
      switch block.kind {
      case .footnote(let label, let blocks): notes[label] = blocks
      case .heading(let level, _, let anchor):
        levels.append(level)
        anchors.insert(anchor)
      default: break
      }
    }
    self.noteNumbers = noteNumbers
    self.notes = notes
    numbering = Numbering(of: document)
    headingShift = max(0, (levels.min() ?? 2) - 2)
    headingAnchors = anchors.union(document.exercises.filter { $0.anchor != $0.id }.map(\.anchor))
  }

  /// The same chapter in another arrangement.
  private init(_ weaver: Weaver, arrangement: Arrangement) {
    document = weaver.document
    run = weaver.run
    verdicts = weaver.verdicts
    context = weaver.context
    self.arrangement = arrangement
    problems = weaver.problems
    staleCells = weaver.staleCells
    noteNumbers = weaver.noteNumbers
    notes = weaver.notes
    numbering = weaver.numbering
    headingShift = weaver.headingShift
    headingAnchors = weaver.headingAnchors
    pieces = weaver.pieces
  }

  /// The chapter's content on the page that holds the whole book.
  func bodyAmongAll() -> HTML {
    Weaver(self, arrangement: .onePage(chapters: Set(context.slugs))).body()
  }

  /// The chapter's number without leading zeros, as readers say it.
  var numeral: String { numbering.chapter }

  /// The id of a place on this page.
  func id(_ anchor: String) -> String {
    switch arrangement {
    case .pages: anchor
    case .onePage: "\(document.slug):\(anchor)"
    }
  }

  /// Marks at which links to a place's former ids arrive.
  func formerAnchors(of anchor: String) -> HTML {
    HTML(
      joining: (context.formerAnchors[anchor] ?? []).map { former in
        HTML(.span, .id(id(former)))
      })
  }

  /// The address of a link's destination; `nil` where a page may not lead there.
  func address(of destination: Destination) -> Address? {
    switch (destination, arrangement) {
    case (.nowhere, _): nil
    case (.elsewhere(let address), _): address
    case (.file(let path), _): Address(path)
    case (.here(let fragment), _): Address(fragment: id(fragment))
    case (.chapter(let name, let fragment), .onePage(let chapters)) where chapters.contains(name):
      Address(fragment: fragment.map { "\(name):\($0)" } ?? "\(name):")
    case (.chapter(let name, let fragment?), _): Address(file: "\(name).html", fragment: fragment)
    case (.chapter(let name, nil), _): Address(file: "\(name).html")
    }
  }
}

/// Pieces of a page that cost much and name no place of it, each made once.
final class SharedPieces: Sendable {
  private let made = Mutex<[String: HTML]>([:])

  /// The piece of a name, made when it is first asked for.
  func piece(_ name: String, make: () -> HTML) -> HTML {
    if let piece = made.withLock({ $0[name] }) { return piece }
    let piece = make()
    made.withLock { $0[name] = piece }
    return piece
  }
}
