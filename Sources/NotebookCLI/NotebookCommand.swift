internal import ArgumentParser
internal import Exercises
internal import Foundation
internal import Notebook

/// The tool's entry point.
@main
struct NotebookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notebook",
    abstract: "Checks and publishes books whose Swift code runs.",
    discussion: """
      A book is a folder with `Chapters`: Markdown files with Swift cells. Every output, value and figure in them is
      compared with what the code does.

      Example: notebook check 02
      """,
    subcommands: [
      CheckCommand.self, AcceptCommand.self, BuildCommand.self, ServeCommand.self, LinksCommand.self, RunCommand.self,
      WatchCommand.self, SeedsCommand.self, CostCommand.self, ExportCommand.self, DumpCommand.self, CleanCommand.self,
      ExerciseCommand.self, LearnCommand.self, PackCommand.self,
    ]
  )

  /// Runs the command; the exit status is 0, 1 (a chapter is wrong), 2 (the tool failed) or 64 (usage).
  static func main() async {
    RunningCommands.endWithTool()
    do {
      var command = try await asyncParseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let error as NotebookError {
      Terminal.complain("error: \(error.message)\n")
      Foundation.exit(2)
    } catch let error as ExerciseError {
      Terminal.complain("error: \(error.message)\n")
      Foundation.exit(error.code == .unknownName ? 64 : 1)
    } catch {
      exit(withError: error)
    }
  }
}

/// The options that every command takes.
struct BookOptions: ParsableArguments {
  @Option(name: .long, help: "The book's folder: the one that contains `Chapters`.")
  var book = "."

  @Option(name: .long, help: "How many compilers and programs run side by side (default: one a core).")
  var jobs: Int?

  @Flag(name: .long, help: "Run everything, also what did not change since it last ran, but for slow cells.")
  var noCache = false

  func open() throws -> Book {
    try Book(folder: book)
  }

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs needs a positive number") }
  }
}
