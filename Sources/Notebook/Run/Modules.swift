internal import Foundation

/// The compiled modules that cells import, ready for the compiler and the linker.
struct Modules: Equatable, Sendable {
  /// Arguments with which the compiler finds the modules.
  var searchArguments: [String]
  /// The object files that programs are linked with.
  var objects: [String]
  /// A digest of everything that went into them.
  var key: String
}

/// Builds what cells link, always with optimization, whatever the tool's own configuration is.
///
/// The runtime and `Plotting` belong to the tool and are compiled from its sources; the book's own modules are built by
/// SwiftPM in a scratch folder of the tool's, so that no build of the author's is disturbed.
struct ModuleBuilder {
  let book: Book
  let toolchain: Toolchain
  /// Told what takes a while.
  let progress: @Sendable (String) -> Void

  private var folder: String { book.cacheFolder + "/modules" }

  func build() async throws(NotebookError) -> Modules {
    try Files.createFolder(folder)
    let runtime = try await buildRuntime()
    guard !wanted.isEmpty else { return runtime }
    let package = try await buildPackage()
    return Modules(
      searchArguments: runtime.searchArguments + package.searchArguments,
      objects: runtime.objects + package.objects, key: runtime.key + package.key)
  }

  // MARK: The tool's modules

  /// The modules that the tool itself brings; a book that names them too gets them once.
  static let own = ["Plotting", "NotebookRuntime"]

  /// The modules that the book's package builds.
  private var wanted: [String] {
    book.configuration.modules.filter { !Self.own.contains($0) }
  }

  private static let runtimeSources: String = {
    if let path = ProcessInfo.processInfo.environment["NOTEBOOK_RUNTIME_SOURCES"] { return path }
    return URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
  }()

  private func buildRuntime() async throws(NotebookError) -> Modules {
    let modules = Self.own
    var digest = Digest()
    digest.add(toolchain.identity)
    var sources: [[String]] = []
    for module in modules {
      let root = Self.runtimeSources + "/" + module
      let paths = Files.tree(below: root).filter { $0.hasSuffix(".swift") }.map { root + "/" + $0 }
      guard !paths.isEmpty else {
        throw NotebookError(
          .libraryNotBuilt, module,
          cause: "its sources are not in \(root); set NOTEBOOK_RUNTIME_SOURCES to the tool's folder `Sources`")
      }
      for path in paths { digest.add(try Files.read(path)) }
      sources.append(paths)
    }
    let target = folder + "/runtime-" + digest.text
    let result = Modules(
      searchArguments: ["-I", target], objects: modules.map { "\(target)/\($0).o" }, key: digest.text)
    if Files.exists(target) { return result }
    progress("compiling the notebook's runtime")
    let work = folder + "/new-\(ProcessInfo.processInfo.processIdentifier)-\(UInt32.random(in: 0...UInt32.max))"
    defer { Files.remove(work) }
    try Files.createFolder(work)
    for (module, paths) in zip(modules, sources) {
      let arguments =
        [
          "-O", "-wmo", "-parse-as-library", "-swift-version", "6", "-module-name", module, "-I", work,
          "-enable-upcoming-feature", "InternalImportsByDefault", "-enable-upcoming-feature", "MemberImportVisibility",
          "-emit-module", "-emit-module-path", "\(work)/\(module).swiftmodule", "-c", "-o", "\(work)/\(module).o",
        ] + toolchain.systemArguments + paths
      let outcome = try await Command(executable: toolchain.compiler, arguments: arguments).run()
      guard outcome.isSuccess else { throw NotebookError(.libraryNotBuilt, module, cause: outcome.error) }
    }
    try Files.move(work, to: target)
    return result
  }

  // MARK: The book's modules

