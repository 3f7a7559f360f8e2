import Foundation
import Mustache
import Notebook

/// The book's look: templates, style sheet and script.
struct Theme {
  private let library: MustacheLibrary
  /// The files that every page links to, by their names in the folder `assets`.
  let assets: [(name: String, bytes: [UInt8])]

  /// Reads the theme from the tool's own resources.
  init() throws(NotebookError) {
    library = try Self.library()
    assets = try ["book.css", "book.js", "search.js", "icon.svg"].map { name throws(NotebookError) in
      (name, try Self.bytes(of: name))
    }
  }

  /// A digest of all files that the tool carries beside its code: the theme, and the script that typesets formulas.
  static let identity = Files.digest(ofFolder: Bundle.module.resourcePath ?? "")

  private static let templates = ["layout", "chapter", "index", "print", "missing", "moved", "feed", "sitemap"]

  /// The templates' text.
  static func sources() throws(NotebookError) -> [String] {
    try templates.map { name throws(NotebookError) in String(decoding: try bytes(of: "\(name).mustache"), as: UTF8.self)
    }
  }

  private static func library() throws(NotebookError) -> MustacheLibrary {
    var library = MustacheLibrary()
    for (name, text) in zip(templates, try sources()) {
      do {
        try library.register(text, named: name)
      } catch {
        throw NotebookError(.notReadable, "\(name).mustache", cause: String(describing: error))
      }
    }
    return library
  }

  /// A file of the theme.
  static func bytes(of name: String) throws(NotebookError) -> [UInt8] {
    guard let url = Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Theme"),
      let data = try? Data(contentsOf: url)
    else { throw NotebookError(.notReadable, "Theme/\(name)", cause: "the tool's own resources are incomplete") }
    return Array(data)
  }

  /// Fills a template; text is escaped, and only ``HTML`` may be used unescaped.
  func render<View: PageView>(_ view: View) -> String {
    library.render(view, withTemplate: View.template) ?? ""
  }
}

/// Markup that a template takes as it is; it can only be made of ``HTML``, whose text is escaped.
struct EscapedMarkup: MustacheCustomRenderable {
  let html: HTML

  var renderText: String { html.source }
  var isNull: Bool { html.isEmpty }
}
