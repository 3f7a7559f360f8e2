internal import Foundation
internal import Notebook

/// A pack to begin with: one chapter with one exercise that is proven already.
public struct PackTemplate: Sendable {
  let name: String
  /// The words with which the author starts the tool.
  let tool: String

  /// Creates a template for a pack of this name.
  public init(name: String, tool: String) throws(ExerciseError) {
    guard Pack.isName(name) else {
      throw ExerciseError(
        .unknownName, "a pack's name has small letters, digits and dashes, up to 32: `\(name)` is no such name")
    }
    self.name = name
    self.tool = tool
  }

  /// Writes the pack into a new folder of its name, and returns the paths of its files.
  public func write(in folder: String) throws -> [String] {
    let target = "\(folder)/\(name)"
    guard !Files.exists(target) else {
      throw ExerciseError(.notPossible, "`\(target)` is there already: take another name, or take it away")
    }
    var paths: [String] = []
    for (path, text) in files {
      let file = "\(target)/\(path)"
      try Files.createFolder(URL(fileURLWithPath: file).deletingLastPathComponent().path)
      try Files.write(text, to: file)
      paths.append(file)
    }
    return paths
  }

  private var files: [(path: String, text: String)] {
    [("README.md", readme), ("Chapters/book.yml", configuration), ("Chapters/01-first-steps.md", chapter)]
  }

  private var readme: String {
    """
    # \(name)

    Exercises for Neural Notebook. Write chapters in `Chapters`; each exercise brings its stub, hidden tests, three
    hints, typical wrong answers and a solution, and the tool proves that they fit together:

        \(tool) pack check \(name)

    Others install the folder, or a `.tar.gz` of it:

        tar -czf \(name).tar.gz \(name)
        \(tool) pack install \(name).tar.gz

    """
  }

  private var configuration: String {
    """
    title: \(name)
    summary: What these exercises are about, in a sentence.
    # The modules that answers may import; the book that the pack is used with builds them.
    modules: []

    """
  }

  private var chapter: String {
    """
    ---
    title: First steps
    summary: One exercise to begin with. Change it, or write your own beside it.
    ---

    <!-- exercise #half level=1 -->
    ### A half

    Return half of the number.

    ```swift stub
    func half(_ x: Double) -> Double {
      // TODO
      0
    }
    ```

    <!-- swift test
    let fresh = Double(testSeed % 1000) + 1
    expect(half(3), equals: 1.5, "half of 3")
    expect(half(-1), equals: -0.5, "half of −1")
    expect(half(fresh), equals: fresh / 2, "half of a fresh number")
    -->

    <!-- hint
    What do you multiply by to get a half?
    -->

    <!-- hint
    A division does it too.
    -->

    <!-- hint
    `x / 2`
    -->

    <!-- swift wrong="You double the number."
    func half(_ x: Double) -> Double { x * 2 }
    -->

    <!-- swift wrong="You round to a whole number: a half of 3 is 1.5."
    func half(_ x: Double) -> Double { (x / 2).rounded(.down) }
    -->

    <!-- swift solution
    func half(_ x: Double) -> Double {
      x / 2
    }
    -->

    <!-- after
    Multiplying by 0.5 gives the same bits: both are exact.
    -->

    """
  }
}
