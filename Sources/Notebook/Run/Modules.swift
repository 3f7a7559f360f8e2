internal import Foundation

/// The compiled modules that cells import, ready for the compiler and the linker.
struct Modules: Equatable, Sendable {
  /// Arguments with which the compiler finds the modules.
  var searchArguments: [String]
  /// The object files that programs are linked with, beside those in `package`.
  var ownObjects: [String]
  /// The folder in which SwiftPM built the book's modules.
  var package: String?
  /// The object file that starts the program that it is told to.
  var dispatcher: String
  /// The folder of the compiled runtime.
  var runtimeFolder = ""
  /// A digest of the runtime's code, which every program uses.
  var runtimeKey: String
  /// Digests of the other modules' code, that of the modules they import included, by name.
  var keys: [String: String] = [:]
  /// The language that programs are written in.
  var language = Language()

  /// The object files that programs are linked with; only a link asks, since SwiftPM's lists of them are long.
  var objects: [String] {
    ownObjects + (package.map { package in Self.targets(in: package).flatMap { Self.objects(of: $0.folder) } } ?? [])
  }

  /// A digest of the code of all modules.
  var key: String {
    runtimeKey + language.arguments.joined() + keys.sorted { $0.key < $1.key }.map { $0.key + $0.value }.joined()
  }

  /// A digest of the code of all modules that a program may import: those that it names anywhere, be it in a comment.
  ///
  /// Too many cost a run, too few would be wrong.
  func key(of program: Program) -> String {
    var digest = Digest()
    digest.add(runtimeKey)
    digest.add(language.arguments.joined(separator: " "))
    for (name, key) in keys.sorted(by: { $0.key < $1.key }) where program.text.containsFast(name) {
      digest.add(name)
      digest.add(key)
    }
    return digest.text
  }
}

extension String {
  /// True if a text occurs in this one, by the C library: programs are long, and every check asks.
  func containsFast(_ text: String) -> Bool {
    withCString { whole in strlen(whole) == utf8.count ? strstr(whole, text) != nil : contains(text) }
  }
}

/// Builds what cells link, whatever the tool's own configuration is.
///
/// The runtime and `Plotting` belong to the tool and are compiled from its sources, once for all books of a user; the
/// book's own modules are built by SwiftPM, with optimization, in a scratch folder of the tool's, so that no build of the
/// author's is disturbed.
struct ModuleBuilder {
  let book: Book
  let toolchain: Toolchain
  /// Told what takes a while.
  let progress: @Sendable (String) -> Void

  func build(_ facts: inout FileFacts) async throws(NotebookError) -> Modules {
    var modules = try await runtime(&facts)
    modules.language = try await language()
    // The runtime and the book's modules need nothing of each other.
    let runtime = modules.runtimeFolder
    async let compiled = Files.exists(runtime) ? .success(()) : compileRuntime(to: runtime)
    if book.form == .page {
      let products = PackageProducts(
        package: book.packageFolder, scratch: book.cacheFolder + "/package", toolchain: toolchain, without: Self.own,
        progress: progress)
      try await products.add(to: &modules)
      try await compiled.get()
      return modules
    }
    guard !wanted.isEmpty else {
      try await compiled.get()
      return modules
    }
    let code = try await PackageCode(
      folder: book.packageFolder, modules: wanted, toolchain: toolchain.identity, facts: &facts)
    let products = try await buildPackage(code.key)
    modules.keys = code.keys
    addProducts(in: products, to: &modules)
    try await compiled.get()
    return modules
  }

  /// The language that the book names, if the compiler knows its features: it overlooks others without a word.
  private func language() async throws(NotebookError) -> Language {
    let language = book.configuration.language
    guard !language.features.isEmpty, let known = try await toolchain.upcomingFeatures() else { return language }
    if let unknown = language.features.first(where: { !known.contains($0) }) {
      let help = Spelling.suggestion(for: unknown, among: known).map { "; did you mean `\($0)`?" } ?? ""
      throw NotebookError(
        .bookInvalid, "Chapters/book.yml",
        cause: "`upcoming-features`: the compiler knows no `\(unknown)`\(help)")
    }
    return language
  }

  // MARK: The tool's modules

