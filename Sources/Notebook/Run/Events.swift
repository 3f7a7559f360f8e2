/// Reads the events that a program wrote; a cut-off end, as a killed program leaves, is ignored.
struct Events {
  /// One event.
  struct Event: Equatable {
    var name: String
    var fields: [String]
  }

  static func read(_ bytes: [UInt8]) -> [Event] {
    var reader = Events(bytes: bytes)
    var events: [Event] = []
    while let event = reader.event() { events.append(event) }
    return events
  }

  private let bytes: [UInt8]
  private var offset = 0

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func event() -> Event? {
    guard let head = line() else { return nil }
    let parts = head.split(separator: " ")
    guard parts.count == 2, let count = Int(parts[1]), count >= 0 else { return nil }
    var fields: [String] = []
    for _ in 0..<count {
      guard let text = line(), let length = Int(text), length >= 0, offset + length < bytes.count else { return nil }
      fields.append(String(decoding: bytes[offset..<(offset + length)], as: UTF8.self))
      offset += length + 1
    }
    return Event(name: String(parts[0]), fields: fields)
  }

  private mutating func line() -> String? {
    guard offset < bytes.count, let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    defer { offset = end + 1 }
    return String(decoding: bytes[offset..<end], as: UTF8.self)
  }
}
