/// A parsed piece of XML, as cells' drawings and the formula renderer deliver it.
indirect enum XMLNode: Equatable, Sendable {
  /// An element.
  case element(name: String, attributes: [(name: String, value: String)], children: [XMLNode])
  /// Text, its entities resolved.
  case text(String)

  static func == (left: XMLNode, right: XMLNode) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): left == right
    case (.element(let name, let attributes, let children), .element(let name2, let attributes2, let children2)):
      name == name2 && children == children2 && attributes.elementsEqual(attributes2, by: ==)
    default: false
    }
  }
}

/// Why a text is not the XML that a page accepts.
struct XMLError: Error, Equatable {
  /// The fault.
  var message: String
  /// The byte at which it was noticed.
  var offset: Int
}

/// Reads one element with its content: the part of XML that drawings need.
///
/// Document types, entities beyond the five of XML, processing instructions and CDATA sections are refused: a drawing
/// has no use for them, and each is a known way to smuggle something past a check.
struct XMLReader {
  /// Deeper nesting is refused, so that a hostile drawing cannot exhaust the stack.
  private static let deepestNesting = 64

  private let bytes: [UInt8]
  private var offset = 0

  private init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The one element that the text consists of; white space and comments may surround it.
  static func parse(_ text: String) throws(XMLError) -> XMLNode {
    var parser = XMLReader(text)
    try parser.skipMisc()
    let root = try parser.element(depth: 0)
    try parser.skipMisc()
    guard parser.offset == parser.bytes.count else { throw parser.error("text after the element") }
    return root
  }

  private mutating func element(depth: Int) throws(XMLError) -> XMLNode {
    guard depth < Self.deepestNesting else { throw error("nested too deeply") }
    try expect("<")
    let name = try self.name()
    var attributes: [(name: String, value: String)] = []
    while true {
      skipSpace()
      if take("/>") { return .element(name: name, attributes: attributes, children: []) }
      if take(">") { break }
      let attribute = try self.name()
      skipSpace()
      try expect("=")
      skipSpace()
      guard !attributes.contains(where: { $0.name == attribute }) else { throw error("attribute `\(attribute)` twice") }
      attributes.append((attribute, try quoted()))
    }
    var children: [XMLNode] = []
    while true {
      if take("</") { break }
      if starts(with: "<!--") {
        try skipComment()
      } else if starts(with: "<") {
        children.append(try element(depth: depth + 1))
      } else {
        children.append(.text(try text(until: UInt8(ascii: "<"))))
      }
    }
    guard try self.name() == name else { throw error("`\(name)` is not closed") }
    skipSpace()
    try expect(">")
    return .element(name: name, attributes: attributes, children: children)
  }

  private mutating func name() throws(XMLError) -> String {
    let start = offset
    while offset < bytes.count, Self.isNameByte(bytes[offset]) { offset += 1 }
    guard offset > start else { throw error("a name was expected") }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  private mutating func quoted() throws(XMLError) -> String {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "'") else {
      throw error("a quoted value was expected")
    }
    let quote = bytes[offset]
    offset += 1
    let value = try text(until: quote)
    offset += 1
    return value
  }

  private mutating func text(until end: UInt8) throws(XMLError) -> String {
    var result: [UInt8] = []
    while true {
      guard offset < bytes.count else { throw error("the text ends too early") }
      let byte = bytes[offset]
      if byte == end { return String(decoding: result, as: UTF8.self) }
      if byte == UInt8(ascii: "<") { throw error("`<` inside a value") }
      if byte == UInt8(ascii: "&") {
        result += Array(String(Character(try entity())).utf8)
      } else {
        result.append(byte)
        offset += 1
      }
    }
  }

  private mutating func entity() throws(XMLError) -> Unicode.Scalar {
    let longest = 10
    guard let end = bytes[offset..<min(bytes.count, offset + longest)].firstIndex(of: UInt8(ascii: ";")) else {
      throw error("an `&` that starts no entity")
    }
    let name = String(decoding: bytes[(offset + 1)..<end], as: UTF8.self)
    let scalar: Unicode.Scalar? =
      switch name {
      case "amp": "&"
      case "lt": "<"
      case "gt": ">"
      case "quot": "\""
      case "apos": "'"
      case _ where name.hasPrefix("#x"): UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
      case _ where name.hasPrefix("#"): UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init)
      default: nil
      }
    guard let scalar else { throw error("the entity `&\(name);` is unknown") }
    offset = end + 1
    return scalar
  }

  private mutating func skipMisc() throws(XMLError) {
    while true {
      skipSpace()
      guard starts(with: "<!--") else { return }
      try skipComment()
    }
  }

  private mutating func skipComment() throws(XMLError) {
    offset += 4
    while !starts(with: "-->") {
      guard offset < bytes.count else { throw error("a comment is not closed") }
      offset += 1
    }
    offset += 3
  }

  private mutating func skipSpace() {
    while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
  }

  private func starts(with text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[offset...].starts(with: $0) }
  }

  private mutating func take(_ text: StaticString) -> Bool {
    guard starts(with: text) else { return false }
    offset += text.utf8CodeUnitCount
    return true
  }

  private mutating func expect(_ text: StaticString) throws(XMLError) {
    guard take(text) else { throw error("`\(text)` was expected") }
  }

  private func error(_ message: String) -> XMLError {
    XMLError(message: message, offset: offset)
  }
}
