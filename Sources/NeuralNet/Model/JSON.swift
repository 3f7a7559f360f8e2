/// A value of JSON, as far as a header of `SafeTensors` needs it.
///
/// Source: RFC 8259, *The JavaScript Object Notation (JSON) Data Interchange Format*, 2017.
indirect enum JSON {
  case object([(String, JSON)])
  case list([JSON])
  case text(String)
  /// A number as it is written.
  case number(String)
  /// `true`, `false` or `null`.
  case word(String)

  /// Reads a value that fills the bytes, blanks aside; nil if they are not JSON, nested deeper than 8 levels, or an object
  /// has a key twice.
  init?(_ bytes: ArraySlice<UInt8>) {
    var reader = JSONReader(bytes: bytes)
    guard let value = reader.value(depth: 0), reader.isAtEnd() else { return nil }
    self = value
  }

  /// The value of a key, for objects.
  subscript(key: String) -> JSON? {
    guard case .object(let entries) = self else { return nil }
    return entries.first { $0.0 == key }?.1
  }

  /// The numbers of a list of whole numbers.
  var integers: [Int]? {
    guard case .list(let values) = self else { return nil }
    var integers: [Int] = []
    for value in values {
      guard case .number(let text) = value, let integer = Int(text) else { return nil }
      integers.append(integer)
    }
    return integers
  }

  /// The texts of a list of texts.
  var texts: [String]? {
    guard case .list(let values) = self else { return nil }
    var texts: [String] = []
    for value in values {
      guard case .text(let text) = value else { return nil }
      texts.append(text)
    }
    return texts
  }

  /// The value as text without blanks.
  var written: String {
    switch self {
    case .object(let entries):
      return "{" + entries.map { JSON.quoted($0.0) + ":" + $0.1.written }.joined(separator: ",") + "}"
    case .list(let values): return "[" + values.map { $0.written }.joined(separator: ",") + "]"
    case .text(let text): return JSON.quoted(text)
    case .number(let text), .word(let text): return text
    }
  }

  private static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = [34]
    for byte in text.utf8 {
      switch byte {
      case 34, 92: bytes += [92, byte]
      case 0..<32:
        let digits = Array("0123456789abcdef".utf8)
        bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes + [34], as: UTF8.self)
  }
}

/// Reads JSON byte by byte; each function returns nil where the bytes are not what it reads.
private struct JSONReader {
  let bytes: ArraySlice<UInt8>
  private var position: Int
  private static let deepest = 8

  init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  mutating func isAtEnd() -> Bool {
    skipBlanks()
    return position == bytes.endIndex
  }

  mutating func value(depth: Int) -> JSON? {
    if depth > Self.deepest { return nil }
    skipBlanks()
    switch peek {
    case 123: return object(depth)
    case 91: return list(depth)
    case 34: return text().map { .text($0) }
    case let byte? where byte == 45 || 48...57 ~= byte:
      return .number(run { $0 == 45 || $0 == 43 || $0 == 46 || 48...57 ~= $0 || $0 | 32 == 101 })
    default:
      let word = run { 97...122 ~= $0 }
      return word == "true" || word == "false" || word == "null" ? .word(word) : nil
    }
  }

  private mutating func object(_ depth: Int) -> JSON? {
    var entries: [(String, JSON)] = []
    let complete = items(closing: 125) { reader in
      reader.skipBlanks()
      guard let key = reader.text(), !entries.contains(where: { $0.0 == key }) else { return false }
      reader.skipBlanks()
      guard reader.skip(58), let value = reader.value(depth: depth + 1) else { return false }
      entries.append((key, value))
      return true
    }
    return complete ? .object(entries) : nil
  }

  private mutating func list(_ depth: Int) -> JSON? {
    var values: [JSON] = []
    let complete = items(closing: 93) { reader in
      guard let value = reader.value(depth: depth + 1) else { return false }
      values.append(value)
      return true
    }
    return complete ? .list(values) : nil
  }

  /// Reads what stands between brackets, separated by commas.
  private mutating func items(closing: UInt8, _ item: (inout JSONReader) -> Bool) -> Bool {
    position += 1
    skipBlanks()
    if skip(closing) { return true }
    repeat {
      if !item(&self) { return false }
      skipBlanks()
    } while skip(44)
    return skip(closing)
  }

  private mutating func text() -> String? {
    if !skip(34) { return nil }
    var text: [UInt8] = []
    while let byte = peek, byte >= 32 {
      position += 1
      if byte == 34 { return String(decoding: text, as: UTF8.self) }
      if byte != 92 {
        text.append(byte)
      } else if let character = escape() {
        text += Array(String(character).utf8)
      } else {
        return nil
      }
    }
    return nil
  }

  /// The character of an escape, whose backslash is read.
  private mutating func escape() -> Character? {
    guard let byte = peek else { return nil }
    position += 1
    switch byte {
    case 34, 92, 47: return Character(Unicode.Scalar(byte))
    case 98: return "\u{8}"
    case 102: return "\u{C}"
    case 110: return "\n"
    case 114: return "\r"
    case 116: return "\t"
    case 117:
      guard var code = hexadecimal() else { return nil }
      if 0xD800..<0xDC00 ~= code {
        guard skip(92), skip(117), let low = hexadecimal(), 0xDC00..<0xE000 ~= low else { return nil }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      return Unicode.Scalar(code).map { Character($0) }
    default: return nil
    }
  }

  private mutating func hexadecimal() -> UInt32? {
    if bytes.endIndex - position < 4 { return nil }
    let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
    position += 4
    return digits.utf8.first == 43 || digits.utf8.first == 45 ? nil : UInt32(digits, radix: 16)
  }

  private var peek: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  private mutating func skip(_ byte: UInt8) -> Bool {
    if peek != byte { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 32 || 9...10 ~= byte || byte == 13 { position += 1 }
  }

  private mutating func run(_ belongs: (UInt8) -> Bool) -> String {
    let start = position
    while let byte = peek, belongs(byte) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }
}
