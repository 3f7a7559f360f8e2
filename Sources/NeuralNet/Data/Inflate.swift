/// Unpacks data that deflate has packed: strings seen before as a distance and a length, all in Huffman codes.
///
/// Source: RFC 1951, *DEFLATE Compressed Data Format Specification Version 1.3*, 1996.
struct Inflater {
  /// The unpacked bytes.
  private(set) var output: [UInt8] = []
  /// The next byte to read; whole bytes only, between calls of `inflate`.
  var position = 0
  private let bytes: [UInt8]
  private let limit: Int
  /// Bits that are read and not used, the next one lowest; zeros above them.
  private var bits: UInt64 = 0
  private var bitCount = 0

  init(_ bytes: [UInt8], limit: Int) {
    (self.bytes, self.limit) = (bytes, limit)
  }

  /// Appends the contents of the blocks from `position` on, through the one that is marked as the last.
  mutating func inflate() throws(GzipError) {
    let start = output.count
    var isLast = false
    while !isLast {
      isLast = try take(1) == 1
      switch try take(2) {
      case 0: try stored()
      case 1: try compressed(.fixedLiterals, .fixedDistances, from: start)
      case 2:
        let (literals, distances) = try codes()
        try compressed(literals, distances, from: start)
      default: throw damaged("there is no block of type 3")
      }
    }
    returnBytes()
  }

  /// A block of bytes as they are.
  private mutating func stored() throws(GzipError) {
    _ = try take(bitCount % 8)
    let size = try take(16)
    if try take(16) != ~size & 0xFFFF { throw damaged("the length of a stored block and its complement do not fit") }
    returnBytes()
    if size > bytes.count - position { throw .cutShort }
    if size > limit - output.count { throw .tooLarge(limit: limit) }
    output += bytes[position..<(position + size)]
    position += size
  }

  /// A block of literal bytes and of copies of bytes that came since `start`.
  private mutating func compressed(_ literals: HuffmanCode, _ distances: HuffmanCode, from start: Int) throws(GzipError)
  {
    while true {
      let symbol = try next(literals)
      if symbol == 256 { return }
      if symbol < 256 {
        if output.count >= limit { throw .tooLarge(limit: limit) }
        output.append(UInt8(symbol))
        continue
      }
      let row = symbol - 257
      if row >= lengths.count { throw damaged("there is no length of code \(symbol)") }
      let length = lengths[row] + (try take(row < 8 || row == 28 ? 0 : row / 4 - 1))
      let column = try next(distances)
      if column >= 30 { throw damaged("there is no distance of code \(column)") }
      // Codes 0 to 3 are distances 1 to 4; then each further bit has two codes.
      let extraBits = max(0, column / 2 - 1)
      let base = column < 2 ? column + 1 : (2 + column % 2) << extraBits + 1
      let distance = base + (try take(extraBits))
      if distance > output.count - start { throw damaged("a distance leads back before the first byte") }
      if length > limit - output.count { throw .tooLarge(limit: limit) }
      // Byte by byte: a copy may reach into itself.
      for index in (output.count - distance)..<(output.count - distance + length) { output.append(output[index]) }
    }
  }

