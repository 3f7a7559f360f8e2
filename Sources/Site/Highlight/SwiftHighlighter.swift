internal import SwiftIDEUtils
internal import SwiftParser
internal import SwiftSyntax

/// A stretch of a line of code with one colour.
struct CodeToken: Equatable, Sendable {
  /// What the stretch is to the compiler.
  enum Kind: Equatable, Sendable {
    case plain
    case keyword
    case type
    case string
    case number
    case comment
    case attribute
  }

  /// Its kind.
  var kind: Kind
  /// The text.
  var text: String
  /// The column of its first byte in its line, from 1.
  var column: Int
  /// The destination of the name that it is.
  var link: Address?
  /// True if the keyboard passes the link by, since the page leads there from another place.
  var isRepeated = false
}

extension CodeToken {
  /// The stretch with one name in it set apart as a link; `nil` where the name does not begin at the column.
  ///
  /// - Parameters:
  ///   - column: The column of the name in the line.
  ///   - address: Where a name leads, if that name leads anywhere.
  func linked(at column: Int, address: (String) -> Address?) -> [CodeToken]? {
    let bytes = Array(text.utf8)
    var start = column - self.column
    guard kind == .plain || kind == .type, bytes.indices.contains(start) else { return nil }
    // `.relu` is named by its full stop too.
    if bytes[start] == UInt8(ascii: ".") { start += 1 }
    var end = start
    while end < bytes.count, Self.isNameByte(bytes[end]) { end += 1 }
    let name = String(decoding: bytes[start..<end], as: UTF8.self)
    guard !name.isEmpty, let address = address(name) else { return nil }
    func piece(_ range: Range<Int>, link: Address? = nil) -> CodeToken {
      CodeToken(
        kind: kind, text: String(decoding: bytes[range], as: UTF8.self), column: self.column + range.lowerBound,
        link: link)
    }
    return [piece(0..<start), piece(start..<end, link: address), piece(end..<bytes.count)].filter { !$0.text.isEmpty }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}

/// Colours Swift code as the compiler's own parser classifies it, so that no regular expression has to guess.
enum SwiftHighlighter {
  /// The tokens of each line; joined, they are the line.
  static func lines(of code: String) -> [[CodeToken]] {
    let bytes = Array(code.utf8)
    var lines: [[CodeToken]] = [[]]
    var column = 1

    func append(_ range: Range<Int>, _ kind: CodeToken.Kind) {
      for (index, piece) in bytes[range].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0 {
          lines.append([])
          column = 1
        }
        guard !piece.isEmpty else { continue }
        let text = String(decoding: piece, as: UTF8.self)
        if kind == .plain, let last = lines[lines.count - 1].last, last.kind == .plain {
          lines[lines.count - 1][lines[lines.count - 1].count - 1].text += text
        } else {
          lines[lines.count - 1].append(CodeToken(kind: kind, text: text, column: column))
        }
        column += piece.count
      }
    }

    var end = 0
    for range in Parser.parse(source: code).classifications {
      let bounds = range.range.lowerBound.utf8Offset..<range.range.upperBound.utf8Offset
      if bounds.lowerBound > end { append(end..<bounds.lowerBound, .plain) }
      append(bounds, kind(of: range.kind))
      end = bounds.upperBound
    }
    if end < bytes.count { append(end..<bytes.count, .plain) }
    if code.hasSuffix("\n") { lines.removeLast() }
    return lines
  }

  private static func kind(of classification: SyntaxClassification) -> CodeToken.Kind {
    switch classification {
    case .keyword, .ifConfigDirective: .keyword
    case .type: .type
    case .stringLiteral, .regexLiteral: .string
    case .integerLiteral, .floatLiteral: .number
    case .lineComment, .blockComment, .docLineComment, .docBlockComment: .comment
    case .attribute: .attribute
    default: .plain
    }
  }
}
