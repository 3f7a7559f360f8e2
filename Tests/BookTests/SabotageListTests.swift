import Foundation
import Testing

private let root = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

/// The deliberate breaks of Tests/Sabotage/breaks.txt, without breaking anything.
@Suite("The list of deliberate breaks")
struct SabotageListTests {
  private struct Break {
    var name: String
    var file: String
    var filter: String
    var old: String
    var new: String
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOfFile: root + "/" + path, encoding: .utf8)
  }

  /// The paragraphs below the explanation, four lines each.
  private static func list() throws -> [Break] {
    try text("Tests/Sabotage/breaks.txt").components(separatedBy: "\n\n").dropFirst().map { paragraph in
      let lines = paragraph.split(separator: "\n").map(String.init)
      let place = lines.count == 4 ? lines[1].split(separator: " ").map(String.init) : []
      try #require(
        place.count == 2 && lines[0].hasPrefix("# ") && lines[2].hasPrefix("- ") && lines[3].hasPrefix("+ "),
        "not a break: \(paragraph)")
      return Break(
        name: String(lines[0].dropFirst(2)), file: place[0], filter: place[1], old: String(lines[2].dropFirst(2)),
        new: String(lines[3].dropFirst(2)))
    }
  }

  @Test("Each replaces a text that its file holds once")
  func texts() throws {
    var sources: [String: String] = [:]
    for entry in try Self.list() {
      let source = try sources[entry.file] ?? Self.text("Sources/" + entry.file)
      sources[entry.file] = source
      let count = source.components(separatedBy: entry.old).count - 1
      #expect(count == 1, "\(entry.name): \(entry.file) holds its text \(count) times")
      #expect(entry.old != entry.new, "\(entry.name) changes nothing")
    }
  }

  @Test("Each has a name of its own, and some are fast")
  func names() throws {
    let names = try Self.list().map(\.name)
    #expect(names.count == Set(names).count)
    #expect((6...20).contains(names.count { $0.hasSuffix(" [fast]") }))
  }
}
