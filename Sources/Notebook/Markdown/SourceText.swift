internal import Foundation

/// A place in a source file: line and column count from 1, columns in UTF-8 bytes, as the Swift compiler counts them.
public struct SourcePosition: Equatable, Hashable, Comparable, Codable, Sendable {
  /// The line, from 1.
  public var line: Int
  /// The column in UTF-8 bytes, from 1.
  public var column: Int

  /// Creates a position.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// True if the left position stands before the right one.
  public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A file's bytes with its lines: the one place that converts between offsets, lines and columns.
///
/// Offsets count UTF-8 bytes from 0. Every position that the tool prints and every hunk that `accept` writes refers to
/// this text, byte for byte.
public struct SourceText: Equatable, Sendable {
  /// The path that diagnostics name, relative to the book where possible.
  public let path: String
  /// The file as it was read.
  public let bytes: [UInt8]
  /// The offset at which each line starts.
  private let lineStarts: LineStarts

  /// Creates a source from a file's bytes.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    lineStarts = LineStarts(of: bytes)
  }

  /// Creates a source from a string.
  public init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The number of lines; an empty file has one.
  public var lineCount: Int { lineStarts.count }

  /// True if the first line ends with CR LF, as in files of Windows.
  var endsLinesWithCR: Bool {
    let end = range(ofLine: 1).upperBound
    return bytes[end...].starts(with: "\r\n".utf8)
  }

  /// The byte range of a line (from 1) without its line ending; empty past the end.
  public func range(ofLine line: Int) -> Range<Int> {
    guard (1...lineStarts.count).contains(line) else { return bytes.count..<bytes.count }
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// The text of a line (from 1) without its line ending.
  public func line(_ line: Int) -> String {
    self[range(ofLine: line)]
  }

  /// The text of a byte range; bytes that are not UTF-8 are shown as U+FFFD.
  public subscript(range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The byte offset of a position; a column past the line's end gives the end of the line.
  public func offset(of position: SourcePosition) -> Int {
    let line = range(ofLine: position.line)
    return min(line.lowerBound + max(position.column, 1) - 1, line.upperBound)
  }

  /// The position of a byte offset.
  public func position(of offset: Int) -> SourcePosition {
    let line = lineStarts.index(of: offset)
    return SourcePosition(line: line + 1, column: offset - lineStarts[line] + 1)
  }
}

extension SourceText {
  /// True if a backslash, itself not escaped, stands before an offset.
  func isEscaped(_ offset: Int) -> Bool {
    bytes[..<offset].reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1
  }

  /// The offset of the first occurrence of `text` at or after `offset`.
  func firstOccurrence(of text: String, from offset: Int) -> Int? {
    occurrences(of: text, in: offset..<bytes.count, limit: 1).first
  }

  /// The offsets at which `text` begins inside a range, overlapping ones left out.
  func occurrences(of text: String, in range: Range<Int>, limit: Int = .max) -> [Int] {
    let pattern = Array(text.utf8)
    return bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return [] }
      var found: [Int] = []
      var offset = range.lowerBound
      let end = range.upperBound - pattern.count + 1
      while offset < end, found.count < limit,
        let place = memchr(base + offset, Int32(pattern[0]), end - offset)
      {
        offset = UnsafeRawPointer(place) - base
        if memcmp(base + offset, pattern, pattern.count) == 0 {
          found.append(offset)
          offset += pattern.count
        } else {
          offset += 1
        }
      }
      return found
    }
  }
}
