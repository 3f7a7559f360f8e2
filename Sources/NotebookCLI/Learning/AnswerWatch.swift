internal import Exercises
internal import Notebook

/// The learner's file, looked at again and again: an editor may empty it, write it in pieces, or put a new one in its place.
struct AnswerWatch {
  /// The state of the file at one look.
  enum Sight: Equatable {
    /// As it was at the last look.
    case still
    /// Something is being written.
    case changing
    /// Written anew, with the same text.
    case same
    /// Another text, and nothing moves any more.
    case changed
    /// No file is there any more.
    case gone
  }

  private let path: String
  /// The text that needs no check.
  var known: [UInt8]?
  private var stamp: String
  private var lastChange = ContinuousClock.now
  private var isSettled: Bool

  /// Waits this long for a file to hold still.
  private static let patience = Duration.milliseconds(150)
  /// Waits this long for an empty file to be filled, and for a missing one to come back.
  private static let longPatience = Duration.seconds(1)

  /// Watches a file; a text that is not known is a change.
  init(path: String, known: [UInt8]?) {
    self.path = path
    self.known = known
    stamp = Files.stamp(of: path)
    isSettled = known != nil
  }

  /// Looks at the file; each change is reported as such once.
  mutating func look() -> Sight {
    notice()
    if isSettled { return .still }
    let isThere = Files.exists(path)
    let text = isThere ? text : nil
    guard ContinuousClock.now - lastChange >= (text?.isEmpty == false ? Self.patience : Self.longPatience) else {
      return isThere && text != known ? .changing : .still
    }
    isSettled = true
    guard let text else {
      known = nil
      return .gone
    }
    return text == known ? .same : .changed
  }

  /// True if the file has another text than the known one, since the last look.
  mutating func isMoving() -> Bool {
    notice()
    return !isSettled && text != known
  }

  /// True if so much time has passed since the last change that no editor is still writing.
  var isAtRest: Bool { ContinuousClock.now - lastChange >= .milliseconds(500) }

  private mutating func notice() {
    let now = Files.stamp(of: path)
    if now == stamp { return }
    stamp = now
    lastChange = .now
    isSettled = false
  }

  private var text: [UInt8]? { (try? Files.read(path)).map(LearnerText.normalized) }
}
