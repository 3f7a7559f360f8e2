import Foundation
import TestSupport
import Testing

@testable import Notebook

/// A compiler that ends without a word about the program: the chapter's trouble, not the book's.
@Suite struct CompilerTests {
  /// What is said where the compiler is a script.
  private func messages(ofCompiler script: String, processorSeconds: Int) async throws -> [String] {
    let text = "---\ntitle: A\n---\n\n```swift no-run\nlet a = 1\n```\n"
    let book = try TemporaryBook(["Chapters/01-a.md": text, "frontend": "#!/bin/sh\n\(script)\n"])
    var toolchain = try await Toolchain.find()
    toolchain.frontend = book.folder + "/frontend"
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: toolchain.frontend)
    let modules = Modules(searchArguments: [], ownObjects: [], dispatcher: "", runtimeKey: "")
    let compiler = Compiler(
      toolchain: toolchain, modules: modules, folder: book.folder, processorSeconds: processorSeconds)
    let program = try #require(Document(parsing: SourceText(path: "Chapters/01-a.md", text: text)).tangle().first)
    let result = try await compiler.compile(program)
    #expect(result.isBroken && !result.isSuccess)
    return program.located(result).messages.map { "\($0.position?.line ?? 0): \($0.text)" }
  }

  private let place = "6: at this cell, or at one below it, the compiler"

  @Test func itIsEndedWhereItComputesTooLong() async throws {
    #expect(
      try await messages(ofCompiler: "while :; do :; done", processorSeconds: 1) == [
        "\(place) was ended (it may compute for 1 s): long expressions take less where their types are written out"
      ])
  }

  @Test func itsOwnFailureIsToldWithItsFirstWords() async throws {
    #expect(
      try await messages(ofCompiler: "echo 'Stack dump:' >&2; kill -SEGV $$", processorSeconds: 100) == [
        "\(place) broke off with status 139: Stack dump:"
      ])
  }
}
