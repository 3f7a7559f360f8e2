/// Notices edits of a book: by asking the disk again and again, since that sees every editor's way of saving.
public struct BookWatch: Sendable {
  private var known: [String: String]

  /// Begins to watch a book.
  public init(_ book: Book) {
    known = Self.stamps(of: book)
  }

  /// The paths that changed, came or went since the last call: those in the book relative to it, sorted.
  public mutating func changes(of book: Book) -> [String] {
    let now = Self.stamps(of: book)
    defer { known = now }
    return Set(known.keys).union(now.keys).filter { known[$0] != now[$0] }.sorted()
  }

  /// Waits for edits, until the disk is quiet again: an editor may write in pieces, or put a new file in the old one's
  /// place.
  ///
  /// - Returns: The paths that changed; none once the task is cancelled.
  public mutating func edits(of book: Book) async -> [String] {
    var paths: Set<String> = []
    while !Task.isCancelled {
      let new = changes(of: book)
      if new.isEmpty, !paths.isEmpty { break }
      paths.formUnion(new)
      try? await Task.sleep(for: .milliseconds(paths.isEmpty ? 150 : 40))
    }
    return paths.sorted()
  }

  /// What an edit can change a result by: the chapters, their figures and data, the code of the package.
  private static func stamps(of book: Book) -> [String: String] {
    var stamps: [String: String] = [:]
    for name in Files.tree(below: "\(book.folder)/Chapters") where !name.hasSuffix("~") {
      stamps["Chapters/\(name)"] = Files.stamp(of: "\(book.folder)/Chapters/\(name)")
    }
    let package = book.packageFolder
    let code = Files.tree(below: "\(package)/Sources").map { "Sources/\($0)" }
    for name in code + ["Package.swift"] where !name.hasSuffix("~") {
      stamps["\(package)/\(name)"] = Files.stamp(of: "\(package)/\(name)")
    }
    return stamps
  }
}

extension Book {
  /// The chapters that edits touch: the edited ones, and those that name an edited file, as a link or a figure does.
  ///
  /// The package's code and `book.yml` touch every chapter; results that do not depend on them are kept, so that this
  /// costs little.
  public func chapters(touchedBy paths: [String]) throws(NotebookError) -> [String] {
    if paths.contains(where: concernsAll) { return chapters }
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

  /// True if a changed file may change what every chapter says: the package's code, or `book.yml`.
  private func concernsAll(_ path: String) -> Bool {
    !path.hasPrefix("Chapters/") || path == "Chapters/book.yml"
  }
}
