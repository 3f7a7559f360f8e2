import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Notebook

@Suite struct ModulesTests {
  /// The C compiler's notes for `make`.
  @Test func theSourceOfAnObjectIsFoundWhateverItsPath() {
    for (text, source) in [
      ("/a/b.o: /a/b.c /a/b.h\n", "/a/b.c"), ("/a/b.o: \\\n  /a/b.c \\\n  /a/b.h\n", "/a/b.c"),
      ("/a\\ book/b.o: /a\\ book/b.c\n", "/a book/b.c"), ("b.o: /a\\#b$$c/b.c", "/a#b$c/b.c"),
      ("b.o: /a 📖/b.c".replacing(" 📖", with: "\\ 📖"), "/a 📖/b.c"),
    ] {
      #expect(Modules.source(inDependencies: text) == source, "\(text)")
    }
    #expect(Modules.source(inDependencies: "b.o") == nil)
  }

  /// Results depend on the runtime, the language, and the modules that a program names; reports on all modules.
  @Test func everythingThatIsLinkedIsInTheKeys() {
    let program = Program(
      name: "a", purpose: .session, text: "import Net\n", cells: [0], copied: [], values: [], timeLimit: 10)
    let modules = Modules(
      searchArguments: [], ownObjects: [], dispatcher: "", runtimeKey: "1", keys: ["Net": "1", "Other": "1"])
    for (change, isUsed): ((inout Modules) -> Void, Bool) in [
      ({ $0.runtimeKey = "2" }, true), ({ $0.language.mode = "6" }, true),
      ({ $0.language.features = ["ExistentialAny"] }, true), ({ $0.keys["Net"] = "2" }, true),
      ({ $0.keys["Net"] = nil }, true), ({ $0.keys["Other"] = "2" }, false),
    ] {
      var other = modules
      change(&other)
      #expect((other.key(of: program) != modules.key(of: program)) == isUsed, "\(other)")
      #expect(other.key != modules.key, "\(other)")
    }
  }
}

@Suite struct PackageProductsTests {
  private static let manifest = """
    // swift-tools-version: 6.0
    import PackageDescription

    let package = Package(
      name: "Kit", products: [.library(name: "Kit", targets: ["Kit"])], targets: [.target(name: "Kit")])

    """

  private func products(
    of folder: TemporaryBook, progress: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> PackageProducts {
    var facts = FileFacts(folder: folder.folder + "/.build/notebook")
    return PackageProducts(
      package: folder.folder, scratch: folder.folder + "/.build/notebook/package",
      toolchain: try await Toolchain.find(&facts), without: [], progress: progress)
  }

  @Test func onlyABuildIsAnnounced() async throws {
    let folder = try TemporaryBook(["Package.swift": Self.manifest, "Sources/Kit/Kit.swift": "public let one = 1\n"])
    let told = Mutex<[String]>([])
    let products = try await products(of: folder) { text in told.withLock { $0.append(text) } }
    func announcements() async throws -> Int {
      var modules = Modules(searchArguments: [], ownObjects: [], dispatcher: "", runtimeKey: "")
      try await products.add(to: &modules)
      return told.withLock { $0.count }
    }
    #expect(try await announcements() == 1)
    try folder.write("# Kit\n", to: "README.md")
    #expect(try await announcements() == 1)
    try folder.write("public let one = 2\n", to: "Sources/Kit/Kit.swift")
    #expect(try await announcements() == 2)
    #expect(told.withLock { $0 } == ["building Kit", "building Kit"])
  }

  @Test func versionsFollowTheManifestOrThePackage() async throws {
    let folder = try TemporaryBook()
    let products = try await products(of: folder)
    let resolved = ".build/notebook/package/wrapper/Package.resolved"
    func write(_ manifest: String) throws -> String? {
      try products.writeWrapper(linking: ["Kit"], platforms: [], manifest: manifest)
      return try? folder.read(resolved)
    }
    #expect(try write("one") == nil)
    // As SwiftPM resolves them.
    try folder.write("one", to: resolved)
    #expect(try write("one") == "one")
    #expect(try write("two") == nil)
    try folder.write("the author's", to: "Package.resolved")
    #expect(try write("two") == "the author's")
    try FileManager.default.removeItem(atPath: folder.folder + "/Package.resolved")
    #expect(try write("two") == nil)
  }
}

@Suite struct LanguageTests {
  /// A manifest as SwiftPM prints it: products and targets, with the settings of each target.
  private func language(
    tools: String, _ targets: [String: [String]], listed: String = "null", products: [String] = ["A"]
  ) throws -> Language {
    let kinds = targets.map { name, settings in
      let values = settings.map { setting in
        let parts = setting.split(separator: "=")
        return #"{"kind": {"\#(parts[0])": {"_0": "\#(parts[1])"}}, "tool": "swift"}"#
      }
      return #"{"name": "\#(name)", "settings": [\#(values.joined(separator: ", "))]}"#
    }
    let libraries = products.map { #"{"name": "\#($0)", "targets": ["\#($0)"], "type": {"library": ["automatic"]}}"# }
    let tool = #"{"name": "tool", "targets": ["Tool"], "type": {"executable": null}}"#
    let text = """
      {"products": [\((libraries + [tool]).joined(separator: ", "))], "platforms": [],
       "targets": [\(kinds.joined(separator: ", "))], "toolsVersion": {"_version": "\(tools)"},
       "swiftLanguageVersions": \(listed)}
      """
    return try JSONDecoder().decode(PackageProducts.Manifest.self, from: Data(text.utf8)).language
  }

  @Test func aPagesLanguageIsThatOfTheLibraries() throws {
    let regex = "enableUpcomingFeature=BareSlashRegexLiterals"
    let any = "enableUpcomingFeature=ExistentialAny"
    #expect(try language(tools: "6.0.0", ["A": []]) == Language(mode: "6"))
    #expect(try language(tools: "5.9.0", ["A": []]) == Language(mode: "5"))
    #expect(try language(tools: "5.9.0", ["A": []], listed: #"["5", "6"]"#) == Language(mode: "6"))
    #expect(try language(tools: "6.1.0", ["A": ["swiftLanguageMode=5"]]) == Language(mode: "5"))
    // Where targets differ, the package's own mode stands, and only what all of them enable.
    #expect(try language(tools: "6.1.0", ["A": ["swiftLanguageMode=5"], "B": []], products: ["A", "B"]).mode == "6")
    #expect(
      try language(tools: "5.9.0", ["A": [regex, any]]).features == ["BareSlashRegexLiterals", "ExistentialAny"])
    #expect(
      try language(tools: "5.9.0", ["A": [regex], "B": [regex, any]], products: ["A", "B"]).features.count == 1)
    // A tool's settings are no library's, and definitions no features.
    #expect(try language(tools: "5.9.0", ["A": ["define=FAST"], "Tool": [any]]) == Language(mode: "5"))
  }

  @Test func theCompilerIsToldTheLanguage() {
    #expect(
      Language(mode: "6", features: ["ExistentialAny"]).arguments
        == ["-swift-version", "6", "-enable-upcoming-feature", "ExistentialAny"])
  }
}
