/// The contents of a gzip file, such as those in which MNIST is distributed.
///
/// ```swift no-run
/// let table = try CSV(parsing: gunzip(readFile("train.csv.gz")))
/// ```
/// Files of several members, one after another, give the contents of all. Every length and checksum is compared, and no
/// bytes stop the program.
///
/// - Parameters:
///   - bytes: The bytes of the file.
///   - limit: The largest number of bytes to unpack: a small file may hold a thousand times its size.
/// - Throws: `GzipError` for bytes that are no gzip file, end too early or are damaged, and for contents above the limit.
/// - Complexity: O(*n*) for *n* unpacked bytes.
///
/// Source: RFC 1952, *GZIP File Format Specification Version 4.3*, 1996.
public func gunzip(_ bytes: [UInt8], limit: Int = 1 << 30) throws(GzipError) -> [UInt8] {
  var inflater = Inflater(bytes, limit: limit)
  repeat {
    let start = inflater.output.count
    inflater.position += try gzipHeaderSize(bytes[inflater.position...])
    try inflater.inflate()
    let trailer = bytes[inflater.position...].prefix(8)
    if trailer.count < 8 { throw .cutShort }
    let contents = inflater.output[start...]
    let size = UInt32(truncatingIfNeeded: contents.count)
    if littleEndian(trailer.prefix(4)) != crc32(contents) || littleEndian(trailer.suffix(4)) != size { throw .checksum }
    inflater.position += 8
    // Some writers fill the last block of a tape or disk with zeros.
  } while bytes[inflater.position...].contains { $0 != 0 }
  return inflater.output
}

/// Why bytes cannot be unpacked.
public enum GzipError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The first bytes are not those of the format; in a file of several members, those of the next one.
  case notGzip
  /// A method other than deflate, or flags that no version of the format defines.
  case unsupported
  /// The bytes end before the contents do.
  case cutShort
  /// A byte that cannot stand in its place, counted from 0.
  case damaged(at: Int, reason: String)
  /// The contents have another checksum or length than was noted when they were packed.
  case checksum
  /// There are more bytes than the caller allows.
  case tooLarge(limit: Int)

  /// The error as a sentence.
  public var description: String {
    switch self {
    case .notGzip: "the bytes do not begin like a gzip file: 1F 8B"
    case .unsupported: "the gzip file uses a method or flags that are not defined in RFC 1952"
    case .cutShort: "the gzip file ends too early"
    case .damaged(let position, let reason): "the gzip file is damaged near byte \(position): \(reason)"
    case .checksum: "the gzip file is damaged: its contents do not have the checksum and length that it notes"
    case .tooLarge(let limit): "the gzip file holds more than \(limit) bytes"
    }
  }
}

/// The number of bytes before a member's contents: 10, then optional fields, which are skipped.
private func gzipHeaderSize(_ member: ArraySlice<UInt8>) throws(GzipError) -> Int {
  if !member.starts(with: [0x1F, 0x8B]) { throw [0x1F, 0x8B].starts(with: member) ? .cutShort : .notGzip }
  var rest = member.dropFirst(10)
  let start = member.startIndex
  if member.count < 10 { throw .cutShort }
  let flags = member[start + 3]
  if member[start + 2] != 8 || flags & 0b1110_0000 != 0 { throw .unsupported }
  if flags & 4 != 0 {
    let size = Int(littleEndian(rest.prefix(2)))
    if rest.count < 2 + size { throw .cutShort }
    rest = rest.dropFirst(2 + size)
  }
  // A name and a comment, each with a zero byte at its end.
  for flag in [8, 16] as [UInt8] where flags & flag != 0 {
    guard let end = rest.firstIndex(of: 0) else { throw .cutShort }
    rest = rest[(end + 1)...]
  }
  if flags & 2 != 0 {
    if rest.count < 2 { throw .cutShort }
    if littleEndian(rest.prefix(2)) != crc32(member[..<rest.startIndex]) & 0xFFFF { throw .checksum }
    rest = rest.dropFirst(2)
  }
  return rest.startIndex - start
}

private func littleEndian(_ bytes: ArraySlice<UInt8>) -> UInt32 {
  bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
}
