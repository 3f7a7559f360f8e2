internal import Notebook

/// A key that a learner pressed.
public enum Key: Equatable, Sendable {
  case character(Character)
  case up
  case down
  case home
  case end
  case enter
  case escape
  case backspace
}

/// The list of exercises on a screen of its own: to look, to find one, to go on there.
public struct ListScreen {
  /// The command of a key.
  public enum Action: Equatable {
    /// Nothing but a new drawing.
    case stay
    /// Back to the exercise.
    case close
    /// On with this exercise.
    case start(CatalogEntry)
    /// The stub of this exercise again.
    case reset(CatalogEntry)
  }

  private enum Filter: String {
    case all
    case pending
    case done
  }

  private let list: ExerciseList
  private var filter = Filter.all
  private var search = ""
  private var isSearching = false
  private var cursor: Int

  /// Shows a list with the cursor on an exercise.
  public init(_ list: ExerciseList, at entry: CatalogEntry) {
    self.list = list
    cursor = list.entries.firstIndex { $0.name == entry.name } ?? 0
  }

  /// The exercises that the filter and the search leave.
  var shown: [CatalogEntry] {
    list.entries.filter { entry in
      let isDone = list.progress.isDone(entry.name)
      return (filter == .all || (filter == .done) == isDone)
        && (search.isEmpty || words(of: entry).lowercased().contains(search.lowercased()))
    }
  }

  /// The words that a search looks at.
  private func words(of entry: CatalogEntry) -> String {
    [entry.name, entry.title, entry.chapter, entry.document.frontMatter.title].joined(separator: "\n")
  }

  /// The exercise under the cursor.
  var selected: CatalogEntry? {
    let shown = shown
    return shown.isEmpty ? nil : shown[min(cursor, shown.count - 1)]
  }

  /// Answers a key.
  public mutating func press(_ key: Key) -> Action {
    if isSearching, edit(key) { return .stay }
    switch key {
    case .character("j"), .down: cursor = min(cursor + 1, max(0, shown.count - 1))
    case .character("k"), .up: cursor = max(0, min(cursor, shown.count - 1) - 1)
    case .character("g"), .home: cursor = 0
    case .character("G"), .end: cursor = max(0, shown.count - 1)
    case .character("d"): toggle(.done)
    case .character("p"): toggle(.pending)
    case .character("/"), .character("s"):
      isSearching = true
      search = ""
    case .character("c"), .enter: return selected.map(Action.start) ?? .stay
    case .character("x"), .character("r"): return selected.map(Action.reset) ?? .stay
    case .character("q"), .character("l"): return .close
    case .escape where search.isEmpty && filter == .all: return .close
    case .escape:
      keepingSelection {
        $0.search = ""
        $0.filter = .all
      }
    default: break
    }
    return .stay
  }

  /// Writes the word that is searched for; arrows leave it and move on.
  private mutating func edit(_ key: Key) -> Bool {
    switch key {
    case .character(let letter): keepingSelection { $0.search.append(letter) }
    case .backspace: keepingSelection { $0.search = String($0.search.dropLast()) }
    case .enter: isSearching = false
    case .escape:
      isSearching = false
      keepingSelection { $0.search = "" }
    default:
      isSearching = false
      return false
    }
    return true
  }

  private mutating func toggle(_ wanted: Filter) {
    keepingSelection { $0.filter = $0.filter == wanted ? .all : wanted }
  }

  private mutating func keepingSelection(_ change: (inout Self) -> Void) {
    let name = selected?.name
    change(&self)
    cursor = shown.firstIndex { $0.name == name } ?? 0
  }

  /// The screen's lines: the exercises around the cursor, and what the keys do.
  public func text(width: Int, height: Int, paint: (String, Emphasis) -> String) -> String {
    let shown = shown
    let help = PlainText.wrap(
      "j k move, c or Enter continue there, d done only, p pending only, / search, x reset, q back", width)
    let room = max(1, height - help.count - 3)
    let first = max(0, min(min(cursor, shown.count - 1) - room / 2, shown.count - room))
    let rows = shown.indices.dropFirst(first).prefix(room).map { index in
      let line = String(list.row(of: shown[index], width: width - 2).prefix(width - 2))
      return index == min(cursor, shown.count - 1) ? paint("> " + line, .strong) : "  " + line
    }
    let done = list.entries.count { list.progress.isDone($0.name) }
    var state = "\(done) of \(list.entries.count) done"
    if filter != .all { state += ", only \(filter.rawValue)" }
    if isSearching || !search.isEmpty { state += ", search: \(search)\(isSearching ? "_" : "")" }
    let body = rows.isEmpty ? ["  No exercise is like that."] : rows
    return (body + ["", String(state.prefix(width))] + help.map { paint($0, .quiet) }).joined(separator: "\n")
  }
}
