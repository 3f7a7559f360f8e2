/// How a value is written on a page: the same on every run and every machine.
///
/// Optionals are unwrapped or `nil`, strings are quoted, sets and dictionaries are in the order of their elements' text.
/// What has no description of its own (a class, a function) is refused, since an address says nothing to a reader.
enum Description {
  struct Problem: Error {
    var typeName: String
    var isSequence = false

    /// The fields that tell the tool.
    var fields: [String] { [typeName, isSequence ? "sequence" : ""] }
  }

  static func of<T>(_ value: T) -> Result<String, Problem> {
    do {
      return .success(try text(of: value))
    } catch let problem as Problem {
      return .failure(problem)
    } catch {
      return .failure(Problem(typeName: "\(T.self)"))
    }
  }

  private static func text(of value: Any) throws -> String {
    if let string = value as? any StringProtocol { return String(string).debugDescription }
    if let character = value as? Character { return String(character).debugDescription }
    if let scalar = value as? Unicode.Scalar { return scalar.debugDescription }
    let mirror = Mirror(reflecting: value)
    let children = mirror.children
    switch mirror.displayStyle {
    case .optional: return try children.first.map { try text(of: $0.value) } ?? "nil"
    case .collection: return "[" + (try children.map { try text(of: $0.value) }).joined(separator: ", ") + "]"
    case .set: return "[" + (try children.map { try text(of: $0.value) }).sorted().joined(separator: ", ") + "]"
    case .dictionary:
      if children.isEmpty { return "[:]" }
      return "[" + (try children.map { try pair($0.value) }).sorted().joined(separator: ", ") + "]"
    case .tuple: return "(" + (try children.map { try labelled($0, isTuple: true) }).joined(separator: ", ") + ")"
    default: break
    }
    if let described = value as? any CustomStringConvertible { return described.description }
    if let described = value as? any CustomDebugStringConvertible { return described.debugDescription }
    switch mirror.displayStyle {
    case .struct:
      do {
        let parts = try children.map { try labelled($0, isTuple: false) }
        return "\(type(of: value))(" + parts.joined(separator: ", ") + ")"
      } catch {
        // The reader sees the value, not what it is made of.
        throw Problem(typeName: "\(type(of: value))", isSequence: value is any Sequence)
      }
    case .enum:
      guard let child = children.first else { return "\(value)" }
      return "\(child.label ?? "")(" + (try text(of: child.value)) + ")"
    default:
      throw Problem(typeName: "\(type(of: value))")
    }
  }

  private static func pair(_ element: Any) throws -> String {
    let parts = Array(Mirror(reflecting: element).children)
    return try text(of: parts[0].value) + ": " + text(of: parts[1].value)
  }

  private static func labelled(_ child: Mirror.Child, isTuple: Bool) throws -> String {
    let value = try text(of: child.value)
    guard let label = child.label, !(isTuple && label.hasPrefix(".")) else { return value }
    return "\(label): \(value)"
  }
}
