public import Notebook

/// A formula as its author wrote it.
public struct Formula: Hashable, Sendable, Codable {
  /// The TeX source.
  public var tex: String
  /// Whether it stands on a line of its own.
  public var display: Bool

  /// Creates a formula.
  public init(_ tex: String, display: Bool) {
    self.tex = tex
    self.display = display
  }
}

/// The formulas of a book, typeset as MathML.
public struct Formulas: Equatable, Sendable {
  /// What became of a formula.
  enum Rendering: Equatable, Sendable {
    /// The markup.
    case mathML(HTML)
    /// Why there is none.
    case invalid(message: String)
  }

  /// What became of each formula.
  private(set) var renderings: [Formula: Rendering] = [:]

  /// Creates an empty collection: pages show formulas as TeX.
  public init() {}

  /// Creates a collection from what a renderer wrote for each formula.
  init(renderings: [Formula: Rendering]) {
    self.renderings = renderings
  }

  /// Typesets every formula of these documents, all in one process; without formulas no process starts.
  public init(typesetting documents: [Document]) async throws(NotebookError) {
    var formulas: [Formula] = []
    var known: Set<Formula> = []
    for document in documents {
      for (formula, _) in document.formulas where known.insert(formula).inserted {
        formulas.append(formula)
      }
    }
    if !formulas.isEmpty {
      renderings = try await KaTeX.typeset(formulas)
    }
  }

  /// Begins to typeset every formula of these documents, beside whatever else is done; without the tools it is an error.
  public static func typeset(
    _ documents: [Document]
  ) throws(NotebookError) -> Task<Result<Formulas, NotebookError>, Never> {
    if documents.contains(where: { !$0.formulas.isEmpty }) { _ = try KaTeX.tools() }
    return Task {
      do throws(NotebookError) {
        return .success(try await Formulas(typesetting: documents))
      } catch {
        return .failure(error)
      }
    }
  }

  /// What sets the program that typesets formulas apart from another version of it.
  public static var typesetter: String { KaTeX.identity }

  /// Takes the formulas of another collection too.
  public mutating func formUnion(_ others: Formulas) {
    renderings.merge(others.renderings) { first, _ in first }
  }

  /// What is wrong with the formulas of a document, at the blocks that hold them.
  public func diagnostics(for document: Document) -> [Diagnostic] {
    document.formulas.compactMap { formula, position in
      guard case .invalid(let message) = renderings[formula] else { return nil }
      return Diagnostic(
        .mathInvalid, "the formula `\(formula.tex)` cannot be typeset: \(message)", in: document.source, at: position)
    }
  }

  /// The markup of a formula: MathML, or its source where it could not be typeset.
  func html(of formula: Formula) -> HTML {
    if case .mathML(let html) = renderings[formula] { return html }
    return HTML(.code, .class("tex")) { formula.tex }
  }
}
