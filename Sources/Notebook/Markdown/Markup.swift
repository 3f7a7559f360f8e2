/// A block of a chapter, as libcmark-gfm read it and the document stage understood it.
public struct Block: Equatable, Sendable {
  /// The kind of block.
  public var kind: Kind
  /// The start.
  public var position: SourcePosition

  /// The kinds of block that a page can show.
  public indirect enum Kind: Equatable, Sendable {
    /// Running text.
    case paragraph([Inline])
    /// A heading of level 2 to 6 with its anchor.
    case heading(level: Int, [Inline], anchor: String)
    /// A quotation.
    case quote([Block])
    /// A GitHub alert, such as `> [!NOTE]`.
    case alert(Alert, [Block])
    /// A bulleted or numbered list.
    case list(ListStyle, [ListItem])
    /// A fenced or indented block that is only shown; the language is the fence's first word.
    case code(language: String, String)
    /// A displayed formula, in TeX.
    case math(String)
    /// A table.
    case table(Table)
    /// A line between sections.
    case thematicBreak
    /// The text of a footnote.
    case footnote(label: String, [Block])
    /// HTML that the author wrote; pages do not carry it.
    case html(String)
    /// The cell of this index in `Document.cells`.
    case cell(Int)
    /// The output that was printed by the cell of this index, where the author put its fence.
    case output(cell: Int)
    /// A figure that a cell displayed, or an image file.
    case figure(FigureReference)
    /// The exercise of this index in `Document.exercises`: its task follows as blocks.
    case exercise(Int)
    /// The question of this index in `Document.quizzes`.
    case quiz(Int)
  }

  /// The five alerts of GitHub Flavored Markdown.
  public enum Alert: String, Equatable, Sendable, CaseIterable {
    case note
    case tip
    case important
    case warning
    case caution
  }

  /// How a list is marked.
  public struct ListStyle: Equatable, Sendable {
    /// The first number of an ordered list, `nil` for bullets.
    public var start: Int?
    /// True if its items are set without space between them.
    public var isTight: Bool
  }

  /// One item of a list.
  public struct ListItem: Equatable, Sendable {
    /// The state of a task-list box, `nil` where there is none.
    public var isChecked: Bool?
    /// The content.
    public var blocks: [Block]
  }

  /// A table with its column alignments.
  public struct Table: Equatable, Sendable {
    /// How a column is set.
    public enum Alignment: Equatable, Sendable {
      case none
      case left
      case center
      case right
    }
    /// One alignment a column.
    public var alignments: [Alignment]
    /// The header's cells.
    public var header: [[Inline]]
    /// The rows' cells, each as long as the header.
    public var rows: [[[Inline]]]
  }

  /// A figure where its author placed it: an image alone in its paragraph, with the emphasised line under it, or an
  /// image among words.
  public struct FigureReference: Equatable, Sendable {
    /// The path as written, such as `figures/02-and-line.svg`.
    public var path: String
    /// The text alternative.
    public var alternative: String
    /// The caption; empty where there is none.
    public var caption: [Inline]
    /// The index of the cell that displayed it, `nil` for an image file.
    public var cell: Int?
    /// Which of the cell's figures it is, from 0.
    public var number: Int
    /// True if it stands among words, as a word-sized figure may.
    public var isInline = false
    /// The position of the path in the chapter.
    public var position = SourcePosition(line: 1, column: 1)

    /// Creates a reference.
    public init(path: String, alternative: String, caption: [Inline] = [], cell: Int? = nil, number: Int = 0) {
      self.path = path
      self.alternative = alternative
      self.caption = caption
      self.cell = cell
      self.number = number
    }
  }

  /// Creates a block.
  public init(_ kind: Kind, at position: SourcePosition) {
    self.kind = kind
    self.position = position
  }
}

/// A piece of running text.
public indirect enum Inline: Equatable, Sendable {
  /// Plain text.
  case text(String)
  /// `code`.
  case code(String)
  /// A formula in TeX, written `` $`x_i`$ ``.
  case math(String)
  /// *Emphasis*.
  case emphasis([Inline])
  /// **Strong emphasis**.
  case strong([Inline])
  /// ~~Struck-out~~ text.
  case strikethrough([Inline])
  /// A link.
  case link(destination: String, title: String, [Inline])
  /// An image inside a line.
  case image(source: String, title: String, alternative: String)
  /// A word-sized figure, by the index of the cell that displays it and which of its figures it is, from 0.
  case figure(cell: Int, number: Int, alternative: String)
  /// A line ending that may become a space.
  case softBreak
  /// A line ending that stays one.
  case lineBreak
  /// A mark that refers to a footnote.
  case footnoteReference(label: String)
  /// HTML that the author wrote; pages do not carry it.
  case html(String)
  /// The prose value of this index in `Document.values`.
  case value(Int)

  /// The text without its marks, as a heading's anchor or a text alternative needs it.
  public var plainText: String {
    switch self {
    case .text(let text), .code(let text), .math(let text): text
    case .emphasis(let children), .strong(let children), .strikethrough(let children), .link(_, _, let children):
      children.plainText
    case .image(_, _, let alternative), .figure(_, _, let alternative): alternative
    case .softBreak, .lineBreak: " "
    case .footnoteReference, .html, .value: ""
    }
  }
}

extension [Inline] {
  /// The text without its marks.
  public var plainText: String { map(\.plainText).joined() }
}