  /// The modules that the tool itself brings; a book that names them too gets them once.
  static let own = ["Plotting", "NotebookRuntime"]

  /// The modules that the book's package builds.
  private var wanted: [String] {
    book.configuration.modules.filter { !Self.own.contains($0) }
  }

  static let runtimeSources: String = {
    if let path = ProcessInfo.processInfo.environment["NOTEBOOK_RUNTIME_SOURCES"] { return path }
    return URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
  }()

  /// The runtime's files, compiled or not: they depend on its sources and on the compiler.
  private func runtime(_ facts: inout FileFacts) async throws(NotebookError) -> Modules {
    var digest = Digest()
    digest.add(toolchain.identity)
    digest.add(Self.dispatcher)
    for path in try Self.runtimePaths().flatMap(\.sources) {
      digest.add(try await CodeDigest.swift(path, &facts).digest)
    }
    let target = book.sharedFolder + "/runtime-" + digest.text
    return Modules(
      searchArguments: ["-I", target], ownObjects: Self.own.map { "\(target)/\($0).o" },
      dispatcher: "\(target)/dispatcher.o", runtimeFolder: target, runtimeKey: digest.text)
  }

  /// The source files of the tool's modules.
  private static func runtimePaths() throws(NotebookError) -> [(module: String, sources: [String])] {
    var modules: [(module: String, sources: [String])] = []
    for module in own {
      let root = runtimeSources + "/" + module
      let paths = Files.tree(below: root).filter { $0.hasSuffix(".swift") }.map { root + "/" + $0 }
      guard !paths.isEmpty else {
        throw NotebookError(
          .libraryNotBuilt, module,
          cause: "its sources are not in \(root); set NOTEBOOK_RUNTIME_SOURCES to the tool's folder `Sources`")
      }
      modules.append((module, paths))
    }
    return modules
  }

  /// The source of what starts the program that it is told to.
  private static let dispatcher = "import NotebookRuntime\n_notebookRun()\n"

  private func compileRuntime(to target: String) async -> Result<Void, NotebookError> {
    do throws(NotebookError) {
      let shared = URL(fileURLWithPath: target).deletingLastPathComponent().path
      try Files.createFolder(shared)
      // This takes some seconds: who comes meanwhile waits for it instead of doing the same.
      try await Files.alone(by: shared + "/lock") { () throws(NotebookError) in
        if !Files.exists(target) { try await compileRuntime(in: shared, to: target) }
      }
      return .success(())
    } catch {
      return .failure(error)
    }
  }

  private func compileRuntime(in shared: String, to target: String) async throws(NotebookError) {
    progress("compiling the notebook's runtime")
    let work = "\(shared)/new-\(ProcessInfo.processInfo.processIdentifier)-\(UInt32.random(in: 0...UInt32.max))"
    defer { Files.remove(work) }
    try Files.createFolder(work)
    for (module, paths) in try Self.runtimePaths() {
      let arguments =
        [
          Self.optimization(of: module), "-wmo", "-parse-as-library", "-swift-version", "6", "-module-name", module,
          "-I",
          work, "-enable-upcoming-feature", "InternalImportsByDefault", "-enable-upcoming-feature",
          "MemberImportVisibility", "-emit-module", "-emit-module-path", "\(work)/\(module).swiftmodule", "-c", "-o",
          "\(work)/\(module).o",
        ] + toolchain.systemArguments + paths
      try await compile(arguments, making: module)
    }
    let dispatcher = work + "/dispatcher.swift"
    try Files.write(Self.dispatcher, to: dispatcher)
    try await compile(
      ["-O", "-swift-version", "6", "-I", work, "-c", "-o", "\(work)/dispatcher.o", dispatcher]
        + toolchain.systemArguments, making: "dispatcher")
    try Files.move(work, to: target)
  }

  /// Drawing a figure takes a millisecond even without optimization, and optimizing `Plotting` takes five times as long
  /// as compiling it.
  private static func optimization(of module: String) -> String { module == "Plotting" ? "-Onone" : "-O" }

  private func compile(_ arguments: [String], making module: String) async throws(NotebookError) {
    let outcome = try await Command(executable: toolchain.compiler, arguments: arguments).run()
    guard outcome.isSuccess else { throw NotebookError(.libraryNotBuilt, module, cause: outcome.error) }
  }

