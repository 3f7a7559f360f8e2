import Foundation
import Notebook
import TestSupport

@testable import Exercises

/// A book of one chapter without modules, in a folder of its own that goes with the value's last owner.
final class SampleBook {
  let folder: String

  init(_ chapter: String = SampleBook.chapter) throws {
    folder = FileManager.default.temporaryDirectory.path + "/sample book \(UUID().uuidString) 🙂"
    try FileManager.default.createDirectory(atPath: folder + "/Chapters", withIntermediateDirectories: true)
    // What is compiled once serves all books of the same text. Other texts displace each other's answers, so only one
    // suite has some, and tries them one after the other.
    let cache = Repository.folder + "/.build/notebook-\(chapter == Self.chapter ? "samples" : "variants")"
    try Self.link(cache, as: folder + "/.build/notebook")
    try chapter.write(toFile: folder + "/Chapters/02-gates.md", atomically: true, encoding: .utf8)
  }

  /// Gives a folder another name, unless it has it already.
  private static func link(_ folder: String, as name: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let parent = URL(fileURLWithPath: name).deletingLastPathComponent().path
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    if symlink(folder, name) != 0, errno != EEXIST { throw CocoaError(.fileWriteUnknown) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// The workspace and what it works on.
  func open() async throws -> (workspace: Workspace, catalog: Catalog) {
    let book = try Book(folder: folder)
    return (
      Workspace(folder: folder + "/MyExercises", book: book, tool: "notebook"), try await Catalog.read(book).catalog
    )
  }

  func read(_ path: String) throws -> String {
    try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
  }

  func write(_ text: String, to path: String) throws {
    try text.write(toFile: folder + "/" + path, atomically: true, encoding: .utf8)
  }

  static let answer = "MyExercises/02-gates/double.swift"

  static let chapter = """
    ---
    title: Gates
    summary: A chapter for tests.
    part: One
    ---

    <!-- exercise #double level=2 fast -->
    ### Twice as much

    Return *twice* the number, as `scale` does in [the text](02-gates.md).

    - Take care of zero.

    ```swift stub
    func double(_ x: Int) -> Int {
      // TODO
      0
    }
    ```

    <!-- swift given
    func scale(_ x: Int, by factor: Int) -> Int { x * factor }
    -->

    <!-- swift test
    let fresh = Int(testSeed % 100) + 3
    expect(double(0), equals: 0, "zero")
    expect(double(fresh), equals: 2 * fresh, "a fresh number")
    expect(double(2), equals: 4, "two")
    -->

    <!-- hint
    Mild.
    -->

    <!-- hint
    Stronger.
    -->

    <!-- swift wrong="You square."
    func double(_ x: Int) -> Int { x * x }
    -->

    <!-- swift wrong="You forget to multiply."
    func double(_ x: Int) -> Int { x }
    -->

    <!-- swift solution
    func double(_ x: Int) -> Int {
      scale(x, by: 2)
    }
    -->

    <!-- after
    A secret for afterwards.
    -->

    <!-- exercise #one level=1 -->
    ### One

    Return one.

    ```swift stub
    func one() -> Int { 0 }
    ```

    <!-- swift test
    expect(one(), equals: 1, "one")
    -->

    <!-- hint
    It is 1.
    -->

    <!-- swift wrong="That is two."
    func one() -> Int { 2 }
    -->

    <!-- swift solution
    func one() -> Int { 1 }
    -->

    ## After

    The end.

    """
}
