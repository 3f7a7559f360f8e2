/// Named tables of numbers and a few words about them, in the format that Hugging Face's tools and PyTorch's read.
///
/// The bytes: the length of the header as 8 bytes, the header as JSON, then the numbers, all little-endian. The header names
/// each tensor's type, shape and place: `{"w":{"dtype":"F64","shape":[2,3],"data_offsets":[0,48]}}`. Its entry
/// `__metadata__` holds texts. Written are doubles (F64), whose every bit comes back; read are also F32 and I64.
/// ```swift
/// let file = SafeTensors([.init("w", shape: [1, 2], [0.5, 1])])
/// try SafeTensors(decoding: file.encoded()) == file  // => true
/// ```
/// The metadata gets a CRC-32 of the whole file (computed with eight zeros in its place): damage is then noticed. Files
/// without one, from other programs, are read as well.
///
/// Source: Hugging Face, *Safetensors*, version 0.5, section "Format".
public struct SafeTensors: Equatable, Sendable {
  /// A table of numbers with a name.
  public struct Tensor: Equatable, Sendable {
    /// The name, unique in its file.
    public let name: String
    /// The size of each dimension; empty for a single number.
    public let shape: [Int]
    /// The numbers, the last dimension fastest.
    public let values: [Double]

    /// Joins a name, a shape and its numbers.
    ///
    /// - Precondition: as many numbers as the shape has places (else a fatal error that names both shapes).
    public init(_ name: String, shape: [Int], _ values: [Double]) {
      if shape.reduce(1, *) != values.count { shapeMismatch("Tensor", shape, [values.count]) }
      self.name = name
      self.shape = shape
      self.values = values
    }

    /// A matrix as a tensor of two dimensions.
    public init(_ name: String, _ matrix: Matrix) { self.init(name, shape: matrix.shape, matrix.values) }
  }

  /// A word about the file.
  public struct Note: Equatable, Sendable {
    /// The subject, unique in its file.
    public let key: String
    /// The text.
    public let text: String

    /// Joins the two.
    public init(_ key: String, _ text: String) {
      self.key = key
      self.text = text
    }
  }

  /// The tables, in the order of their numbers in the file.
  public let tensors: [Tensor]
  /// The texts, in the order of the file, without the checksum.
  public let notes: [Note]
  /// True if the bytes had a checksum, and it fitted; true for what this program joined.
  let isChecked: Bool

  /// Joins tables and texts.
  public init(_ tensors: [Tensor], notes: [Note] = []) {
    self.init(tensors, notes, isChecked: true)
  }

  private init(_ tensors: [Tensor], _ notes: [Note], isChecked: Bool) {
    self.tensors = tensors
    self.notes = notes
    self.isChecked = isChecked
  }

  /// The text of a note; nil if there is none.
  public func note(_ key: String) -> String? { notes.first { $0.key == key }?.text }

  /// The table of a name; nil if there is none.
  public func tensor(_ name: String) -> Tensor? { tensors.first { $0.name == name } }

  // MARK: Bytes

  private static let checksum = Array("\"crc32\":\"".utf8)
  private static let largestHeader = 100_000_000

  /// The bytes of the file.
  ///
  /// - Complexity: O(numbers).
  public func encoded() -> [UInt8] {
    var (entries, end): ([(String, JSON)], Int) = ([], 0)
    let texts = notes.map { ($0.key, JSON.text($0.text)) }
    entries.append(("__metadata__", .object([("crc32", .text("00000000"))] + texts)))
    for tensor in tensors {
      let range = JSON.list([.number("\(end)"), .number("\(end + 8 * tensor.values.count)")])
      let shape = JSON.list(tensor.shape.map { .number("\($0)") })
      entries.append((tensor.name, .object([("dtype", .text("F64")), ("shape", shape), ("data_offsets", range)])))
      end += 8 * tensor.values.count
    }
    var header = Array(JSON.object(entries).written.utf8)
    // Numbers that begin at a multiple of eight can be used where they lie.
    while header.count % 8 != 0 { header.append(32) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + end)
    append(UInt64(header.count), to: &bytes)
    bytes += header
    for tensor in tensors {
      for value in tensor.values { append(value.bitPattern, to: &bytes) }
    }
    // "__metadata__" is the header's first entry and the checksum its first text.
    let place = 8 + Array("{\"__metadata__\":{".utf8).count + Self.checksum.count
    for (position, digit) in hexadecimal(crc32(bytes[...])).utf8.enumerated() { bytes[place + position] = digit }
    return bytes
  }

