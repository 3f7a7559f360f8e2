internal import ArgumentParser
internal import Exercises
internal import Foundation
internal import Notebook

extension ExerciseCommand {
  /// `notebook exercise run`.
  struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "run",
      abstract: "Runs your file without the tests, and shows what it prints.",
      discussion: """
        To look at something, print it at the end of your file, or display a plot. Ends with status 0 if the file ran to \
        its end, 1 if it did not.

        Example: notebook exercise run 02#not-gate
        """)
    @OptionGroup var options: ExerciseOptions
    @OptionGroup var limit: TimeLimit
    @Argument(help: ArgumentHelp.changedLast, completion: .exercises) var name: String?

    func run() async throws {
      let desk = try await options.open()
      let entry = try desk.entry(name)
      let answer = try desk.workspace.answer(to: entry)
      let trial = try await desk.checker(seconds: limit.timeout).tryOut(entry, answer)
      print(desk.report.text(trial), terminator: "")
      if !trial.isFinished { throw ExitCode(1) }
    }
  }

  /// `notebook exercise explain`.
  struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "explain",
      abstract: "Shows what an exercise is about; once it is done, what to notice and the typical mistakes.",
      discussion: "Example: notebook exercise explain 02#not-gate")
    @OptionGroup var options: ExerciseOptions
    @Argument(help: ArgumentHelp.changedLast, completion: .exercises) var name: String?

    func run() async throws {
      let desk = try await options.open()
      let entry = try desk.entry(name)
      print(desk.explanation(of: entry), terminator: "")
    }
  }

  /// `notebook exercise open`.
  struct Open: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "open",
      abstract: "Opens an exercise's page in the browser, and says where it is.",
      discussion: """
        Where the output is no terminal, it only says where the page is.

        Example: notebook exercise open 02#not-gate
        """)
    @OptionGroup var options: ExerciseOptions
    @Argument(help: ArgumentHelp.changedLast, completion: .exercises) var name: String?

    func run() async throws {
      let desk = try await options.open()
      print(desk.open(try desk.entry(name)))
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
    @Argument(help: ArgumentHelp.changedLast, completion: .exercises) var name: String?

    func validate() throws {
      if let level, !(1...3).contains(level) { throw ValidationError("--level takes 1, 2 or 3") }
    }

    func run() async throws {
      var desk = try await options.open()
      print(try desk.hint(try desk.entry(name), level: level), terminator: "")
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
    @Argument(help: ArgumentHelp.changedLast, completion: .exercises) var name: String?

    func run() async throws {
      var desk = try await options.open()
      print(try desk.solution(try desk.entry(name), givesUp: giveUp), terminator: "")
    }
  }
}

/// How long an answer may run.
struct TimeLimit: ParsableArguments {
  @Option(help: "How many seconds an answer may run.") var timeout = 5.0

  func validate() throws {
    if !(0.1...3600).contains(timeout) { throw ValidationError("--timeout takes 0.1 to 3600 seconds") }
  }
}

extension ArgumentHelp {
  /// What a command means that is given no name.
  static var changedLast: ArgumentHelp { "The exercise (default: the one whose file changed last)." }
}

extension CompletionKind {
  /// The exercises of the book that the command line names so far, for a shell's Tab key.
  static var exercises: CompletionKind {
    .custom { words, _, _ in
      let folder = words.firstIndex(of: "--book").flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil }
      guard let book = try? Book(folder: folder ?? "."), let found = try? await Catalog.read(book) else { return [] }
      return found.catalog.entries.map(\.name)
    }
  }
}
