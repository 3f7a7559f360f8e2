internal import SwiftParser
internal import SwiftSyntax

/// A digest of what a compiler makes of a source file: comments and the amount of white space do not count.
///
/// So an edit of the library's comments leaves every result as it is, without the library being built again.
enum CodeDigest {
  /// The digest of a Swift file, and the modules that it imports, sorted; read only if the file has changed.
  static func swift(
    _ path: String, _ facts: inout FileFacts
  ) async throws(NotebookError) -> (digest: String, imports: [String]) {
    let known = try await facts.about(path, "code") { () throws(NotebookError) in
      let (digest, imports) = swift(try Files.read(path))
      return [digest] + imports
    }
    return (known[0], Array(known.dropFirst()))
  }

  /// The digest of a file that is not Swift: without comments if it is C, else byte by byte.
  static func other(_ path: String, _ facts: inout FileFacts) async throws(NotebookError) -> String {
    try await facts.about(path, "code") { () throws(NotebookError) in
      let bytes = try Files.read(path)
      var digest = Digest()
      let isC = ["c", "h", "cc", "cpp", "hpp", "m", "mm"].contains { path.hasSuffix("." + $0) }
      digest.add(isC ? withoutComments(bytes) : bytes)
      return [digest.text]
    }[0]
  }

  /// The digest of a Swift file, and the modules that it imports, sorted.
  static func swift(_ bytes: [UInt8]) -> (digest: String, imports: [String]) {
    let tree = bytes.withUnsafeBufferPointer { Parser.parse(source: $0) }
    var code: [UInt8] = []
    var gap = Gap.none
    for token in tree.tokens(viewMode: .sourceAccurate) where token.tokenKind != .endOfFile {
      gap.widen(by: token.leadingTrivia)
      gap.close(in: &code)
      code += token.text.utf8
      gap.widen(by: token.trailingTrivia)
    }
    var digest = Digest()
    digest.add(code)
    let imports = ImportFinder(viewMode: .sourceAccurate)
    imports.walk(tree)
    return (digest.text, imports.modules.sorted())
  }

  /// C code with comments and white space as a single space or line break; text in quotes stays as it is.
  static func withoutComments(_ bytes: [UInt8]) -> [UInt8] {
    let (slash, star, newline, escape) = (UInt8(ascii: "/"), UInt8(ascii: "*"), UInt8(ascii: "\n"), UInt8(ascii: "\\"))
    var code: [UInt8] = []
    code.reserveCapacity(bytes.count)
    var gap = Gap.none
    var quote: UInt8?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if quote != nil {
        code.append(byte)
        if byte == escape, index + 1 < bytes.count {
          code.append(next)
          index += 1
        } else if byte == quote || byte == newline {
          quote = nil
        }
      } else if byte == slash, next == slash {
        while index + 1 < bytes.count, bytes[index + 1] != newline { index += 1 }
        gap = max(gap, .space)
      } else if byte == slash, next == star {
        index += 2
        while index + 1 < bytes.count, bytes[index] != star || bytes[index + 1] != slash { index += 1 }
        index += 1
        gap = max(gap, .space)
      } else if byte == newline {
        gap = .line
      } else if byte <= UInt8(ascii: " ") {
        gap = max(gap, .space)
      } else {
        gap.close(in: &code)
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
        code.append(byte)
      }
      index += 1
    }
    return code
  }

  /// The trivia between two tokens.
  ///
  /// A line break can end a statement and a space can make an operator a prefix, so that
  /// there is something counts, and not how much.
  private enum Gap: Int, Comparable {
    case none
    case space
    case line

    static func < (left: Gap, right: Gap) -> Bool { left.rawValue < right.rawValue }

    mutating func widen(by trivia: Trivia) {
      if trivia.isEmpty { return }
      self = max(self, trivia.contains(where: \.isNewline) ? .line : .space)
    }

    mutating func close(in code: inout [UInt8]) {
      if self != .none, !code.isEmpty { code.append(UInt8(ascii: self == .line ? "\n" : " ")) }
      self = .none
    }
  }
}

/// The modules that a file imports.
private final class ImportFinder: SyntaxVisitor {
  var modules: Set<String> = []

  override func visit(_ node: ImportDeclSyntax) -> SyntaxVisitorContinueKind {
    if let module = node.path.first?.name.text { modules.insert(module) }
    return .skipChildren
  }
}
