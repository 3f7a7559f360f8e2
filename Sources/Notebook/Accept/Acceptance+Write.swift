extension Acceptance {
  /// Writes the chapter and its figures: all of them beside the old ones, which then are replaced.
  ///
  /// It refuses when the chapter changed since it was read; then, and where there is no room, nothing is changed.
  public func write(to book: Book) throws(NotebookError) {
    let path = book.absolute(source.path)
    guard try Files.read(path) == source.bytes else { throw NotebookError(.changedMeanwhile, source.path) }
    let chapters = book.folder + "/Chapters"
    if !figures.isEmpty { try Files.createFolder(chapters + "/figures") }
    var files = figures.sorted { $0.key < $1.key }.map { (path: "\(chapters)/\($0.key)", bytes: Array($0.value.utf8)) }
    if !hunks.isEmpty { files.append((path, result)) }
    try Files.write(files)
  }
}
