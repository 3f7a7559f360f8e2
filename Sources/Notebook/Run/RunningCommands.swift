internal import Foundation
internal import Synchronization

/// The commands that the tool has started and waits for: whoever ends the tool ends them as well.
///
/// Each is a process group of its own, since a package's build starts others. A signal's handler may neither lock nor
/// allocate, so that the groups stand in a fixed table.
package enum RunningCommands {
  private static let capacity = 256
  private nonisolated(unsafe) static let groups = {
    let table = UnsafeMutablePointer<pid_t>.allocate(capacity: capacity)
    table.initialize(repeating: 0, count: capacity)
    return table
  }()
  private static let lock = Mutex(())

  /// Notes a group, and says in which place; `nil` where the table is full.
  static func remember(_ group: pid_t) -> Int? {
    lock.withLock { _ in
      guard let slot = (0..<capacity).first(where: { groups[$0] == 0 }) else { return nil }
      groups[slot] = group
      return slot
    }
  }

  static func forget(_ slot: Int) {
    lock.withLock { _ in groups[slot] = 0 }
  }

  /// Ends all commands: SwiftPM ends its compilers when it is interrupted, and only then.
  package static func end() {
    for slot in 0..<capacity where groups[slot] > 0 {
      kill(-groups[slot], SIGINT)
      kill(-groups[slot], SIGTERM)
    }
  }

  /// Has the signals that end the tool end its commands first.
  package static func endWithTool() {
    _ = groups
    for cause in [SIGINT, SIGTERM, SIGHUP] {
      signal(cause) { cause in
        RunningCommands.end()
        signal(cause, SIG_DFL)
        raise(cause)
      }
    }
  }
}
