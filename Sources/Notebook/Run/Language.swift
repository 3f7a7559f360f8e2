/// The Swift that programs are written in: a language mode, and features of later ones.
public struct Language: Equatable, Sendable {
  /// The mode as the compiler names it: `4`, `4.2`, `5` or `6`.
  public var mode: String
  /// The features of later modes that are switched on, such as `ExistentialAny`.
  public var features: [String]

  /// The modes that a book may choose; the compiler of the day may know more, and no older one is worth a book.
  static let modes = ["5", "6"]

  /// Describes a language; mode 5 is what a file is compiled in where nothing else is said.
  public init(mode: String = "5", features: [String] = []) {
    self.mode = mode
    self.features = features
  }

  /// The compiler's arguments.
  var arguments: [String] {
    ["-swift-version", mode] + features.flatMap { ["-enable-upcoming-feature", $0] }
  }
}
