internal import SwiftParser
internal import SwiftSyntax

/// What SwiftParser says about a cell's code: its statements, and the author's marks in comments.
struct CellSyntax {
  /// A line comment and where its `//` stands, in bytes of the code.
  struct Comment: Equatable {
    var text: String
    var offset: Int
    /// True if only white space stands before it on its line.
    var isAlone: Bool
  }

  var statements: [Statement] = []
  var comments: [Comment] = []
  var hasErrors = false
  /// True if a declaration at cell level is marked `@main`.
  var hasMain = false

  init(parsing code: String) {
    let tree = Parser.parse(source: code)
    hasErrors = tree.hasError
    // Most cells have no comment, and the way through all tokens is as long as the parser's.
    if code.containsFast("//") { collectComments(in: tree) }
    guard !hasErrors else { return }
    hasMain = code.containsFast("@main") && tree.statements.contains { Self.isMain($0.item) }
    let mayThrow = code.containsFast("try ")
    statements = tree.statements.map { item in
      let range =
        item.item.positionAfterSkippingLeadingTrivia.utf8Offset..<item.item.endPositionBeforeTrailingTrivia.utf8Offset
      return Statement(
        kind: Self.kind(of: item.item), isDeclaration: Self.isDeclaration(item.item),
        literal: Self.literal(of: item.item), canThrow: mayThrow && Self.canThrow(item.item),
        nested: Self.nested(in: item.item), range: range)
    }
    if let last = tree.statements.last, statements.last?.kind == .call {
      statements[statements.count - 1].closures = Self.closures(in: last.item)
    }
  }

  private mutating func collectComments(in tree: SourceFileSyntax) {
    var isLineStart = true
    for token in tree.tokens(viewMode: .sourceAccurate) {
      var offset = token.position.utf8Offset
      collect(token.leadingTrivia, from: &offset, isLineStart: &isLineStart)
      if token.tokenKind != .endOfFile { isLineStart = false }
      if token.text.contains("\n") { isLineStart = false }
      offset += token.text.utf8.count
      collect(token.trailingTrivia, from: &offset, isLineStart: &isLineStart)
    }
  }

  private mutating func collect(_ trivia: Trivia, from offset: inout Int, isLineStart: inout Bool) {
    for piece in trivia {
      switch piece {
      case .newlines, .carriageReturns, .carriageReturnLineFeeds: isLineStart = true
      case .lineComment(let text), .docLineComment(let text):
        comments.append(Comment(text: text, offset: offset, isAlone: isLineStart))
      case .blockComment, .docBlockComment: isLineStart = false
      default: break
      }
      offset += piece.sourceLength.utf8Length
    }
  }

  /// True if a statement has a `try` outside of the functions and types that it declares.
  private static func canThrow(_ item: CodeBlockItemSyntax.Item) -> Bool {
    !isDeclaration(item) && hasTry(item)
  }

  private static func hasTry(_ node: some SyntaxProtocol) -> Bool {
    node.tokens(viewMode: .sourceAccurate).contains { token in
      token.tokenKind == .keyword(.try) && token.nextToken(viewMode: .sourceAccurate)?.tokenKind != .exclamationMark
        && token.nextToken(viewMode: .sourceAccurate)?.tokenKind != .postfixQuestionMark
    }
  }

  /// The statements inside one, outermost first.
  ///
  /// Left out are those of a loop that can throw between two rounds, whose last statement would be taken for the place, and
  /// those of a `guard`, whose names go on.
  private static func nested(in item: CodeBlockItemSyntax.Item) -> [Statement.Nested] {
    guard case .stmt(let statement) = item, !statement.is(GuardStmtSyntax.self) else { return [] }
    return nested(in: statement, isInLoop: false)
  }

