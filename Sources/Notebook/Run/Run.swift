/// The outcome of compiling and running a chapter's programs.
public struct Run: Equatable, Sendable {
  /// The run of each cell, by its index in `Document.cells`; cells of no program are missing.
  public var cells: [Int: CellRun] = [:]
  /// The text of each prose value, by its index in `Document.values`.
  public var values: [Int: String] = [:]
  /// The run of each answer to an exercise.
  public var answers: [AnswerRun] = []
  /// The compiler's messages about lines that belong to no cell: prose values, or no line at all.
  public var stray: [CompilerMessage] = []
  /// What cells use of cells below them.
  public var forward: [ForwardReference] = []
  /// The differences between two runs of the same programs, where they were run twice.
  public var variations: [Variation] = []
  /// The seconds that the compiler took, over all programs.
  public var compileSeconds = 0.0
  /// The seconds that the programs ran.
  public var runSeconds = 0.0
  /// The cost of each program.
  public var programs: [ProgramCost] = []

  /// Creates an empty run.
  public init() {}
}

/// The run of one cell.
public struct CellRun: Equatable, Codable, Sendable {
  /// How the cell ended.
  public enum Ending: Equatable, Codable, Sendable {
    /// It ran to its end.
    case finished
    /// It compiled and was not run, as its options say.
    case compiled
    /// It was not compiled, since the machine does not offer what it needs.
    case skipped(reason: String)
    /// It was not run, since its program did not compile or an earlier cell ended it.
    case notRun
    /// The compiler refused it.
    case notCompiled
    /// It trapped; the message and the line are what the runtime's backtrace says.
    case crashed(message: String, line: Int?)
    /// It called `exit` or returned from the program.
    case exited(status: Int)
    /// It ran longer than it may, in seconds.
    case timedOut(limit: Double)
  }

  /// How the cell ended.
  public var ending = Ending.notRun
  /// Its printed and displayed output, in order.
  public var outputs: [Output] = []
  /// Its output on standard error.
  public var standardError = ""
  /// The values captured behind statements, by their index in `Cell.values`.
  public var values: [Int: String] = [:]
  /// The compiler's messages about it.
  public var messages: [CompilerMessage] = []
  /// The failed `expect` calls, in order.
  public var failures: [Failure] = []
  /// The values that have no text of their own.
  public var undescribed: [Undescribed] = []
  /// The cell's line that calls what traps, where the trap itself is in a function from elsewhere.
  public var caller: Int?
  /// True if everything that it printed is UTF-8.
  public var isUTF8 = true
  /// Its cost; `nil` where it did not run to its end.
  public var cost: CellCost?

  /// A value that has no text of its own.
  public struct Undescribed: Equatable, Hashable, Codable, Sendable {
    /// The use of the value.
    public enum Place: Equatable, Hashable, Codable, Sendable {
      /// Behind a statement, by its index in `Cell.values`.
      case value(Int)
      /// In running text, by its index in `Document.values`.
      case prose(Int)
      /// A displayed value, by the chapter's line.
      case line(Int)
    }

    /// The use of the value.
    public var place: Place
    /// Its type.
    public var type: String
    /// True if it is a sequence, whose elements an array would show.
    public var isSequence = false
    /// True if it must stay where it is, so that no function can take it.
    var isBound = false
  }

  /// A failed `expect`.
  public struct Failure: Equatable, Codable, Sendable {
    /// The author's words for it.
    public var label: String
    /// The chapter's line.
    public var line: Int
    /// The found and the expected text.
    public var text: String

    /// Creates a failure.
    public init(label: String, line: Int, text: String) {
      self.label = label
      self.line = line
      self.text = text
    }
  }

  /// Creates a cell run that has not begun.
  public init() {}

  /// The cell's printed output and the text of its displayed values, figures left out.
  public var text: String {
    outputs.map(\.text).joined()
  }

  /// The figures that the cell displayed, in order.
  public var figures: [FigureOutput] {
    outputs.compactMap { output in
      if case .figure(let figure) = output { figure } else { nil }
    }
  }
}

/// A piece of what a cell produced.
public enum Output: Equatable, Codable, Sendable {
  /// Printed text.
  case text(String)
  /// A displayed figure.
  case figure(FigureOutput)
  /// A displayed table.
  case table(TableOutput)

  /// The text that a `text output` fence shows for it.
  public var text: String {
    switch self {
    case .text(let text): text
    case .figure: ""
    case .table(let table): table.text
    }
  }
}

/// A figure as data: the drawing, the words and the numbers.
public struct FigureOutput: Equatable, Codable, Sendable {
  /// One `<svg>` element.
  public var svg: String
  /// The text alternative that the drawing gives of itself.
  public var alternative: String
  /// The numbers behind the figure: names of columns, then rows.
  public var table: TableOutput

  /// Creates a figure.
  public init(svg: String, alternative: String, table: TableOutput) {
    self.svg = svg
    self.alternative = alternative
    self.table = table
  }
}

/// A table as data.
public struct TableOutput: Equatable, Codable, Sendable {
  /// The names of the columns.
  public var columns: [String]
  /// The rows, each as long as `columns`.
  public var rows: [[String]]
  /// The table as aligned lines of text, the last ended by a newline; empty for a figure's data.
  public var text: String

  /// Creates a table.
  public init(columns: [String], rows: [[String]], text: String = "") {
    self.columns = columns
    self.rows = rows
    self.text = text
  }
}

/// One message of the Swift compiler, at its place in the chapter.
public struct CompilerMessage: Equatable, Codable, Sendable {
  /// How bad it is.
  public enum Severity: String, Equatable, Codable, Sendable {
    case error
    case warning
    case note
  }

  /// How bad it is.
  public var severity: Severity
  /// The compiler's message.
  public var text: String
  /// The place in the chapter; `nil` where the message is about the program as a whole.
  public var position: SourcePosition?

  /// Creates a message.
  public init(severity: Severity, text: String, position: SourcePosition?) {
    self.severity = severity
    self.text = text
    self.position = position
  }
}

/// The run of one answer to an exercise with the exercise's tests.
public struct AnswerRun: Equatable, Sendable {
  /// The index of the exercise.
  public var exercise: Int
  /// The index of the answer's cell: the stub, the solution or a wrong answer.
  public var cell: Int
  /// How the program ended.
  public var ending: CellRun.Ending
  /// What each `expect` of the tests found, by label, in order; `nil` for a pass, else the failure's text.
  public var results: [Result]
  /// The messages of the compiler.
  public var messages: [CompilerMessage]
  /// The printed output of the answer and the tests.
  public var printed = ""
  /// The figures and tables of the answer and the tests.
  public var figures: [FigureOutput] = []
  /// The seconds that the program computed.
  public var seconds = 0.0

  /// The result of one `expect`.
  public struct Result: Equatable, Codable, Sendable {
    /// The label.
    public var label: String
    /// The failure's text, `nil` for a pass.
    public var failure: String?

    /// Creates a result.
    public init(label: String, failure: String? = nil) {
      self.label = label
      self.failure = failure
    }
  }

  /// Creates what an answer did.
  public init(
    exercise: Int, cell: Int, ending: CellRun.Ending, results: [Result], messages: [CompilerMessage] = [],
    printed: String = "", figures: [FigureOutput] = []
  ) {
    self.exercise = exercise
    self.cell = cell
    self.ending = ending
    self.results = results
    self.messages = messages
    self.printed = printed
    self.figures = figures
  }
}
