internal import SwiftParser
internal import SwiftSyntax

/// The names whose meaning a piece of code takes from elsewhere: what it uses and does not declare itself.
struct UsedNames {
  /// Names that stand alone, types and operators among them.
  private(set) var free: Set<String> = UsedNames.implied
  /// Names behind a dot.
  private(set) var members: Set<String> = []

  /// Names that code uses without writing them: the types of literals, and what `expect` compares with.
  private static let implied: Set<String> = [
    "==", "Array", "ArrayLiteralType", "Bool", "BooleanLiteralType", "Dictionary", "Double", "FloatLiteralType", "Int",
    "IntegerLiteralType", "Optional", "String", "StringLiteralType", "Swift",
  ]

  init(in code: String) {
    let finder = UseFinder(viewMode: .sourceAccurate)
    finder.walk(Parser.parse(source: code))
    free.formUnion(finder.free.subtracting(finder.bound))
    members = finder.members
  }
}

private final class UseFinder: SyntaxVisitor {
  var free: Set<String> = []
  var members: Set<String> = []
  var bound: Set<String> = []

  override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
    if let access = node.parent?.as(MemberAccessExprSyntax.self), access.declName.id == node.id {
      members.insert(node.baseName.name)
    } else {
      free.insert(node.baseName.name)
    }
    return .visitChildren
  }

  override func visit(_ node: IdentifierTypeSyntax) -> SyntaxVisitorContinueKind {
    free.insert(node.name.name)
    return .visitChildren
  }

  override func visit(_ node: BinaryOperatorExprSyntax) -> SyntaxVisitorContinueKind {
    free.insert(node.operator.name)
    return .visitChildren
  }

  override func visit(_ node: PrefixOperatorExprSyntax) -> SyntaxVisitorContinueKind {
    free.insert(node.operator.name)
    return .visitChildren
  }

  override func visit(_ node: PostfixOperatorExprSyntax) -> SyntaxVisitorContinueKind {
    free.insert(node.operator.name)
    return .visitChildren
  }

  override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
    bound.insert(node.identifier.name)
    return .visitChildren
  }

  override func visit(_ node: ClosureShorthandParameterSyntax) -> SyntaxVisitorContinueKind {
    bound.insert(node.name.name)
    return .visitChildren
  }

  override func visit(_ node: ClosureParameterSyntax) -> SyntaxVisitorContinueKind {
    bound.insert((node.secondName ?? node.firstName).name)
    return .visitChildren
  }

  override func visit(_ node: FunctionParameterSyntax) -> SyntaxVisitorContinueKind {
    bound.insert((node.secondName ?? node.firstName).name)
    return .visitChildren
  }

  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
    bound.insert(node.name.name)
    return .visitChildren
  }

  override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind {
    bound.insert(node.name.name)
    return .visitChildren
  }

  override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind {
    bound.insert(node.name.name)
    return .visitChildren
  }

  override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind {
    bound.insert(node.name.name)
    return .visitChildren
  }
}

extension TokenSyntax {
  /// The name that the token spells, without the quotes of one that is a word of the language.
  var name: String { text.filter { $0 != "`" } }
}
