public import Foundation

/// A book in a folder of its own that is removed with the last reference to it.
///
/// Each hands on what the tool found out about the compiler, its sources and itself, so that no test waits for it twice.
public final class TemporaryBook: Sendable {
  /// The book's folder.
  public let folder: String

  /// Creates a book with these files, by path below its folder.
  public init(_ files: [String: String] = [:]) throws {
    folder =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
      + "/notebook test-\(ProcessInfo.processInfo.processIdentifier)-\(UInt64.random(in: 0...UInt64.max))"
    try Self.createFolders(of: folder)
    try? FileManager.default.copyItem(
      atPath: Self.shared.get() + Self.facts, toPath: folder + Self.cache + Self.facts)
    for (path, text) in files { try write(text, to: path) }
  }

  deinit {
    if let shared = try? Self.shared.get(),
      let facts = FileManager.default.contents(atPath: folder + Self.cache + Self.facts)
    {
      try? facts.write(to: URL(filePath: shared + Self.facts), options: .atomic)
    }
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Spares this book's site the seconds in which the compiler describes the tool's own modules.
  public func shareSymbols() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder + Self.cache + "/symbols", withDestinationPath: Self.symbols.get())
  }

  // MARK: What books share

  /// Where a book keeps what the tool computed.
  private static let cache = "/.build/notebook"
  /// What the tool found out about files: true of each while its size, its times and its number on the disk are the same.
  private static let facts = "/files.json"

  private static func createFolders(of book: String) throws {
    for path in [book + "/Chapters", book + cache] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
  }

  /// A book without chapters that stays; a tool that was broken on purpose has another one.
  private static let sharedBook =
    ProcessInfo.processInfo.environment["NOTEBOOK_TESTS_SHARED"] ?? Repository.folder + "/.build/notebook-tests"

  /// The cache of the book that stays.
  private static let shared = Result {
    try createFolders(of: sharedBook)
    return sharedBook + cache
  }

  /// The description of the tool's modules, which the tool writes where there is none of the present sources.
  private static let symbols = Result {
    let cache = try shared.get()
    let process = Process()
    process.executableURL = URL(filePath: Repository.tool)
    process.arguments = ["build", "--book", sharedBook, "--output", sharedBook + "/site"]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return cache + "/symbols"
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