  private static func nested(in statement: StmtSyntax, isInLoop: Bool) -> [Statement.Nested] {
    if let labeled = statement.as(LabeledStmtSyntax.self) { return nested(in: labeled.statement, isInLoop: isInLoop) }
    let (bodies, isLoop) = bodies(of: statement)
    return bodies.flatMap(\.self).flatMap { item -> [Statement.Nested] in
      let own = Statement.Nested(
        offset: item.positionAfterSkippingLeadingTrivia.utf8Offset, canThrow: canThrow(item.item),
        isInLoop: isInLoop || isLoop)
      guard case .stmt(let inner) = item.item else { return isDeclaration(item.item) ? [] : [own] }
      return [own] + nested(in: inner, isInLoop: own.isInLoop)
    }
  }

  private static func bodies(of statement: StmtSyntax) -> (bodies: [CodeBlockItemListSyntax], isLoop: Bool) {
    if let loop = statement.as(ForStmtSyntax.self) {
      return (loop.tryKeyword == nil ? [loop.body.statements] : [], true)
    }
    if let loop = statement.as(WhileStmtSyntax.self) {
      return (hasTry(loop.conditions) ? [] : [loop.body.statements], true)
    }
    if let loop = statement.as(RepeatStmtSyntax.self) {
      return (hasTry(loop.condition) ? [] : [loop.body.statements], true)
    }
    if let block = statement.as(DoStmtSyntax.self) {
      return ([block.body.statements] + block.catchClauses.map(\.body.statements), false)
    }
    if let condition = statement.as(GuardStmtSyntax.self) { return ([condition.body.statements], false) }
    guard let expression = statement.as(ExpressionStmtSyntax.self)?.expression else { return ([], false) }
    if let condition = expression.as(IfExprSyntax.self) { return (branches(of: condition), false) }
    let cases = expression.as(SwitchExprSyntax.self)?.cases.compactMap { $0.as(SwitchCaseSyntax.self)?.statements }
    return (cases ?? [], false)
  }

  private static func branches(of condition: IfExprSyntax) -> [CodeBlockItemListSyntax] {
    switch condition.elseBody {
    case .ifExpr(let other)?: [condition.body.statements] + branches(of: other)
    case .codeBlock(let block)?: [condition.body.statements, block.statements]
    default: [condition.body.statements]
    }
  }

  private static func isDeclaration(_ item: CodeBlockItemSyntax.Item) -> Bool {
    if case .decl(let declaration) = item { !declaration.is(VariableDeclSyntax.self) } else { false }
  }

  private static func closures(in item: CodeBlockItemSyntax.Item) -> [Range<Int>] {
    guard case .expr(let expression) = item else { return [] }
    let finder = ClosureFinder(viewMode: .sourceAccurate)
    finder.walk(expression)
    return finder.closures
  }

  private static func isMain(_ item: CodeBlockItemSyntax.Item) -> Bool {
    guard case .decl(let declaration) = item else { return false }
    return declaration.asProtocol((any WithAttributesSyntax).self)?.attributes.contains {
      $0.as(AttributeSyntax.self)?.attributeName.trimmedDescription == "main"
    } ?? false
  }

  private static func kind(of item: CodeBlockItemSyntax.Item) -> Statement.Kind {
    switch item {
    case .expr(let expression):
      return isValue(expression) ? isCall(expression) ? .call : .expression : .other
    case .decl(let declaration):
      if declaration.is(ImportDeclSyntax.self) { return .importDeclaration }
      if let variable = declaration.as(VariableDeclSyntax.self), variable.bindings.count == 1,
        let binding = variable.bindings.first, binding.accessorBlock == nil,
        let name = binding.pattern.as(IdentifierPatternSyntax.self)
      {
        return .constant(name: name.identifier.text)
      }
      return .other
    case .stmt:
      // SwiftParser wraps `if` and `switch` at statement level; their value cannot be taken in place.
      return .other
    @unknown default:
      return .other
    }
  }

