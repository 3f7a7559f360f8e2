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
    signal(SIGINT) { _ in _exit(0) }
    signal(SIGTERM) { _ in _exit(0) }
    var watch = BookWatch(folder: options.book)
    // A misspelt chapter ends the command now, and trouble later only a round.
    var touched = try options.open().chapters(matching: chapters)
    while true {
      if !touched.isEmpty { await check(touched) }
      touched = await next(&watch)
    }
  }

  /// Waits for edits, until the disk is quiet again: an editor may write in pieces, or put a new file in the old one's
  /// place.
  private func next(_ watch: inout BookWatch) async -> [String] {
    var paths: Set<String> = []
    while true {
      let new = watch.changes()
      if new.isEmpty, !paths.isEmpty { break }
      paths.formUnion(new)
      try? await Task.sleep(for: .milliseconds(paths.isEmpty ? 200 : 40))
    }
    do {
      let book = try options.open()
      let wanted = Set(try book.chapters(matching: chapters))
      return try book.chapters(touchedBy: paths.sorted()).filter(wanted.contains)
    } catch {
      complain(error)
      return []
    }
  }

  private func check(_ chapters: [String]) async {
    do {
      let reports = try ReportOptions.parse([])
      _ = try await Checking(book: try options.open(), isStrict: strict, options: options, reports: reports)
        .check(chapters)
    } catch {
      complain(error)
    }
    fflush(nil)
  }

  private func complain(_ error: any Error) {
    Terminal.complain("error: \((error as? NotebookError)?.message ?? "\(error)")\n")
  }
}
