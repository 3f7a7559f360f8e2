/// A 128-bit digest of texts and files, by which results are found again: FNV-1a over two lanes.
///
/// It recognizes changes; it does not protect against someone who builds a collision on purpose.
struct Digest: Equatable, Hashable, Sendable {
  private var low: UInt64 = 0xCBF2_9CE4_8422_2325
  private var high: UInt64 = 0x6C62_272E_07BB_0142

  /// Adds bytes, with their number first, so that neighbouring fields cannot run into each other.
  mutating func add(_ bytes: some Collection<UInt8>) {
    withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { count in
      for byte in count { mix(byte) }
    }
    for byte in bytes { mix(byte) }
  }

  /// Adds a text.
  mutating func add(_ text: String) {
    add(text.utf8)
  }

  private mutating func mix(_ byte: UInt8) {
    low = (low ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    high = (high &+ UInt64(byte) &+ (low >> 32)) &* 0x9E37_79B9_7F4A_7C15
    high ^= high >> 29
  }

  /// The digest as 32 hexadecimal digits.
  var text: String {
    [low, high].map { lane in
      let digits = String(lane, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
