// What a page that is no chapter may have: headings of every level, HTML, remarks in comments, no front matter.

extension DocumentParser {
  /// True if a comment is somebody else's: a page's own remarks and the marks of other tools are left alone.
  func isForeign(_ comment: String) -> Bool {
    guard document.form == .page else { return false }
    let text = comment.dropFirst(4).drop(while: \.isWhitespace)
    return !comment.hasPrefix("<!--") || !text.hasPrefix("swift ") && !text.hasPrefix("=")
  }

  /// True if what is wrong would only be wrong in a chapter.
  func isRuleOfChapters(_ diagnostic: Diagnostic) -> Bool {
    switch diagnostic.id {
    case .frontMatterMissing, .frontMatterUnknownKey, .titleMissing, .titleHeading, .html, .mathDollar: true
    case .commentUnknown:
      !source.bytes[source.offset(of: diagnostic.position)...].starts(with: "swift".utf8)
    default: false
    }
  }
}
