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
      List.self, Start.self, Next.self, Run.self, CheckAnswer.self, Hint.self, Solution.self, Explain.self, Open.self,
      Reset.self, ShowProgress.self, Export.self, Import.self, Doctor.self,
    ])

  /// `notebook exercise start`.
  struct Start: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "start",
      abstract: "Writes the file of an exercise, and shows its task.",
      discussion: """
        A file that is there already stays as it is. Of a chapter, such as `02`, it starts the first exercise that is not done.

        Example: notebook exercise start 02#not-gate
        """)
    @OptionGroup var options: ExerciseOptions
    @Argument(help: "The exercise, or its chapter.", completion: .exercises) var name: String

    func run() async throws {
      let desk = try await options.open()
      print(try desk.start(try desk.catalog.start(named: name, progress: desk.progress)), terminator: "")
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
}
