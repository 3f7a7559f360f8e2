internal import ArgumentParser
internal import Notebook

/// `notebook run`.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs a chapter, or one of its cells after the cells above it, and prints what it says.",
    discussion: "Example: notebook run 02#and-line")

  @OptionGroup var options: BookOptions

  @Argument(help: "A chapter or a cell, such as `02` or `02#and-line`.")
  var target: String

  func run() async throws {
    let book = try options.open()
    let address = CellAddress(target)
    let chapters = try book.chapters(matching: [address.chapter])
    let pipeline = Pipeline(
      book: book, jobs: options.jobs, usesCache: !options.noCache,
      // In a pipe stands what the cell prints and nothing else.
      progress: { text in if Terminal.isInteractive { Terminal.progress(text) } })
    let checked = try await pipeline.check(chapters)
    Terminal.clear()
    for chapter in checked {
      var wanted = chapter.document.cells.indices.filter { !chapter.document.cells[$0].role.isExercise }
      if let id = address.cell {
        wanted = [try chapter.document.cellIndex(named: id)]
      }
      for cell in wanted { show(cell, of: chapter) }
      let problems = chapter.verification.allDiagnostics.filter { $0.severity == .error }
      if !problems.isEmpty {
        print(problems.map(DiagnosticFormatter.text).joined(), terminator: "")
        throw ExitCode(1)
      }
    }
  }

  private func show(_ index: Int, of chapter: CheckedChapter) {
    guard let run = chapter.run.cells[index] else { return }
    let cell = chapter.document.cells[index]
    for (number, value) in cell.values.enumerated() {
      guard let got = run.values[number] else { continue }
      let line = chapter.document.source.line(value.position.line)
      let code = String(decoding: Array(line.utf8.prefix(value.position.column - 1)), as: UTF8.self)
      print("\(code.trimmingSpaces)  // => \(got)")
    }
    print(run.text, terminator: "")
    for figure in run.figures { print("[figure] \(figure.alternative)") }
    if case .crashed(let message, _) = run.ending { print("trap: \(message)") }
    for message in run.messages where cell.options.mode == .error {
      print("\(message.severity.rawValue): \(message.text)")
    }
  }
}

extension String {
  /// The text without spaces at either end.
  fileprivate var trimmingSpaces: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