  // MARK: The book's modules

  /// By this a manifest can tell that only libraries are wanted, and leave out what they do not need.
  static let environment = ["NOTEBOOK_CELLS": "1"]

  /// Builds the wanted modules, unless what SwiftPM built last was built from the same code; returns their folder.
  private func buildPackage(_ key: String) async throws(NotebookError) -> String {
    let scratch = book.cacheFolder + "/package"
    let marker = scratch + "/notebook-key"
    let products = scratch + "/release"
    let known = (try? Files.read(marker)).map { String(decoding: $0, as: UTF8.self) }
    if known == "\(key) \(scratch)" { return products }
    // The compiler refuses modules that it cached in another folder, before this one was moved or copied.
    if known?.hasSuffix(" " + scratch) == false { Files.remove(scratch) }
    for module in wanted {
      progress("building \(module) with optimization")
      let swift = URL(fileURLWithPath: toolchain.compiler).deletingLastPathComponent().path + "/swift"
      let outcome = try await Command(
        executable: swift,
        arguments: [
          "build", "--configuration", "release", "--package-path", book.packageFolder, "--scratch-path", scratch,
          "--target", module,
        ], environment: Self.environment
      ).run()
      guard outcome.isSuccess else {
        throw NotebookError(.libraryNotBuilt, module, cause: outcome.output + outcome.error)
      }
    }
    try Files.write("\(key) \(scratch)", to: marker)
    return products
  }

  private func addProducts(in products: String, to modules: inout Modules) {
    modules.package = products
    modules.searchArguments += ["-I", products + "/Modules"]
    for (target, folder) in Modules.targets(in: products) {
      let maps = ["\(book.packageFolder)/Sources/\(target)/include/module.modulemap", "\(folder)/module.modulemap"]
      guard let map = maps.first(where: Files.exists), !Modules.objects(of: folder).isEmpty else { continue }
      modules.searchArguments += ["-Xcc", "-fmodule-map-file=\(map)"]
    }
  }
}

extension Modules {
  /// The targets that SwiftPM built in a folder, without those that the tool brings itself: objects of an earlier list of
  /// modules may still lie there.
  fileprivate static func targets(in products: String) -> [(name: String, folder: String)] {
    Files.names(in: products).filter { $0.hasSuffix(".build") && !$0.hasSuffix("-tool.build") }
      .map { (name: String($0.dropLast(".build".count)), folder: products + "/" + $0) }
      .filter { !ModuleBuilder.own.contains($0.name) }
  }

  /// The objects of one target that its present sources made; files of sources that are gone are left out.
  fileprivate static func objects(of folder: String) -> [String] {
    if let map = try? Files.read(folder + "/output-file-map.json"),
      let entries = try? JSONSerialization.jsonObject(with: Data(map)) as? [String: [String: String]]
    {
      return entries.values.compactMap { $0["object"] }.filter(Files.exists).sorted()
    }
    return Files.tree(below: folder).filter { $0.hasSuffix(".o") }.map { folder + "/" + $0 }.filter { object in
      guard let dependencies = try? Files.read(String(object.dropLast(2)) + ".d"),
        let source = Self.source(inDependencies: String(decoding: dependencies, as: UTF8.self))
      else { return true }
      return Files.exists(source)
    }
  }

  /// The source that an object was made from: the first file behind the colon in what the C compiler notes for `make`,
  /// where a space in a path has a backslash before it.
  static func source(inDependencies text: String) -> String? {
    guard let colon = text.firstRange(of: ": ") else { return nil }
    var path = ""
    var rest = text[colon.upperBound...].drop { $0.isWhitespace || $0 == "\\" }
    while let character = rest.popFirst() {
      if character == "\\", let next = rest.first, next == " " || next == "#" || next == "\\" {
        path.append(next)
        rest.removeFirst()
      } else if character == "$", rest.first == "$" {
        path.append("$")
        rest.removeFirst()
      } else if character.isWhitespace {
        break
      } else {
        path.append(character)
      }
    }
    return path.isEmpty ? nil : path
  }
}
