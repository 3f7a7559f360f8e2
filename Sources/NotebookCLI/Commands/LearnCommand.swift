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
      Begins with the exercise given, or the first of the chapter given that is not done, else with the one whose file you changed last or the next that is not done. Keys: \
      n next, h hint, l list, c check all, x reset, s solution, o open the page, q quit, ? help. Without a terminal the \
      first letter of each line counts. In the list: j and k or the arrows move, c or Return continues there, d and p leave what \
      is done or pending, / searches, x resets, q goes back.

      Example: notebook learn 02#not-gate
      """)
  @OptionGroup var options: ExerciseOptions
  @OptionGroup var limit: TimeLimit
  @Argument(help: "The exercise, or the chapter, to begin with.", completion: .exercises) var name: String?

  func run() async throws {
    let desk = try await options.open()
    let entry =
      try name.map { try desk.catalog.start(named: $0, progress: desk.progress) }
      ?? desk.workspace.current(in: desk.catalog).flatMap { desk.progress.isDone($0.name) ? nil : $0 }
      ?? desk.catalog.next(progress: desk.progress)
    guard let entry else {
      print("Every exercise is done.")
      return
    }
    let checker = try await desk.checker(seconds: limit.timeout)
    var session = LearningSession(desk: desk, checker: checker, entry: entry)
    try await session.run()
  }
}
