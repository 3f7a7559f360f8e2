internal import Foundation

/// What was found out about files, kept until they change: digests of their content, versions of compilers.
///
/// A file counts as unchanged while its size, its two times and its number on the disk are the same. Trouble with the
/// file that keeps this is never an error: at worst everything is found out again.
struct FileFacts {
  private struct Entry: Codable {
    var path: String
    var stamp: String
    var facts: [String]
  }

  private let path: String
  private var entries: [String: Entry]
  private var isChanged = false

  /// Opens what was kept in a folder.
  init(folder: String) {
    path = folder + "/files.json"
    let bytes = (try? Files.read(path)) ?? []
    entries = (try? JSONDecoder().decode([String: Entry].self, from: Data(bytes))) ?? [:]
  }

  /// What is known of a file, computed only if the file has changed.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - question: What is asked; other questions about the same file have answers of their own.
  ///   - compute: Finds the answer.
  mutating func about(
    _ path: String, _ question: String, _ compute: () async throws(NotebookError) -> [String]
  ) async throws(NotebookError) -> [String] {
    let key = question + " " + path
    let stamp = Files.stamp(of: path)
    if let known = entries[key], known.stamp == stamp { return known.facts }
    let facts = try await compute()
    entries[key] = Entry(path: path, stamp: stamp, facts: facts)
    isChanged = true
    return facts
  }

  /// Keeps what was found out; files that are gone are forgotten.
  mutating func save() {
    guard isChanged else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    entries = entries.filter { Files.exists($0.value.path) }
    if let bytes = try? encoder.encode(entries) { try? Files.write(Array(bytes), to: path) }
    isChanged = false
  }
}
