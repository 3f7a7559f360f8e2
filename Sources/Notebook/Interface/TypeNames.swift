internal import SwiftParser
internal import SwiftSyntax

/// Finds the names of types in a chapter's code where the compiler's tree does not say where they stand: in
/// annotations, parameters, lists of protocols.
///
/// A name counts only where one documented type has it and the chapter declares none of that name, so that no link is
/// ever wrong.
struct TypeNames {
  private let symbols: [String: String]

  /// - Parameter modules: The modules whose types are looked for.
  init(of modules: [Interface.Module]) {
    let types = modules.flatMap(\.symbols).filter { $0.kind.isType && $0.path.count == 1 }
    symbols = Dictionary(grouping: types, by: \.baseName).compactMapValues { $0.count == 1 ? $0[0].id : nil }
  }

  /// The places in the chapter's cells that name a type.
  func references(in document: Document) -> [SymbolReference] {
    var names: [(name: String, position: SourcePosition)] = []
    var declared: Set<String> = []
    for cell in document.cells {
      let visitor = Visitor(viewMode: .sourceAccurate)
      visitor.walk(Parser.parse(source: cell.code))
      declared.formUnion(visitor.declared)
      names += visitor.names.map { ($0.name, cell.position(ofCodeOffset: $0.offset)) }
    }
    return names.compactMap { name, position in
      declared.contains(name) ? nil : symbols[name].map { SymbolReference(symbol: $0, at: position) }
    }
  }

  private final class Visitor: SyntaxVisitor {
    var names: [(name: String, offset: Int)] = []
    var declared: Set<String> = []

    override func visit(_ node: IdentifierTypeSyntax) -> SyntaxVisitorContinueKind {
      names.append((node.name.text, node.name.positionAfterSkippingLeadingTrivia.utf8Offset))
      return .visitChildren
    }

    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: AssociatedTypeDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: GenericParameterSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }

    private func declare(_ name: TokenSyntax) -> SyntaxVisitorContinueKind {
      declared.insert(name.text)
      return .visitChildren
    }
  }
}
