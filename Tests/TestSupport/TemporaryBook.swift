public import Foundation

/// A book in a folder of its own that is removed with the last reference to it.
///
/// All such books share the compiled runtime with the package's own, so that no test waits for it twice.
public final class TemporaryBook: Sendable {
  /// The book's folder.
  public let folder: String

  /// Creates a book with these files, by path below its folder.
  public init(_ files: [String: String] = [:]) throws {
    folder =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
      + "/notebook-test-\(ProcessInfo.processInfo.processIdentifier)-\(UInt64.random(in: 0...UInt64.max))"
    let modules = Repository.folder + "/.build/notebook/modules"
    for path in [folder + "/Chapters", folder + "/.build/notebook", modules] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/.build/notebook/modules", withDestinationPath: modules)
    for (path, text) in files { try write(text, to: path) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Writes a file, and the folders above it.
  public func write(_ text: String, to path: String) throws {
    try write(Data(text.utf8), to: path)
  }

  /// Writes a file, and the folders above it.
  public func write(_ data: Data, to path: String) throws {
    let url = URL(filePath: folder + "/" + path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  /// The text of a file.
  public func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: folder + "/" + path)), as: UTF8.self)
  }

  /// Copies the golden cases below a folder into the book, and returns their names.
  ///
  /// `NAME/chapter.md` becomes the chapter `NAME`; the files in `NAME/figures` become figures of the book, those in
  /// `NAME/sources` become sources of its package.
  public func copyCases(from golden: String) throws -> [String] {
    let manager = FileManager.default
    let root = Repository.golden + "/" + golden
    let names = try manager.contentsOfDirectory(atPath: root).sorted()
    for name in names {
      try manager.copyItem(atPath: "\(root)/\(name)/chapter.md", toPath: "\(folder)/Chapters/\(name).md")
      let figures = "\(root)/\(name)/figures"
      for figure in (try? manager.contentsOfDirectory(atPath: figures)) ?? [] {
        try write(try Data(contentsOf: URL(filePath: "\(figures)/\(figure)")), to: "Chapters/figures/\(figure)")
      }
      let sources = "\(root)/\(name)/sources"
      for source in (try? manager.contentsOfDirectory(atPath: sources)) ?? [] {
        try write(try Data(contentsOf: URL(filePath: "\(sources)/\(source)")), to: "Sources/\(source)")
      }
    }
    return names
  }
}
