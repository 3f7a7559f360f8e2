internal import Foundation

/// How much each chapter of a book weighs when shards share it.
public struct CostTable: Sendable {
  /// What a program takes where nothing is known about it.
  private static let secondsPerProgram = 0.3

  private let book: Book
  private let recorded: [String: Double]

  /// Reads what `notebook cost --format json` wrote; without a file, chapters weigh what their programs are likely to.
  ///
  /// Nothing that differs from machine to machine is looked at unasked: shards that came to different divisions would
  /// leave out chapters.
  public init(of book: Book, recordedIn file: String? = nil) throws(NotebookError) {
    self.book = book
    guard let file else {
      recorded = [:]
      return
    }
    let bytes = try Files.read(file)
    do {
      let report = try JSONDecoder().decode(CostReport.self, from: Data(bytes))
      recorded = Dictionary(report.chapters.map { ($0.chapter, $0.seconds) }) { first, _ in first }
    } catch {
      throw NotebookError(
        .notReadable, file, cause: "It is not what `notebook cost --format json` writes: \(error).")
    }
  }

  /// The seconds that a chapter is expected to take.
  public func seconds(of chapter: String) -> Double {
    if let known = recorded[chapter] { return known }
    guard let source = try? book.source(of: chapter) else { return 0 }
    return Double(Document(outlining: source).tangle().count) * Self.secondsPerProgram
  }
}
