internal import SwiftParser
internal import SwiftSyntax

/// The functions of the book's own modules that an answer's other imports may declare too, as Foundation does `exp`.
///
/// Given code, answer and tests are one file. Two functions of the same types from two modules are ambiguous in all of it,
/// unless the file imports one of them by name: `import func NeuralNet.exp` takes precedence over a module's import.
struct SharedFunctions {
  /// The imports by name that could settle the meaning of a function; whether the modules have these is not known yet.
  let candidates: [String]

  /// Finds the candidates of a program.
  ///
  /// - Parameters:
  ///   - text: The program.
  ///   - modules: The names of the book's own modules.
  init(in text: String, modules: [String]) {
    let imports = SquareBrackets.tooDeep(in: text) == nil ? Self.imports(in: text) : []
    let own = modules.filter(imports.contains)
    guard !own.isEmpty, !imports.subtracting(modules + ModuleBuilder.own).isEmpty else {
      candidates = []
      return
    }
    let names = UsedNames(in: text).free.filter { $0.allSatisfy { $0.isLetter || $0.isNumber } }.sorted()
    candidates = own.flatMap { module in names.map { "import func \(module).\($0)" } }
  }

  private static func imports(in text: String) -> Set<String> {
    let statements = Parser.parse(source: text).statements
    return Set(statements.compactMap { $0.item.as(ImportDeclSyntax.self)?.path.first?.name.name })
  }

  /// The candidates as a program that is only compiled: the compiler refuses those that name no function of the module.
  func probe(named name: String) -> Program {
    Program(
      name: name, purpose: .noRun(cell: 0), text: candidates.map { $0 + "\n" }.joined(), cells: [], copied: [],
      values: [], timeLimit: 0)
  }

  /// The candidates that the compiler accepted.
  func accepted(_ messages: [CompilerMessage]) -> [String] {
    let refused = Set(messages.filter { $0.severity == .error }.map { $0.position?.line })
    return refused.contains(nil) ? [] : candidates.indices.filter { !refused.contains($0 + 1) }.map { candidates[$0] }
  }
}

extension Program {
  /// The program with imports before everything else; they stand in its first line, so that no other line moves.
  func importing(_ imports: [String]) -> Program {
    var program = self
    program.text = imports.map { $0 + "; " }.joined() + text
    return program
  }
}
