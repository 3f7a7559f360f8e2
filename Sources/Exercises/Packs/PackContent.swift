internal import Foundation
internal import Notebook

/// The files of a pack, looked through before any of them is copied.
struct PackContent {
  private let folder: String
  /// The pack's name: its folder's.
  let name: String
  /// The files, relative to the folder.
  let files: [String]

  /// The most files, and the most bytes of all together: a pack is text and a few figures.
  static let most = (files: 500, bytes: 8 << 20)

  /// Lists what a pack's folder has of a pack: chapters, figures, a readme, a licence.
  init(folder: String) throws {
    self.folder = folder
    name = URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
    guard Pack.isName(name) else {
      throw ExerciseError(
        .notPossible,
        "a pack is named by its folder, in small letters, digits and dashes, up to 32: `\(name)` is no such name")
    }
    guard Files.isFolder(folder + "/Chapters"), !Self.isLink(folder + "/Chapters") else {
      throw ExerciseError(.notPossible, "`\(name)` is no pack: it has no folder `Chapters`")
    }
    let chapters = Files.tree(below: folder + "/Chapters").map { "Chapters/" + $0 }
    files = chapters + Files.names(in: folder).filter { ["README.md", "LICENSE", "LICENSE.md"].contains($0) }
    var bytes = 0
    for file in files {
      // A link could bring in any file of this machine.
      if Self.isLink("\(folder)/\(file)") || Self.hasLinkAbove(file, in: folder) {
        throw ExerciseError(.notPossible, "the pack `\(name)` is not installed: `\(file)` is a link")
      }
      guard ["md", "yml", "svg"].contains(where: { file.hasSuffix("." + $0) }) || file == "LICENSE" else {
        throw ExerciseError(
          .notPossible, "the pack `\(name)` is not installed: `\(file)` is neither a chapter nor a figure")
      }
      bytes += ((try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(file)"))?[.size] as? Int) ?? 0
    }
    guard files.count <= Self.most.files, bytes <= Self.most.bytes else {
      throw ExerciseError(
        .notPossible,
        "the pack `\(name)` is not installed: it has \(files.count) files and \(bytes) bytes; \(Self.most.files) and \(Self.most.bytes) are allowed"
      )
    }
  }

  /// Copies the files to another folder.
  func copy(to target: String) throws(NotebookError) {
    for file in files {
      let path = "\(target)/\(file)"
      try Files.createFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
      try Files.write(try Files.read("\(folder)/\(file)"), to: path)
    }
  }

  private static func isLink(_ path: String) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
  }

  private static func hasLinkAbove(_ file: String, in folder: String) -> Bool {
    let parts = file.split(separator: "/").dropLast()
    return parts.indices.contains { isLink(folder + "/" + parts[...$0].joined(separator: "/")) }
  }
}
