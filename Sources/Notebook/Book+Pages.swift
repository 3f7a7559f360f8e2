internal import Foundation

extension Book {
  /// Takes Markdown files that belong to a package, such as its README, as a book: cells import the package's libraries.
  ///
  /// - Parameters:
  ///   - pages: The files, from the current folder.
  ///   - package: The folder of the package.
  ///   - scratch: Where the package is built; a folder among the user's caches if there is none.
  public init(pages: [String], of package: String, scratch: String? = nil) throws(NotebookError) {
    let current = URL(fileURLWithPath: ".").standardizedFileURL.path
    folder = current
    form = .page
    configuration = Configuration()
    configuration.package = URL(fileURLWithPath: package).standardizedFileURL.path
    chapters = []
    if let scratch {
      self.scratch = URL(fileURLWithPath: scratch).standardizedFileURL.path
    } else {
      self.scratch = try Self.userCache(for: configuration.package)
    }
    for page in pages {
      let path = self.path(ofPage: page)
      guard Files.exists(absolute(path)) else {
        throw NotebookError(.notReadable, page, cause: "There is no such file.")
      }
      if !chapters.contains(path) { chapters.append(path) }
    }
  }

  /// A page's path as diagnostics name it: from the current folder where it lies in there.
  func path(ofPage page: String) -> String {
    let full = URL(fileURLWithPath: page).standardizedFileURL.path
    return full.hasPrefix(folder + "/") ? String(full.dropFirst(folder.count + 1)) : full
  }

  /// The full path of a chapter, or of a file beside it.
  package func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : folder + "/" + path
  }

  /// The folder among the user's caches for one package.
  private static func userCache(for package: String) throws(NotebookError) -> String {
    guard let userCache else {
      throw NotebookError(
        .notWritable, "~/.cache", cause: "There is no folder for caches: name one with --scratch-path.")
    }
    var digest = Digest()
    digest.add(package)
    return userCache + "/" + digest.text
  }

  /// The tool's folder among the user's caches, where there is one that can be written.
  static let userCache: String? = {
    guard let caches = FileManager.default.urls(for: .cachesDirectory, in: .userDomainMask).first else { return nil }
    let folder = caches.path + "/notebook"
    try? Files.createFolder(folder)
    return FileManager.default.isWritableFile(atPath: folder) ? folder : nil
  }()

  /// The folder shared by all books of a user: among the user's caches, else in the book's own folder.
  var sharedFolder: String { Self.userCache ?? cacheFolder }
}
