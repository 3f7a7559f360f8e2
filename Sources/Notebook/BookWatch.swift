/// Notices edits of a book: by asking the disk again and again, since that sees every editor's way of saving.
public struct BookWatch {
  private let folder: String
  private var known: [String: String]

  /// Begins to watch the book in a folder.
  public init(folder: String) {
    self.folder = folder
    known = Self.stamps(in: folder)
  }

  /// The paths that changed, came or went since the last call, relative to the book, sorted.
  public mutating func changes() -> [String] {
    let now = Self.stamps(in: folder)
    defer { known = now }
    return Set(known.keys).union(now.keys).filter { known[$0] != now[$0] }.sorted()
  }

  /// What an edit can change a result by: the chapters, their figures and data, the package's code.
  private static func stamps(in folder: String) -> [String: String] {
    var stamps: [String: String] = [:]
    for part in ["Chapters", "Sources"] {
      for name in Files.tree(below: "\(folder)/\(part)") where !name.hasSuffix("~") {
        stamps["\(part)/\(name)"] = Files.stamp(of: "\(folder)/\(part)/\(name)")
      }
    }
    stamps["Package.swift"] = Files.stamp(of: folder + "/Package.swift")
    return stamps
  }
}

extension Book {
  /// The chapters that edits touch: the edited ones, and those that name an edited file, as a link or a figure does.
  ///
  /// The package's code and `book.yml` touch every chapter; results that do not depend on them are kept, so that this
  /// costs little.
  public func chapters(touchedBy paths: [String]) throws(NotebookError) -> [String] {
    if paths.contains(where: { !$0.hasPrefix("Chapters/") || $0 == "Chapters/book.yml" }) { return chapters }
    let names = paths.map { path in
      path.hasPrefix("Chapters/data/") ? "data/" : String(path.split(separator: "/").last ?? "")
    }
    var touched: [String] = []
    for chapter in chapters {
      if paths.contains(chapter) {
        touched.append(chapter)
        continue
      }
      let source = try source(of: chapter)
      let text = source[0..<source.bytes.count]
      if names.contains(where: { text.containsFast($0) }) { touched.append(chapter) }
    }
    return touched
  }
}
