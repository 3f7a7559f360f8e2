/// Square brackets in each other: SwiftParser looks ahead at each through all that it holds, so that its time doubles at
/// each level.
enum SquareBrackets {
  /// How deep they may stand.
  private static let limit = 12
  static let tooDeepMessage = "square brackets stand more than \(limit) deep here; give an inner part a name of its own"

  /// Where code has a bracket that stands too deep, in bytes; what is in quotes on a line does not count.
  static func tooDeep(in code: String) -> Int? {
    var depth = 0
    var isQuoted = false
    var isEscaped = false
    for (offset, byte) in code.utf8.enumerated() {
      switch byte {
      case _ where isEscaped: break
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "\n"): isQuoted = false
      case UInt8(ascii: "[") where !isQuoted:
        depth += 1
        if depth > limit { return offset }
      case UInt8(ascii: "]") where !isQuoted: depth = max(0, depth - 1)
      default: break
      }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    return nil
  }
}
