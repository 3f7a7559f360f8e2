internal import Foundation

/// The Swift compiler that the cells are compiled with.
public struct Toolchain: Equatable, Sendable {
  /// The path of `swiftc`.
  public var compiler: String
  /// The program that compiles, which takes `-frontend` as its first argument: beside `swiftc` where that is a driver,
  /// whose own start costs a fifth of a small compile; else `swiftc`, which passes on to it.
  var frontend: String
  /// The path of the library that reads the compiler's index.
  var indexLibrary: String
  /// The version as the compiler states it, such as `6.3.1`.
  public var version: String
  /// Everything that the compiler says about itself: part of every cache key.
  public var identity: String
  /// Arguments that every compile on this system needs.
  var systemArguments: [String]
  /// Arguments with which the frontend finds the macros that come with Swift, as the driver would give them.
  var macroArguments: [String] = []
  /// Arguments that every link needs: rounding a number calls the C library, and no import says so.
  var libraryArguments: [String] { ["-lm"] }
  /// Arguments that every link of programs needs: the dispatcher finds a program by the name of its entry point.
  var programArguments: [String] {
    #if os(macOS)
      libraryArguments + ["-Xlinker", "-export_dynamic"]
    #else
      libraryArguments + ["-Xlinker", "--export-dynamic"]
    #endif
  }

  /// The variables by which the environment changes what the compiler and the linker find, with their values.
  static let environment = ["SDKROOT", "CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "LIBRARY_PATH"].map { name in
    "\n\(name)=" + (ProcessInfo.processInfo.environment[name] ?? "")
  }.joined()

  /// Finds the compiler: `SWIFTC`, else `swiftc` on PATH.
  public static func find() async throws(NotebookError) -> Toolchain {
    let compiler = try path()
    let version = try await version(of: compiler)
    return try await describe(compiler, as: version, macros: try await macroArguments(of: compiler))
  }

  /// Finds the compiler, and asks it what it is only if it is another than last time.
  static func find(_ facts: inout FileFacts) async throws(NotebookError) -> Toolchain {
    let compiler = try path()
    // A `swiftc` that only passes on to the compiler of the day says nothing by its own file: it is asked each time.
    let real = URL(fileURLWithPath: compiler).resolvingSymlinksInPath()
    guard frontend(of: compiler) != nil else { return try await find() }
    let known = try await facts.about(real.path, "facts of \(compiler.replacing(" ", with: "_"))") {
      () throws(NotebookError) in [try await version(of: compiler)] + (try await macroArguments(of: compiler))
    }
    return try await describe(compiler, as: known[0], macros: Array(known.dropFirst()))
  }

  /// The names of the features of later language modes that a compiler can switch on; `nil` where it does not tell.
  func upcomingFeatures() async throws(NotebookError) -> [String]? {
    let outcome = try await Command(executable: compiler, arguments: ["-print-supported-features"]).run()
    guard outcome.isSuccess, let start = outcome.output.firstRange(of: "\"upcoming\"") else { return nil }
    let list = outcome.output[start.upperBound...].prefix { $0 != "]" }
    return list.matches(of: #/"name": *"(\w+)"/#).map { String($0.1) }
  }

  /// The arguments about macros that the driver hands on, by its own words: they depend on the system.
  private static func macroArguments(of compiler: String) async throws(NotebookError) -> [String] {
    let outcome = try await Command(executable: compiler, arguments: ["-###", "-module-name", "main", "-"]).run()
    let frontend = outcome.output.split(separator: "\n").first { $0.contains(" -frontend ") } ?? ""
    let words = Command.words(of: frontend)
    let options: Set = ["-plugin-path", "-external-plugin-path", "-in-process-plugin-server-path"]
    return zip(words, words.dropFirst()).flatMap { options.contains($0) ? [$0, $1] : [] }
  }

  private static func path() throws(NotebookError) -> String {
    let name = ProcessInfo.processInfo.environment["SWIFTC"] ?? "swiftc"
    guard let compiler = Command.find(name) else { throw NotebookError(.compilerNotFound, name) }
    return compiler
  }

  /// The frontend beside a driver, where there is one.
  private static func frontend(of compiler: String) -> String? {
    let real = URL(fileURLWithPath: compiler).resolvingSymlinksInPath()
    let path = real.deletingLastPathComponent().path + "/swift-frontend"
    return Files.exists(path) ? path : nil
  }

  private static func version(of compiler: String) async throws(NotebookError) -> String {
    let outcome = try await Command(executable: compiler, arguments: ["--version"]).run()
    guard outcome.isSuccess else { throw NotebookError(.compilerNotFound, compiler, cause: outcome.error) }
    return outcome.output
  }

  private static func describe(
    _ compiler: String, as identity: String, macros: [String]
  ) async throws(NotebookError) -> Toolchain {
    let version = identity.firstMatch(of: #/Swift version ([0-9.]+)/#).map { String($0.1) } ?? "unknown"
    #if os(macOS)
      let sdk = try await Command(executable: "/usr/bin/xcrun", arguments: ["--show-sdk-path"]).run()
      let system = ["-sdk", sdk.output.trimmingCharacters(in: .whitespacesAndNewlines)]
    #else
      let system: [String] = []
    #endif
    let frontend = frontend(of: compiler)
    let libraries =
      if let frontend {
        URL(fileURLWithPath: frontend).deletingLastPathComponent().deletingLastPathComponent().path + "/lib"
      } else {
        try await libraries(of: compiler)
      }
    return Toolchain(
      compiler: compiler, frontend: frontend ?? compiler, indexLibrary: libraries + "/libIndexStore" + librarySuffix,
      version: version, identity: identity, systemArguments: system, macroArguments: macros)
  }

  #if os(macOS)
    private static let librarySuffix = ".dylib"
  #else
    private static let librarySuffix = ".so"
  #endif

  /// The toolchain's folder of libraries, as a compiler says that only passes on to another.
  private static func libraries(of compiler: String) async throws(NotebookError) -> String {
    struct Information: Decodable {
      struct Paths: Decodable { var runtimeResourcePath: String }
      var paths: Paths
    }
    let outcome = try await Command(executable: compiler, arguments: ["-print-target-info"]).run()
    guard let information = try? JSONDecoder().decode(Information.self, from: Data(outcome.output.utf8)) else {
      throw NotebookError(.programNotRun, "\(compiler) -print-target-info", cause: outcome.error)
    }
    return URL(fileURLWithPath: information.paths.runtimeResourcePath).deletingLastPathComponent().path
  }
}
