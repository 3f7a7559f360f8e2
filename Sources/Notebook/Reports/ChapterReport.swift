/// The report of one chapter: its cells with their verdicts and costs, and its other diagnostics.
public struct ChapterReport: Equatable, Codable, Sendable {
  /// The report of one cell.
  public struct Cell: Equatable, Codable, Sendable {
    /// The author's name for it, without `#`.
    public var id: String?
    /// The start of its fence or comment.
    public var position: SourcePosition
    /// The outcome of its check.
    public var outcome: Verdict.Outcome
    /// The mismatch.
    public var diagnostics: [Diagnostic] = []
    /// The number of expectations that were compared.
    public var expectations = 0
    /// True if its output is compared: `nondeterministic` output is not.
    public var isCompared = true
    /// Its cost; `nil` where it was not run to its end.
    public var cost: CellCost?

    private enum CodingKeys: CodingKey {
      case id
      case position
      case outcome
      case expectations
      case isCompared
      case cost
    }

    /// Creates the report on a cell.
    public init(id: String? = nil, position: SourcePosition, outcome: Verdict.Outcome) {
      self.id = id
      self.position = position
      self.outcome = outcome
    }

    /// How reports call it: `#id`, or its line.
    public var name: String {
      id.map { "#" + $0 } ?? "line \(position.line)"
    }
  }

  /// The chapter's file.
  public var path: String
  /// The chapter's name, such as `02-logic-gates`.
  public var slug: String
  /// The chapter's title.
  public var title = ""
  /// The cells that are not part of an exercise, in source order.
  public var cells: [Cell] = []
  /// The diagnostics apart from the cells': markup, values in prose, exercises.
  public var diagnostics: [Diagnostic] = []
  /// The number of values in prose that were compared.
  public var values = 0
  /// The number of exercises that were proven.
  public var exercises = 0
  /// The cost of its programs.
  public var programs: [ProgramCost] = []

  // Reports with diagnostics are not kept.
  private enum CodingKeys: CodingKey {
    case path
    case slug
    case title
    case cells
    case values
    case exercises
    case programs
  }

  /// Creates an empty report on a chapter.
  public init(path: String, slug: String) {
    self.path = path
    self.slug = slug
  }

  /// Tells of a chapter what was found.
  public init(_ chapter: CheckedChapter) {
    let document = chapter.document
    self.init(path: document.source.path, slug: document.slug)
    title = document.frontMatter.title
    cells = chapter.verification.verdicts.map { verdict in
      let cell = document.cells[verdict.cell]
      var report = Cell(id: cell.options.id, position: cell.position, outcome: verdict.outcome)
      report.diagnostics = verdict.diagnostics
      report.expectations = verdict.expectations
      report.isCompared = cell.options.comparison != .nondeterministic
      report.cost = chapter.run.cells[verdict.cell]?.cost
      return report
    }
    diagnostics = chapter.verification.diagnostics
    values = chapter.verification.values
    exercises = chapter.verification.exercises
    programs = chapter.run.programs
  }

  /// Everything that is wrong, in reading order.
  public var allDiagnostics: [Diagnostic] {
    DiagnosticFormatter.sorted(diagnostics + cells.flatMap(\.diagnostics))
  }

  /// True if the chapter says what is true; warnings do not count.
  public var isPassed: Bool {
    !allDiagnostics.contains { $0.severity == .error } && failed == 0 && blocked == 0
  }

  /// The number of expectations that were compared, values in prose included.
  public var expectations: Int { cells.map(\.expectations).reduce(0, +) + values }
  /// The number of cells that did not do what the author wrote.
  public var failed: Int { cells.count { $0.outcome == .failed } }
  /// The number of cells that were not run because another one failed.
  public var blocked: Int { cells.count { $0.outcome == .blocked } }
  /// The number of cells that their author skips.
  public var skipped: Int { cells.count { if case .skipped = $0.outcome { true } else { false } } }
  /// The number of cells whose output is not compared.
  public var notCompared: Int { cells.count { !$0.isCompared } }
}
