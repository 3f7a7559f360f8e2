internal import ArgumentParser
internal import Exercises
internal import Foundation
internal import Notebook

extension ExerciseCommand {
  /// `notebook exercise list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists the exercises with what you have done of them.",
      discussion: "Example: notebook exercise list --pending --chapter 02")
    @OptionGroup var options: ExerciseOptions
    @Flag(help: "Only those that are not done.") var pending = false
    @Flag(help: "Only those that are done.") var done = false
    @Option(help: "Only those of this chapter.") var chapter: String?
    @Flag(help: "Write JSON.") var json = false

    func validate() throws {
      if pending, done { throw ValidationError("--pending and --done leave nothing: give one of them") }
    }

    func run() async throws {
      let desk = try await options.open()
      var entries = try chapter.map(desk.catalog.entries(ofChapter:)) ?? desk.catalog.entries
      if pending { entries.removeAll { desk.progress.isDone($0.name) } }
      if done { entries.removeAll { !desk.progress.isDone($0.name) } }
      let list = ExerciseList(entries: entries, workspace: desk.workspace, progress: desk.progress)
      print(json ? try list.json() : list.text(paint: desk.report.paint), terminator: "")
    }
  }

  /// `notebook exercise progress`.
  struct ShowProgress: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "progress",
      abstract: "Shows how far you are, chapter by chapter.",
      discussion: "Example: notebook exercise progress --json")
    @OptionGroup var options: ExerciseOptions
    @Flag(help: "Write JSON.") var json = false

    func run() async throws {
      let desk = try await options.open()
      let summary = ProgressSummary(catalog: desk.catalog, progress: desk.progress)
      print(json ? try summary.json() : summary.text, terminator: "")
    }
  }

  /// `notebook exercise export`.
  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Writes your progress, to take it to another machine.",
      discussion: "Example: notebook exercise export > progress.txt")
    @OptionGroup var options: ExerciseOptions

    func run() async throws {
      print(try await options.open().progress.text, terminator: "")
    }
  }

  /// `notebook exercise import`.
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Adds the progress of another machine to yours.",
      discussion: """
        Nothing of yours is lost: what either of the two records counts. A file with a line that cannot be read is \
        refused as a whole.

        Example: notebook exercise import progress.txt
        """)
    @OptionGroup var options: ExerciseOptions
    @Argument(help: "The file, as `export` wrote it.") var file: String

    func run() async throws {
      var desk = try await options.open()
      let (progress, damaged) = LearningRecord.parse(String(decoding: try Files.read(file), as: UTF8.self))
      if let line = damaged.first {
        throw ExerciseError(.notPossible, "`\(file)` is no record of progress: it says `\(line)`; nothing was changed")
      }
      let before = desk.progress.passed.count
      try desk.record { $0.merge(progress) }
      print("\(desk.progress.passed.count - before) newly passed, \(desk.progress.passed.count) in all")
    }
  }

  /// `notebook exercise doctor`.
  struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "doctor",
      abstract: "Looks whether everything is there that checks need.",
      discussion: "Example: notebook exercise doctor")
    @OptionGroup var options: ExerciseOptions

    func run() async throws {
      let desk = try await options.open()
      let toolchain = try await Toolchain.find()
      print("✓ Swift \(toolchain.version): \(toolchain.compiler)")
      print("✓ \(TextReport.plural(desk.catalog.entries.count, "exercise")) in \(desk.book.folder)")
      let workspace = desk.workspace
      try workspace.probe()
      let started = desk.catalog.entries.filter(workspace.isStarted).count
      print("✓ \(Workspace.shown(workspace.folder)) can be written; \(started) started")
      _ = try await desk.checker(seconds: 5)
      print("✓ the modules that answers import are built")
      let moved = [desk.book.packageFolder, workspace.folder].flatMap(MovedBuild.folders)
      for folder in moved {
        let path = Workspace.shown(folder)
        print("✗ \(path) was built before this folder was moved or copied here, and cannot be used: `rm -rf \(path)`")
      }
      if !moved.isEmpty { throw ExitCode(1) }
    }
  }
}