  /// The literal that a constant is set to.
  private static func literal(of item: CodeBlockItemSyntax.Item) -> Literal? {
    guard case .decl(let declaration) = item, let variable = declaration.as(VariableDeclSyntax.self),
      variable.bindings.count == 1, let value = variable.bindings.first?.initializer?.value
    else { return nil }
    let text = value.trimmedDescription.filter { $0 != "_" }
    var kind: Literal.Kind?
    if value.is(BooleanLiteralExprSyntax.self) {
      kind = .boolean(text == "true")
    } else if let string = value.as(StringLiteralExprSyntax.self) {
      kind = string.representedLiteralValue.map(Literal.Kind.text)
    } else if isNumber(value) {
      kind = Int(text).map(Literal.Kind.integer) ?? Double(text).map(Literal.Kind.number)
    }
    let start = value.positionAfterSkippingLeadingTrivia.utf8Offset
    return kind.map { Literal(kind: $0, range: start..<value.endPositionBeforeTrailingTrivia.utf8Offset) }
  }

  private static func isNumber(_ value: ExprSyntax) -> Bool {
    if let sign = value.as(PrefixOperatorExprSyntax.self) {
      return sign.operator.text == "-" && isNumber(sign.expression)
    }
    return value.is(IntegerLiteralExprSyntax.self) || value.is(FloatLiteralExprSyntax.self)
  }

  private static func isValue(_ expression: ExprSyntax) -> Bool {
    if let sequence = expression.as(SequenceExprSyntax.self) {
      return !sequence.elements.contains { element in
        element.is(AssignmentExprSyntax.self) || isAssignmentOperator(element)
      }
    }
    if let wrapped = expression.as(TryExprSyntax.self) { return isValue(wrapped.expression) }
    if let wrapped = expression.as(AwaitExprSyntax.self) { return isValue(wrapped.expression) }
    // `#warning` is a message to whoever compiles.
    if let macro = expression.as(MacroExpansionExprSyntax.self), ["warning", "error"].contains(macro.macroName.text) {
      return false
    }
    return !expression.is(IfExprSyntax.self) && !expression.is(SwitchExprSyntax.self)
      && !expression.is(DiscardAssignmentExprSyntax.self)
  }

  /// True if a function or an operator gives the value: whatever stands around its call neither uses nor changes the
  /// value.
  private static func isCall(_ expression: ExprSyntax) -> Bool {
    if let wrapped = expression.as(TryExprSyntax.self) { return isCall(wrapped.expression) }
    if let wrapped = expression.as(AwaitExprSyntax.self) { return isCall(wrapped.expression) }
    if let wrapped = expression.as(ForceUnwrapExprSyntax.self) { return isCall(wrapped.expression) }
    if let tuple = expression.as(TupleExprSyntax.self), tuple.elements.count == 1, let only = tuple.elements.first {
      return isCall(only.expression)
    }
    if let sequence = expression.as(SequenceExprSyntax.self) { return isOperation(sequence) }
    return expression.is(FunctionCallExprSyntax.self) || expression.is(PrefixOperatorExprSyntax.self)
      || expression.is(PostfixOperatorExprSyntax.self)
  }

  /// True if operators alone join the parts, so that one of them gives the value.
  private static func isOperation(_ sequence: SequenceExprSyntax) -> Bool {
    sequence.elements.contains { $0.is(BinaryOperatorExprSyntax.self) }
      && !sequence.elements.contains {
        $0.is(UnresolvedTernaryExprSyntax.self) || $0.is(UnresolvedAsExprSyntax.self)
          || $0.is(UnresolvedIsExprSyntax.self)
      }
  }

  /// `+=` and its like end with `=` and are no comparison.
  private static func isAssignmentOperator(_ element: ExprSyntax) -> Bool {
    guard let name = element.as(BinaryOperatorExprSyntax.self)?.operator.text, name.hasSuffix("=") else { return false }
    return !["==", "!=", "<=", ">=", "===", "!==", "~="].contains(name)
  }
}

/// The outermost closures of an expression.
private final class ClosureFinder: SyntaxVisitor {
  var closures: [Range<Int>] = []

  override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind {
    closures.append(node.position.utf8Offset..<node.endPosition.utf8Offset)
    return .skipChildren
  }
}