  /// Reads the bytes of a file.
  ///
  /// - Throws: `ModelFileError` that says what is wrong with them.
  public init(decoding bytes: [UInt8]) throws(ModelFileError) {
    if bytes.count < 8 { throw .foreign("it has \(bytes.count) bytes") }
    let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    if length > Self.largestHeader || length < 2 || bytes[8...].first != 123 {
      throw .foreign("no header follows the first 8 bytes")
    }
    if Int(length) > bytes.count - 8 { throw .cutShort }
    let (header, data) = (bytes[8..<8 + Int(length)], bytes[(8 + Int(length))...])
    guard case .object(let entries)? = JSON(header) else { throw .foreign("its header is not JSON") }
    var (tensors, notes, offset, isChecked): ([Tensor], [Note], Int, Bool) = ([], [], 0, false)
    for (name, entry) in entries where name == "__metadata__" {
      guard case .object(let texts) = entry else { throw .foreign("its metadata are no texts") }
      for (key, value) in texts {
        guard case .text(let text) = value else { throw .foreign("its metadata are no texts") }
        if key == "crc32" {
          try Self.check(bytes, text)
          isChecked = true
        } else {
          notes.append(Note(key, text))
        }
      }
    }
    for place in try Self.places(entries) {
      let width = place.type == "F32" ? 4 : 8
      if place.range.lowerBound != offset || place.range.count != width * place.count {
        throw .foreign(
          "the place of tensor \(place.name) does not fit its shape")
      }
      offset = place.range.upperBound
      if offset > data.count { throw .cutShort }
      let numbers = data[data.startIndex + place.range.lowerBound..<data.startIndex + offset]
      let values = stride(from: numbers.startIndex, to: numbers.endIndex, by: width).map { start in
        Self.number(numbers[start..<start + width], place.type)
      }
      tensors.append(Tensor(place.name, shape: place.shape, values))
    }
    if offset != data.count { throw .cutShort }
    self.init(tensors, notes, isChecked: isChecked)
  }

  private struct Place {
    let name: String
    let type: String
    let shape: [Int]
    let count: Int
    let range: Range<Int>
  }

  /// The tensors' entries, in the order of their numbers.
  private static func places(_ entries: [(String, JSON)]) throws(ModelFileError) -> [Place] {
    var places: [Place] = []
    for (name, entry) in entries where name != "__metadata__" {
      guard case .text(let type)? = entry["dtype"], let shape = entry["shape"]?.integers,
        let offsets = entry["data_offsets"]?.integers, offsets.count == 2, offsets[0] >= 0, offsets[0] <= offsets[1]
      else { throw .foreign("the entry of tensor \(name) is not complete") }
      if type != "F64" && type != "F32" && type != "I64" { throw .type(tensor: name, type) }
      var (count, overflows) = (1, false)
      for size in shape {
        let product = count.multipliedReportingOverflow(by: size)
        (count, overflows) = (product.partialValue, overflows || product.overflow || size < 0)
      }
      if overflows || count > offsets[1] - offsets[0] {
        throw .foreign("the shape of tensor \(name) does not fit its place")
      }
      places.append(Place(name: name, type: type, shape: shape, count: count, range: offsets[0]..<offsets[1]))
    }
    return places.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private static func number(_ bytes: ArraySlice<UInt8>, _ type: String) -> Double {
    let bits = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    switch type {
    case "F32": return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    case "I64": return Double(Int64(bitPattern: bits))
    default: return Double(bitPattern: bits)
    }
  }

  /// Compares the checksum of the bytes with the one that they hold.
  private static func check(_ bytes: [UInt8], _ text: String) throws(ModelFileError) {
    var zeroed = bytes
    var start = 8
    while start + checksum.count + 8 <= bytes.count, !bytes[start...].starts(with: checksum) { start += 1 }
    if start + checksum.count + 8 > bytes.count { throw .damaged }
    for position in 0..<8 { zeroed[start + checksum.count + position] = 48 }
    if text != hexadecimal(crc32(zeroed[...])) { throw .damaged }
  }

  private func append(_ number: UInt64, to bytes: inout [UInt8]) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
  }
}

/// A checksum as eight hexadecimal digits.
private func hexadecimal(_ sum: UInt32) -> String {
  let digits = String(sum, radix: 16)
  return String(repeating: "0", count: 8 - digits.utf8.count) + digits
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
