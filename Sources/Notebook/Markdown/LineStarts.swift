internal import Foundation

/// The offsets at which a text's lines start, in bytes from 0.
///
/// A line ends with LF, CR LF, or CR alone, as it does for libcmark-gfm and for the Swift compiler.
struct LineStarts: Equatable, Sendable {
  private let offsets: [Int]

  /// Takes the offsets, in order.
  init(_ offsets: [Int]) {
    self.offsets = offsets
  }

  /// Finds the lines of a text; an empty one has one line, and a final line end starts no other.
  init(of bytes: [UInt8]) {
    var starts = [0]
    for end in Self.offsets(of: UInt8(ascii: "\n"), in: bytes) { starts.append(end + 1) }
    let returns = Self.offsets(of: UInt8(ascii: "\r"), in: bytes).filter {
      $0 + 1 == bytes.count || bytes[$0 + 1] != UInt8(ascii: "\n")
    }
    if !returns.isEmpty { starts = (starts + returns.map { $0 + 1 }).sorted() }
    if starts.count > 1, starts.last == bytes.count { starts.removeLast() }
    offsets = starts
  }

  /// Where a byte stands in a text: with `memchr`, since a loop over a large chapter takes its time in a debug build.
  static func offsets(of byte: UInt8, in bytes: [UInt8]) -> [Int] {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return [] }
      var found: [Int] = []
      var start = 0
      while start < buffer.count, let place = memchr(base + start, Int32(byte), buffer.count - start) {
        start = UnsafeRawPointer(place) - base + 1
        found.append(start - 1)
      }
      return found
    }
  }

  /// The number of lines.
  var count: Int { offsets.count }

  /// The start of a line, counted from 0.
  subscript(line: Int) -> Int { offsets[line] }

  /// The line that holds an offset, counted from 0.
  func index(of offset: Int) -> Int {
    var low = 0
    var high = offsets.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if offsets[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
