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
  private var products: String { scratch + "/build/release" }

  /// Builds the package's libraries and adds them to what cells can import; a package may have none.
  func add(to modules: inout Modules) async throws(NotebookError) {
    guard Files.exists(package + "/Package.swift") else {
      throw NotebookError(.libraryNotBuilt, package, cause: "there is no Package.swift in this folder")
    }
    let manifest = try await manifest()
    let names = manifest.products.filter { $0.isLibrary && !$0.targets.contains(where: without.contains) }.map(\.name)
    if names.isEmpty { return }
    try writeWrapper(linking: names, platforms: manifest.platforms)
    progress("building \(names.joined(separator: ", "))")
    let outcome = try await swift([
      "build", "--configuration", "release", "--package-path", wrapper, "--scratch-path", scratch + "/build",
      "--product", Self.name,
    ])
    guard outcome.isSuccess else {
      throw NotebookError(.libraryNotBuilt, package, cause: outcome.output + outcome.error)
    }
    let library = products + "/lib\(Self.name)" + Self.suffix
    var digest = Digest()
    digest.add(try Files.read(library))
    for module in Files.names(in: products + "/Modules") where module.hasSuffix(".swiftmodule") {
      digest.add(try Files.read(products + "/Modules/" + module))
    }
    modules.searchArguments += try searchArguments()
    modules.ownObjects += [library, "-Xlinker", "-rpath", "-Xlinker", products]
    // Every program is linked with the one library.
    modules.runtimeKey += digest.text
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

  private struct Manifest: Decodable {
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

    var products: [Product]
    var platforms: [Platform]
  }

  private func manifest() async throws(NotebookError) -> Manifest {
    let outcome = try await swift([
      "package", "--package-path", package, "--scratch-path", scratch + "/manifest", "dump-package",
    ])
    guard outcome.isSuccess else {
      throw NotebookError(.libraryNotBuilt, package, cause: outcome.output + outcome.error)
    }
    do {
      return try JSONDecoder().decode(Manifest.self, from: Data(outcome.output.utf8))
    } catch {
      throw NotebookError(.libraryNotBuilt, package, cause: "its manifest cannot be read: \(error)")
    }
  }

  // MARK: The package around it

  /// Writes the tool's own package; what did not change is left as it is, so that SwiftPM need not build again.
  private func writeWrapper(linking names: [String], platforms: [Manifest.Platform]) throws(NotebookError) {
    func quoted(_ text: String) -> String {
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    let systems = ["macos": "macOS", "maccatalyst": "macCatalyst", "ios": "iOS"]
    let minimums = platforms.compactMap { platform in
      systems[platform.platformName].map { ".\($0)(\(quoted(platform.version)))" }
    }
    let dependencies = names.map { ".product(name: \(quoted($0)), package: \"package\")" }
    let manifest = """
      // swift-tools-version: 6.0
      import PackageDescription

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
    try update(wrapper + "/Package.swift", to: Array(manifest.utf8))
    try update(sources + "/Empty.swift", to: [])
    // The versions that the package's author has tried.
    if let pins = try? Files.read(package + "/Package.resolved"), !Files.exists(wrapper + "/Package.resolved") {
      try Files.write(pins, to: wrapper + "/Package.resolved")
    }
  }

  private func update(_ path: String, to bytes: [UInt8]) throws(NotebookError) {
    if (try? Files.read(path)) != bytes { try Files.write(bytes, to: path) }
  }

  /// The arguments with which SwiftPM itself lets a module see the package's: paths of modules, C headers and macros.
  private func searchArguments() throws(NotebookError) -> [String] {
    let path = scratch + "/build/release.yaml"
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