  private func buildPackage() async throws(NotebookError) -> Modules {
    let package = book.packageFolder
    let scratch = book.cacheFolder + "/package"
    let marker = scratch + "/notebook-key"
    var key = try packageKey()
    let products = scratch + "/release"
    if let known = try? Files.read(marker), String(decoding: known, as: UTF8.self) == key {
      return try modules(in: products, key: key)
    }
    for module in wanted {
      progress("building \(module) with optimization")
      let swift = URL(fileURLWithPath: toolchain.compiler).deletingLastPathComponent().path + "/swift"
      let outcome = try await Command(
        executable: swift,
        arguments: [
          "build", "--configuration", "release", "--package-path", package, "--scratch-path", scratch, "--target",
          module,
        ]
      ).run()
      guard outcome.isSuccess else {
        throw NotebookError(.libraryNotBuilt, module, cause: outcome.output + outcome.error)
      }
    }
    // Only a build tells which other targets the modules depend on.
    key = try packageKey()
    try Files.write(key, to: marker)
    return try modules(in: products, key: key)
  }

  private func packageKey() throws(NotebookError) -> String {
    var digest = Digest()
    digest.add(toolchain.identity)
    for path in try packageSources() { digest.add(try Files.read(path)) }
    return digest.text
  }

  /// The files that the modules may depend on: the manifest and everything in the package's source folders.
  private func packageSources() throws(NotebookError) -> [String] {
    let package = book.packageFolder
    var paths = [package + "/Package.swift"]
    guard Files.exists(paths[0]) else {
      throw NotebookError(.libraryNotBuilt, package, cause: "there is no Package.swift in this folder")
    }
    for module in wanted {
      let own = package + "/Sources/" + module
      paths += Files.tree(below: own).map { own + "/" + $0 }
    }
    // A C target or a second Swift target that a module depends on lies beside it.
    let declared = String(decoding: try Files.read(paths[0]), as: UTF8.self)
    for name in Files.names(in: package + "/Sources") where declared.contains("\"\(name)\"") && isDependency(name) {
      let folder = package + "/Sources/" + name
      paths += Files.tree(below: folder).map { folder + "/" + $0 }
    }
    return paths
  }

  private func isDependency(_ name: String) -> Bool {
    !wanted.contains(name)
      && Files.exists("\(book.cacheFolder)/package/release/\(name).build")
      && !objects(of: "\(book.cacheFolder)/package/release/\(name).build").isEmpty
  }

  private func modules(in products: String, key: String) throws(NotebookError) -> Modules {
    var arguments = ["-I", products + "/Modules"]
    var objects: [String] = []
    for name in Files.names(in: products) where name.hasSuffix(".build") && !name.hasSuffix("-tool.build") {
      // Objects of an earlier list of modules may still lie there.
      if Self.own.contains(String(name.dropLast(".build".count))) { continue }
      let folder = products + "/" + name
      let found = self.objects(of: folder)
      if found.isEmpty { continue }
      objects += found
      let target = String(name.dropLast(".build".count))
      for map in ["\(book.packageFolder)/Sources/\(target)/include/module.modulemap", "\(folder)/module.modulemap"]
      where Files.exists(map) {
        arguments += ["-Xcc", "-fmodule-map-file=\(map)"]
        break
      }
    }
    return Modules(searchArguments: arguments, objects: objects, key: key)
  }

  /// The objects of one target that its present sources made; files of sources that are gone are left out.
  private func objects(of folder: String) -> [String] {
    if let map = try? Files.read(folder + "/output-file-map.json"),
      let entries = try? JSONSerialization.jsonObject(with: Data(map)) as? [String: [String: String]]
    {
      return entries.values.compactMap { $0["object"] }.filter(Files.exists).sorted()
    }
    return Files.tree(below: folder).filter { $0.hasSuffix(".o") }.map { folder + "/" + $0 }.filter { object in
      let dependencies = (try? Files.read(String(object.dropLast(2)) + ".d")).map {
        String(decoding: $0, as: UTF8.self)
      }
      let source = dependencies?.split(whereSeparator: \.isWhitespace).first {
        $0.hasSuffix(".c") || $0.hasSuffix(".cpp")
      }
      return source.map { Files.exists(String($0)) } ?? true
    }
  }
}
