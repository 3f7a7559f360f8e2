import Foundation
import NeuralNet
import Testing

@Suite struct GzipTests {
  struct Case: Decodable, CustomTestStringConvertible {
    let contents: String
    let maker: String
    let packed: String
    var bytes: [UInt8] {
      let digits = packed.utf8.map { $0 < 58 ? $0 - 48 : $0 - 87 }
      return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
    var testDescription: String { "\(contents), \(maker)" }
  }

  /// The files that Tests/Oracles/deflate.py wrote.
  static let cases: [Case] = {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Oracles/deflate.json")
    do {
      return try JSONDecoder().decode([Case].self, from: Data(contentsOf: path))
    } catch {
      fatalError("cannot read \(path.path): \(error)")
    }
  }()

  /// As in deflate.py.
  private func noise(_ count: Int, mask: Int) -> [UInt8] {
    var state = 1
    return (0..<count).map { _ in
      state = (state * 1_103_515_245 + 12345) % (1 << 31)
      return UInt8(state >> 16 & mask)
    }
  }

  private func contents(_ name: String) -> [UInt8] {
    switch name {
    case "nothing": return []
    case "one byte": return [97]
    case "a run": return [UInt8](repeating: 97, count: 1000)
    case "text": return (0..<30).flatMap { _ in Array("one neuron, two neurons, many neurons; ".utf8) }
    case "noise": return noise(700, mask: 255)
    case "few values": return noise(3000, mask: 3)
    case "images": return [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 51, 255, 102, 0, 204]
    case "labels": return [0, 0, 8, 1, 0, 0, 0, 2, 7, 2]
    default:
      let noise = noise(300, mask: 255)
      return noise + [UInt8](repeating: 0, count: 32_300) + noise + [UInt8](repeating: 0, count: 200) + noise
    }
  }

  private func packed(_ contents: String, _ maker: String) throws -> [UInt8] {
    try #require(Self.cases.first { $0.contents == contents && $0.maker == maker }).bytes
  }

  /// A member whose deflate bits are written one by one, in the order in which they come.
  private func member(_ bits: String) -> [UInt8] {
    let bits = bits.filter { $0 != " " }.map { $0 == "1" }
    var bytes = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
    for (index, bit) in bits.enumerated() where bit { bytes[index / 8] |= 1 << UInt8(index % 8) }
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0] + bytes + [0, 0, 0, 0, 0, 0, 0, 0]
  }

  @Test(arguments: cases) func asGzipAndZlibPackIt(_ file: Case) throws {
    #expect(try gunzip(file.bytes) == contents(file.contents))
  }

  @Test func membersFollowOneAnother() throws {
    let (run, text) = (try packed("a run", "gzip 9"), try packed("text", "gzip 1"))
    #expect(try gunzip(run + text) == contents("a run") + contents("text"))
    #expect(try gunzip(run + [0, 0, 0]) == contents("a run"), "zeros that fill a block")
    #expect(throws: GzipError.notGzip) { try gunzip(run + [0, 7]) }
    #expect(throws: GzipError.cutShort) { try gunzip(run + [0x1F]) }
    // The second member may not copy from the first: a fixed code with length 3 and distance 1.
    let copy = member("1 10 0000001 00000 0000000")
    #expect { try gunzip(run + copy) } throws: { "\($0)".hasSuffix("a distance leads back before the first byte") }
  }

