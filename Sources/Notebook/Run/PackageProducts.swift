internal import Foundation
internal import Yams

/// The library products of somebody's package, ready for cells to import.
///
/// A package of the tool's own, in a scratch folder, depends on the package by its path and links all its libraries into
/// one. So SwiftPM writes nothing into the package: no `.build`, no `Package.resolved`.
struct PackageProducts {
  /// The package's folder.
  let package: String
  /// The folder for the tool's own package and its build.
  let scratch: String
  let toolchain: Toolchain
  /// Modules that the tool brings itself: products that contain them are left out.
  let without: [String]
  /// Told what takes a while.
  let progress: @Sendable (String) -> Void

  private var wrapper: String { scratch + "/wrapper" }
  /// Without optimization: a package with macros would have all of SwiftSyntax optimized, for half an hour.
  private static let configuration = "debug"
  private var products: String { scratch + "/build/" + Self.configuration }

  /// Builds the package's libraries and adds them to what cells can import; a package may have none.
  func add(to modules: inout Modules) async throws(NotebookError) {
    guard Files.exists(package + "/Package.swift") else {
      throw NotebookError(.libraryNotBuilt, package, cause: "there is no Package.swift in this folder")
    }
    let (manifest, text) = try await manifest()
    modules.language = manifest.language
    let libraries = manifest.products.filter { $0.isLibrary && !$0.targets.contains(where: without.contains) }
    if libraries.isEmpty { return }
    try writeWrapper(linking: libraries.map(\.name), platforms: manifest.platforms, manifest: text)
    let (key, built) = (codeKey(text), scratch + "/notebook-files")
    let isBuilt = (try? Files.read(built)) == Array(key.utf8) && Files.exists(library)
    if !isBuilt { progress("building \(libraries.map(\.name).joined(separator: ", "))") }
    let outcome = try await swift([
      "build", "--configuration", Self.configuration, "--package-path", wrapper, "--scratch-path", scratch + "/build",
      "--product", Self.name,
    ])
    guard outcome.isSuccess else {
      throw NotebookError(.libraryNotBuilt, package, cause: outcome.output + outcome.error)
    }
    if !isBuilt { try Files.write(key, to: built) }
    let arguments = try searchArguments()
    modules.searchArguments += arguments
    modules.ownObjects += linked + ["-Xlinker", "-rpath", "-Xlinker", products]
    // Every program is linked with the one library.
    modules.runtimeKey += try digest(arguments)
  }

  /// A digest of the state of the package's files: while it is the same, SwiftPM finds nothing to build.
  private func codeKey(_ manifest: String) -> String {
    var digest = Digest()
    digest.add(manifest)
    for folder in [package] + PackageCode.localPackages(in: package) {
      for name in Files.tree(below: folder) where !name.hasSuffix(".md") {
        digest.add("\(name) \(Files.stamp(of: "\(folder)/\(name)"))")
      }
    }
    return digest.text
  }

  private var library: String { products + "/lib\(Self.name)" + Self.suffix }

  /// The library and those that the package makes dynamic itself, which stand beside it.
  private var linked: [String] {
    [library]
      + Files.names(in: products).filter { $0.hasPrefix("lib") && $0.hasSuffix(Self.suffix) }
      .map { products + "/" + $0 }.filter { $0 != library }
  }

