import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Notebook

/// Chapters that nobody would write.
///
/// `bin/fuzz` runs these tests for as long as one likes, from any seed.
@Suite(.serialized) struct FuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let seed = environment["FUZZ_SEED"].flatMap(UInt64.init) ?? 1
  private static let seconds = environment["FUZZ_SECONDS"].flatMap(Double.init)

  /// What was once found, or is worth beginning with.
  private static let corpus = "Tests/Corpus"

  private static func files(in folder: String) throws -> [(name: String, bytes: [UInt8])] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: Repository.folder + "/" + folder)
    return try names.sorted().filter { $0.hasSuffix(".md") }.map {
      ($0, [UInt8](try Data(contentsOf: URL(filePath: "\(Repository.folder)/\(folder)/\($0)"))))
    }
  }

  @Test func everyFindingOfThePastHoldsTheLaws() throws {
    let files = try Self.files(in: Self.corpus)
    #expect(!files.isEmpty)
    for (name, bytes) in files {
      for seed in 0..<8 as Range<UInt64> {
        #expect(ChapterLaws.breach(in: bytes, seed: seed) == nil, "\(name), seed \(seed)")
      }
    }
  }

  @Test func whatIsWrittenIsRead() {
    var chance = Chance(seed: Self.seed)
    let rounds = Rounds(seconds: Self.seconds.map { $0 / 4 }, count: 60)
    for round in rounds {
      let written = WrittenChapter(using: &chance)
      let document = Document(parsing: SourceText(path: "Chapters/01-a.md", text: written.markdown))
      let said = document.diagnostics.map(DiagnosticFormatter.text).joined()
      let difference = written.difference(to: WrittenChapter(of: document)) ?? ""
      let breach = ChapterLaws.breach(in: Array(written.markdown.utf8), seed: chance.next())
      guard said.isEmpty, difference.isEmpty, breach == nil else {
        Issue.record("round \(round): \(said)\(difference)\(breach.map { "\($0)" } ?? "")\n\(written.markdown)")
        return
      }
    }
  }

  @Test func noTextBreaksALaw() throws {
    let texts = try (Self.files(in: Self.corpus) + Self.files(in: "Tests/Golden")).map(\.bytes)
    var chance = Chance(seed: Self.seed)
    var found: [ChapterLaws.Breach] = []
    let watch = try Watch(folder: Repository.folder + "/.build/fuzz")
    for _ in Rounds(seconds: Self.seconds.map { $0 * 3 / 4 }, count: 120) {
      let base = chance.oneIn(4) ? Array(WrittenChapter(using: &chance).markdown.utf8) : chance.pick(texts)
      let bytes = Mutation.of(base, with: chance.pick(texts), using: &chance)
      let seed = chance.next()
      try watch.begin(bytes)
      guard let breach = ChapterLaws.breach(in: bytes, seed: seed), !found.contains(where: { $0.law == breach.law })
      else { continue }
      try watch.begin(bytes, seconds: 600)
      let short = Self.shortened(bytes) { ChapterLaws.breach(in: $0, seed: seed)?.law == breach.law }
      try watch.keep(short, as: breach.law)
      found.append(breach)
      let detail = ChapterLaws.breach(in: short, seed: seed)?.detail ?? ""
      Issue.record("\(breach.law), seed \(seed): \(detail)\n\(String(decoding: short, as: UTF8.self))")
    }
    watch.end()
  }

  /// A shorter text that still breaks the law: lines are taken out, then bytes.
  private static func shortened(_ bytes: [UInt8], breaks: ([UInt8]) -> Bool) -> [UInt8] {
    var best = bytes
    for unit in [16, 4, 1] {
      var lines = best.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      var index = 0
      while index < lines.count {
        let fewer = lines[..<index] + lines[min(index + unit, lines.count)...]
        let text = Array(fewer.joined(separator: [UInt8(ascii: "\n")]))
        if breaks(text) { (lines, best) = (Array(fewer), text) } else { index += unit }
      }
    }
    if best.count < 400 {
      var index = 0
      while index < best.count {
        var fewer = best
        fewer.remove(at: index)
        if breaks(fewer) { best = fewer } else { index += 1 }
      }
    }
    return best
  }
}

/// As many rounds as a test takes, or as a time allows.
private struct Rounds: Sequence, IteratorProtocol {
  private let end: Date?
  private let count: Int
  private var round = 0

  init(seconds: Double?, count: Int) {
    end = seconds.map { Date(timeIntervalSinceNow: $0) }
    self.count = count
  }

  mutating func next() -> Int? {
    if let end { if Date() > end { return nil } } else if round == count { return nil }
    round += 1
    return round
  }
}

/// Keeps the text at hand on disk, where it stays if it ends the process, and ends the process if it takes forever.
private final class Watch: Sendable {
  private let folder: String
  /// The seconds of work at which the process has had too much: the clock's would tell of the machine's other work.
  private let deadline = Mutex(Double.infinity)

  init(folder: String) throws {
    self.folder = folder
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    Thread.detachNewThread { [weak self] in
      while let watch = self {
        if watch.deadline.withLock({ Watch.work() > $0 }) {
          print("\(watch.folder)/current.md takes too long")
          abort()
        }
        sleep(1)
      }
    }
  }

  private static func work() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

  /// Expects to be done with a text soon.
  func begin(_ bytes: [UInt8], seconds: Double = 20) throws {
    try keep(bytes, as: "current")
    deadline.withLock { $0 = Self.work() + seconds }
  }

  /// Keeps a text under a name.
  func keep(_ bytes: [UInt8], as name: String) throws {
    try Data(bytes).write(to: URL(filePath: "\(folder)/\(name.replacing(" ", with: "-")).md"))
  }

  func end() {
    deadline.withLock { $0 = .infinity }
    try? FileManager.default.removeItem(atPath: "\(folder)/current.md")
  }
}
