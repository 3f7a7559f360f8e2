import Foundation
import Notebook

/// The folder that a site is written to: replaced as a whole, and only if it is a site of ours.
enum SiteFolder {
  /// The file that says that a folder may be replaced.
  static let marker = ".notebook-site"

  private static let markerText = """
    This folder is a site that `notebook build` wrote. The next build replaces the whole folder.

    """

  /// What a folder holds: a name and a stamp for each file and folder in it.
  ///
  /// A file that is written again, whatever into, has another stamp.
  struct State: Equatable, Codable {
    fileprivate var stamps: [String: String]
  }

  /// The state of a folder; `nil` where there is none.
  static func state(of directory: String) -> State? {
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: directory) else { return nil }
    let stamps = names.map { name in
      let path = "\(directory)/\(name)"
      return (name, Files.isFolder(path) ? "folder" : Files.stamp(of: path))
    }
    return State(stamps: Dictionary(stamps) { $1 })
  }

  /// Puts a site in a folder's place.
  ///
  /// The files are written to a neighbour first, so that a full disk or a closed terminal leaves the old site whole;
  /// where the system can, the two then change places, so that whoever reads the site always finds one.
  @discardableResult
  static func replace(_ directory: String, with files: [SiteFile]) throws(NotebookError) -> State {
    let target = URL(filePath: directory, directoryHint: .isDirectory).standardizedFileURL
    let next = neighbour(of: target, named: "new")
    let old = neighbour(of: target, named: "old")
    for folder in [target, next, old] { try checkReplaceable(folder) }
    do {
      let manager = FileManager.default
      try removeIfPresent(next)
      try removeIfPresent(old)
      try manager.createDirectory(at: next, withIntermediateDirectories: true)
      // First, so that what an interrupted build leaves behind is known as ours.
      try Data(markerText.utf8).write(to: next.appending(path: marker))
      for file in files {
        let url = next.appending(path: file.path)
        try manager.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: url)
      }
      // Before anyone can find the files, so that what is changed by hand later is noticed.
      let state = state(of: next.path) ?? State(stamps: [:])
      if manager.fileExists(atPath: target.path) {
        if Files.exchange(next.path, with: target.path) {
          try removeIfPresent(next)
          return state
        }
        try manager.moveItem(at: target, to: old)
      }
      do {
        try manager.moveItem(at: next, to: target)
      } catch {
        if manager.fileExists(atPath: old.path) { try? manager.moveItem(at: old, to: target) }
        throw error
      }
      try removeIfPresent(old)
      return state
    } catch {
      throw NotebookError(.notWritable, directory, cause: error.localizedDescription)
    }
  }

  /// Reads a file that a page shows.
  static func bytes(ofFile path: String) throws(NotebookError) -> [UInt8] {
    do {
      return Array(try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw NotebookError(.notReadable, path, cause: error.localizedDescription)
    }
  }

  private static func neighbour(of folder: URL, named suffix: String) -> URL {
    folder.deletingLastPathComponent().appending(
      path: "\(folder.lastPathComponent).\(suffix)", directoryHint: .isDirectory)
  }

  /// A folder may be replaced when it is missing, empty, or carries the marker.
  private static func checkReplaceable(_ folder: URL) throws(NotebookError) {
    let manager = FileManager.default
    var isDirectory: ObjCBool = false
    guard manager.fileExists(atPath: folder.path, isDirectory: &isDirectory) else { return }
    let names = isDirectory.boolValue ? try? manager.contentsOfDirectory(atPath: folder.path) : nil
    if let names, names.isEmpty || names.contains(marker) { return }
    throw NotebookError(
      .notWritable, folder.path,
      cause: "it exists and was not written by this tool (it has no file `\(marker)`). Name another folder or move it.")
  }

  private static func removeIfPresent(_ folder: URL) throws {
    if FileManager.default.fileExists(atPath: folder.path) {
      try FileManager.default.removeItem(at: folder)
    }
  }
}
