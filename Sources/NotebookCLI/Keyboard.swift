internal import Foundation

/// Reads keys one at a time from a terminal, or the first letter of each line where there is none.
final class Keyboard {
  /// What arrived within the time that was waited.
  enum Input: Equatable {
    case key(Character)
    /// Nothing more will come.
    case end
  }

  /// Whether keys arrive without Return.
  let isTerminal: Bool
  private nonisolated(unsafe) static var saved = termios()

  init() {
    isTerminal = isatty(STDIN_FILENO) == 1
    guard isTerminal else { return }
    tcgetattr(STDIN_FILENO, &Self.saved)
    var raw = Self.saved
    // Ctrl-C comes as a byte too, so that the terminal is always put back before the tool ends.
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    tcsetattr(STDIN_FILENO, TCSANOW, &raw)
    signal(SIGTERM) { _ in
      tcsetattr(STDIN_FILENO, TCSANOW, &Keyboard.saved)
      _exit(143)
    }
  }

  deinit {
    if isTerminal { tcsetattr(STDIN_FILENO, TCSANOW, &Self.saved) }
  }

  /// Waits for a key at most so long.
  func wait(milliseconds: Int32) -> Input? {
    var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0 else { return nil }
    var byte: UInt8 = 0
    guard read(STDIN_FILENO, &byte, 1) == 1 else { return .end }
    if isTerminal {
      let interrupt: UInt8 = 3
      return byte == interrupt ? .key("q") : .key(Character(UnicodeScalar(byte)))
    }
    let key = Character(UnicodeScalar(byte))
    if key == "\n" { return nil }
    while read(STDIN_FILENO, &byte, 1) == 1, byte != UInt8(ascii: "\n") {}
    return .key(key)
  }
}
