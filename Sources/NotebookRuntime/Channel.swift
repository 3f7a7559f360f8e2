#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The record of a program's events, apart from its printed output: a file in its scratch folder.
///
/// An event is a line `name count`, then `count` fields, each a line with its length in bytes and the bytes themselves
/// with a newline. Lengths come first, so nothing that a cell shows can be taken for an event.
struct Channel {
  private let descriptor: Int32

  /// Opens the file `events` in the folder `path`.
  init(folder path: String) {
    descriptor = open(path + "/events", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
  }

  /// Writes one event at once, so that a crash afterwards loses nothing.
  func write(_ name: String, _ fields: [String]) {
    var text = "\(name) \(fields.count)\n"
    for field in fields {
      text += "\(field.utf8.count)\n"
      text += field
      text += "\n"
    }
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Self.system(descriptor, rest)
        if count <= 0 { return }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      }
    }
  }

  private static func system(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }
}
