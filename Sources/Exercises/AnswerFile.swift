internal import Notebook

/// The file that a learner starts from: the task as a comment, and the stub.
struct AnswerFile {
  let entry: CatalogEntry
  let tool: String

  /// The greatest length of a line of the task, in characters.
  private static let width = 96

  /// The file's text.
  var text: String {
    let exercise = entry.exercise
    let task = PlainText(document: entry.document, width: Self.width).text(of: exercise.task)
    var remark = ["Exercise \(entry.name): \(entry.title) (level \(exercise.level) of 3)", ""]
    remark += task.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    remark += ["", "Check:  \(tool) exercise check \(entry.name)"]
    if !exercise.hints.isEmpty { remark.append("Hint:   \(tool) exercise hint \(entry.name)") }
    if given != nil { remark.append("Given:  \(givenPath) shows what you may call") }
    let comment = remark.map { $0.isEmpty ? "//" : "// " + $0 }.joined(separator: "\n")
    return comment + "\n\n" + importText + entry.code(of: exercise.stub)
  }

  /// The imports, with an empty line below where there are any.
  var importText: String {
    importLines.isEmpty ? "" : importLines.joined(separator: "\n") + "\n\n"
  }

  /// The path of the answer, relative to the workspace.
  var path: String { Self.folder(of: entry) + "\(entry.document.slug)/\(entry.exercise.id).swift" }

  /// The path of the given code, relative to the workspace.
  var givenPath: String {
    "Given/\(entry.pack.map { $0 + "-" } ?? "")\(entry.document.number)-\(entry.exercise.id).swift"
  }

  private static func folder(of entry: CatalogEntry) -> String { entry.pack.map { "Packs/\($0)/" } ?? "" }

  /// The given code for an editor; `nil` where it is imports alone.
  ///
  /// Checks take it from the chapter.
  var given: String? {
    let declarations = givenLines.filter { !Self.isImport($0) }.joined(separator: "\n").trimmingEmptyLines
    if declarations.isEmpty { return nil }
    return """
      // What exercise \(entry.name) gives you. This copy is for your editor: a check uses the book's own.

      \(importText)\(declarations)
      """
  }

  private var givenLines: [String] {
    let used = entry.exercise.uses.compactMap { entry.document.cell(named: $0) }
    return (used + entry.exercise.given).flatMap { cell in
      entry.document.cells[cell].lines.map(\.text) + [""]
    }
  }

  private var importLines: [String] {
    givenLines.filter(Self.isImport).reduce(into: []) { lines, line in
      if !lines.contains(line) { lines.append(line) }
    }
  }

  static func isImport(_ line: some StringProtocol) -> Bool { line.hasPrefix("import ") }
}

/// The workspace's `Package.swift`, with which an editor completes names and shows documentation.
struct Manifest {
  static let remark =
    "// Written by `notebook exercise start` for your editor, and written again when you start another exercise."

  /// The answers' paths, relative to the workspace.
  let answers: [String]
  /// The names of the files in `Given`.
  let given: [String]
  /// The products that answers import.
  let modules: [String]
  /// Their origin.
  let package: (path: String, name: String)

  /// The manifest's text.
  ///
  /// Each exercise is a target of its own, since many declare the same names.
  var text: String {
    let products = modules.map { ".product(name: \(quoted($0)), package: \(quoted(package.name)))" }
    let targets = answers.map { answer in
      let parts = answer.split(separator: "/").map(String.init)
      let (chapter, file) = (parts[parts.count - 2], parts[parts.count - 1])
      let pack = parts.count > 2 ? parts[1] + "-" : ""
      let name = "\(pack)\(chapter.prefix { $0 != "-" })-\(file)"
      let sources = [answer] + (given.contains(name) ? ["Given/\(name)"] : [])
      return """
            .target(
              name: \(quoted(targetName(name))), dependencies: [\(products.joined(separator: ", "))],
              path: ".", exclude: [], sources: [\(sources.map(quoted).joined(separator: ", "))]),

        """
    }
    let dependency = modules.isEmpty ? "" : "\n  dependencies: [.package(path: \(quoted(package.path)))],"
    return """
      // swift-tools-version: 6.2
      \(Self.remark)
      // To write your own instead, take this remark away.
      import PackageDescription

      let package = Package(
        name: "MyExercises",
        platforms: [.macOS(.v15)],\(dependency)
        targets: [
      \(targets.joined())  ],
        swiftLanguageModes: [.v5]
      )

      """
  }

  private func targetName(_ file: String) -> String {
    "Exercise_" + file.dropLast(".swift".count).map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
