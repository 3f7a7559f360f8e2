internal import Notebook

/// An address that a page may lead to: `http`, `https`, `mailto`, or a path or fragment inside the site.
struct Address: Equatable, Hashable, Sendable {
  /// The address with every character percent-encoded that an address cannot hold.
  let text: String

  /// Creates an address; `nil` where following it could run a script, leave the site unseen or mean another host.
  init?(_ written: String) {
    let text = Self.encoded(written)
    if let scheme = Self.scheme(of: text) {
      guard Document.Link.schemes.contains(scheme.lowercased()) else { return nil }
    } else if text.hasPrefix("/") || text.isEmpty {
      // An absolute path means another file when the site is opened from a disk, and `//` another host.
      return nil
    }
    self.text = text
  }

  /// Creates the address of a file in the site; each component is encoded.
  init(file components: String...) {
    text = components.map { Self.encoded($0, keeping: Self.component) }.joined(separator: "/")
  }

  /// Creates the address of an element, on this page or on another one.
  init(file: String? = nil, fragment: String) {
    let path = file.map { Self.encoded($0, keeping: Self.path) } ?? ""
    text = path + "#" + Self.encoded(fragment, keeping: Self.component)
  }

  /// The scheme of an address as browsers find it: what stands before the first colon of the first component.
  static func scheme(of text: String) -> String? {
    let head = text.prefix { !"/?#".contains($0) }
    guard let colon = head.firstIndex(of: ":") else { return nil }
    return String(head[..<colon])
  }

  /// Characters beside letters and digits that may stand in one component of a path or in a fragment.
  private static let component = Kept("-._~!$'()*+,;=@")
  private static let path = Kept("-._~!$'()*+,;=@/")
  private static let whole = Kept("-._~!$'()*+,;=@&:/?#[]%")

  /// The bytes that stand for themselves: letters, digits and some punctuation.
  private struct Kept {
    private let bytes: [Bool]

    init(_ punctuation: String) {
      let kept = Set((punctuation + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789").utf8)
      bytes = (0...UInt8.max).map(kept.contains)
    }

    func contains(_ byte: UInt8) -> Bool { bytes[Int(byte)] }
  }

  private static func encoded(_ text: String, keeping kept: Kept = whole) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      if kept.contains(byte) {
        result.append(byte)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += ("%" + (digits.count == 1 ? "0" : "") + digits).utf8
      }
    }
    return result.count == bytes.count ? text : String(decoding: result, as: UTF8.self)
  }
}
