/// The parameters of a net as bytes that can be stored and, after checks, read back.
///
/// Version 1, all numbers little-endian:
///
/// | bytes | content |
/// |---|---|
/// | 8 | `NNWEIGHT` |
/// | 4 | the version, 1 |
/// | 4 | the number of parameters |
/// | for each: 4, *n*, 4, 4 | length of the name, the name in UTF-8, rows, columns |
/// | and 8 each | the elements row by row, as IEEE 754 doubles: every bit comes back |
/// | 4 | CRC-32 of all bytes before |
///
/// Bytes that are damaged, cut short, foreign or made for another net are refused with the reason, and the net stays as it
/// was.
public enum WeightFile {
  /// A parameter as it was stored.
  public struct Entry: Equatable, Sendable {
    /// The parameter's name within its layer.
    public let name: String
    /// Its numbers.
    public let value: Matrix
  }

  static let magic = Array("NNWEIGHT".utf8)
  static let version: UInt32 = 1

  /// The bytes for some parameters, in their order.
  public static func encode(_ parameters: [Parameter]) -> [UInt8] {
    var bytes = magic
    append(version, to: &bytes)
    append(UInt32(parameters.count), to: &bytes)
    for parameter in parameters {
      append(UInt32(parameter.name.utf8.count), to: &bytes)
      bytes += Array(parameter.name.utf8)
      append(UInt32(parameter.value.rows), to: &bytes)
      append(UInt32(parameter.value.columns), to: &bytes)
      for number in parameter.value.values { append(number.bitPattern, to: &bytes) }
    }
    append(crc32(bytes[...]), to: &bytes)
    return bytes
  }

  /// The parameters that some bytes hold.
  ///
  /// - Throws: `WeightFileError` with the reason, if they are not exactly what `encode` makes.
  public static func decode(_ bytes: [UInt8]) throws(WeightFileError) -> [Entry] {
    if !bytes.starts(with: magic) { throw .foreign }
    if bytes.count < magic.count + 12 { throw .cutShort }
    var reader = ByteReader(bytes[magic.count..<(bytes.count - 4)])
    let version = try reader.integer()
    if version != Self.version { throw .unknownVersion(version) }
    var trailer = ByteReader(bytes[(bytes.count - 4)...])
    if try trailer.integer() != crc32(bytes[..<(bytes.count - 4)]) { throw .damaged }
    var entries: [Entry] = []
    for _ in 0..<(try reader.integer()) {
      let name = String(decoding: try reader.take(Int(try reader.integer())), as: UTF8.self)
      let (rows, columns) = (Int(try reader.integer()), Int(try reader.integer()))
      let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
      if overflow || count > reader.rest / 8 { throw .cutShort }
      var values: [Double] = []
      for _ in 0..<count { values.append(try reader.double()) }
      entries.append(Entry(name: name, value: Matrix(rows: rows, columns: columns, values)))
    }
    if reader.rest > 0 { throw .cutShort }
    return entries
  }

  /// Gives parameters the numbers that some bytes hold: all of them, or, on an error, none.
  ///
  /// - Throws: `WeightFileError` if the bytes are bad or hold other names or shapes.
  public static func load(_ bytes: [UInt8], into parameters: [Parameter]) throws(WeightFileError) {
    let entries = try decode(bytes)
    if entries.count != parameters.count {
      throw .otherNet("it holds \(entries.count) parameters, the net has \(parameters.count)")
    }
    for (index, (entry, parameter)) in zip(entries, parameters).enumerated() {
      if entry.name != parameter.name || entry.value.shape != parameter.value.shape {
        throw .otherNet(
          "parameter \(index + 1) is \(entry.name) of \(entry.value.rows) × \(entry.value.columns), the net has "
            + "\(parameter.name) of \(parameter.value.rows) × \(parameter.value.columns)")
      }
    }
    for (entry, parameter) in zip(entries, parameters) { parameter.value = entry.value }
  }

  private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    for shift in stride(from: 0, to: number.bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}

/// Why bytes were not taken as weights.
public enum WeightFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The bytes do not begin as a weight file does.
  case foreign
  /// The version is not one that can be read.
  case unknownVersion(UInt32)
  /// The checksum does not fit: some bytes changed.
  case damaged
  /// The bytes end too early, or too late.
  case cutShort
  /// The weights belong to a net of other layers; the text says where they differ.
  case otherNet(String)
  /// The system could not read or write the file; the text is its reason.
  case file(FileError)

  /// The error as a sentence.
  public var description: String {
    switch self {
    case .foreign: "this is not a weight file: it does not begin with NNWEIGHT"
    case .unknownVersion(let version): "the weight file has version \(version); only version 1 can be read"
    case .damaged: "the weight file is damaged: its checksum does not fit its contents"
    case .cutShort: "the weight file is damaged: its length does not fit its contents"
    case .otherNet(let difference): "the weight file belongs to another net: \(difference)"
    case .file(let error): error.description
    }
  }
}

/// The cyclic redundancy check that zip and PNG use, with the polynomial 0xEDB88320.
///
/// Every change within 32 neighbouring bits shows. CRC-32 of the text `123456789` is 0xCBF43926.
func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
  var remainder: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    remainder ^= UInt32(byte)
    for _ in 0..<8 { remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1 }
  }
  return ~remainder
}

/// Takes little-endian numbers from bytes and never more than there are.
private struct ByteReader {
  private var bytes: ArraySlice<UInt8>
  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  var rest: Int { bytes.count }

  mutating func take(_ count: Int) throws(WeightFileError) -> ArraySlice<UInt8> {
    if count > bytes.count { throw .cutShort }
    let taken = bytes.prefix(count)
    bytes = bytes.dropFirst(count)
    return taken
  }

  mutating func integer() throws(WeightFileError) -> UInt32 {
    try take(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  mutating func double() throws(WeightFileError) -> Double {
    Double(bitPattern: try take(8).reversed().reduce(0) { $0 << 8 | UInt64($1) })
  }
}
