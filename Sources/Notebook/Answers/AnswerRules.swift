internal import SwiftParser
internal import SwiftSyntax

/// What an answer must leave as it is, so that tests behind it mean what their author meant.
///
/// Answer and tests are one program, and a name that the answer declares can hide the one that the tests mean: an
/// `expect` that records nothing, an `abs` that is always zero, a type of its own that equals everything.
public struct AnswerRules: Sendable {
  /// A rule that an answer breaks.
  public enum Breach: Equatable, Sendable {
    /// It uses a name of the tests' own.
    case reserved(name: String)
    /// It declares a name that the tests use.
    case shadowed(name: String)
    /// It declares something of the stub's as another type.
    case retyped(name: String, stub: String)
    /// Its square brackets stand so deep in each other that reading it would take hours.
    case nested
  }

  /// The names that an answer cannot even use; the attributes put functions in the place of others when all is linked.
  private static let reserved: Set<String> = [
    "expect", "testSeed", "NotebookRuntime", "_silgen_name", "_cdecl", "cdecl", "_dynamicReplacement",
  ]

  private let stub: [AnswerDeclaration]
  private let solution: [AnswerDeclaration]
  /// The names that the tests, the given code and the stub's types use.
  private let free: Set<String>
  /// The names that they use behind a dot.
  private let members: Set<String>

  /// Reads what the rules of one exercise rest on.
  ///
  /// - Parameters:
  ///   - index: The exercise's index in `document.exercises`.
  ///   - document: The chapter.
  package init(for index: Int, of document: Document) {
    let exercise = document.exercises[index]
    let code = { (cells: [Int]) in cells.map { document.cells[$0].code }.joined(separator: "\n") }
    stub = AnswerDeclaration.all(in: code([exercise.stub].compactMap { $0 }))
    solution = AnswerDeclaration.all(in: code([exercise.solution].compactMap { $0 }))
    // What the tests declare does not hide what the given code uses, nor the other way round.
    let tests = UsedNames(in: code(exercise.tests))
    let given = UsedNames(in: code(exercise.uses.compactMap { document.cell(named: $0) } + exercise.given))
    let types = stub.compactMap(\.type).flatMap { $0.split { !$0.isLetter && !$0.isNumber && $0 != "_" } }
    free = tests.free.union(given.free).union(types.map(String.init))
    members = tests.members.union(given.members)
  }

  /// The first rule that an answer breaks, and where; `nil` if it keeps all.
  package func breach(in answer: SourceText) -> (breach: Breach, position: SourcePosition)? {
    let text = String(decoding: answer.bytes, as: UTF8.self)
    if let offset = SquareBrackets.tooDeep(in: text) { return (.nested, answer.position(of: offset)) }
    return (Self.reservedName(in: text) ?? change(in: text)).map { ($0.breach, answer.position(of: $0.offset)) }
  }

  private static func reservedName(in text: String) -> (breach: Breach, offset: Int)? {
    // Hardly any answer has one of these words, and a look for them costs nothing.
    guard (reserved + ["_notebook"]).contains(where: text.contains) else { return nil }
    for token in Parser.parse(source: text).tokens(viewMode: .sourceAccurate) {
      guard case .identifier = token.tokenKind else { continue }
      if reserved.contains(token.name) || token.name.hasPrefix("_notebook") {
        return (.reserved(name: token.name), token.positionAfterSkippingLeadingTrivia.utf8Offset)
      }
    }
    return nil
  }

  /// The first declaration that changes what a name means.
  private func change(in text: String) -> (breach: Breach, offset: Int)? {
    let declarations = AnswerDeclaration.all(in: text)
    let types = Set(declarations.filter { $0.kind == .type }.map(\.name))
    let own = types.subtracting(free).subtracting(stub.map(\.name))
    for declaration in declarations {
      let model = stub.filter(declaration.isNamed)
      if !model.isEmpty {
        if let breach = retyping(declaration, model) { return (breach, declaration.offset) }
      } else if hides(declaration, own: own), !solution.contains(where: declaration.isNamed) {
        return (.shadowed(name: declaration.name), declaration.offset)
      }
    }
    return nil
  }

  /// The fault of a declaration that the stub has too.
  private func retyping(_ declaration: AnswerDeclaration, _ model: [AnswerDeclaration]) -> Breach? {
    guard let wanted = model.lazy.compactMap(\.type).first, !model.contains(where: declaration.hasType) else {
      return nil
    }
    return .retyped(name: declaration.name, stub: wanted)
  }

  /// True if a declaration could stand in the place of what a used name means; `own` are the types of the answer's own.
  private func hides(_ declaration: AnswerDeclaration, own: Set<String>) -> Bool {
    let owner = declaration.path.last
    switch declaration.kind {
    case .operation:
      // An operator for a type of the answer's own changes nothing for others.
      let operands = declaration.operands.contains("Self") ? [owner ?? ""] : declaration.operands
      return free.contains(declaration.name) && own.isDisjoint(with: operands)
    case .type, .alias:
      return free.contains(declaration.name)
    case .function, .other:
      guard let owner else { return free.contains(declaration.name) }
      guard declaration.isInExtension, !own.contains(owner) else { return false }
      let isNameless = ["init", "subscript", "callAsFunction"].contains(declaration.name)
      return isNameless ? free.contains(owner) : members.contains(declaration.name)
    }
  }
}
