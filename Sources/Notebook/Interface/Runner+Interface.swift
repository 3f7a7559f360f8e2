internal import Foundation

extension Runner {
  /// Reads what the modules that cells import offer, and what the chapters' code names of it.
  ///
  /// A module that the tool itself brings is left out where no chapter uses it: a book without figures need not
  /// explain how to draw them.
  public func interface(of documents: [Document]) async throws(NotebookError) -> Interface {
    let names = documentedModules
    let sources = try commentedSources()
    var modules = try await self.modules(named: names, sources: sources)
    let references = try await references(in: documents, to: Set(modules.flatMap(\.symbols).map(\.id)))
    let used = Set(references.flatMap(\.self).map(\.symbol))
    modules.removeAll { module in
      !book.configuration.modules.contains(module.name) && !module.symbols.contains { used.contains($0.id) }
    }
    var interface = Interface(modules: modules, references: references)
    interface.digest = sources
    return interface
  }

  // MARK: Symbols

  private func modules(named names: [String], sources: String) async throws(NotebookError) -> [Interface.Module] {
    let folder = "\(book.cacheFolder)/symbols"
    var digest = Digest()
    for text in [toolchain.identity, sources] + names { digest.add(text) }
    let marker = "\(folder)/key"
    if (try? Files.read(marker)) != Array(digest.text.utf8) {
      // The compiler refuses modules that it cached in another folder, before this one was moved or copied.
      for outdated in [folder, moduleCache] { Files.remove(outdated) }
      try Files.createFolder(folder)
      try await buildWithComments(in: folder)
      let target = try await target()
      for name in names { try await extract(name, for: target, to: folder) }
      try Files.write(digest.text, to: marker)
    }
    let files = Files.names(in: folder)
    var result: [Interface.Module] = []
    for name in names {
      // What a module adds to another one's types is in files of their own.
      let graphs = files.filter {
        $0.hasSuffix(".symbols.json") && ($0.hasPrefix("\(name).") || $0.hasPrefix("\(name)@"))
      }
      var symbols: [Symbol] = []
      for file in graphs {
        let bytes = try Files.read("\(folder)/\(file)")
        do {
          symbols += try JSONDecoder().decode(SymbolGraph.self, from: Data(bytes)).symbols(of: name)
        } catch {
          throw NotebookError(.notReadable, "\(folder)/\(file)", cause: "\(error)")
        }
      }
      result.append(Interface.Module(name: name, symbols: symbols))
    }
    return result
  }

  /// Compiles the modules again: what cells link is not, while only comments change.
  private func buildWithComments(in folder: String) async throws(NotebookError) {
    Files.remove("\(book.cacheFolder)/package/notebook-key")
    var facts = FileFacts(folder: book.cacheFolder)
    _ = try await ModuleBuilder(book: book, toolchain: toolchain, progress: { _ in }).build(&facts)
    for module in ModuleBuilder.own {
      let root = "\(ModuleBuilder.runtimeSources)/\(module)"
      let sources = Files.tree(below: root).filter { $0.hasSuffix(".swift") }.map { "\(root)/\($0)" }
      let outcome = try await Command(
        executable: toolchain.compiler,
        arguments: [
          "-wmo", "-emit-module", "-emit-module-path", "\(folder)/\(module).swiftmodule", "-parse-as-library",
          "-module-name", module, "-swift-version", "6", "-I", folder, "-enable-upcoming-feature",
          "InternalImportsByDefault",
          "-enable-upcoming-feature", "MemberImportVisibility",
        ] + toolchain.systemArguments + sources
      ).run()
      guard outcome.isSuccess else { throw NotebookError(.libraryNotBuilt, module, cause: outcome.error) }
    }
  }

  private var moduleCache: String { "\(book.cacheFolder)/module-cache" }

  private func extract(_ module: String, for target: String, to folder: String) async throws(NotebookError) {
    let tool = URL(fileURLWithPath: toolchain.compiler).deletingLastPathComponent().path + "/swift-symbolgraph-extract"
    let outcome = try await Command(
      executable: tool,
      arguments: [
        "-module-name", module, "-target", target, "-output-dir", folder, "-minimum-access-level", "public",
        "-skip-synthesized-members", "-module-cache-path", moduleCache,
        "-I", folder,
      ] + modules.searchArguments + toolchain.systemArguments
    ).run()
    guard outcome.isSuccess else { throw NotebookError(.libraryNotBuilt, module, cause: outcome.error) }
  }

  /// The machine that programs are compiled for, in the compiler's words.
  private func target() async throws(NotebookError) -> String {
    struct Information: Decodable {
      struct Target: Decodable { var triple: String }
      var target: Target
    }
    let outcome = try await Command(executable: toolchain.compiler, arguments: ["-print-target-info"]).run()
    guard let information = try? JSONDecoder().decode(Information.self, from: Data(outcome.output.utf8)) else {
      throw NotebookError(.programNotRun, "\(toolchain.compiler) -print-target-info", cause: outcome.error)
    }
    return information.target.triple
  }

  // MARK: References

  /// The places in the chapters' code that name one of these symbols, in order.
  private func references(
    in documents: [Document], to symbols: Set<String>
  ) async throws(NotebookError) -> [[SymbolReference]] {
    let tasks = documents.enumerated().flatMap { index, document in
      document.tangle().filter { document.shows($0) }.map { (chapter: index, program: $0) }
    }
    let names = try await names(in: tasks.map(\.program))
    var found: [Set<SymbolReference>] = documents.map { _ in [] }
    for ((chapter, program), names) in zip(tasks, names) {
      for name in names where symbols.contains(name.symbol) {
        let place = program.chapterPosition(line: name.position.line, column: name.position.column)
        if let place { found[chapter].insert(SymbolReference(symbol: name.symbol, at: place)) }
      }
    }
    return found.map { references in
      references.sorted {
        ($0.position.line, $0.position.column, $0.symbol) < ($1.position.line, $1.position.column, $1.symbol)
      }
    }
  }
}

extension Document {
  /// True if readers see code that only this program, or this program first, contains.
  func shows(_ program: Program) -> Bool {
    guard case .answer(let exercise, let cell) = program.purpose, exercises.indices.contains(exercise) else {
      return true
    }
    return cell == exercises[exercise].stub || cell == exercises[exercise].solution
  }
}

extension Document {
  /// Reads Markdown that is no chapter, such as a doc comment: its code is shown, not run.
  public init(prose text: String) {
    var parser = DocumentParser(source: SourceText(path: "", text: text))
    parser.showsOnly = true
    parser.readsCode = false
    let blocks = parser.blocks(MarkdownNode.parse(Array(text.utf8)).children)
    self = parser.document
    self.blocks = blocks
  }
}
