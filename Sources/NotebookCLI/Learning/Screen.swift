internal import Exercises
internal import Foundation

/// What a learner looks at: a text in place of the last one, below it how far the book is done, and what was added since.
///
/// Without a terminal everything is a line after the other, and nothing is drawn twice.
struct Screen {
  /// What is shown, so that it can be drawn again.
  private(set) var text = ""
  private nonisolated(unsafe) static var hasNewSize: sig_atomic_t = 0

  init() {
    guard Terminal.isInteractive else { return }
    signal(SIGWINCH) { _ in Screen.hasNewSize = 1 }
  }

  /// Whether the window has changed its size since this was last asked.
  func isResized() -> Bool {
    defer { Self.hasNewSize = 0 }
    return Self.hasNewSize != 0
  }

  /// Shows a text in place of the last one.
  mutating func show(_ text: String, status: String, keys: String) {
    let isFirst = self.text.isEmpty
    self.text = text
    if Terminal.isInteractive {
      let keys = PlainText.wrap(keys, Terminal.size.columns - 1).joined(separator: "\n")
      write("\u{1B}[2J\u{1B}[H" + text + "\n" + status + "\n" + Terminal.colored(keys, 2) + "\n")
    } else {
      write("\n" + text + status + "\n" + (isFirst ? "Keys: \(keys)\n" : ""))
    }
  }

  /// Adds lines below.
  func add(_ text: String) {
    write("\n" + text)
  }

  /// Draws the list of exercises over everything.
  func draw(_ list: ListScreen, paint: (String, Emphasis) -> String) {
    let (columns, lines) = Terminal.size
    write("\u{1B}[2J\u{1B}[H" + list.text(width: columns, height: lines, paint: paint))
  }

  /// The last words.
  func leave(_ text: String) {
    write("\n" + text + "\n")
  }

  private func write(_ text: String) {
    print(text, terminator: "")
    fflush(nil)
  }
}
