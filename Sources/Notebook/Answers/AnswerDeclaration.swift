internal import SwiftParser
internal import SwiftSyntax

/// Something that code declares where tests behind it see it: at the top, or as a member.
struct AnswerDeclaration {
  enum Kind {
    case function
    case operation
    /// A type that is nothing else under another name.
    case type
    /// A name that may stand for a type of somebody else's.
    case alias
    /// A value, an initializer or a subscript.
    case other
  }

  var kind: Kind
  var name: String
  /// The types and extensions that it stands in, the outermost first.
  var path: [String] = []
  /// True if it stands in an extension.
  var isInExtension = false
  /// Its type or the type that it yields; `nil` where the code does not say.
  var type: String?
  /// The types of an operator's operands.
  var operands: Set<String> = []
  /// Its position, in UTF-8 bytes from the start.
  var offset: Int

  /// Everything that the code declares; what a function's body declares is its own affair.
  static func all(in code: String) -> [AnswerDeclaration] {
    let finder = DeclarationFinder(viewMode: .sourceAccurate)
    finder.walk(Parser.parse(source: code))
    return finder.found
  }

  /// True if this stands for what the other one declares.
  func isNamed(as other: AnswerDeclaration) -> Bool { name == other.name && path == other.path }

  /// True if this is, or yields, what the other one does; white space does not count.
  func hasType(of other: AnswerDeclaration) -> Bool {
    type?.filter { !$0.isWhitespace } == other.type?.filter { !$0.isWhitespace }
  }
}

private final class DeclarationFinder: SyntaxVisitor {
  var found: [AnswerDeclaration] = []
  private var path: [(name: String, isExtension: Bool)] = []

  private func add(
    _ kind: AnswerDeclaration.Kind, _ token: TokenSyntax, type: String? = nil, operands: Set<String> = []
  ) {
    found.append(
      AnswerDeclaration(
        kind: kind, name: token.name, path: path.map(\.name), isInExtension: path.last?.isExtension ?? false,
        type: type,
        operands: operands, offset: token.positionAfterSkippingLeadingTrivia.utf8Offset))
  }

  private func enter(_ name: TokenSyntax, as kind: AnswerDeclaration.Kind = .type) -> SyntaxVisitorContinueKind {
    add(kind, name)
    path.append((name.name, false))
    return .visitChildren
  }

  override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name) }
  override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name) }
  override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name) }
  override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name) }
  override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name, as: .alias) }
  override func visitPost(_ node: StructDeclSyntax) { path.removeLast() }
  override func visitPost(_ node: ClassDeclSyntax) { path.removeLast() }
  override func visitPost(_ node: EnumDeclSyntax) { path.removeLast() }
  override func visitPost(_ node: ActorDeclSyntax) { path.removeLast() }
  override func visitPost(_ node: ProtocolDeclSyntax) { path.removeLast() }

  override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind {
    path.append((node.extendedType.trimmedDescription, true))
    return .visitChildren
  }
  override func visitPost(_ node: ExtensionDeclSyntax) { path.removeLast() }

  override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind {
    add(.alias, node.name, type: node.initializer.value.trimmedDescription)
    return .visitChildren
  }

  override func visit(_ node: GenericParameterSyntax) -> SyntaxVisitorContinueKind {
    add(.alias, node.name)
    return .skipChildren
  }

  override func visit(_ node: AssociatedTypeDeclSyntax) -> SyntaxVisitorContinueKind {
    add(.alias, node.name)
    return .skipChildren
  }

  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
    let isOperation = if case .identifier = node.name.tokenKind { false } else { true }
    let operands = TypeNameFinder.names(in: node.signature.parameterClause)
    add(
      isOperation ? .operation : .function, node.name,
      type: node.signature.returnClause?.type.trimmedDescription ?? "Void",
      operands: operands)
    return .visitChildren
  }

  override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind {
    add(.other, node.initKeyword)
    return .visitChildren
  }

  override func visit(_ node: SubscriptDeclSyntax) -> SyntaxVisitorContinueKind {
    add(.other, node.subscriptKeyword)
    return .visitChildren
  }

  override func visit(_ node: OperatorDeclSyntax) -> SyntaxVisitorContinueKind {
    add(.operation, node.name)
    return .visitChildren
  }

  override func visit(_ node: PatternBindingSyntax) -> SyntaxVisitorContinueKind {
    guard let pattern = node.pattern.as(IdentifierPatternSyntax.self) else { return .visitChildren }
    add(
      .other, pattern.identifier,
      type: node.typeAnnotation?.type.trimmedDescription ?? node.initializer?.value.evidentType)
    return .skipChildren
  }

  override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
    add(.other, node.identifier)
    return .skipChildren
  }

  override func visit(_ node: CodeBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
}

/// The names of the types that a piece of syntax mentions.
private final class TypeNameFinder: SyntaxVisitor {
  private var names: Set<String> = []

  static func names(in node: some SyntaxProtocol) -> Set<String> {
    let finder = TypeNameFinder(viewMode: .sourceAccurate)
    finder.walk(node)
    return finder.names
  }

  override func visit(_ node: IdentifierTypeSyntax) -> SyntaxVisitorContinueKind {
    names.insert(node.name.name)
    return .visitChildren
  }
}

extension ExprSyntax {
  /// The type that an initial value shows, such as a literal or a call of an initializer; `nil` where it shows none.
  fileprivate var evidentType: String? {
    if let call = self.as(FunctionCallExprSyntax.self) {
      let member = call.calledExpression.as(MemberAccessExprSyntax.self)
      return (member == nil ? call.calledExpression : member?.base)?.trimmedDescription
    }
    if let sign = self.as(PrefixOperatorExprSyntax.self) { return sign.expression.evidentType }
    if self.is(IntegerLiteralExprSyntax.self) { return "Int" }
    if self.is(FloatLiteralExprSyntax.self) { return "Double" }
    if self.is(BooleanLiteralExprSyntax.self) { return "Bool" }
    if self.is(StringLiteralExprSyntax.self) { return "String" }
    return nil
  }
}
