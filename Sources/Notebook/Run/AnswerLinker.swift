internal import Foundation

/// Links one answer after another against modules that were linked before: a learner waits for each link.
///
/// The modules are a shared library, so that a link reads little else than the answer.
struct AnswerLinker {
  let toolchain: Toolchain
  let modules: Modules
  /// The path of the library.
  let shelf: String

  /// Links programs into an executable.
  func link(_ programs: [(name: String, object: String)], to executable: String) async throws(NotebookError) {
    try Files.createFolder(shelf)
    // A program's object comes first: the compiler's driver writes a list beside the first one, and beside those that are
    // shared it would be another link's.
    let parts = programs.map(\.object) + [modules.dispatcher, try await library()]
    try await call(toolchain.compiler, parts + toolchain.programArguments + ["-o", executable], making: executable)
  }

  /// The library of all modules.
  ///
  /// Its name holds its folder, since some linkers write that into what they link; of several names of one folder always
  /// the same.
  private func library() async throws(NotebookError) -> String {
    let shelf = URL(fileURLWithPath: shelf).resolvingSymlinksInPath().path
    var digest = Digest()
    for part in [toolchain.identity, modules.key, shelf] { digest.add(part) }
    let library = "\(shelf)/modules-\(digest.text).so"
    try await Files.alone(by: shelf + "/lock") { () throws(NotebookError) in
      if !Files.exists(library) { try await linkModules(to: library) }
    }
    return library
  }

  private func linkModules(to library: String) async throws(NotebookError) {
    let work = unique(library)
    defer { Files.remove(work) }
    try Files.createFolder(work)
    // Under a name in this folder, for the driver's list: see `link`.
    let first = work + "/first.o"
    let objects = modules.objects
    try Files.link(objects[0], as: first)
    let parts = [first] + objects.dropFirst() + toolchain.libraryArguments
    try await call(toolchain.compiler, ["-emit-library"] + parts + ["-o", work + "/library"], making: library)
    try Files.move(work + "/library", to: library)
  }

  /// A name beside `path` that no other run of the tool takes.
  private func unique(_ path: String) -> String { "\(path)-\(UInt32.random(in: 0...UInt32.max))" }

  private func call(_ tool: String, _ arguments: [String], making file: String) async throws(NotebookError) {
    let outcome = try await Command(
      executable: tool, arguments: arguments + toolchain.systemArguments
    ).run()
    guard outcome.isSuccess else { throw NotebookError(.linkFailed, file, cause: outcome.error) }
  }
}
