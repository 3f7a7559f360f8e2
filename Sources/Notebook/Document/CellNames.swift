internal import SwiftParser
internal import SwiftSyntax

/// The names that a cell's code declares and uses: enough to suspect that it leans on a later cell.
public struct CellNames: Equatable, Sendable {
  /// The name of a type where the code uses it.
  public struct TypeUse: Equatable, Sendable {
    /// The type's name.
    public var name: String
    /// Where it stands, in bytes of the code.
    public var offset: Int
  }

  /// What later cells can see: names at cell level, and those that extensions add.
  public var declared: Set<String> = []
  /// The types among them.
  public var types: Set<String> = []
  /// Every name and operator that stands in the code.
  public var used: Set<String> = []
  /// The first use of each name that may be a type's and is declared nowhere inside the cell.
  public var typeUses: [TypeUse] = []

  /// Creates an empty list.
  init() {}

  init(of tree: SourceFileSyntax) {
    var inside: Set<String> = []
    var candidates: [TypeUse] = []
    var seen: Set<String> = []
    for token in tree.tokens(viewMode: .sourceAccurate) {
      switch token.tokenKind {
      case .identifier(let name):
        used.insert(name)
        if Self.isDeclared(token) {
          inside.insert(name)
        } else if !seen.contains(name), Self.mayBeType(token) {
          seen.insert(name)
          candidates.append(TypeUse(name: name, offset: token.positionAfterSkippingLeadingTrivia.utf8Offset))
        }
      case .binaryOperator(let name), .prefixOperator(let name), .postfixOperator(let name): used.insert(name)
      case .leftSquare: used.insert("[")
      default: break
      }
    }
    typeUses = candidates.filter { !inside.contains($0.name) }
    for item in tree.statements {
      if case .decl(let declaration) = item.item { add(declaration) }
    }
  }

  private mutating func add(_ declaration: DeclSyntax) {
    if let variable = declaration.as(VariableDeclSyntax.self) {
      declared.formUnion(Self.names(in: variable))
    } else if let extended = declaration.as(ExtensionDeclSyntax.self) {
      for member in extended.memberBlock.members { addMember(member.decl, of: extended.extendedType) }
    } else if let named = declaration.asProtocol((any NamedDeclSyntax).self) {
      declared.insert(named.name.text)
      let isType =
        declaration.is(StructDeclSyntax.self) || declaration.is(ClassDeclSyntax.self)
        || declaration.is(EnumDeclSyntax.self) || declaration.is(ActorDeclSyntax.self)
        || declaration.is(ProtocolDeclSyntax.self) || declaration.is(TypeAliasDeclSyntax.self)
      if isType { types.insert(named.name.text) }
    }
  }

  private mutating func addMember(_ member: DeclSyntax, of type: TypeSyntax) {
    if let variable = member.as(VariableDeclSyntax.self) {
      declared.formUnion(Self.names(in: variable))
    } else if member.is(InitializerDeclSyntax.self) {
      declared.insert(type.trimmedDescription)
    } else if member.is(SubscriptDeclSyntax.self) {
      declared.insert("[")
    } else if let named = member.asProtocol((any NamedDeclSyntax).self) {
      declared.insert(named.name.text)
    }
  }

  private static func names(in variable: VariableDeclSyntax) -> [String] {
    variable.bindings.flatMap { binding in
      binding.pattern.tokens(viewMode: .sourceAccurate).compactMap { token in
        token.parent?.is(IdentifierPatternSyntax.self) == true ? token.text : nil
      }
    }
  }

  private static func isDeclared(_ token: TokenSyntax) -> Bool {
    guard let parent = token.parent else { return false }
    if let named = parent.asProtocol((any NamedDeclSyntax).self) { return named.name == token }
    return parent.is(GenericParameterSyntax.self) || parent.is(IdentifierPatternSyntax.self)
  }

  private static func mayBeType(_ token: TokenSyntax) -> Bool {
    guard let parent = token.parent else { return false }
    if parent.is(IdentifierTypeSyntax.self) { return true }
    guard let reference = parent.as(DeclReferenceExprSyntax.self) else { return false }
    return reference.parent?.as(MemberAccessExprSyntax.self)?.declName != reference
  }
}
