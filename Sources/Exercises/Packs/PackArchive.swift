internal import Notebook

/// A pack in a `.tar.gz` file: its list is read before anything is unpacked.
struct PackArchive {
  let path: String

  /// Unpacks into a folder, and returns the pack's own folder in it.
  func unpack(into folder: String) async throws -> String {
    guard Files.exists(path) else {
      throw ExerciseError(.notPossible, "there is no folder or file `\(path)`")
    }
    let list = try await tar(["-tvzf", path])
    guard list.isSuccess else {
      throw ExerciseError(.notPossible, "`\(path)` is no .tar.gz file, or a damaged one: \(firstLine(list.error))")
    }
    let names = try await tar(["-tzf", path]).output.split(separator: "\n").map(String.init)
    try look(at: list.output.split(separator: "\n").map(String.init), names)
    try Files.createFolder(folder)
    let outcome = try await tar(["-xzf", path, "-C", folder])
    guard outcome.isSuccess else {
      throw ExerciseError(.notPossible, "`\(path)` could not be unpacked: \(firstLine(outcome.error))")
    }
    guard let top = names.first?.split(separator: "/").first, Files.isFolder("\(folder)/\(top)") else {
      throw ExerciseError(.notPossible, "`\(path)` has no folder in it: a pack is one folder")
    }
    return "\(folder)/\(top)"
  }

  /// Refuses what could leave the folder, or is no pack.
  private func look(at rows: [String], _ names: [String]) throws {
    for (row, name) in zip(rows, names) {
      // The first letter says what it is: `-` for a file, `d` for a folder; links and devices have others.
      guard row.hasPrefix("-") || row.hasPrefix("d") else {
        throw ExerciseError(.notPossible, "`\(path)` is refused: `\(name)` is neither a file nor a folder")
      }
      if name.hasPrefix("/") || name.split(separator: "/").contains("..") {
        throw ExerciseError(.notPossible, "`\(path)` is refused: `\(name)` leads out of the pack's folder")
      }
    }
    let tops = Set(names.compactMap { $0.split(separator: "/").first })
    guard tops.count == 1 else {
      throw ExerciseError(.notPossible, "`\(path)` is refused: a pack is one folder, and this has \(tops.count)")
    }
    guard names.count <= 2 * PackContent.most.files else {
      throw ExerciseError(.notPossible, "`\(path)` is refused: it has \(names.count) files")
    }
    let bytes = rows.compactMap { $0.split(separator: " ").dropFirst(2).first.flatMap { Int($0) } }.reduce(0, +)
    guard bytes <= 2 * PackContent.most.bytes else {
      throw ExerciseError(.notPossible, "`\(path)` is refused: unpacked it has \(bytes) bytes")
    }
  }

  private func tar(_ arguments: [String]) async throws -> Command.Outcome {
    guard let tar = Command.find("tar") else {
      throw ExerciseError(.notPossible, "`tar` is missing: unpack the file yourself and install the folder")
    }
    return try await Command(executable: tar, arguments: arguments, environment: ["LC_ALL": "C"]).run()
  }

  private func firstLine(_ text: String) -> String { text.split(separator: "\n").first.map(String.init) ?? "" }
}
