internal import ArgumentParser
internal import Notebook
internal import Site

/// `notebook serve`.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Shows the book in the browser while you write: checks what you save and reloads the open page.",
    discussion: """
      Pages appear at once; a cell that has not run since your change keeps its old output, marked as old, and a cell \
      that fails says so in its place. Only this machine can open them. Ctrl-C ends it.

      Example: notebook serve --port 8000
      """)

  @OptionGroup var options: BookOptions

  @Option(help: "The port on 127.0.0.1; 0 for any that is free.")
  var port: UInt16 = 8321

  func run() async throws {
    let session = try await WritingSession(options: options)
    let server = try LiveServer(session.site, port: port)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await server.run { address in
          print("The book is at \(address) — save a chapter and its page follows.")
          Terminal.flush()
        }
      }
      group.addTask { try await session.follow() }
      try await group.next()
      group.cancelAll()
    }
  }
}
