internal import ArgumentParser
internal import Notebook
internal import Site

/// `notebook dump`.
struct DumpCommand: AsyncParsableCommand {
  /// The stages whose result can be seen.
  enum Stage: String, ExpressibleByArgument, CaseIterable {
    case document
    case program
    case run
    case page
  }

  static let configuration = CommandConfiguration(
    commandName: "dump",
    abstract: "Prints what a stage makes of a chapter.",
    discussion: """
      document: what was parsed. program: the Swift that is compiled. run: what happened. page: the HTML.

      Example: notebook dump program 02
      """)

  @OptionGroup var options: BookOptions

  @OptionGroup(title: "Files of a package") var package: PackageOptions

  @Argument(help: "The stage: \(Stage.allCases.map(\.rawValue).joined(separator: ", ")).")
  var stage: Stage

  @Argument(help: "The chapter, or the file of a package.")
  var chapter: String

  func run() async throws {
    let (book, names) = try package.open([chapter], options)
    let pipeline = Pipeline(book: book, jobs: options.jobs, usesCache: !options.noCache)
    switch stage {
    case .document:
      for document in try pipeline.parse(names) {
        var copy = document
        copy.source = SourceText(path: document.source.path, bytes: [])
        copy.figureFiles = [:]
        dump(copy)
      }
    case .program:
      for document in try pipeline.parse(names) {
        for program in document.tangle() { print("// \(program.name): \(program.purpose)\n\(program.text)") }
      }
    case .run:
      for checked in try await pipeline.check(names) { dump(checked.run) }
    case .page:
      let checked = try await pipeline.check(names)
      let formulas = try await Formulas(typesetting: checked.map(\.document))
      for chapter in checked {
        let page = Page(
          weaving: chapter.document, run: chapter.run, verdicts: chapter.verification.verdicts,
          in: WeavingContext(formulas: formulas))
        print(page.body.source)
      }
    }
  }
}
