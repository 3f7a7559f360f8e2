/// The files in `Chapters/data`, which programs may read as `data/NAME`.
///
/// A program whose text has `data/` in it gets a copy of the folder where it runs, and its result depends on every file
/// in it; for the others the folder does not exist.
struct DataFolder: Equatable, Sendable {
  /// The book's path for it; `nil` where it has none.
  private(set) var path: String?
  /// A digest of all names and contents.
  private(set) var digest = ""

  /// A book without data.
  init() {}

  init(of book: Book, _ facts: inout FileFacts) async throws(NotebookError) {
    let folder = book.folder + "/Chapters/data"
    guard Files.isFolder(folder) else { return }
    path = folder
    var digest = Digest()
    for name in Files.tree(below: folder) {
      digest.add(name)
      let content = try await facts.about("\(folder)/\(name)", "content") { () throws(NotebookError) in
        var digest = Digest()
        digest.add(try Files.read("\(folder)/\(name)"))
        return [digest.text]
      }
      digest.add(content[0])
    }
    self.digest = digest.text
  }

  /// What a program's result owes to the data.
  func key(of program: Program) -> String {
    isRead(by: program) ? digest : ""
  }

  /// Puts a copy where a program runs, if it may read it.
  func place(for program: Program, in folder: String) throws(NotebookError) {
    if let path, isRead(by: program) { try Files.copy(path, to: folder + "/data") }
  }

  private func isRead(by program: Program) -> Bool {
    path != nil && program.isRun && program.text.containsFast("data/")
  }
}
