import Foundation

#if os(Linux)
  import Glibc
#else
  import Darwin
#endif

/// A terminal without a window, in which a command runs as in a person's.
public final class PseudoTerminal {
  private let master: Int32
  private let slave: Int32
  private let process = Process()
  private var bytes: [UInt8] = []

  /// Starts a command in a terminal of so many columns and rows.
  public init(
    _ executable: String, _ arguments: [String], columns: UInt16 = 80, rows: UInt16 = 24,
    environment: [String: String] = [:]
  ) throws {
    (master, slave) = try Self.open()
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    var variables = ProcessInfo.processInfo.environment
    variables["TERM"] = "xterm-256color"
    variables["NO_COLOR"] = nil
    process.environment = variables.merging(environment) { $1 }
    let handle = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
    process.standardInput = handle
    process.standardOutput = handle
    process.standardError = handle
    resize(columns: columns, rows: rows)
    try process.run()
  }

  deinit {
    if process.isRunning {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    close(slave)
    close(master)
  }

  /// Both ends of a new terminal.
  private static func open() throws -> (master: Int32, slave: Int32) {
    #if os(Linux)
      // Glibc's module has no `posix_openpt`; these are the calls behind it.
      let master = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY)
      var (locked, number): (Int32, UInt32) = (0, 0)
      let (unlock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
      guard master >= 0, ioctl(master, unlock, &locked) == 0, ioctl(master, getNumber, &number) == 0 else {
        throw CocoaError(.fileReadUnknown)
      }
      return (master, Glibc.open("/dev/pts/\(number)", O_RDWR | O_NOCTTY))
    #else
      let master = posix_openpt(O_RDWR | O_NOCTTY)
      guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0, let name = ptsname(master) else {
        throw CocoaError(.fileReadUnknown)
      }
      return (master, Darwin.open(name, O_RDWR | O_NOCTTY))
    #endif
  }

  /// Everything that was written so far.
  public var output: String { String(decoding: bytes, as: UTF8.self) }

  /// What was written since the screen was last cleared.
  public var screen: String { output.components(separatedBy: "\u{1B}[2J\u{1B}[H").last ?? "" }

  /// Whether what is typed is shown and lines can be edited, as before any program ran.
  public var isAsBefore: Bool {
    var settings = termios()
    tcgetattr(slave, &settings)
    let wanted = tcflag_t(ICANON | ECHO | ISIG)
    return settings.c_lflag & wanted == wanted
  }

  /// Changes the window's size and tells the command.
  public func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    if process.isRunning { kill(process.processIdentifier, SIGWINCH) }
  }

  /// Types keys.
  public func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Sends the command a signal.
  public func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits until a text has been written, behind what was there at `start`; false if it does not come in time.
  public func wait(for text: String, from start: Int = 0, seconds: Double = 300) -> Bool {
    waits(seconds) { String(decoding: bytes.dropFirst(start), as: UTF8.self).contains(text) }
  }

  /// How much was written so far: a place to wait from.
  public var mark: Int {
    readAll(milliseconds: 0)
    return bytes.count
  }

  /// Waits for the end of the command; its status, or `nil` if it does not end in time.
  public func waitForEnd(seconds: Double = 300) -> Int32? {
    guard waits(seconds, until: { !process.isRunning }) else { return nil }
    readAll(milliseconds: 50)
    return process.terminationStatus
  }

  private func waits(_ seconds: Double, until isDone: () -> Bool) -> Bool {
    let limit = Date().addingTimeInterval(seconds)
    while Date() < limit {
      if isDone() { return true }
      readAll(milliseconds: 50)
    }
    return isDone()
  }

  private func readAll(milliseconds: Int32) {
    var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    while poll(&descriptor, 1, milliseconds) > 0 {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = read(master, &buffer, buffer.count)
      if count <= 0 { return }
      bytes += buffer.prefix(count)
      if milliseconds > 0 { return }
    }
  }
}
