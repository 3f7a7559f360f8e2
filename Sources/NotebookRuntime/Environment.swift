#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The values that the tool passes to a program through its environment.
enum Environment {
  /// The seed of an exercise's tests, `NOTEBOOK_SEED`; 1 where it is not set.
  static var seed: UInt64 { number("NOTEBOOK_SEED") ?? 1 }

  /// How far seeds are from the author's, `NOTEBOOK_SEED_SHIFT`; 0 where it is not set.
  static let seedShift: UInt64 = number("NOTEBOOK_SEED_SHIFT") ?? 0

  private static func number(_ name: String) -> UInt64? {
    getenv(name).flatMap { UInt64(String(cString: $0)) }
  }
}
