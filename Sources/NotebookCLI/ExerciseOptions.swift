internal import ArgumentParser
internal import Exercises
internal import Foundation
internal import Notebook

/// The options that every exercise command takes.
struct ExerciseOptions: ParsableArguments {
  @Option(name: .long, help: "The book's folder: the one that contains `Chapters`.")
  var book = "."

  @Option(name: .long, help: "The folder for your answers (default: `MyExercises` in the book's folder).")
  var workspace: String?

  /// Opens the book, the workspace and the record of what is done.
  func open() async throws -> Desk {
    let book = try Book(folder: self.book)
    let workspace = Workspace(
      folder: workspace ?? book.folder + "/MyExercises", book: book, tool: Desk.tool)
    let (packs, notices) = PackShelf(book: book).packs()
    for notice in notices { Terminal.complain("warning: \(notice)\n") }
    let (catalog, broken) = try await Catalog.read(book, packs: packs)
    for path in broken {
      Terminal.complain("warning: \(path) has errors, so its exercises are left out: `\(Desk.tool) check` shows them\n")
    }
    let (progress, notice) = try workspace.loadProgress()
    if let notice { Terminal.complain("warning: \(notice)\n") }
    return Desk(book: book, catalog: catalog, workspace: workspace, progress: progress)
  }
}

/// A learner's tools: the book's exercises, the files, the record.
struct Desk {
  let book: Book
  let catalog: Catalog
  let workspace: Workspace
  private(set) var progress: LearningRecord
  /// The state of the record's file when it was last read or written.
  private var recordStamp = ""

  /// The command that starts the tool: as a script that started it says, by SwiftPM from the package's own folder, else
  /// as it was started.
  static let tool: String = {
    if let command = ProcessInfo.processInfo.environment["NOTEBOOK_COMMAND"], !command.isEmpty { return command }
    let path = CommandLine.arguments.first ?? "notebook"
    if path.contains("/.build/") || path.hasPrefix(".build/") { return "swift run notebook" }
    return path.contains("/") ? path : "notebook"
  }()

  init(book: Book, catalog: Catalog, workspace: Workspace, progress: LearningRecord) {
    self.book = book
    self.catalog = catalog
    self.workspace = workspace
    self.progress = progress
    recordStamp = workspace.recordStamp
  }

  var report: CheckReport {
    CheckReport(tool: workspace.tool, width: Terminal.textWidth, isPlain: !Terminal.isColored) { text, emphasis in
      switch emphasis {
      case .good: Terminal.colored(text, 32)
      case .bad: Terminal.colored(text, 31)
      case .quiet: Terminal.colored(text, 2)
      case .strong: Terminal.colored(text, 1)
      }
    }
  }

  /// The exercise that is named, or the one whose file changed last.
  func entry(_ name: String?) throws -> CatalogEntry {
    if let name { return try catalog.entry(named: name) }
    guard let current = workspace.current(in: catalog) else {
      throw ExerciseError(.notPossible, "no exercise is started yet: `\(workspace.tool) exercise next` begins")
    }
    return current
  }

  /// Changes the record and writes it.
  mutating func record(_ change: (inout LearningRecord) -> Void) throws {
    change(&progress)
    progress = try workspace.save(progress)
    recordStamp = workspace.recordStamp
  }

  /// Takes over the facts that another window has recorded; false if there are none.
  mutating func readRecord() -> Bool {
    let stamp = workspace.recordStamp
    if stamp == recordStamp { return false }
    recordStamp = stamp
    let before = progress
    if let record = try? workspace.loadProgress().progress { progress.merge(record) }
    return progress != before
  }

  /// Compiles what answers import, once.
  func checker(seconds: Double) async throws -> Checker {
    let runner = try await Runner(book: book, progress: Terminal.progressAside)
    Terminal.clear()
    return Checker(runner: runner, seconds: seconds)
  }

  /// Checks one answer, and records a pass.
  mutating func check(
    _ entry: CatalogEntry, with checker: Checker, seed: UInt64? = nil
  ) async throws -> Check {
    let answer = try workspace.answer(to: entry)
    let check = try await checker.check(entry, answer, seed: seed ?? Checker.freshSeed())
    try recordPass(check)
    return check
  }

  /// Records an answer that passed.
  mutating func recordPass(_ check: Check) throws {
    guard check.isPassed else { return }
    do {
      try record { $0.pass(check.entry.name) }
    } catch let error as NotebookError {
      // The verdict counts more than the note of it.
      Terminal.complain("warning: this pass is not recorded: \(error.message)\n")
    }
  }

  /// What a check has to say.
  func text(_ check: Check, isWatched: Bool = false) -> String {
    var report = report
    report.isWatched = isWatched
    // Below it stand what the keys do, or the next prompt.
    report.height = Terminal.isInteractive ? Terminal.size.lines - (isWatched ? 7 : 2) : nil
    return report.text(
      check, next: catalog.next(after: check.entry, progress: progress), section: section(of: check.entry))
  }

