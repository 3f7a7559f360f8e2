/// An executable block of a chapter.
public struct Cell: Equatable, Sendable {
  /// The purpose of the block.
  public enum Role: Equatable, Sendable {
    /// A fence that the reader sees.
    case visible
    /// `<!-- swift hidden … -->`, which the site can reveal.
    case hidden
    /// The answer that an exercise starts from.
    case stub
    /// The code that an exercise gives the learner.
    case given
    /// An exercise's hidden test.
    case test
    /// An exercise's model answer.
    case solution
    /// A typical wrong answer.
    case wrong

    /// True if the cell belongs to an exercise, which is a program of its own.
    public var isExercise: Bool { self != .visible && self != .hidden }
  }

  /// One line of code and where it stands in the chapter.
  public struct Line: Equatable, Sendable {
    /// The text, without the indentation that a list or quote adds.
    public var text: String
    /// The position of the text's first byte.
    public var position: SourcePosition
  }

  /// The purpose of the block.
  public var role: Role
  /// The options of the info string, with the chapter's defaults.
  public var options: CellOptions
  /// The code.
  public var lines: [Line]
  /// The start of the fence or comment.
  public var position: SourcePosition
  /// The statements at cell level, as SwiftParser sees them; empty where the code has a syntax error.
  public var statements: [Statement] = []
  /// The values that the author wrote behind statements, in source order.
  public var values: [ValueExpectation] = []
  /// The expected output of the cell.
  public var output: OutputExpectation?
  /// The marks `// error:`, `// warning:` and `// crash:`.
  public var marks: [MessageMark] = []
  /// The figures that the author placed below the cell, alone or among words, in order.
  public var figures: [Block.FigureReference] = []
  /// The literals that a reader may exchange, in source order.
  public var knobs: [Knob] = []
  /// The code around the cell that the reader need not see.
  public var wrap: Wrap?
  /// True if one of its types is marked `@main`, so that the program begins there and not at its first line.
  var hasMain = false

  /// What `<!-- swift wrap … --- … -->` puts around a cell.
  public struct Wrap: Equatable, Sendable {
    /// The lines in front of the cell.
    public var before: [Line]
    /// The lines behind it.
    public var after: [Line]
    /// The start of the comment.
    public var position: SourcePosition
  }

  /// True if the cell is run to its end, alone or with its neighbors, and is no part of an exercise.
  var isPartOfSession: Bool {
    !role.isExercise && (options.mode == .run || options.mode == .warning)
  }

  /// The code as one text, each line ended by a newline.
  public var code: String {
    lines.map { $0.text + "\n" }.joined()
  }
}

/// A statement at cell level, as the tangler needs it to capture its value.
///
/// Offsets count UTF-8 bytes of `Cell.code`.
public struct Statement: Equatable, Sendable {
  /// The expressions that can be captured.
  public enum Kind: Equatable, Sendable {
    /// An expression with a value (not an assignment).
    case expression
    /// An expression whose value a function or operator gives, which may let it be ignored.
    case call
    /// `let name = …` or `var name = …` with one name.
    case constant(name: String)
    /// An import, which must stand at file level.
    case importDeclaration
    /// Anything else.
    case other
  }

  /// The expressions that can be captured.
  public var kind: Kind
  /// True for a declaration other than of a variable: it does nothing where it stands.
  var isDeclaration = false
  /// True for an expression with a value.
  var isValue: Bool { kind == .expression || kind == .call }
  /// The literal that a constant is set to; `nil` where it is something else.
  public var literal: Literal?
  /// True if an error may end the program here.
  var canThrow = false
  /// The statements in the blocks of its loops, conditions and the like.
  var nested: [Nested] = []
  /// The bytes of the closures in it.
  var closures: [Range<Int>] = []
  /// The statement's bytes, without comments around it.
  public var range: Range<Int>

  /// A statement inside another one.
  struct Nested: Equatable, Sendable {
    /// The start.
    var offset: Int
    /// True if an error may leave it.
    var canThrow: Bool
    /// True if it may run many times.
    var isInLoop: Bool
  }
}

/// A value behind a statement: `sigmoid(0)  // => 0.5`.
public struct ValueExpectation: Equatable, Sendable {
  /// The author's text, the lines of a long value joined with newlines; empty until `accept` fills it.
  public var written: String
  /// The index in `Cell.statements` of the statement whose value it is.
  public var statement: Int
  /// The position of the mark `//`.
  public var position: SourcePosition
  /// The chapter's bytes that hold the written value, continuation lines included.
  public var range: Range<Int>
}

/// The expected output of a cell, as a fence below it or as `// Prints "…"` marks.
public struct OutputExpectation: Equatable, Sendable {
  /// One `// Prints` mark.
  public struct Mark: Equatable, Sendable {
    /// The printed line.
    public var written: String
    /// The position of the mark.
    public var position: SourcePosition
    /// The chapter's bytes between the quotes.
    public var range: Range<Int>
  }

  /// How it is written.
  public enum Form: Equatable, Sendable {
    /// A `text output` fence: the bytes of its content in the chapter, and the indentation of its lines.
    case fence(range: Range<Int>, indentation: String)
    /// One mark a printed line.
    case marks([Mark])
  }

  /// A word that a fence may have behind `text output`.
  public enum Option: String, Equatable, Sendable, CaseIterable {
    /// The last printed line does not end.
    case noNewline = "no-newline"
    /// The text is compared without the codes that colour it in a terminal.
    case plain
  }

  /// How it is written.
  public var form: Form
  /// The words behind `text output`.
  public var options: Set<Option> = []
  /// The expected lines.
  public var lines: [String]
  /// The position of the fence or the first mark.
  public var position: SourcePosition
}

/// A compiler or crash message that the author expects: `// error: cannot convert`.
public struct MessageMark: Equatable, Sendable {
  /// The expectation.
  public enum Kind: String, Equatable, Sendable, CaseIterable {
    case error
    case warning
    case crash
  }

  /// The expectation.
  public var kind: Kind
  /// A part of the message.
  public var text: String
  /// The line on which it must happen.
  public var position: SourcePosition
}
