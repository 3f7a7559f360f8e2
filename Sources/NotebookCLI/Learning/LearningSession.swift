internal import Exercises
internal import Foundation
internal import Notebook

/// One sitting: an exercise at a time, checked whenever its file changes.
struct LearningSession {
  private var desk: Desk
  private let checker: Checker
  private var entry: CatalogEntry
  private var checked: [UInt8]?
  /// What the book's own answers do with the next seed, found out while the learner thinks.
  private var preparation: Task<Preparation, any Error>?
  private let keyboard = Keyboard()
  private var screen = Screen()

  init(desk: Desk, checker: Checker, entry: CatalogEntry) {
    self.desk = desk
    self.checker = checker
    self.entry = entry
  }

  mutating func run() async throws {
    defer { preparation?.cancel() }
    try begin(entry)
    while true {
      if screen.isResized() { showAgain() }
      if let content = settledContent(), content != checked {
        checked = content
        try await check()
      }
      switch keyboard.wait(milliseconds: 50) {
      case nil: continue
      case .end?, .key(.character("q"))?:
        screen.leave("Until next time: `\(desk.workspace.tool) learn` goes on here.")
        return
      case .key(let key)?: try await answer(key)
      }
    }
  }

  static let keys = "n next, h hint, l list, c check all, x reset, s solution, o open the page, q quit, ? help"

  private mutating func begin(_ next: CatalogEntry) throws {
    entry = next
    // The stub needs no check before it is changed, an answer from an earlier day does.
    let task = try desk.start(entry, isWatched: true)
    checked = desk.workspace.isUntouched(entry) ? try? content() : nil
    show(task + "Save the file and it is checked.\n")
    prepare()
  }

  private mutating func prepare() {
    preparation?.cancel()
    preparation = Task { [checker, entry] in try await checker.prepare(entry, seed: Checker.freshSeed()) }
  }

  private func content() throws -> [UInt8] { try desk.workspace.answer(to: entry).bytes }

  /// The file once it has stopped changing: an editor may write in pieces, or put a new file in the old one's place.
  private func settledContent() -> [UInt8]? {
    guard let first = try? content(), first != checked else { return nil }
    usleep(20_000)
    return (try? content()) == first ? first : nil
  }

  private mutating func check() async throws {
    let prepared = try await preparation?.value
    let check = try await desk.check(entry, with: checker, prepared: prepared)
    let next = check.isPassed ? "n goes on; or try another way and save." : "Save to check again; h gives a hint."
    show(desk.text(check, isWatched: true) + "\n" + next + "\n")
    prepare()
  }

  /// Shows a text in place of the last one.
  private mutating func show(_ text: String) {
    screen.show(text, status: desk.status(of: entry), keys: Self.keys)
  }

  private mutating func showAgain() {
    screen.show(screen.text, status: desk.status(of: entry), keys: Self.keys)
  }

  private mutating func answer(_ key: Key) async throws {
    guard case .character(let letter) = key else { return }
    do {
      switch letter {
      case "n": try goOn()
      case "h": screen.add(try desk.hint(entry, level: nil, isWatched: true))
      case "l": try list()
      case "c": try await checkAll()
      case "x": try reset(entry)
      case "s": try solution()
      case "o": screen.add("In the book: \(desk.open(entry))\n")
      case "?": screen.add(Self.help)
      case "r": try await check()
      case " ": break
      default: screen.add("`\(letter)` is no key here. \(Self.keys)\n")
      }
    } catch let error as ExerciseError {
      screen.add(error.message + "\n")
    }
  }

  private static let help = """
    n  the next exercise, once this one is done
    h  a hint: each time one that says more
    l  the list: look around, go on elsewhere
    c  check everything that you have started
    x  the stub again; your work is kept in a copy
    s  the book's solution
    o  this exercise on its page
    r  check once more, with other data
    q  leave

    """

  private mutating func goOn() throws {
    guard desk.progress.isDone(entry.name) else {
      screen.add("\(entry.name) is not done yet: h gives a hint, s the solution, l another exercise.\n")
      return
    }
    guard let next = desk.catalog.next(after: entry, progress: desk.progress) else {
      screen.add("Every exercise is done. c checks all of them once more.\n")
      return
    }
    try begin(next)
  }

  /// The list: a screen of its own with keys of its own, or lines where there is no terminal.
  private mutating func list() throws {
    let list = ExerciseList(entries: desk.catalog.entries, workspace: desk.workspace, progress: desk.progress)
    guard keyboard.isTerminal, Terminal.isInteractive else {
      screen.add(list.text(paint: desk.report.paint))
      return
    }
    var shown = ListScreen(list, at: entry)
    screen.draw(shown, paint: desk.report.paint)
    while true {
      if screen.isResized() { screen.draw(shown, paint: desk.report.paint) }
      switch keyboard.wait(milliseconds: 200) {
      case nil: continue
      case .end?:
        showAgain()
        return
      case .key(let key)?:
        switch shown.press(key) {
        case .stay: screen.draw(shown, paint: desk.report.paint)
        case .close:
          showAgain()
          return
        case .start(let entry):
          try begin(entry)
          return
        case .reset(let entry):
          showAgain()
          try reset(entry)
          return
        }
      }
    }
  }

  private mutating func checkAll() async throws {
    let started = desk.catalog.entries.filter(desk.workspace.isStarted)
    for entry in started { screen.add(desk.report.line(try await desk.check(entry, with: checker)) + "\n") }
  }

  private mutating func reset(_ entry: CatalogEntry) throws {
    guard confirms("Put the stub of \(entry.name) back? Your work is kept in a copy. y/n") else { return }
    screen.add(try desk.reset(entry))
    if entry.name == self.entry.name { checked = try content() }
  }

  private mutating func solution() throws {
    let isDone = desk.progress.isDone(entry.name)
    guard isDone || confirms("Show the solution without a pass? That is recorded. y/n") else { return }
    screen.add(try desk.solution(entry, givesUp: true))
  }

  private mutating func confirms(_ question: String) -> Bool {
    screen.add(question + "\n")
    while true {
      switch keyboard.wait(milliseconds: 1000) {
      case nil: continue
      case .key(.character("y"))?, .key(.character("Y"))?: return true
      default:
        screen.add("Nothing was changed.\n")
        return false
      }
    }
  }
}