  /// Writes an exercise's file, if there is none, and says what to do.
  func start(_ entry: CatalogEntry, isWatched: Bool = false) throws -> String {
    let isNew = try workspace.start(entry)
    let path = PlainText.unbroken(Workspace.shown(workspace.path(of: entry)))
    let files =
      [(isNew ? "Your file: " : "You have begun in ") + path]
      + (workspace.givenPath(of: entry).map {
        ["Given: \(PlainText.unbroken(Workspace.shown($0))) shows what you may call"]
      } ?? [])
    return """
      \(entry.name)  \(entry.title) (level \(entry.exercise.level) of 3)

      \(entry.task(width: Terminal.textWidth))

      \(files.map { Terminal.wrapped($0) }.joined())
      """ + (isWatched ? "" : Terminal.wrapped("Edit it, then: \(workspace.tool) exercise check \(entry.name)"))
  }

  /// A line with how far the book is done, and where the learner is.
  func status(of entry: CatalogEntry) -> String {
    let chapter = catalog.entries.filter { $0.chapter == entry.chapter }
    let bar = chapter.map { progress.isDone($0.name) ? "■" : $0.name == entry.name ? "□" : "·" }.joined()
    let done = catalog.entries.count { progress.isDone($0.name) }
    return "\(entry.name)  \(bar)  \(done) of \(catalog.entries.count) done"
  }

  /// Shows the next hint, or the one asked for, and records it.
  mutating func hint(_ entry: CatalogEntry, level: Int?, isWatched: Bool = false) throws -> String {
    let count = entry.exercise.hints.count
    if count == 0 { throw ExerciseError(.notPossible, "\(entry.name) has no hints") }
    let level = level ?? min(count, (progress.hints[entry.name] ?? 0) + 1)
    guard let hint = entry.hint(level, width: Terminal.textWidth) else {
      throw ExerciseError(
        .notPossible, "\(entry.name) has \(CheckReport.plural(count, "hint")), none of level \(level)")
    }
    try record { $0.showHint(level, of: entry.name) }
    let next = isWatched ? "h" : "\(workspace.tool) exercise hint \(entry.name)"
    let solution = isWatched ? "s" : "\(workspace.tool) exercise solution \(entry.name) --give-up"
    let more =
      level < count ? "The next one says more: \(next)" : "That was the last hint. The solution: \(solution)"
    return "Hint \(level) of \(count) for \(entry.name)\n\n\(hint)\n\n\(more)\n"
  }

  /// The book's own solution: after a pass, or on giving up, which is recorded.
  mutating func solution(_ entry: CatalogEntry, givesUp: Bool) throws -> String {
    if !progress.isDone(entry.name) {
      guard givesUp else {
        throw ExerciseError(
          .notPassed,
          "the solution of \(entry.name) is shown once your answer passes. `--give-up` shows it now, and is recorded")
      }
      try record { $0.giveUp(entry.name) }
    }
    var text = entry.solution
    let after = entry.after(width: Terminal.textWidth)
    if !after.isEmpty { text += "\n\(after)\n" }
    if workspace.isStarted(entry) { text += "\n" + report.comparison(entry, try workspace.answer(to: entry)) }
    return text
  }

  /// What an exercise is about; once it is done, what to notice, and what goes wrong most often.
  func explanation(of entry: CatalogEntry) -> String {
    let width = Terminal.textWidth
    var parts = ["\(entry.name)  \(entry.title) (level \(entry.exercise.level) of 3)", entry.task(width: width)]
    if progress.isDone(entry.name) {
      parts.append(entry.after(width: width))
      let mistakes = entry.exercise.wrongAnswers.map { PlainText.item($0.message, width: width) }
      if !mistakes.isEmpty { parts.append("What goes wrong most often:\n\n" + mistakes.joined(separator: "\n")) }
    } else {
      parts.append("Once it is done, this shows what to notice and what goes wrong most often.")
    }
    parts.append("In the book: \(section(of: entry))")
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  /// Puts the stub back, and says where the work is kept.
  func reset(_ entry: CatalogEntry) throws -> String {
    let copy = try workspace.reset(entry)
    let kept = copy.map { "Your work is kept in \(Workspace.shown($0)).\n" } ?? ""
    return "\(Workspace.shown(workspace.path(of: entry))) is the stub again.\n" + kept
  }

  /// Where an exercise stands in the book: the page, if it was built, else the chapter.
  func section(of entry: CatalogEntry) -> String {
    let home = entry.pack.map { "\(PackShelf(book: book).folder)/\($0)" } ?? book.folder
    let page = "\(home)/site/\(entry.document.slug).html"
    let path = FileManager.default.fileExists(atPath: page) ? page : "\(home)/\(entry.document.source.path)"
    return Workspace.shown(path) + "#" + entry.exercise.id
  }

  /// Opens an exercise's page in the browser, if this is a terminal, and says where it is.
  func open(_ entry: CatalogEntry) -> String {
    let section = section(of: entry)
    #if os(macOS)
      let opener = "/usr/bin/open"
    #else
      let opener = "/usr/bin/xdg-open"
    #endif
    guard Terminal.isInteractive, FileManager.default.isExecutableFile(atPath: opener) else { return section }
    let parts = section.split(separator: "#", maxSplits: 1).map(String.init)
    var address = URL(fileURLWithPath: parts[0]).absoluteString
    if address.hasSuffix(".html"), parts.count == 2 { address += "#" + parts[1] }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: opener)
    process.arguments = [address]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try? process.run()
    return section
  }
}
