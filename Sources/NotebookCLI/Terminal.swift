internal import Exercises
internal import Foundation
internal import Notebook

/// The destination of reports: lines on standard output, trouble on standard error, a line that changes on a terminal.
enum Terminal {
  /// True if a person watches: then lines may be redrawn and coloured.
  static let isInteractive = isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  /// True if colours are wanted.
  static let isColored = isInteractive && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

  /// The size of the terminal in columns and lines; the usual size where there is no terminal.
  static var size: (columns: Int, lines: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// How wide running text may be: wide lines are hard to read.
  static var textWidth: Int { max(20, min(78, size.columns - 2)) }

  /// A sentence in lines that fit, broken between words; ends with a newline.
  static func wrapped(_ text: String) -> String {
    PlainText.wrap(text, textWidth).map { $0 + "\n" }.joined()
  }

  /// Writes to standard error.
  static func complain(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }

  /// A word in a colour, where colours are wanted.
  static func colored(_ text: String, _ code: Int) -> String {
    isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// Names a slow step; on a terminal the next line replaces it.
  static func progress(_ text: String) {
    if isInteractive {
      print("\r\u{1B}[2K\(text) …", terminator: "")
      fflush(nil)
    } else {
      print("\(text) …")
    }
  }

  /// Names a slow step where standard output is for programs: JSON, or the output of a learner's file.
  static func progressAside(_ text: String) {
    if isInteractive { progress(text) } else { complain("\(text) …\n") }
  }

  /// Makes a reader at the other end of a pipe see what was printed.
  static func flush() {
    fflush(nil)
  }

  /// Takes the progress line away.
  static func clear() {
    if isInteractive { print("\r\u{1B}[2K", terminator: "") }
  }

  /// Asks a yes-or-no question; where nobody can answer, the answer is no.
  static func confirms(_ question: String) -> Bool {
    guard isatty(STDIN_FILENO) == 1 else { return false }
    print("\(question) y/n ", terminator: "")
    fflush(nil)
    return readLine()?.lowercased().hasPrefix("y") ?? false
  }
}
