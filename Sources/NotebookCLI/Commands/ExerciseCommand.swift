internal import ArgumentParser
internal import Exercises
internal import Foundation
internal import Notebook

/// `notebook exercise`.
struct ExerciseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exercise",
    abstract: "Gives you the book's exercises to solve in your own editor, and checks your answers.",
    discussion: """
      An exercise is named as on its page, such as `02#and-gate`, or `and-gate` alone. Where a command can do without a \
      name, it means the exercise whose file you changed last.

      Example: notebook exercise next
      """,
    subcommands: [
      List.self, Start.self, Next.self, CheckAnswer.self, Hint.self, Reset.self, Solution.self, ShowProgress.self,
      Export.self, Import.self, Doctor.self,
    ])

  /// `notebook exercise start`.
  struct Start: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "start",
      abstract: "Writes the file of an exercise, and shows its task.",
      discussion: """
        A file that is there already stays as it is.

        Example: notebook exercise start 02#not-gate
        """)
    @OptionGroup var options: ExerciseOptions
    @Argument(help: "The exercise.") var name: String

    func run() async throws {
      let desk = try await options.open()
      print(try desk.start(try desk.catalog.entry(named: name)), terminator: "")
    }
  }

  /// `notebook exercise next`.
  struct Next: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "next",
      abstract: "Starts the next exercise that is not done.",
      discussion: "Example: notebook exercise next")
    @OptionGroup var options: ExerciseOptions

    func run() async throws {
      let desk = try await options.open()
      guard let entry = desk.catalog.next(after: desk.workspace.current(in: desk.catalog), progress: desk.progress)
      else {
        print("Every exercise is done.")
        return
      }
      print(try desk.start(entry), terminator: "")
    }
  }

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
    @Flag(help: "Check every exercise that you have started.") var all = false
    @Option(help: "What the tests draw their data from.") var seed: UInt64?
    @Option(help: "How many seconds an answer may run.") var timeout = 5.0
    @Argument(help: "The exercise (default: the one whose file changed last).") var name: String?

    func validate() throws {
      if all, name != nil { throw ValidationError("give a name or --all, not both") }
      if !(0.1...3600).contains(timeout) { throw ValidationError("--timeout takes 0.1 to 3600 seconds") }
    }

    func run() async throws {
      var desk = try await options.open()
      if !all {
        let entry = try desk.entry(name)
        _ = try desk.workspace.answer(to: entry)
        let check = try await desk.check(entry, with: try await desk.checker(seconds: timeout), seed: seed)
        print(desk.text(check), terminator: "")
        if !check.isPassed { throw ExitCode(1) }
        return
      }
      let started = desk.catalog.entries.filter(desk.workspace.isStarted)
      if started.isEmpty { throw ExerciseError(.notPossible, "no exercise is started yet") }
      let checker = try await desk.checker(seconds: timeout)
      var passed = 0
      for entry in started {
        let check = try await desk.check(entry, with: checker, seed: seed)
        print(desk.report.line(check))
        if check.isPassed { passed += 1 }
      }
      print("\(passed) of \(TextReport.plural(started.count, "started exercise")) passed")
      if passed < started.count { throw ExitCode(1) }
    }
  }

  /// `notebook exercise hint`.
  struct Hint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "hint",
      abstract: "Shows the next hint, the mildest first.",
      discussion: "Example: notebook exercise hint 02#not-gate --level 2")
    @OptionGroup var options: ExerciseOptions
    @Option(help: "Show this hint, 1 to 3 (default: the one after the last that you saw).") var level: Int?
    @Argument(help: "The exercise (default: the one whose file changed last).") var name: String?

    func validate() throws {
      if let level, !(1...3).contains(level) { throw ValidationError("--level takes 1, 2 or 3") }
    }

    func run() async throws {
      var desk = try await options.open()
      print(try desk.hint(try desk.entry(name), level: level), terminator: "")
    }
  }

  /// `notebook exercise reset`.
  struct Reset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reset",
      abstract: "Puts the stub back; your work is kept in a copy beside it.",
      discussion: "Example: notebook exercise reset 02#not-gate")
    @OptionGroup var options: ExerciseOptions
    @Argument(help: "The exercise.") var name: String

    func run() async throws {
      let desk = try await options.open()
      print(try desk.reset(try desk.catalog.entry(named: name)), terminator: "")
    }
  }

  /// `notebook exercise solution`.
  struct Solution: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "solution",
      abstract: "Shows the book's solution, once your answer has passed.",
      discussion: "Example: notebook exercise solution 02#not-gate --give-up")
    @OptionGroup var options: ExerciseOptions
    @Flag(help: "Show it without a pass; that is recorded.") var giveUp = false
    @Argument(help: "The exercise (default: the one whose file changed last).") var name: String?

    func run() async throws {
      var desk = try await options.open()
      print(try desk.solution(try desk.entry(name), givesUp: giveUp), terminator: "")
    }
  }
}
