/// Why a file could not be read or written: what was tried, on which path, and the system's reason.
public struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The failed action, such as `read`.
  public let action: String
  /// The file.
  public let path: String
  /// The system's reason, such as `No such file or directory`.
  public let reason: String

  /// Such as `cannot read weights.nn: No such file or directory`.
  public var description: String { "cannot \(action) \(path): \(reason)" }
}

#if !hasFeature(Embedded)
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// All bytes of a file.
  ///
  /// - Throws: `FileError` with the system's reason.
  public func readFile(_ path: String) throws(FileError) -> [UInt8] {
    let file = open(path, O_RDONLY)
    if file < 0 { throw FileError("read", path) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count < 0 && errno != EINTR { throw FileError("read", path) }
      if count > 0 { bytes += buffer[..<count] }
    }
  }

  /// Writes a file so that, whatever happens, the path holds either the old contents or the new, never a part.
  ///
  /// The bytes go to a new file in the same folder, are forced to the disk, and the new file then takes the place of the
  /// old one in a single step of the file system.
  ///
  /// - Throws: `FileError` with the system's reason; the old file is then still there, and the new one removed.
  public func writeFile(_ path: String, _ bytes: [UInt8]) throws(FileError) {
    var (temporary, file) = ("", Int32(-1))
    for attempt in 0..<100 where file < 0 {
      temporary = "\(path).\(getpid()).\(attempt).partial"
      file = open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o644)
      if file < 0 && errno != EEXIST { throw FileError("write", path) }
    }
    if file < 0 { throw FileError("write", path) }
    do throws(FileError) {
      try writeAll(file, bytes, path)
      if fsync(file) != 0 { throw FileError("write", path) }
      if rename(temporary, path) != 0 { throw FileError("write", path) }
      close(file)
    } catch {
      close(file)
      unlink(temporary)
      throw error
    }
  }

  private func writeAll(_ file: Int32, _ bytes: [UInt8], _ path: String) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno != EINTR { throw FileError("write", path) }
      if count > 0 { rest = rest.dropFirst(count) }
    }
  }

  extension FileError {
    /// Takes the reason from the system's last error.
    fileprivate init(_ action: String, _ path: String) {
      self.init(action: action, path: path, reason: String(cString: strerror(errno)))
    }
  }
#endif
