internal import Foundation
internal import Notebook

/// Notices which files of a book change, by looking: this works on every file system.
struct Watch {
  /// What has changed since the last look.
  struct Changes {
    /// The paths of the files.
    var paths: Set<String> = []
    /// Whether every chapter may say something else now: the library or `book.yml` changed.
    var concernsAll = false

    var isEmpty: Bool { paths.isEmpty }
  }

  private struct State: Equatable {
    var date: Date
    var size: Int
  }

  private var states: [String: State]

  init(of book: Book) {
    states = Self.states(of: book)
  }

  /// The files that changed, came or went since the last look.
  mutating func changes(in book: Book) -> Changes {
    let now = Self.states(of: book)
    defer { states = now }
    var changes = Changes()
    changes.paths = Set(now.keys).union(states.keys).filter { now[$0] != states[$0] }
    changes.concernsAll = changes.paths.contains { !$0.hasSuffix(".md") && !$0.contains("/Chapters/figures/") }
    return changes
  }

  private static func states(of book: Book) -> [String: State] {
    let chapters = "\(book.folder)/Chapters"
    let paths = Files.tree(below: chapters).map { "\(chapters)/\($0)" } + book.librarySources
    var states: [String: State] = [:]
    for path in paths {
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { continue }
      states[path] = State(
        date: attributes[.modificationDate] as? Date ?? .distantPast, size: attributes[.size] as? Int ?? 0)
    }
    return states
  }
}
