/// Writes a scene as SVG.
///
/// Element and attribute names are `StaticString`s, so no data can become markup; every attribute's value and every
/// text passes through the one function that escapes. There are no ids, so any number of drawings can stand in one
/// page, and no script, link, font or class: nothing in it refers to anything outside.
struct SVG {
  private(set) var text = ""

  /// The scene as one `<svg>` element.
  static func text(of scene: Scene) -> String {
    var svg = SVG()
    let width = Decimal.coordinate(scene.width)
    let height = Decimal.coordinate(scene.height)
    svg.start(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", "0 0 \(width) \(height)"), ("width", width),
        ("height", height), ("role", "img"), ("font-family", Self.fonts),
        ("font-size", Decimal.coordinate(Typography.size)), ("fill", "none"), ("stroke-linejoin", "round"),
      ])
    // A picture without a name would be announced as "image" and nothing else.
    svg.element("title", [], text: scene.title.isEmpty ? scene.description : scene.title)
    svg.element("desc", [], text: scene.description)
    svg.element("style", [], text: Self.styleSheet)
    for element in scene.elements {
      switch element {
      case .shapes(let style, let outlines): svg.path(style, outlines)
      case .text(let label): svg.label(label)
      }
    }
    svg.end("svg")
    return svg.text + "\n"
  }

  /// Colors for a drawing that is viewed as a file of its own.
  ///
  /// `svg:root` matches only then. Inside a page nothing here applies, and the page's variables rule.
  static let styleSheet: String = {
    let paints: [Paint] = [.ink, .muted, .grid, .paper] + Paint.palette.indices.map { .series($0) }
    var light = ""
    var dark = ""
    for paint in paints {
      light += "--\(paint.name):\(paint.fallback.light);"
      dark += "--\(paint.name):\(paint.fallback.dark);"
    }
    return "svg:root{\(light)background:var(--figure-paper)}"
      + "@media(prefers-color-scheme:dark){svg:root{\(dark)}}"
  }()

  private static let fonts = "var(--figure-font, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif)"

  private mutating func path(_ style: Style, _ outlines: [Outline]) {
    var data = ""
    for outline in outlines {
      data += Self.data(of: outline)
    }
    // A half-plane outside the axes, or a line without points, is no mark at all.
    if data.isEmpty { return }
    var attributes: [(StaticString, String)] = [("d", data)]
    if style.fill != .none { attributes.append(("fill", style.fill.css)) }
    if style.fill != .none, style.fillOpacity != 1 {
      attributes.append(("fill-opacity", Decimal.coordinate(style.fillOpacity)))
    }
    if style.stroke != .none {
      attributes.append(("stroke", style.stroke.css))
      attributes.append(("stroke-width", Decimal.coordinate(style.strokeWidth)))
      if !style.dash.isEmpty {
        attributes.append(("stroke-dasharray", style.dash.map(Decimal.coordinate).joined(separator: " ")))
      }
    }
    if style.isCrisp { attributes.append(("shape-rendering", "crispEdges")) }
    empty("path", attributes)
  }

  private mutating func label(_ label: Label) {
    var attributes: [(StaticString, String)] = [
      ("x", Decimal.coordinate(label.position.x)), ("y", Decimal.coordinate(label.position.y)),
      ("fill", label.paint.css),
    ]
    switch label.anchor {
    case .start: break
    case .middle: attributes.append(("text-anchor", "middle"))
    case .end: attributes.append(("text-anchor", "end"))
    }
    if label.size != Typography.size { attributes.append(("font-size", Decimal.coordinate(label.size))) }
    if label.isBold { attributes.append(("font-weight", "600")) }
    if label.hasHalo {
      attributes.append(("stroke", Paint.paper.css))
      attributes.append(("stroke-width", "4"))
      attributes.append(("paint-order", "stroke"))
    }
    element("text", attributes, text: label.text)
  }

  private static func data(of outline: Outline) -> String {
    switch outline {
    case .open(let points): return data(through: points)
    case .closed(let points): return points.isEmpty ? "" : data(through: points) + "Z"
    case .box(let box):
      let origin = "M\(Decimal.coordinate(box.minX)) \(Decimal.coordinate(box.minY))"
      return origin + "H\(Decimal.coordinate(box.maxX))V\(Decimal.coordinate(box.maxY))H"
        + Decimal.coordinate(box.minX) + "Z"
    case .circle(let center, let radius):
      let across = Decimal.coordinate(radius * 2)
      let arc = "a\(Decimal.coordinate(radius)) \(Decimal.coordinate(radius)) 0 1 0 "
      return
        "M\(Decimal.coordinate(center.x - radius)) \(Decimal.coordinate(center.y))\(arc)\(across) 0\(arc)-\(across) 0Z"
    }
  }

  private static func data(through points: [Point]) -> String {
    var data = ""
    for (index, point) in points.enumerated() {
      data += (index == 0 ? "M" : index == 1 ? "L" : " ")
      data += "\(Decimal.coordinate(point.x)) \(Decimal.coordinate(point.y))"
    }
    return data
  }

  private mutating func start(_ name: StaticString, _ attributes: [(StaticString, String)]) {
    tag(name, attributes)
    text += ">\n"
  }

  private mutating func end(_ name: StaticString) {
    text += "</\(name)>"
  }

  private mutating func empty(_ name: StaticString, _ attributes: [(StaticString, String)]) {
    tag(name, attributes)
    text += "/>\n"
  }

  private mutating func element(_ name: StaticString, _ attributes: [(StaticString, String)], text content: String) {
    tag(name, attributes)
    text += ">" + Self.escaped(content) + "</\(name)>\n"
  }

  private mutating func tag(_ name: StaticString, _ attributes: [(StaticString, String)]) {
    text += "<\(name)"
    for (key, value) in attributes {
      text += " \(key)=\"" + Self.escaped(value) + "\""
    }
  }

  /// `text` as XML character data that is safe in elements and in quoted attributes.
  ///
  /// What XML cannot hold at all, such as control characters, becomes U+FFFD. Line breaks and tabs become spaces.
  static func escaped(_ text: String) -> String {
    // Most of a drawing is path data, which is plain ASCII: one look at its bytes is enough.
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 < 0x7F && $0 != 0x26 && $0 != 0x3C && $0 != 0x3E && $0 != 0x22 && $0 != 0x27
    }
    if isPlain { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: result += "&amp;"
      case 0x3C: result += "&lt;"
      case 0x3E: result += "&gt;"
      case 0x22: result += "&quot;"
      case 0x27: result += "&#39;"
      case 0x09, 0x0A, 0x0D: result += " "
      case 0x00...0x1F, 0x7F...0x9F, 0xFFFE, 0xFFFF: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
