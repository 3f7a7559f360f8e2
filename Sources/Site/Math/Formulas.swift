public import Notebook

/// A formula as its author wrote it.
public struct Formula: Hashable, Sendable, Codable {
  /// The TeX source.
  public var tex: String
  /// True if it stands on a line of its own.
  public var display: Bool

  /// Creates a formula.
  public init(_ tex: String, display: Bool) {
    self.tex = tex
    self.display = display
  }
}

/// The formulas of a book, typeset as MathML.
public struct Formulas: Equatable, Sendable {
  /// The outcome for a formula.
  enum Rendering: Equatable, Codable, Sendable {
    /// The markup.
    case mathML(HTML)
    /// Why there is none.
    case invalid(message: String)
  }

  /// The outcome for each formula.
  private(set) var renderings: [Formula: Rendering] = [:]

  /// Creates an empty collection: pages show formulas as TeX.
  public init() {}

  /// Creates a collection from what a renderer wrote for each formula.
  init(renderings: [Formula: Rendering]) {
    self.renderings = renderings
  }

  /// Typesets every formula of these documents, all in one process; where all are known no process starts.
  ///
  /// - Parameters:
  ///   - documents: The chapters.
  ///   - values: What was kept of earlier chapters, each by all its formulas.
  package init(typesetting documents: [Document], keeping values: KeptValues? = nil) async throws(NotebookError) {
    let formulas = documents.map { document in document.formulas.map(\.0) }
    let names = documents.map { "formulas \($0.source.path)" }
    var missing: [Int] = []
    for index in documents.indices where !formulas[index].isEmpty {
      if let kept: [Rendering] = values?.value(names[index], for: formulas[index]), kept.count == formulas[index].count
      {
        renderings.merge(zip(formulas[index], kept)) { first, _ in first }
      } else {
        missing.append(index)
      }
    }
    var open: [Formula] = []
    var known: Set<Formula> = []
    for formula in missing.flatMap({ formulas[$0] }) where known.insert(formula).inserted { open.append(formula) }
    if open.isEmpty { return }
    renderings.merge(try await KaTeX.typeset(open)) { $1 }
    for index in missing {
      values?.keep(formulas[index].compactMap { renderings[$0] }, as: names[index], for: formulas[index])
    }
  }

  /// Begins to typeset every formula of these documents, beside whatever else is done; without the tools it is an error.
  package static func typeset(
    _ documents: [Document], keeping values: KeptValues? = nil
  ) throws(NotebookError) -> Task<Result<Formulas, NotebookError>, Never> {
    if documents.contains(where: { !$0.formulas.isEmpty }) { _ = try KaTeX.tools() }
    return Task {
      do throws(NotebookError) {
        return .success(try await Formulas(typesetting: documents, keeping: values))
      } catch {
        return .failure(error)
      }
    }
  }

  /// What sets the program that typesets formulas apart from another version of it.
  public static var typesetter: String { KaTeX.identity }

  /// The markup that tools like this one kept of a book's formulas.
  package static func keptValues(of book: Book, by runner: Runner) -> KeptValues {
    KeptValues("formulas", of: book, base: [runner.toolIdentity, typesetter])
  }

  /// Takes the formulas of another collection too.
  public mutating func formUnion(_ others: Formulas) {
    renderings.merge(others.renderings) { first, _ in first }
  }

  /// The faults of a document's formulas, at the blocks that hold them.
  public func diagnostics(for document: Document) -> [Diagnostic] {
    var seen: [SourcePosition: Int] = [:]
    return document.formulas.compactMap { formula, block in
      guard case .invalid(let message) = renderings[formula] else { return nil }
      var position = block
      if !formula.display,
        let place = document.source.offset(ofFormula: formula.tex, from: seen[block], inBlockAt: block)
      {
        position = document.source.position(of: place)
        seen[block] = place + 1
      }
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
