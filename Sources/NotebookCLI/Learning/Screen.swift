internal import Exercises
internal import Foundation

/// What a learner looks at: a text in place of the last one, below it how far the book is done, and what was added since.
///
/// Without a terminal everything is a line after the other, and nothing is drawn twice.
struct Screen {
  /// The text on the screen, so that it can be drawn again.
  private var text = ""
  /// The words for the work under way, while nothing else is written.
  private var saying: String?
  /// The text added below.
  private var additions = ""
  private nonisolated(unsafe) static var hasNewSize: sig_atomic_t = 0

  init() {
    guard Terminal.isInteractive else { return }
    signal(SIGWINCH) { _ in Screen.hasNewSize = 1 }
  }

  /// True if the window has changed its size since this was last asked.
  func isResized() -> Bool {
    defer { Self.hasNewSize = 0 }
    return Self.hasNewSize != 0
  }

  /// Shows a text in place of the last one.
  mutating func show(_ text: String, status: String, keys: String) {
    let isFirst = self.text.isEmpty
    self.text = text
    additions = ""
    if Terminal.isInteractive {
      showAgain(status: status, keys: keys)
    } else {
      write("\n" + text + status + "\n" + (isFirst ? "Keys: \(keys)\n" : ""))
    }
  }

  /// Draws the text and everything that was added to it, with another status or in another width.
  mutating func showAgain(status: String, keys: String) {
    guard Terminal.isInteractive else { return }
    write("\u{1B}[2J\u{1B}[H" + text + foot(status, keys) + additions)
  }

  /// Adds lines below.
  mutating func add(_ text: String) {
    additions += "\n" + text
    write("\n" + text)
  }

  /// Adds a line close below the last one.
  mutating func addLine(_ text: String) {
    additions += text + "\n"
    write(text + "\n")
  }

  /// Adds the status and the keys once more, below a long text.
  mutating func addFoot(status: String, keys: String) {
    add(Terminal.isInteractive ? String(foot(status, keys).dropFirst()) : status + "\n")
  }

  private func foot(_ status: String, _ keys: String) -> String {
    let keys = PlainText.wrap(keys, Terminal.size.columns - 1).joined(separator: "\n")
    return "\n" + status + "\n" + Terminal.colored(keys, 2) + "\n"
  }

  /// Says what is being done, on a line that the next drawing takes away.
  mutating func say(_ text: String) {
    if saying == text { return }
    write(Terminal.isInteractive ? text : text + "\n")
    saying = text
  }

  /// Draws the list of exercises over everything.
  mutating func draw(_ list: ListScreen, paint: (String, Emphasis) -> String) {
    let (columns, lines) = Terminal.size
    write("\u{1B}[2J\u{1B}[H" + list.text(width: columns, height: lines, paint: paint))
  }

  /// The last words.
  mutating func leave(_ text: String) {
    write("\n" + text + "\n")
  }

  private mutating func write(_ text: String) {
    if saying != nil, Terminal.isInteractive { print("\r\u{1B}[2K", terminator: "") }
    saying = nil
    print(text, terminator: "")
    fflush(nil)
  }
}