  @Test func noMoreThanTheLimit() throws {
    for maker in ["zlib 0", "zlib 9", "zlib codes only"] {
      let file = try packed("a run", maker)
      #expect(try gunzip(file, limit: 1000).count == 1000)
      for limit in [0, 1, 999] { #expect(throws: GzipError.tooLarge(limit: limit)) { try gunzip(file, limit: limit) } }
    }
    let twice = try packed("a run", "zlib 0") + packed("a run", "zlib 0")
    #expect(try gunzip(twice, limit: 2000).count == 2000)
    #expect(throws: GzipError.tooLarge(limit: 1999)) { try gunzip(twice, limit: 1999) }
    #expect("\(GzipError.tooLarge(limit: 999))" == "the gzip file holds more than 999 bytes")
  }

  @Test func everyPrefixIsCutShort() throws {
    for file in Self.cases where file.packed.utf8.count < 1000 || file.maker == "all header fields" {
      for count in 0..<file.bytes.count {
        #expect(throws: GzipError.cutShort) { try gunzip(Array(file.bytes.prefix(count))) }
      }
    }
  }

  @Test func headersAreChecked() throws {
    func error(_ change: (inout [UInt8]) -> Void) throws -> GzipError? {
      var bytes = try packed("text", "all header fields")
      change(&bytes)
      do throws(GzipError) { _ = try gunzip(bytes) } catch { return error }
      return nil
    }
    #expect(try error { $0[1] = 0x9D } == .notGzip)
    #expect(try error { $0[2] = 7 } == .unsupported)
    #expect(try error { $0[3] |= 0x20 } == .unsupported)
    #expect(try error { $0[14] ^= 1 } == .checksum, "the header has a checksum of its own")
    #expect(try error { $0[$0.count - 1] ^= 1 } == .checksum, "length")
    #expect(try error { $0[$0.count - 5] ^= 1 } == .checksum, "checksum")
    #expect("\(GzipError.notGzip)" == "the bytes do not begin like a gzip file: 1F 8B")
    #expect("\(GzipError.cutShort)" == "the gzip file ends too early")
    #expect("\(GzipError.unsupported)" == "the gzip file uses a method or flags that are not defined in RFC 1952")
    let checksum = "the gzip file is damaged: its contents do not have the checksum and length that it notes"
    #expect("\(GzipError.checksum)" == checksum)
  }

  @Test(arguments: [
    ("1 11", "there is no block of type 3"),
    ("1 00 00000 1000000000000000 1111111111111111", "the length of a stored block and its complement do not fit"),
    ("1 10 0000001 00000", "a distance leads back before the first byte"),
    ("1 10 11000110", "there is no length of code 286"),
    ("1 10 00110000 0000001 11110", "there is no distance of code 30"),
    ("1 01 11111 00000 0000", "a block has more codes than there are"),
    ("1 01 00000 01111 0000", "a block has more codes than there are"),
    ("1 01 00000 00000 0000 000 000 000 000", "a Huffman code is not complete"),
    ("1 01 00000 00000 0000 100 000 000 000", "a Huffman code is not complete"),
    ("1 01 00000 00000 0000 100 100 100 000", "a Huffman code is not complete"),
    ("1 01 00000 00000 0000 100 000 000 100 1", "there is no code length to repeat"),
    ("1 01 00000 00000 0000 000 000 100 100 1 1111111 1 1111111", "a block has too many code lengths"),
    ("1 01 00000 00000 0000 000 000 100 100 1 1111111 1 1011011", "a block has no code for its end"),
    // Codes for 256, 257 and, of one bit, a single distance; then length 3 and the other bit.
    (
      "1 01 10000 00000 0111 000 000 100 000 000 000 000 000 000 000 000 000 000 000 000 000 000 100"
        + "1 1111111 1 1101011 0 0 0 1 1", "a code stands for nothing"
    ),
  ])
  func damageIsNamed(_ bits: String, _ reason: String) {
    #expect { try gunzip(member(bits)) } throws: { error in
      guard case .damaged(let position, reason) = error as? GzipError else { return false }
      return 10...24 ~= position && "\(error)" == "the gzip file is damaged near byte \(position): \(reason)"
    }
  }

  /// Other bytes are refused or, where they only say when and where the file was packed, change nothing; never a trap.
  @Test func noBytesTrapTheReader() throws {
    var rng = SplitMix64(seed: 1)
    for name in ["nothing", "a run", "text", "few values"] {
      for maker in ["gzip 9", "zlib fixed codes", "all header fields"] {
        let (file, expected) = (try packed(name, maker), contents(name))
        for _ in 0..<150 {
          var bytes = file
          for _ in 0...rng.integer(below: 3) { bytes[rng.integer(below: file.count)] = UInt8(rng.integer(below: 256)) }
          if let unpacked = try? gunzip(bytes, limit: 10_000) { #expect(unpacked == expected) }
        }
      }
    }
    for _ in 0..<2000 {
      let noise = (0..<rng.integer(below: 60)).map { _ in UInt8(rng.integer(below: 256)) }
      #expect(throws: GzipError.self) { try gunzip([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0] + noise, limit: 10_000) }
    }
  }
}
