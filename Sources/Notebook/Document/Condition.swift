/// What a machine must offer so that a cell is compiled there: `swift>=6.2`, `os=linux`.
public enum Condition: Equatable, Hashable, Sendable {
  /// A compiler at least as new as this version, its components from the left.
  case swift([Int])
  /// This system.
  case system(System)

  /// The systems that the tool runs on.
  public enum System: String, Equatable, Hashable, Sendable, CaseIterable {
    case linux
    case macos

    /// The one that this process runs on.
    public static var current: System {
      #if os(macOS)
        .macos
      #else
        .linux
      #endif
    }

    /// The name as its makers write it.
    var title: String {
      switch self {
      case .linux: "Linux"
      case .macos: "macOS"
      }
    }
  }

  /// The requirement, as words that can follow "needs".
  public var need: String {
    switch self {
    case .swift(let version): "Swift \(version.map(String.init).joined(separator: ".")) or newer"
    case .system(let system): system.title
    }
  }

  /// Why the condition does not hold; `nil` where it does.
  func refusal(version: String, system: System) -> String? {
    switch self {
    case .swift(let needed):
      let isMet = Self.isAtLeast(Self.components(version) ?? [], needed)
      return isMet ? nil : "needs \(need), and this is \(version)"
    case .system(let needed):
      return needed == system ? nil : "needs \(need), and this is \(system.title)"
    }
  }

  /// True if a version is as new as another; what is not written is 0.
  static func isAtLeast(_ found: [Int], _ needed: [Int]) -> Bool {
    for index in 0..<max(found.count, needed.count) {
      let (have, want) = (found[safe: index] ?? 0, needed[safe: index] ?? 0)
      if have != want { return have > want }
    }
    return true
  }

  /// Reads `6.2`; `nil` where it is no version.
  static func components(_ text: String) -> [Int]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard !parts.isEmpty, parts.allSatisfy({ $0.map { $0 >= 0 } ?? false }) else { return nil }
    return parts.compactMap { $0 }
  }
}
