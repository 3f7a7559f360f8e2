internal import ArgumentParser
internal import Exercises
internal import Foundation
internal import Notebook

/// `notebook learn`.
struct LearnCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Goes through the exercises with you: checks your file each time you save it.",
    discussion: """
      Begins with the exercise given, else with the one whose file you changed last or the next that is not done. Keys: \
      n next, h hint, l list, c check all, x reset, s solution, o open the page, q quit, ? help. Without a terminal the \
      first letter of each line counts.

      Example: notebook learn 02#not-gate
      """)
  @OptionGroup var options: ExerciseOptions
  @Option(help: "How many seconds an answer may run.") var timeout = 5.0
  @Argument(help: "The exercise to begin with.") var name: String?

  func validate() throws {
    if !(0.1...3600).contains(timeout) { throw ValidationError("--timeout takes 0.1 to 3600 seconds") }
  }

  func run() async throws {
    let desk = try options.open()
    let entry =
      try name.map(desk.catalog.entry(named:))
      ?? desk.workspace.current(in: desk.catalog).flatMap { desk.progress.isDone($0.name) ? nil : $0 }
      ?? desk.catalog.next(progress: desk.progress)
    guard let entry else {
      print("Every exercise is done.")
      return
    }
    let checker = try await desk.checker(seconds: timeout)
    var session = LearningSession(desk: desk, checker: checker, entry: entry)
    try await session.run()
  }
}

/// One sitting: an exercise at a time, checked whenever its file changes.
struct LearningSession {
  private var desk: Desk
  private let checker: Checker
  private var entry: CatalogEntry
  private var checked: [UInt8]?
  private let keyboard = Keyboard()

  init(desk: Desk, checker: Checker, entry: CatalogEntry) {
    self.desk = desk
    self.checker = checker
    self.entry = entry
  }

  mutating func run() async throws {
    print("Save your file and it is checked. Keys: \(Self.keys)")
    try begin(entry)
    while true {
      if let content = settledContent(), content != checked {
        checked = content
        try await check()
      }
      switch keyboard.wait(milliseconds: 150) {
      case nil: continue
      case .end?, .key("q")?: return
      case .key(let key)?: try await answer(key)
      }
    }
  }

  private static let keys = "n next, h hint, l list, c check all, x reset, s solution, o open the page, q quit, ? help"

  private mutating func begin(_ next: CatalogEntry) throws {
    entry = next
    print("\n" + (try desk.start(entry)))
    // The stub needs no check before it is changed, an answer from an earlier day does.
    checked = desk.workspace.isUntouched(entry) ? try? content() : nil
  }

  private func content() throws -> [UInt8] { try desk.workspace.answer(to: entry).bytes }

  /// The file once it has stopped changing: an editor may write in pieces, or put a new file in the old one's place.
  private func settledContent() -> [UInt8]? {
    guard let first = try? content(), first != checked else { return nil }
    usleep(30_000)
    return (try? content()) == first ? first : nil
  }

  private mutating func check() async throws {
    let check = try await desk.check(entry, with: checker, seed: nil)
    print(Terminal.isInteractive ? "\u{1B}[2J\u{1B}[H" : "\n", terminator: "")
    print(desk.text(check))
    print(check.isPassed ? "n goes on; or try another way and save." : "Save to check again. ? shows the keys.")
    fflush(nil)
  }

  private mutating func answer(_ key: Character) async throws {
    do {
      switch key {
      case "n": try goOn()
      case "h": print(try desk.hint(entry, level: nil))
      case "l": print(list())
      case "c": try await checkAll()
      case "x": try reset()
      case "s": try solution()
      case "o": open()
      case "?": print(Self.keys)
      case "r": try await check()
      case "\n", "\r", " ": break
      default: print("`\(key)` is no key here. \(Self.keys)")
      }
    } catch let error as ExerciseError {
      print(error.message)
    }
    fflush(nil)
  }

  private mutating func goOn() throws {
    guard desk.progress.isDone(entry.name) else {
      print("\(entry.name) is not done yet: h gives a hint, s the solution.")
      return
    }
    guard let next = desk.catalog.next(after: entry, progress: desk.progress) else {
      print("Every exercise is done.")
      return
    }
    try begin(next)
  }

  private func list() -> String {
    ExerciseList(entries: desk.catalog.entries, workspace: desk.workspace, progress: desk.progress)
      .text(paint: desk.report.paint)
  }

  private mutating func checkAll() async throws {
    for entry in desk.catalog.entries.filter(desk.workspace.isStarted) {
      print(desk.report.line(try await desk.check(entry, with: checker, seed: nil)))
    }
  }

  private mutating func reset() throws {
    guard confirms("Put the stub back? Your work is kept in a copy. y/n") else { return }
    print(try desk.reset(entry))
    checked = try content()
  }

  private mutating func solution() throws {
    let isDone = desk.progress.isDone(entry.name)
    guard isDone || confirms("Show the solution without a pass? That is recorded. y/n") else { return }
    print(try desk.solution(entry, givesUp: true))
  }

  private func confirms(_ question: String) -> Bool {
    print(question)
    fflush(nil)
    while true {
      switch keyboard.wait(milliseconds: 1000) {
      case nil: continue
      case .key(let key)? where key == "y" || key == "Y": return true
      default: return false
      }
    }
  }

  private func open() {
    let section = desk.section(of: entry)
    print("In the book: \(section)")
    #if os(macOS)
      let opener = "/usr/bin/open"
    #else
      let opener = "/usr/bin/xdg-open"
    #endif
    guard FileManager.default.isExecutableFile(atPath: opener), let path = section.split(separator: "#").first else {
      return
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: opener)
    process.arguments = [String(path)]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try? process.run()
  }
}
