internal import SwiftParser
internal import SwiftSyntax

/// Finds the names in a learner's code that belong to the tests.
///
/// A declaration in the learner's file would hide the one that the tests mean: with an `expect` of the learner's own, no
/// test would ever be recorded.
package enum AnswerNames {
  /// The names that an answer cannot use.
  static let reserved: Set<String> = ["expect", "testSeed", "NotebookRuntime"]

  /// The first reserved name in the code and where it stands; `nil` if there is none.
  package static func firstReserved(in source: SourceText) -> (name: String, position: SourcePosition)? {
    let text = String(decoding: source.bytes, as: UTF8.self)
    // Parsing takes longer than the compiler does in a debug build, and hardly any answer has one of these words.
    guard (reserved + ["_notebook"]).contains(where: text.contains) else { return nil }
    let tree = Parser.parse(source: text)
    for token in tree.tokens(viewMode: .sourceAccurate) {
      guard case .identifier(let text) = token.tokenKind else { continue }
      let name = text.filter { $0 != "`" }
      if reserved.contains(name) || name.hasPrefix("_notebook") {
        return (name, source.position(of: token.positionAfterSkippingLeadingTrivia.utf8Offset))
      }
    }
    return nil
  }
}
