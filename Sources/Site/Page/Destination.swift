internal import Foundation
import Notebook

/// The destination of a chapter's link, as its author wrote it.
enum Destination: Equatable, Hashable, Sendable {
  /// Another chapter or a place in it; the name is without `.md`.
  case chapter(String, fragment: String?)
  /// A place on the same page.
  case here(fragment: String)
  /// Another site.
  case elsewhere(Address)
  /// A file beside the chapter, such as a picture, by its path.
  case file(String)
  /// Nowhere that a page may lead to.
  case nowhere

  /// Reads a link's destination.
  init(_ written: String) {
    if written.hasPrefix("#") {
      self = .here(fragment: Self.decoded(written.dropFirst()))
    } else if Address.scheme(of: written) != nil || written.hasPrefix("/") {
      self = Address(written).map(Destination.elsewhere) ?? .nowhere
    } else {
      let parts = written.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let path = parts.first.map(Self.decoded) ?? ""
      let name = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
      if name.hasSuffix(".md"), !name.contains("/") {
        self = .chapter(String(name.dropLast(3)), fragment: parts.count > 1 ? Self.decoded(parts[1]) : nil)
      } else if Document.Link.isInChapters(name) {
        self = .file(name)
      } else {
        self = .nowhere
      }
    }
  }

  /// The text without percent signs, as ids and files are named; addresses encode it again.
  private static func decoded(_ text: Substring) -> String { text.removingPercentEncoding ?? String(text) }
}
