internal import Exercises
internal import Foundation
internal import Notebook
internal import Synchronization

/// One sitting: an exercise at a time, checked whenever its file changes.
struct LearningSession {
  private var desk: Desk
  private let checker: Checker
  private var entry: CatalogEntry
  private var watch: AnswerWatch
  /// What the book's own answers do with the next seed, found out while the learner thinks.
  private var preparation: Task<Preparation, any Error>?
  private let keyboard = Keyboard()
  private var screen = Screen()
  private var isLeaving = false

  init(desk: Desk, checker: Checker, entry: CatalogEntry) {
    self.desk = desk
    self.checker = checker
    self.entry = entry
    watch = AnswerWatch(path: desk.workspace.path(of: entry), known: nil)
  }

  mutating func run() async throws {
    defer { preparation?.cancel() }
    try begin(entry)
    while !isLeaving {
      if screen.isResized() || desk.readRecord() { showAgain() }
      if try await isBusyWithFile() { continue }
      switch keyboard.wait(milliseconds: 50) {
      case nil: continue
      case .end?, .key(.character("q"))?: isLeaving = true
      case .key(let key)?: try await answer(key)
      }
    }
    screen.leave("Until next time: `\(desk.workspace.tool) learn` goes on here.")
  }

  /// Answers a change of the file; true where keys must wait for what comes of it.
  private mutating func isBusyWithFile() async throws -> Bool {
    switch watch.look() {
    case .still: return false
    case .changing:
      sayChecking(entry)
      isLeaving = keyboard.isLeaving()
      try await Task.sleep(for: .milliseconds(20))
    case .same: showAgain()
    case .changed: try await check()
    case .gone: tellGone()
    }
    return true
  }

  static let keys = "n next, h hint, l list, c check all, x reset, s solution, o open the page, q quit, ? help"

  private mutating func begin(_ next: CatalogEntry) throws {
    entry = next
    // The stub needs no check before it is changed, an answer from an earlier day does.
    let task = try desk.start(entry, isWatched: true)
    watchStub()
    show(task + "Save the file and it is checked.\n")
    prepare()
  }

  /// Watches the file; an untouched stub is known.
  private mutating func watchStub() {
    let stub = desk.workspace.isUntouched(entry) ? try? content() : nil
    watch = AnswerWatch(path: desk.workspace.path(of: entry), known: stub)
  }

  private mutating func prepare() {
    preparation?.cancel()
    preparation = Task { [checker, entry] in try await checker.prepare(entry, seed: Checker.freshSeed()) }
  }

  private func content() throws -> [UInt8] { try desk.workspace.answer(to: entry).bytes }

  private mutating func tellGone() {
    let path = Workspace.shown(desk.workspace.path(of: entry))
    screen.add(
      Terminal.wrapped("\(PlainText.unbroken(path)) is gone. Save it again from your editor, or x writes the stub."))
  }

  private mutating func sayChecking(_ entry: CatalogEntry) { screen.say("checking \(entry.name) …") }

  private mutating func check() async throws {
    guard let answer = try? desk.workspace.answer(to: entry) else { return tellGone() }
    watch.known = answer.bytes
    sayChecking(entry)
    guard let check = try await verdict(on: answer) else { return }
    try desk.recordPass(check)
    let next = check.isPassed ? "n goes on; or try another way and save." : "Save to check again; h gives a hint."
    show(desk.text(check, isWatched: true) + "\n" + next + "\n")
    prepare()
  }

  /// Checks an answer; `nil` where the file changed meanwhile, which makes the verdict worthless, or the learner leaves.
  private mutating func verdict(on answer: SourceText) async throws -> Check? {
    let check = Task { [checker, entry, preparation] in
      try await checker.check(entry, answer, prepared: try await preparation?.value)
    }
    return try await end(of: check, watchesFile: true)
  }

  /// Waits for the end of a check; keys pressed meanwhile do nothing, so that none takes the verdict away unseen.
  private mutating func end(of check: Task<Check, any Error>, watchesFile: Bool) async throws -> Check? {
    let found = Finding()
    Task { found.set(await check.result) }
    repeat {
      isLeaving = keyboard.isLeaving()
      if isLeaving || watchesFile && watch.isMoving() {
        check.cancel()
        return nil
      }
      try await Task.sleep(for: .milliseconds(20))
    } while !found.isSet || watchesFile && found.mayBeAPiece && !watch.isAtRest
    return watchesFile && watch.isMoving() ? nil : try await check.value
  }

  /// Shows a text in place of the last one.
  private mutating func show(_ text: String) {
    screen.show(text, status: desk.status(of: entry), keys: Self.keys)
  }

  private mutating func showAgain() {
    screen.showAgain(status: desk.status(of: entry), keys: Self.keys)
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
    if !desk.workspace.isStarted(entry) { tellGone() }
    if started.isEmpty { return }
    screen.add("")
    var passed = 0
    for entry in started {
      sayChecking(entry)
      let answer = try desk.workspace.answer(to: entry)
      let task = Task { [checker] in try await checker.check(entry, answer) }
      guard let check = try await end(of: task, watchesFile: false) else { return }
      try desk.recordPass(check)
      passed += check.isPassed ? 1 : 0
      screen.addLine(desk.report.line(check))
    }
    screen.add("\(passed) of \(CheckReport.plural(started.count, "started exercise")) passed\n")
    screen.addFoot(status: desk.status(of: entry), keys: Self.keys)
  }

  private mutating func reset(_ entry: CatalogEntry) throws {
    guard confirms("Put the stub of \(entry.name) back? Your work is kept in a copy. y/n") else { return }
    let text = try desk.reset(entry)
    // The stub is known before it is announced: what is saved after that is an answer.
    if entry.name == self.entry.name { watchStub() }
    screen.add(text)
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

/// The result of a check, passed from one task to another.
private final class Finding: Sendable {
  private let result = Mutex<Result<Check, any Error>?>(nil)

  var isSet: Bool { result.withLock { $0 != nil } }

  /// True if the answer does not compile, as half a file would not.
  var mayBeAPiece: Bool { result.withLock { (try? $0?.get())?.outcome == .notCompiled } }

  func set(_ result: Result<Check, any Error>) { self.result.withLock { $0 = result } }
}
