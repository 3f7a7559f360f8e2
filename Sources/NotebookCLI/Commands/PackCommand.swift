internal import ArgumentParser
internal import Exercises
internal import Foundation
internal import Notebook

/// `notebook pack`.
struct PackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Writes, proves and installs exercises of others beside the book's own.",
    discussion: """
      A pack is a folder with `Chapters`: Markdown with exercises, as in the book. Its exercises are named with the \
      pack's name in front, such as `warm-up/01#half`.

      Example: notebook pack new warm-up
      """,
    subcommands: [New.self, CheckPack.self, Install.self, Remove.self])

  /// `notebook pack new`.
  struct New: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new",
      abstract: "Writes a pack with one exercise to begin with.",
      discussion: "Example: notebook pack new warm-up")
    @Argument(help: "The pack's name: small letters, digits and dashes.") var name: String

    func run() async throws {
      let paths = try PackTemplate(name: name, tool: Desk.tool).write(in: FileManager.default.currentDirectoryPath)
      for path in paths { print(Workspace.shown(path)) }
      print("Change the chapter, then: \(Desk.tool) pack check \(name)")
    }
  }

  /// `notebook pack check`.
  struct CheckPack: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Proves a pack's exercises, or a book's, as their learners will meet them.",
      discussion: """
        Chapters are checked as `notebook check --strict` does. Then each exercise is tried with three seeds: the stub \
        fails, the solution's tests pass within two seconds, each wrong answer is met with its own sentence. It has three \
        hints, and no stub or solution of more than 80 lines. Ends with status 0 if all of it holds, 1 if not.

        Example: notebook pack check warm-up
        """)
    @Option(name: .long, help: "The book whose modules the answers import.") var book = "."
    @Option(help: "Only this chapter.") var chapter: String?
    @Argument(help: "The pack's folder, or a book's.") var folder: String

    func run() async throws {
      let host = try Book(folder: book)
      let pack = try Pack(folder: folder, name: "pack", host: host)
      let chapters = try pack.book.chapters(matching: [chapter].compactMap { $0 })
      let checked = try await Pipeline(book: pack.book, isStrict: true, progress: Terminal.progress).check(chapters)
      Terminal.clear()
      for diagnostic in checked.flatMap(\.verification.allDiagnostics) {
        print(DiagnosticFormatter.text(of: diagnostic), terminator: "")
      }
      var isSound = checked.allSatisfy(\.verification.isPassed)
      let runner = try await Runner(book: pack.book, progress: Terminal.progress)
      let proof = PackProof(checker: Checker(runner: runner, seconds: 10))
      let entries = Catalog(documents: checked.map(\.document).filter(\.isSound)).entries
      for entry in entries {
        let problems = try await proof.problems(with: entry)
        let mark = problems.isEmpty ? Terminal.colored("✓", 32) : Terminal.colored("✗", 31)
        print("\(mark) \(entry.name)  \(TextReport.plural(entry.exercise.wrongAnswers.count, "wrong answer"))")
        for problem in problems { print(problem.text) }
        fflush(nil)
        isSound = isSound && problems.isEmpty
      }
      let verdict = isSound ? "proven" : "not proven"
      print("\(TextReport.plural(entries.count, "exercise")): \(verdict)")
      if !isSound || entries.isEmpty { throw ExitCode(1) }
    }
  }

  /// `notebook pack install`.
  struct Install: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "install",
      abstract: "Copies a pack beside the book, so that its exercises are in the list.",
      discussion: """
        Only chapters, figures, a readme and a licence are taken, and only if all of them can be read.

        Example: notebook pack install warm-up.tar.gz
        """)
    @Option(name: .long, help: "The book's folder: the one that contains `Chapters`.") var book = "."
    @Flag(help: "Take it in place of an installed pack of this name.") var replace = false
    @Argument(help: "The pack's folder, or a .tar.gz of it.", completion: .file()) var path: String

    func run() async throws {
      let book = try Book(folder: book)
      let pack = try await PackShelf(book: book).install(path, replaces: replace)
      let count = try await Catalog.read(book, packs: [pack]).catalog.entries.count { $0.pack == pack.name }
      print("\(pack.name): \(TextReport.plural(count, "exercise")) installed in \(Workspace.shown(pack.book.folder))")
      print("See them: \(Desk.tool) exercise list --chapter \(pack.name)")
    }
  }

  /// `notebook pack remove`.
  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove",
      abstract: "Takes an installed pack away; your answers to it stay.",
      discussion: "Example: notebook pack remove warm-up")
    @Option(name: .long, help: "The book's folder: the one that contains `Chapters`.") var book = "."
    @Argument(help: "The pack's name.") var name: String

    func run() async throws {
      try PackShelf(book: try Book(folder: book)).remove(name)
      print("\(name) is no longer installed.")
    }
  }
}
