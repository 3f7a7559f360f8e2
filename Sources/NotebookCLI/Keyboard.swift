internal import Exercises
internal import Foundation
internal import Notebook

/// Reads keys one at a time from a terminal, or the first letter of each line where there is none.
final class Keyboard {
  /// The bytes that arrived within the waiting time.
  enum Input: Equatable {
    case key(Key)
    /// The learner wants to leave, or nothing more will come.
    case end
  }

  /// True if keys arrive without Return.
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
    for cause in [SIGTERM, SIGHUP, SIGINT] {
      signal(cause) { cause in
        tcsetattr(STDIN_FILENO, TCSANOW, &Keyboard.saved)
        RunningCommands.end()
        _exit(128 + cause)
      }
    }
  }

  deinit {
    if isTerminal { tcsetattr(STDIN_FILENO, TCSANOW, &Self.saved) }
  }

  /// Waits for a key at most so long; a signal, as of a changed window, ends the waiting too.
  func wait(milliseconds: Int32) -> Input? {
    guard isReady(milliseconds) else { return nil }
    guard let byte = nextByte() else { return .end }
    if isTerminal { return key(byte) }
    if byte == UInt8(ascii: "\n") { return nil }
    while let rest = nextByte(), rest != UInt8(ascii: "\n") {}
    return .key(.character(Character(UnicodeScalar(byte))))
  }

  /// True if the learner wants to leave; other keys that were pressed meanwhile are forgotten.
  func isLeaving() -> Bool {
    guard isTerminal else { return false }
    while isReady(0) {
      guard let byte = nextByte() else { return true }
      if [.end, .key(.character("q"))].contains(key(byte)) { return true }
    }
    return false
  }

  private func key(_ byte: UInt8) -> Input? {
    switch byte {
    case 3, 4: .end  // Ctrl-C, Ctrl-D
    case 10, 13: .key(.enter)
    case 8, 127: .key(.backspace)
    case 27: .key(escapeSequence())
    case 32..<127: .key(.character(Character(UnicodeScalar(byte))))
    default: nil
    }
  }

  /// What follows an escape: an arrow's letters, or nothing if it was the key itself.
  private func escapeSequence() -> Key {
    guard isReady(20), let first = nextByte(), first == UInt8(ascii: "[") || first == UInt8(ascii: "O"),
      let letter = nextByte()
    else { return .escape }
    switch letter {
    case UInt8(ascii: "A"): return .up
    case UInt8(ascii: "B"): return .down
    case UInt8(ascii: "H"): return .home
    case UInt8(ascii: "F"): return .end
    default:
      // Longer ones, such as those of Page Up, end with a tilde or a letter.
      while isReady(20), let rest = nextByte(), rest < 64 {}
      return .escape
    }
  }

  private func isReady(_ milliseconds: Int32) -> Bool {
    var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, milliseconds) > 0
  }

  private func nextByte() -> UInt8? {
    var byte: UInt8 = 0
    return read(STDIN_FILENO, &byte, 1) == 1 ? byte : nil
  }
}
