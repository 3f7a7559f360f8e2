import Foundation
import Testing

@testable import Notebook
@testable import Site

@Suite("Pages of small books are what they were")
struct GoldenTests {
  @Test("a chapter with everything in it")
  func wholeBook() async throws {
    let book = PublishedBook.sample
    let formulas = try await Formulas(typesetting: book.chapters.map(\.document))
    let theme = try Theme().assets.map { "assets/\($0.name)" }
    for file in try SiteBuilder(book: book, formulas: formulas).files() where !theme.contains(file.path) {
      try Golden.expect(file.bytes, equals: "site/\(file.path)")
    }
  }

  @Test("a chapter that is hostile in every slot, for the browser to open")
  func hostileBook() throws {
    let book = PublishedBook(title: "Hostile", chapters: [EscapingTests.hostileChapter(EscapingTests.worst).chapter])
    let page = try SiteBuilder(book: book, formulas: Formulas()).files().first { $0.path.hasPrefix("02-") }
    try Golden.expect(try #require(page).bytes, equals: "hostile.html")
  }

  @Test("the same book twice gives the same bytes")
  func deterministic() async throws {
    let formulas = try await Formulas(typesetting: PublishedBook.sample.chapters.map(\.document))
    let first = try SiteBuilder(book: .sample, formulas: formulas).files()
    let second = try SiteBuilder(book: .sample, formulas: formulas).files()
    #expect(first == second)
    #expect(Set(first.map(\.path)).count == first.count)
  }
}

/// Files that were looked at once and must not change unnoticed.
private enum Golden {
  /// Compares with a recorded file.
  ///
  /// A missing one is written, for the author to look at, and the test fails.
  static func expect(_ bytes: [UInt8], equals path: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let url = folder.appending(path: "Golden/\(path)")
    guard let recorded = try? Data(contentsOf: url) else {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
      Issue.record("\(path) was not recorded; it is now: look at it and run the test again")
      return
    }
    guard Array(recorded) != bytes else { return }
    let got = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let was = String(decoding: recorded, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(got, was).prefix { $0 == $1 }.count
    Issue.record(
      """
      \(path) differs from line \(line + 1) on (delete the file to record it anew):
      was \(was.indices.contains(line) ? was[line] : "(end)")
      got \(got.indices.contains(line) ? got[line] : "(end)")
      """)
  }
}
