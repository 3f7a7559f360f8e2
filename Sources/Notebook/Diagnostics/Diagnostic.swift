/// Something that is wrong with a chapter, at its place.
public struct Diagnostic: Equatable, Sendable {
  /// How bad it is.
  public enum Severity: String, Equatable, Sendable {
    case error
    case warning
    case note
  }

  /// The stable name of the kind of trouble.
  public var id: DiagnosticID
  /// How bad it is.
  public var severity: Severity
  /// One sentence: what is wrong and what to do.
  public var message: String
  /// The chapter.
  public var path: String
  /// The place.
  public var position: SourcePosition
  /// The line that the caret is drawn under.
  public var excerpt: String
  /// Further lines, shown indented below the caret.
  public var notes: [String]
  /// The kind of claim that did not come true; `nil` for all but numbers.
  public var claim: Claim?

  /// A kind of claim about a number.
  public enum Claim: Equatable, Sendable {
    /// A range, such as `0.92...0.95`: it should hold whatever the seed.
    case range
    /// A number with decimals: a result of one seed, which no other one gives.
    case decimals

    /// The claim that a written number makes; `nil` for a whole one.
    static func of(number: String) -> Claim? {
      WrittenNumber(number).flatMap { $0.decimals > 0 || $0.hasExponent ? .decimals : nil }
    }
  }

  /// Creates a diagnostic for a place in a chapter; the excerpt is the line there.
  public init(
    _ id: DiagnosticID, _ message: String, in source: SourceText, at position: SourcePosition,
    severity: Severity = .error, notes: [String] = []
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.path = source.path
    self.position = position
    self.excerpt = source.line(position.line)
    self.notes = notes
  }
}
