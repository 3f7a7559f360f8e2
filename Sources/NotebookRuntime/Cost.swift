#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The resources that the program has used so far.
enum Cost {
  /// A clock that only runs forward.
  static var nanoseconds: UInt64 { nanoseconds(of: CLOCK_MONOTONIC) }

  /// The processor time of this process, all its threads together.
  static var computingNanoseconds: UInt64 { nanoseconds(of: CLOCK_PROCESS_CPUTIME_ID) }

  private static func nanoseconds(of clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// The most memory that the program has held, in units of 1,024 bytes; 0 where the system does not say.
  static var peakKilobytes: Int {
    #if canImport(Darwin)
      var usage = rusage()
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss / 1024
    #else
      // Linux counts the memory of the process that started this one into `getrusage`.
      return highWaterMark
    #endif
  }

  #if !canImport(Darwin)
    private static var highWaterMark: Int {
      let file = open("/proc/self/status", O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { return 0 }
      defer { close(file) }
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { buffer in
        let count = read(file, buffer.baseAddress, buffer.count)
        let text = Substring(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
        for line in text.split(separator: "\n") where line.utf8.starts(with: "VmHWM:".utf8) {
          return Int(line.filter { $0.isASCII && $0.isNumber }) ?? 0
        }
        return 0
      }
    }
  #endif
}
