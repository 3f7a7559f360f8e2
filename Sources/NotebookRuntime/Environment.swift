#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What the tool tells a program through its environment.
enum Environment {
  /// The seed of an exercise's tests, `NOTEBOOK_SEED`; 1 where it is not set.
  static var seed: UInt64 {
    guard let text = getenv("NOTEBOOK_SEED") else { return 1 }
    return UInt64(String(cString: text)) ?? 1
  }
}
