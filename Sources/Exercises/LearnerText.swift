/// A file of the learner's, whatever editor wrote it.
public enum LearnerText {
  /// The bytes without a byte order mark, each line ended by a line feed alone, as the tool writes and counts lines.
  public static func normalized(_ bytes: [UInt8]) -> [UInt8] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let (lineFeed, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    guard text.contains(carriageReturn) else { return Array(text) }
    var normalized: [UInt8] = []
    normalized.reserveCapacity(text.count)
    for (place, byte) in zip(text.indices, text) {
      if byte == lineFeed, place > text.startIndex, text[place - 1] == carriageReturn { continue }
      normalized.append(byte == carriageReturn ? lineFeed : byte)
    }
    return normalized
  }

  /// True if the bytes are text in UTF-8; no text has a zero.
  static func isText(_ bytes: [UInt8]) -> Bool {
    !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
  }
}