  /// A digest of all that a program gets from the package: the library and its resources, the modules and headers that
  /// it imports, the macros that the compiler runs.
  private func digest(_ arguments: [String]) throws(NotebookError) -> String {
    var digest = Digest()
    func add(_ path: String) throws(NotebookError) {
      digest.add(path)
      digest.add(try Files.read(path))
    }
    for path in linked { try add(path) }
    for module in Files.names(in: products + "/Modules") where module.hasSuffix(".swiftmodule") {
      try add(products + "/Modules/" + module)
    }
    for bundle in Files.names(in: products) where bundle.hasSuffix(".resources") || bundle.hasSuffix(".bundle") {
      for name in Files.tree(below: "\(products)/\(bundle)") { try add("\(products)/\(bundle)/\(name)") }
    }
    let own = arguments.filter { $0 != "-Xcc" }
    for (option, value) in zip(own, own.dropFirst() + [""]) {
      if option == "-load-plugin-executable" || option == "-load-plugin-library" {
        try add(value.split(separator: "#").first.map(String.init) ?? value)
      } else if option.hasPrefix("-fmodule-map-file="), let map = option.split(separator: "=").last {
        let folder = URL(fileURLWithPath: String(map)).deletingLastPathComponent().path
        for name in Files.tree(below: folder) where name.isHeader { try add(folder + "/" + name) }
      } else if option == "-I", value != products + "/Modules" {
        for name in Files.tree(below: value) where name.isHeader { try add(value + "/" + name) }
      }
    }
    return digest.text
  }

  private static let name = "NotebookCells"
  #if os(macOS)
    private static let suffix = ".dylib"
  #else
    private static let suffix = ".so"
  #endif

  private func swift(_ arguments: [String]) async throws(NotebookError) -> Command.Outcome {
    let swift = URL(fileURLWithPath: toolchain.compiler).deletingLastPathComponent().path + "/swift"
    return try await Command(executable: swift, arguments: arguments, environment: ModuleBuilder.environment).run()
  }

  // MARK: The package

  struct Manifest: Decodable {
    struct Product: Decodable {
      enum Kind: Decodable {
        case library
        case other

        init(from decoder: any Decoder) throws {
          let keys = try decoder.container(keyedBy: AnyKey.self).allKeys
          self = keys.contains { $0.stringValue == "library" } ? .library : .other
        }
      }

      var name: String
      var targets: [String]
      var type: Kind

      var isLibrary: Bool { if case .library = type { true } else { false } }
    }

    struct Platform: Decodable {
      var platformName: String
      var version: String
    }

    struct AnyKey: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }

      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    struct Target: Decodable {
      struct Setting: Decodable {
        var tool: String
        var kind: [String: Value]
      }

      /// A setting's value; those of interest are one text.
      struct Value: Decodable {
        var text: String?

        init(from decoder: any Decoder) throws {
          text = (try? decoder.container(keyedBy: AnyKey.self))
            .flatMap { try? $0.decode(String.self, forKey: AnyKey(stringValue: "_0")) }
        }
      }

      var name: String
      var settings: [Setting]

      func values(of kind: String) -> [String] {
        settings.filter { $0.tool == "swift" }.compactMap { $0.kind[kind]?.text }
      }
    }

    struct ToolsVersion: Decodable {
      var version: String

      enum CodingKeys: String, CodingKey { case version = "_version" }
    }

    var products: [Product]
    var platforms: [Platform]
    var targets: [Target]
    var toolsVersion: ToolsVersion
    var swiftLanguageVersions: [String]?

    /// The language as the libraries' own code is compiled: the mode that all their targets have, else the package's, and
    /// the features that all of them enable.
    var language: Language {
      let names = Set(products.filter(\.isLibrary).flatMap(\.targets))
      let own = targets.filter { names.contains($0.name) }
      let modes = Set(own.map { $0.values(of: "swiftLanguageMode").last ?? mode })
      let features = own.map { Set($0.values(of: "enableUpcomingFeature")) }
      let common = features.dropFirst().reduce(features.first ?? []) { $0.intersection($1) }
      return Language(mode: (modes.count == 1 ? modes.first : nil) ?? mode, features: common.sorted())
    }

