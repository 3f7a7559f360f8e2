internal import ArgumentParser
internal import Exercises
internal import Foundation
internal import Notebook

extension ExerciseCommand {
  /// `notebook exercise check`.
  struct CheckAnswer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Runs an exercise's hidden tests on your answer.",
      discussion: """
        Tests draw fresh data each time; `--seed` repeats the data of an earlier check. Ends with status 0 if your answer \
        passes, 1 if it does not, 2 if the tool itself failed.

        Example: notebook exercise check 02#not-gate
        """)
    @OptionGroup var options: ExerciseOptions
    @OptionGroup var limit: TimeLimit
    @Flag(help: "Check every exercise that you have started.") var all = false
    @Option(help: "Check every exercise of this chapter that you have started.") var chapter: String?
    @Option(help: "What the tests draw their data from.") var seed: UInt64?
    @Flag(help: "Write JSON: one element for each exercise that was checked.") var json = false
    @Argument(help: ArgumentHelp.changedLast, completion: .exercises) var name: String?

    func validate() throws {
      if [all, chapter != nil, name != nil].count(where: \.self) > 1 {
        throw ValidationError("give a name, --chapter or --all: one of them")
      }
    }

    func run() async throws {
      var desk = try await options.open()
      let entries = try entries(of: desk)
      let isSingle = !all && chapter == nil
      if isSingle { _ = try desk.workspace.answer(to: entries[0]) }
      if entries.isEmpty { throw ExerciseError(.notPossible, "no exercise is started yet") }
      let checker = try await desk.checker(seconds: limit.timeout)
      var checks: [Check] = []
      for entry in entries {
        let check = try await desk.check(entry, with: checker, seed: seed)
        checks.append(check)
        if !json { print(isSingle ? desk.text(check) : desk.report.line(check) + "\n", terminator: "") }
      }
      let passed = checks.count(where: \.isPassed)
      if json {
        print(try Check.json(checks), terminator: "")
      } else if !isSingle {
        print("\(passed) of \(TextReport.plural(checks.count, "started exercise")) passed")
      }
      if passed < checks.count { throw ExitCode(1) }
    }

    private func entries(of desk: Desk) throws -> [CatalogEntry] {
      if let chapter { return try desk.catalog.entries(ofChapter: chapter).filter(desk.workspace.isStarted) }
      return all ? desk.catalog.entries.filter(desk.workspace.isStarted) : [try desk.entry(name)]
    }
  }

  /// `notebook exercise reset`.
  struct Reset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reset",
      abstract: "Puts the stub back; your work is kept in a copy beside it.",
      discussion: """
        Several exercises at once ask before they begin, or want `--yes`. What you have passed stays passed.

        Example: notebook exercise reset 02#not-gate
        """)
    @OptionGroup var options: ExerciseOptions
    @Flag(help: "Every exercise that you have started.") var all = false
    @Option(help: "Every exercise of this chapter that you have started.") var chapter: String?
    @Flag(help: "Do not ask.") var yes = false
    @Argument(help: "The exercise.", completion: .exercises) var name: String?

    func validate() throws {
      if [all, chapter != nil, name != nil].count(where: \.self) != 1 {
        throw ValidationError("give a name, --chapter or --all: one of them")
      }
    }

    func run() async throws {
      let desk = try await options.open()
      if let name {
        print(try desk.reset(try desk.catalog.entry(named: name)), terminator: "")
        return
      }
      let started = try (chapter.map(desk.catalog.entries(ofChapter:)) ?? desk.catalog.entries)
        .filter(desk.workspace.isStarted)
      if started.isEmpty { throw ExerciseError(.notPossible, "none of these exercises is started") }
      guard yes || Terminal.confirms("Put the stubs of \(TextReport.plural(started.count, "exercise")) back?") else {
        throw ExerciseError(.notPossible, "nothing was reset: `--yes` resets without asking")
      }
      for entry in started { print(try desk.reset(entry), terminator: "") }
    }
  }
}
