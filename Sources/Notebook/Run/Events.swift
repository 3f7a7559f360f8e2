/// Reads the events that a program wrote; a cut-off end, as a killed program leaves, is ignored.
struct Events {
  /// One event.
  struct Event: Equatable {
    var name: String
    var fields: [String]
  }

  /// How many fields an event has at least: a program can write into the file, so that nothing in it can be trusted.
  private static let fields = [
    "cell": 2, "value": 2, "prose": 2, "figure": 4, "table": 3, "expect": 3, "undescribed": 3, "cost": 3, "stopped": 1,
    "shown": 2, "statement": 1,
    "end": 0,
  ]

  /// The events up to the first that is cut off or is none of the runtime's.
  static func read(_ bytes: [UInt8]) -> [Event] {
    var reader = Events(bytes: bytes)
    var events: [Event] = []
    while let event = reader.event(), let needed = fields[event.name], event.fields.count >= needed {
      events.append(event)
    }
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
      guard let text = line(), let length = Int(text), length >= 0, length < bytes.count - offset else { return nil }
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
