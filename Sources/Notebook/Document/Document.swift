/// A parsed chapter: prose and cells in order, every position known, nothing run yet.
public struct Document: Equatable, Sendable {
  /// The kind of a file.
  public enum Form: Equatable, Sendable {
    /// A chapter of a book.
    case chapter
    /// Any other Markdown file, such as a package's README: its headings, HTML and remarks are its own affair.
    case page
  }

  /// The chapter's text.
  public var source: SourceText
  /// The settings of the front matter.
  public var frontMatter: FrontMatter
  /// The page's content in reading order.
  public var blocks: [Block]
  /// The executable blocks in source order, the hidden ones and those of exercises included.
  public var cells: [Cell]
  /// The values in prose, in source order.
  public var values: [ProseValue]
  /// The exercises in source order.
  public var exercises: [Exercise]
  /// The questions without code, in source order.
  public var quizzes: [Quiz] = []
  /// The ids of tables and formulas that a link can number, by the place of their block.
  public var labels: [SourcePosition: String] = [:]
  /// The lines whose numbers the author vouches for.
  var vouchedLines: [ClosedRange<Int>] = []
  /// The regions of files that the chapter includes.
  var regions: [CellOptions.Inclusion: Region] = [:]
  /// The links whose text is a number that the tool keeps.
  public var numberedLinks: [NumberedLink] = []
  /// The text of the figure files that the chapter places, by the path written there.
  public var figureFiles: [String: String] = [:]
  /// The chapter's diagnostics; a document with errors is not run.
  public var diagnostics: [Diagnostic]
  /// The kind of file.
  public var form = Form.chapter

  /// The chapter's name without its extension, such as `02-logic-gates`; a page's has its folders too.
  public var slug: String {
    let file = source.path.split(separator: "/").last.map(String.init) ?? source.path
    let name = form == .page ? source.path : file
    return name.hasSuffix(".md") ? String(name.dropLast(3)) : name
  }

  /// The chapter's number as written in its file name, such as `02`, or its slug where it has none.
  public var number: String {
    let digits = slug.prefix { $0.isASCII && $0.isNumber }
    return digits.isEmpty ? slug : String(digits)
  }

  /// The index of the cell with this id.
  public func cell(named id: String) -> Int? {
    cells.firstIndex { $0.options.id == id }
  }
}

/// The YAML block at the head of a chapter.
public struct FrontMatter: Equatable, Sendable {
  /// The page's heading.
  public var title = ""
  /// One or two sentences for the overview.
  public var summary = ""
  /// The part of the book that the chapter belongs to.
  public var part = ""
  /// The cell options that hold where a cell does not say otherwise.
  public var defaults = CellOptions()

  /// Creates an empty front matter.
  public init() {}
}

/// A value in running text: `<!--= accuracy * 100 -->93.4<!--/-->`.
public struct ProseValue: Equatable, Sendable {
  /// The Swift expression.
  public var expression: String
  /// The text of the author or of `accept`, with `|` for the `\|` of a table; empty until then.
  public var written: String
  /// The index of the cell after which the expression is evaluated.
  public var cell: Int
  /// The start of the expression.
  public var position: SourcePosition
  /// The bytes between the two comments.
  public var range: Range<Int>
}

/// A question with options to choose from; it needs no code.
public struct Quiz: Equatable, Sendable {
  /// One answer to choose.
  public struct Option: Equatable, Sendable {
    /// True if the author ticked it.
    public var isCorrect: Bool
    /// Its text.
    public var blocks: [Block]
  }

  /// The stable name, such as `which-line`.
  public var id: String
  /// The start.
  public var position: SourcePosition
  /// The question.
  public var question: [Block] = []
  /// The choices.
  public var options: [Option] = []
  /// Why the ticked options are right, and the others are not.
  public var after: [Block] = []
}

/// An exercise: a task, a stub to fill, hidden tests, hints, a solution and typical wrong answers.
public struct Exercise: Equatable, Sendable {
  /// A typical wrong answer and the sentence that meets it.
  public struct WrongAnswer: Equatable, Sendable {
    /// The message for the learner.
    public var message: String
    /// The index of its cell.
    public var cell: Int
  }

  /// The stable name, such as `and-gate`.
  public var id: String
  /// The heading that follows the exercise comment.
  public var title = ""
  /// The anchor that GitHub gives this heading: links may use it or the id.
  public var anchor = ""
  /// Difficulty, 1 to 3.
  public var level = 1
  /// True if it is the chapter's fast track.
  public var isFast = false
  /// The start.
  public var position: SourcePosition
  /// The task, without the stub.
  public var task: [Block] = []
  /// The earlier cells that every program of this exercise begins with.
  public var uses: [String] = []
  /// The index of the stub's cell.
  public var stub: Int?
  /// The indices of the cells that the learner may use.
  public var given: [Int] = []
  /// The indices of the hidden tests.
  public var tests: [Int] = []
  /// The index of the solution's cell.
  public var solution: Int?
  /// The wrong answers.
  public var wrongAnswers: [WrongAnswer] = []
  /// Up to three hints, the mildest first.
  public var hints: [[Block]] = []
  /// The remark for a pass.
  public var after: [Block] = []

  /// Creates an exercise without content.
  public init(id: String, position: SourcePosition) {
    self.id = id
    self.position = position
  }
}
