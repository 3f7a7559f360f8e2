internal import ArgumentParser
internal import Foundation
internal import Notebook

/// `notebook watch`.
struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Checks chapters, and checks again what each edit touches.",
    discussion: """
      An edit of prose costs no compile. A chapter that links to an edited one, or places an edited figure, is checked \
      too; an edit of the package's code reruns the programs that use it. Ctrl-C ends it.

      Example: notebook watch 02
      """)

  @OptionGroup var options: BookOptions

  @Flag(help: "Also fail on printed output that nothing checks, and on compiler warnings.")
  var strict = false

  @Argument(help: "Chapters, by number, name or path (default: all).")
  var chapters: [String] = []

  func run() async throws {
    for cause in [SIGINT, SIGTERM] {
      signal(cause) { _ in
        RunningCommands.end()
        _exit(0)
      }
    }
    var book = try options.open()
    var watch = BookWatch(book)
    // A misspelt chapter ends the command now, and trouble later only a round.
    var touched = try book.chapters(matching: chapters)
    while true {
      if !touched.isEmpty { await check(touched) }
      let paths = await watch.edits(of: book)
      touched = []
      do {
        book = try options.open()
        let wanted = Set(try book.chapters(matching: chapters))
        touched = try book.chapters(touchedBy: paths).filter(wanted.contains)
      } catch {
        complain(error)
      }
    }
  }

  private func check(_ chapters: [String]) async {
    do {
      let reports = try ReportOptions.parse([])
      _ = try await Checking(book: try options.open(), isStrict: strict, options: options, reports: reports)
        .report(chapters)
    } catch {
      complain(error)
    }
    fflush(nil)
  }

  private func complain(_ error: any Error) {
    Terminal.complain("error: \((error as? NotebookError)?.message ?? "\(error)")\n")
  }
}
