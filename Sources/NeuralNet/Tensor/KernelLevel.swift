import CKernels

/// The instruction sets between which the library chooses when it starts.
///
/// The choice changes how fast a result comes and never a bit of it. The environment variable `NEURALNET_LEVEL`
/// (`baseline`, `avx2` or `avx512`) holds it down, for measurements.
public enum KernelLevel: Int32, CaseIterable, Sendable {
  /// The instructions that every processor of the architecture has; the only level outside x86-64.
  case baseline
  /// Registers of 256 bits on x86-64.
  case avx2
  /// Registers of 512 bits on x86-64.
  case avx512

  /// The level in use.
  public static var current: KernelLevel { KernelLevel(rawValue: ck_level()) ?? .baseline }

  /// Holds the level down from now on, in all threads.
  ///
  /// - Returns: The level that results: `level`, or what the processor has if that is less.
  @discardableResult
  public static func limit(to level: KernelLevel) -> KernelLevel {
    KernelLevel(rawValue: ck_limit_level(level.rawValue)) ?? .baseline
  }
}