  /// The two codes at the beginning of a block that brings its own: their code lengths, in a third code.
  private mutating func codes() throws(GzipError) -> (literals: HuffmanCode, distances: HuffmanCode) {
    let literalCount = try take(5) + 257
    let distanceCount = try take(5) + 1
    let count = try take(4) + 4
    if literalCount > 286 || distanceCount > 30 { throw damaged("a block has more codes than there are") }
    var sizes = [UInt8](repeating: 0, count: 19)
    for index in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15].prefix(count) {
      sizes[index] = UInt8(try take(3))
    }
    guard let code = HuffmanCode(sizes[...]) else { throw damaged("a Huffman code is not complete") }
    sizes = []
    while sizes.count < literalCount + distanceCount {
      switch try next(code) {
      case 16:
        guard let last = sizes.last else { throw damaged("there is no code length to repeat") }
        sizes += [UInt8](repeating: last, count: try take(2) + 3)
      case 17: sizes += [UInt8](repeating: 0, count: try take(3) + 3)
      case 18: sizes += [UInt8](repeating: 0, count: try take(7) + 11)
      case let size: sizes.append(UInt8(size))
      }
    }
    if sizes.count > literalCount + distanceCount { throw damaged("a block has too many code lengths") }
    if sizes[256] == 0 { throw damaged("a block has no code for its end") }
    guard let literals = HuffmanCode(sizes[..<literalCount], allowsOne: true),
      let distances = HuffmanCode(sizes[literalCount...], allowsOne: true)
    else { throw damaged("a Huffman code is not complete") }
    return (literals, distances)
  }

  /// The symbol of the code that comes next.
  private mutating func next(_ code: HuffmanCode) throws(GzipError) -> Int {
    refill()
    let entry = Int(code.table[Int(truncatingIfNeeded: bits) & (code.table.count - 1)])
    if entry == 0 { throw bitCount < 15 ? .cutShort : damaged("a code stands for nothing") }
    _ = try take(entry & 15)
    return entry >> 4
  }

  /// The next bits, at most 16, as a number whose lowest bit comes first.
  private mutating func take(_ count: Int) throws(GzipError) -> Int {
    refill()
    if count > bitCount { throw .cutShort }
    defer {
      bits >>= UInt64(count)
      bitCount -= count
    }
    return Int(truncatingIfNeeded: bits) & (1 << count - 1)
  }

  private mutating func refill() {
    while bitCount <= 56, position < bytes.count {
      bits |= UInt64(bytes[position]) << UInt64(bitCount)
      bitCount += 8
      position += 1
    }
  }

  /// Goes back by the whole bytes that were read ahead, and on to the next one within a byte.
  private mutating func returnBytes() {
    position -= bitCount / 8
    (bits, bitCount) = (0, 0)
  }

  private func damaged(_ reason: String) -> GzipError {
    .damaged(at: position - bitCount / 8, reason: reason)
  }
}

/// Codes of up to 15 bits, none of which begins another, from their lengths alone: shorter ones first, then by symbol.
private struct HuffmanCode {
  /// For all next bits that there may be, as many as the longest code has: the symbol × 16 + the length of its code, or 0.
  let table: [UInt16]

  /// Creates the code; nil if it has codes too many, or too few for all bits to mean something.
  ///
  /// - Parameters:
  ///   - sizes: The number of bits of each symbol's code; 0 for a symbol that does not occur.
  ///   - allowsOne: True where no code, or only one of one bit, is enough: a block may have one distance or none.
  init?(_ sizes: ArraySlice<UInt8>, allowsOne: Bool = false) {
    let longest = Int(sizes.max() ?? 0)
    var table = [UInt16](repeating: 0, count: 1 << longest)
    // The next code, as a fraction of all, so that it counts in steps of the table's entries.
    var code = 0
    for size in stride(from: 1, through: longest, by: 1) {
      for (symbol, own) in sizes.enumerated() where Int(own) == size {
        if code == table.count { return nil }
        for index in stride(from: reversed(code, longest), to: table.count, by: 1 << size) {
          table[index] = UInt16(symbol << 4 | size)
        }
        code += 1 << (longest - size)
      }
    }
    if code < table.count && !(allowsOne && longest <= 1) { return nil }
    self.table = table
  }

  static let fixedLiterals = fixed(
    [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112) + [UInt8](repeating: 7, count: 24)
      + [UInt8](repeating: 8, count: 8))
  static let fixedDistances = fixed([UInt8](repeating: 5, count: 32))

  private static func fixed(_ sizes: [UInt8]) -> HuffmanCode {
    guard let code = HuffmanCode(sizes[...]) else { fail("gunzip: the fixed codes are not complete") }
    return code
  }
}

/// The lowest `count` bits in the other order: codes come with their highest bit first.
private func reversed(_ code: Int, _ count: Int) -> Int {
  (0..<count).reduce(0) { $0 << 1 | code >> $1 & 1 }
}

/// The least length that each code from 257 on stands for; from 8 on, extra bits add to it.
private let lengths = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
]
