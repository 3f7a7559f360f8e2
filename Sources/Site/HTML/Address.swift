/// An address that a page may lead to: `http`, `https`, `mailto`, or a path or fragment inside the site.
struct Address: Equatable, Hashable, Sendable {
  /// The address with every character percent-encoded that an address cannot hold.
  let text: String

  /// Creates an address; `nil` where following it could run a script, leave the site unseen or mean another host.
  init?(_ written: String) {
    let text = Self.encoded(written)
    if let scheme = Self.scheme(of: text) {
      guard ["http", "https", "mailto"].contains(scheme.lowercased()) else { return nil }
    } else if text.hasPrefix("/") || text.isEmpty {
      // An absolute path means another file when the site is opened from a disk, and `//` another host.
      return nil
    }
    self.text = text
  }

  /// Creates the address of a file in the site; each component is encoded.
  init(file components: String...) {
    text = components.map { Self.encoded($0, keeping: Self.componentPunctuation) }.joined(separator: "/")
  }

  /// Creates the address of an element, on this page or on another one.
  init(file: String? = nil, fragment: String) {
    let path = file.map { Self.encoded($0, keeping: Self.componentPunctuation + "/") } ?? ""
    text = path + "#" + Self.encoded(fragment, keeping: Self.componentPunctuation)
  }

  /// The scheme of an address as browsers find it: what stands before the first colon of the first component.
  static func scheme(of text: String) -> String? {
    let head = text.prefix { !"/?#".contains($0) }
    guard let colon = head.firstIndex(of: ":") else { return nil }
    return String(head[..<colon])
  }

  /// Characters beside letters and digits that may stand in one component of a path or in a fragment.
  private static let componentPunctuation = "-._~!$'()*+,;=@"
  private static let addressPunctuation = componentPunctuation + "&:/?#[]%"

  private static func encoded(_ text: String, keeping punctuation: String = addressPunctuation) -> String {
    let kept = Set(punctuation.utf8)
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      case _ where kept.contains(byte):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}
