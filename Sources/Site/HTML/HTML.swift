/// A piece of a page: text is escaped when it enters, element names are fixed, so nothing that a chapter says can
/// become markup.
public struct HTML: Equatable, Codable, Sendable {
  /// The markup.
  public private(set) var source: String

  /// A piece without content.
  static let empty = HTML(source: "")

  private init(source: String) {
    self.source = source
  }

  /// Creates text: every character stands for itself.
  init(text: String) {
    source = ""
    source.appendEscaped(text)
  }

  /// Creates an element.
  init(_ tag: Tag, _ attributes: Attribute?..., @HTMLBuilder content: () -> HTML = { .empty }) {
    self.init(tag, attributes: attributes.compactMap(\.self), content: content())
  }

  /// Creates an element from a list of attributes.
  init(_ tag: Tag, attributes: [Attribute], content: HTML) {
    source = "<" + tag.rawValue
    for attribute in attributes {
      source += " " + attribute.name + "=\""
      source.appendEscaped(attribute.value)
      source += "\""
    }
    // Well-formed XML as well, so that tests can read pages with a strict parser.
    source += tag.isVoid ? "/>" : ">"
    if tag.isVoid { return }
    source += content.source
    source += "</" + tag.rawValue + ">"
  }

  /// Creates one piece from several.
  init(joining pieces: some Sequence<HTML>) {
    source = pieces.reduce(into: "") { $0 += $1.source }
  }

  /// Creates an element of a vocabulary whose names were looked up in a fixed list.
  init(admitted element: AdmittedElement, content: HTML) {
    source = "<" + element.name
    for attribute in element.attributes {
      source += " " + attribute.name + "=\""
      source.appendEscaped(attribute.value)
      source += "\""
    }
    source += ">" + content.source + "</" + element.name + ">"
  }

  /// True if there is nothing in it.
  var isEmpty: Bool { source.isEmpty }

  /// Joins two pieces.
  static func + (left: HTML, right: HTML) -> HTML {
    HTML(source: left.source + right.source)
  }
}

extension HTML {
  /// The elements that pages use.
  enum Tag: String, CaseIterable {
    case a, abbr, article, aside, blockquote, br, button, caption, code, data, dd, del, details, div, dl, dt, em
    case figcaption, figure, footer, h1, h2, h3, h4, h5, h6, header, hr, img, input, kbd, label, li, main, nav, ol, p
    case pre, samp, section, small, span, strong, summary, sup, table, tbody, td, th, thead, tr, ul

    /// True if the element has no content and no end tag.
    var isVoid: Bool {
      switch self {
      case .br, .hr, .img, .input: true
      default: false
      }
    }
  }
}

/// Builds a piece of a page from elements and text.
@resultBuilder
enum HTMLBuilder {
  static func buildExpression(_ html: HTML) -> HTML { html }
  static func buildExpression(_ text: String) -> HTML { HTML(text: text) }
  static func buildBlock(_ pieces: HTML...) -> HTML { HTML(joining: pieces) }
  static func buildOptional(_ piece: HTML?) -> HTML { piece ?? .empty }
  static func buildEither(first piece: HTML) -> HTML { piece }
  static func buildEither(second piece: HTML) -> HTML { piece }
  static func buildArray(_ pieces: [HTML]) -> HTML { HTML(joining: pieces) }
}

extension String {
  /// Appends text so that it means the same inside an element and inside a quoted attribute value.
  ///
  /// Control characters, which HTML forbids, become their pictures: a cell may print an escape sequence, and the reader
  /// should see it.
  mutating func appendEscaped(_ text: String) {
    // Most texts stand for themselves: one look at the bytes is cheaper than each character on its own.
    if text.utf8.isPlain {
      self += text
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": append("&amp;")
      case "<": append("&lt;")
      case ">": append("&gt;")
      case "\"": append("&quot;")
      case "'": append("&#39;")
      case "\t", "\n": unicodeScalars.append(scalar)
      case "\u{00}"..."\u{1F}":
        if let picture = Unicode.Scalar(0x2400 + scalar.value) { unicodeScalars.append(picture) }
      case "\u{7F}"..."\u{9F}": append("\u{FFFD}")
      default: unicodeScalars.append(scalar)
      }
    }
  }
}

extension String.UTF8View {
  /// True if every byte is a character of ASCII that means itself in HTML.
  fileprivate var isPlain: Bool {
    func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
      var index = 0
      while index < bytes.count {
        guard HTML.plainBytes[Int(bytes[index])] else { return false }
        index &+= 1
      }
      return true
    }
    return withContiguousStorageIfAvailable(isPlain) ?? false
  }
}

extension HTML {
  /// By byte: whether it means itself.
  fileprivate static let plainBytes: [Bool] = (0..<256).map { byte in
    let special = "&<>\"'".utf8.contains(UInt8(byte))
    return !special && (0x20..<0x7F ~= byte || byte == 0x09 || byte == 0x0A)
  }
}