    /// The newest mode that the manifest lists, else the one that its tools version stands for.
    private var mode: String {
      let listed = (swiftLanguageVersions ?? []).max { $0.compare($1, options: .numeric) == .orderedAscending }
      let major = toolsVersion.version.prefix { $0 != "." }
      return listed ?? (Int(major).map { $0 >= 6 } ?? false ? "6" : "5")
    }
  }

  private func manifest() async throws(NotebookError) -> (Manifest, text: String) {
    let outcome = try await swift([
      "package", "--package-path", package, "--scratch-path", scratch + "/manifest", "dump-package",
    ])
    guard outcome.isSuccess else {
      throw NotebookError(.libraryNotBuilt, package, cause: outcome.output + outcome.error)
    }
    do {
      return (try JSONDecoder().decode(Manifest.self, from: Data(outcome.output.utf8)), outcome.output)
    } catch {
      throw NotebookError(.libraryNotBuilt, package, cause: "its manifest cannot be read: \(error)")
    }
  }

  // MARK: The package around it

  /// Writes the tool's own package; what did not change is left as it is, so that SwiftPM need not build again.
  ///
  /// The remark with a digest is for SwiftPM: it misses changed settings of a package that it finds by a path, unless the
  /// manifest that names the path has changed as well.
  func writeWrapper(
    linking names: [String], platforms: [Manifest.Platform], manifest text: String
  ) throws(NotebookError) {
    func quoted(_ text: String) -> String {
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    let systems = ["macos": "macOS", "maccatalyst": "macCatalyst", "ios": "iOS"]
    let minimums = platforms.compactMap { platform in
      systems[platform.platformName].map { ".\($0)(\(quoted(platform.version)))" }
    }
    let pins = (try? Files.read(package + "/Package.resolved")) ?? []
    var digest = Digest()
    digest.add(text)
    digest.add(pins)
    for path in PackageCode.localPackages(in: package) {
      for name in Files.names(in: path) where name.hasPrefix("Package") && name.hasSuffix(".swift") {
        digest.add((try? Files.read(path + "/" + name)) ?? [])
      }
    }
    let dependencies = names.map { ".product(name: \(quoted($0)), package: \"package\")" }
    let manifest = """
      // swift-tools-version: 6.0
      import PackageDescription

      // Made from \(digest.text)
      let package = Package(
        name: "notebook-cells",
        platforms: \(minimums.isEmpty ? "nil" : "[\(minimums.joined(separator: ", "))]"),
        products: [.library(name: "\(Self.name)", type: .dynamic, targets: ["\(Self.name)"])],
        dependencies: [.package(name: "package", path: \(quoted(package)))],
        targets: [.target(name: "\(Self.name)", dependencies: [\(dependencies.joined(separator: ", "))])]
      )

      """
    let sources = wrapper + "/Sources/" + Self.name
    try Files.createFolder(sources)
    let isNew = try update(wrapper + "/Package.swift", to: Array(manifest.utf8))
    try update(sources + "/Empty.swift", to: [])
    if !isNew { return }
    // The versions that the package's author has tried, else the newest that the manifest allows.
    let resolved = wrapper + "/Package.resolved"
    if pins.isEmpty { Files.remove(resolved) } else { try Files.write(pins, to: resolved) }
  }

  /// Writes a file unless it is as wanted; whether it was written.
  @discardableResult
  private func update(_ path: String, to bytes: [UInt8]) throws(NotebookError) -> Bool {
    if (try? Files.read(path)) == bytes { return false }
    try Files.write(bytes, to: path)
    return true
  }

  /// The arguments with which SwiftPM itself lets a module see the package's: paths of modules, C headers and macros.
  private func searchArguments() throws(NotebookError) -> [String] {
    let path = "\(scratch)/build/\(Self.configuration).yaml"
    let node = try? Yams.compose(yaml: String(decoding: try Files.read(path), as: UTF8.self))
    let commands = node?["commands"]?.mapping?.map(\.value) ?? []
    let all = commands.lazy.compactMap { $0["args"]?.array().compactMap(\.string) }.first { arguments in
      arguments.contains("-emit-module")
        && zip(arguments, arguments.dropFirst()).contains { $0 == ("-module-name", Self.name) }
    }
    guard var rest = all?[...] else {
      throw NotebookError(.libraryNotBuilt, package, cause: "\(path) does not say how SwiftPM compiles")
    }
    var found: [String] = []
    while let argument = rest.popFirst() {
      guard ["-I", "-F", "-Xcc", "-load-plugin-executable", "-load-plugin-library"].contains(argument),
        let value = rest.popFirst()
      else { continue }
      found += [argument, value]
    }
    return found
  }
}
