/// An attribute of an element: the name is one of ours, the value is escaped where it is written.
///
/// There is no attribute for a script or a style, and an address must be an ``Address``.
struct Attribute: Equatable, Sendable {
  /// The name.
  let name: String
  /// The value; empty for an attribute that is only present or absent.
  let value: String

  private init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  static func `class`(_ value: String) -> Attribute { Attribute("class", value) }
  static func id(_ value: String) -> Attribute { Attribute("id", value) }
  static func title(_ value: String) -> Attribute { Attribute("title", value) }
  static func href(_ address: Address) -> Attribute { Attribute("href", address.text) }
  static func src(_ address: Address) -> Attribute { Attribute("src", address.text) }
  static func alt(_ value: String) -> Attribute { Attribute("alt", value) }
  static func role(_ value: String) -> Attribute { Attribute("role", value) }
  static func label(_ value: String) -> Attribute { Attribute("aria-label", value) }
  static func labelled(by id: String) -> Attribute { Attribute("aria-labelledby", id) }
  static func described(by id: String) -> Attribute { Attribute("aria-describedby", id) }
  static func language(_ value: String) -> Attribute { Attribute("lang", value) }
  static func start(_ value: Int) -> Attribute { Attribute("start", String(value)) }
  static func scope(_ value: String) -> Attribute { Attribute("scope", value) }
  static func type(_ value: String) -> Attribute { Attribute("type", value) }
  static func value(_ value: String) -> Attribute { Attribute("value", value) }
  static func data(_ name: StaticString, _ value: String) -> Attribute { Attribute("data-\(name)", value) }
  static func relation(_ value: String) -> Attribute { Attribute("rel", value) }
  static let current = Attribute("aria-current", "page")
  static let hiddenFromSpeech = Attribute("aria-hidden", "true")
  static let checked = Attribute("checked", "")
  static let disabled = Attribute("disabled", "")
  static let download = Attribute("download", "")
  static let passedBy = Attribute("tabindex", "-1")
  static let lazy = Attribute("loading", "lazy")
  static let open = Attribute("open", "")
}
