extension Acceptance {
  /// Writes the chapter and its figures, each file beside the old one and renamed.
  ///
  /// It refuses when the chapter changed since it was read, and then nothing is written.
  public func write(to book: Book) throws(NotebookError) {
    let path = book.absolute(source.path)
    guard try Files.read(path) == source.bytes else { throw NotebookError(.changedMeanwhile, source.path) }
    let chapters = book.folder + "/Chapters"
    if !figures.isEmpty { try Files.createFolder(chapters + "/figures") }
    for (name, svg) in figures.sorted(by: { $0.key < $1.key }) {
      try Files.write(svg, to: "\(chapters)/\(name)")
    }
    if !hunks.isEmpty { try Files.write(result, to: path) }
  }
}
