/// An element of a foreign vocabulary, drawn or typeset, that was found in that vocabulary's fixed list.
struct AdmittedElement {
  /// The name, one of the list.
  let name: String
  /// The attributes that the list knows, with values that lead nowhere.
  let attributes: [(name: String, value: String)]

  fileprivate init(name: String, attributes: [(name: String, value: String)]) {
    self.name = name
    self.attributes = attributes
  }
}

/// The elements and attributes of a foreign vocabulary that a page carries; everything else is left out.
///
/// Lists name what is allowed, so that what nobody thought of is refused: scripts, event handlers, style sheets, foreign
/// content, animations of an address, images and links.
struct Vocabulary {
  /// The elements.
  let elements: Set<String>
  /// The attributes.
  let attributes: Set<String>

  /// The markup of an element, without what the vocabulary does not know.
  ///
  /// - Parameters:
  ///   - node: What was parsed.
  ///   - prefix: What every id begins with, so that two drawings on a page do not share ids.
  ///   - rootAttributes: Attributes that the outermost element gets, in place of its own of these names.
  func html(
    of node: XMLNode, prefix: String = "", rootAttributes: [(name: String, value: String)] = []
  ) -> HTML {
    switch node {
    case .text(let text): return HTML(text: text)
    case .element(let name, let written, let children):
      guard elements.contains(name) else { return .empty }
      let overridden = Set(rootAttributes.map(\.name))
      var admitted = written.flatMap { presented($0.name, $0.value) }
        .filter { !overridden.contains($0.name) }
        .compactMap { attribute -> (name: String, value: String)? in
          Self.localised(attribute.value, of: attribute.name, prefix: prefix).map { (attribute.name, $0) }
        }
      admitted += rootAttributes
      let content = HTML(joining: children.map { html(of: $0, prefix: prefix) })
      return HTML(admitted: AdmittedElement(name: name, attributes: admitted), content: content)
    }
  }

  /// The known attributes that a written one stands for: itself, or the declarations of a `style`.
  private func presented(_ name: String, _ value: String) -> [(name: String, value: String)] {
    if attributes.contains(name) || name.hasPrefix("aria-") { return [(name, value)] }
    guard name == "style" else { return [] }
    // The page's security policy forbids `style`; most declarations of a drawing are also attributes.
    return value.split(separator: ";").compactMap { declaration in
      let parts = declaration.split(separator: ":", maxSplits: 1).map { $0.trimmingSpaces }
      guard parts.count == 2, attributes.contains(parts[0]) else { return nil }
      return (parts[0], parts[1])
    }
  }

  /// The value with ids made the drawing's own; `nil` where it leads out of the drawing.
  private static func localised(_ value: String, of name: String, prefix: String) -> String? {
    switch name {
    case "id": return prefix + value
    case "href", "xlink:href":
      return value.hasPrefix("#") ? "#" + prefix + value.dropFirst() : nil
    case "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns":
      return value.split(separator: " ").map { prefix + $0 }.joined(separator: " ")
    default:
      guard value.lowercased().contains("url(") else { return value }
      guard value.hasPrefix("url(#"), value.hasSuffix(")") else { return nil }
      let id = value.dropFirst(5).dropLast()
      return id.contains("(") || id.contains(")") ? nil : "url(#\(prefix)\(id))"
    }
  }
}

extension Vocabulary {
  /// The part of SVG that a figure of a book needs.
  static let svg = Vocabulary(
    elements: [
      "svg", "g", "path", "line", "rect", "circle", "ellipse", "polyline", "polygon", "text", "tspan", "textPath",
      "title", "desc", "defs", "clipPath", "mask", "pattern", "marker", "symbol", "use", "linearGradient",
      "radialGradient", "stop",
    ],
    attributes: [
      "xmlns", "viewBox", "width", "height", "preserveAspectRatio", "version", "class", "id", "role", "focusable",
      "lang", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "d", "dx", "dy", "points",
      "pathLength", "transform", "rotate", "textLength", "lengthAdjust", "href", "startOffset", "offset",
      "gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits", "maskUnits", "maskContentUnits",
      "patternUnits", "patternContentUnits", "patternTransform", "markerWidth", "markerHeight", "markerUnits", "refX",
      "refY", "orient", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity",
      "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
      "vector-effect", "opacity", "clip-path", "clip-rule", "mask", "marker-start", "marker-mid", "marker-end",
      "stop-color", "stop-opacity", "color", "display", "visibility", "paint-order", "shape-rendering",
      "text-rendering", "font-family", "font-size", "font-weight", "font-style", "font-variant-numeric",
      "letter-spacing", "word-spacing", "text-anchor", "text-decoration", "dominant-baseline", "alignment-baseline",
      "baseline-shift", "white-space",
    ])

  /// The part of MathML that formulas are set in.
  static let mathML = Vocabulary(
    elements: [
      "math", "semantics", "annotation", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot",
      "mstyle", "merror", "mpadded", "mphantom", "mfenced", "menclose", "msub", "msup", "msubsup", "munder", "mover",
      "munderover", "mmultiscripts", "mprescripts", "none", "mtable", "mtr", "mlabeledtr", "mtd", "mglyph",
    ],
    attributes: [
      "xmlns", "display", "displaystyle", "encoding", "mathvariant", "mathcolor", "mathbackground", "mathsize",
      "scriptlevel", "stretchy", "symmetric", "fence", "separator", "form", "accent", "accentunder", "largeop",
      "movablelimits", "lspace", "rspace", "minsize", "maxsize", "linethickness", "numalign", "denomalign", "width",
      "height", "depth", "voffset", "notation", "columnalign", "rowalign", "columnspacing", "rowspacing",
      "columnlines", "rowlines", "frame", "framespacing", "columnspan", "rowspan", "side", "class", "linebreak",
      "bevelled", "open", "close", "separators",
    ])
}

extension Substring {
  /// The text without spaces around it.
  fileprivate var trimmingSpaces: String {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
