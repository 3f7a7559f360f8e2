internal import Foundation
public import Notebook

/// A learner's progress: a set of facts, so that two records are merged by joining them.
///
/// The file holds one fact a line, in any order: `passed 02#and-gate`, `hint 02#and-gate 2`, `gave-up 02#and-gate`. Lines
/// that begin with `#` are remarks.
public struct LearningRecord: Equatable, Sendable {
  /// The names of the exercises that passed.
  public private(set) var passed: Set<String> = []
  /// The names of the exercises whose solution was shown before a pass.
  public private(set) var gaveUp: Set<String> = []
  /// The highest hint that was shown, by exercise.
  public private(set) var hints: [String: Int] = [:]

  /// Creates an empty record.
  public init() {}

  /// Reads a record.
  ///
  /// - Returns: What could be read, and the lines that could not. Marks that Git leaves in a conflict are no damage:
  ///   both sides are true.
  public static func parse(_ text: String) -> (progress: LearningRecord, damaged: [String]) {
    var progress = LearningRecord()
    var damaged: [String] = []
    let text = text.first == "\u{FEFF}" ? text.dropFirst() : text[...]
    for line in text.split(whereSeparator: \.isNewline).map(String.init) {
      if line.hasPrefix("#") || ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].contains(where: line.hasPrefix) {
        continue
      }
      let words = line.split(separator: " ").map(String.init)
      guard words.count >= 2, isName(words[1]) else {
        if !line.allSatisfy(\.isWhitespace) { damaged.append(line) }
        continue
      }
      switch (words[0], words.count) {
      case ("passed", 2): progress.pass(words[1])
      case ("gave-up", 2): progress.giveUp(words[1])
      case ("hint", 3):
        if let level = Int(words[2]), (1...3).contains(level) {
          progress.showHint(level, of: words[1])
        } else {
          damaged.append(line)
        }
      default: damaged.append(line)
      }
    }
    return (progress, damaged)
  }

  private static func isName(_ word: String) -> Bool {
    word.wholeMatch(of: #/(?:[a-z0-9-]+\/)?[A-Za-z0-9-]+#[a-z0-9-]+/#) != nil
  }

  /// The record as a file's text: the same facts always give the same text.
  public var text: String {
    let facts =
      passed.map { "passed \($0)" } + gaveUp.map { "gave-up \($0)" } + hints.map { "hint \($0.key) \($0.value)" }
    return """
      # What you have done, one fact a line, in any order. Two of these files are merged by joining their lines.
      \(facts.sorted().joined(separator: "\n"))

      """
  }

  /// True if an exercise needs no more work: it passed, or its solution was shown.
  public func isDone(_ name: String) -> Bool { passed.contains(name) || gaveUp.contains(name) }

  /// Records a pass.
  public mutating func pass(_ name: String) { passed.insert(name) }

  /// Records that the solution was shown before a pass.
  public mutating func giveUp(_ name: String) { gaveUp.insert(name) }

  /// Records a hint.
  public mutating func showHint(_ level: Int, of name: String) { hints[name] = max(hints[name] ?? 0, level) }

  /// Adds the facts of another record.
  public mutating func merge(_ other: LearningRecord) {
    passed.formUnion(other.passed)
    gaveUp.formUnion(other.gaveUp)
    hints.merge(other.hints) { max($0, $1) }
  }
}

extension Workspace {
  private var progressPath: String { folder + "/progress.txt" }

  /// Reads the record; a damaged file is set aside, and what could be read of it is kept.
  ///
  /// - Returns: The record, and a sentence for the learner where something was wrong.
  public func loadProgress() throws(NotebookError) -> (progress: LearningRecord, notice: String?) {
    guard Files.exists(progressPath) else { return (LearningRecord(), nil) }
    let bytes = try Files.read(progressPath)
    let (progress, damaged) = LearningRecord.parse(String(decoding: bytes, as: UTF8.self))
    if damaged.isEmpty { return (progress, nil) }
    let copy = try keepCopy(of: progressPath, suffix: "damaged")
    try Files.write(progress.text, to: progressPath)
    let count = damaged.count == 1 ? "1 line" : "\(damaged.count) lines"
    return (
      progress,
      "\(count) of progress.txt could not be read. The file was kept as \(Self.shown(copy)); the readable lines still count."
    )
  }

  /// The state of the record's file: another window may write it.
  public var recordStamp: String { Files.stamp(of: progressPath) }

  /// Writes the record, merged with what is there: another window may have written meanwhile, or may do so just now.
  ///
  /// - Returns: The record with the facts of both.
  @discardableResult
  public func save(_ progress: LearningRecord) throws(NotebookError) -> LearningRecord {
    try Files.createFolder(folder)
    let lock = open(folder, O_RDONLY)
    flock(lock, LOCK_EX)
    defer { close(lock) }
    var merged = try loadProgress().progress
    merged.merge(progress)
    try Files.write(merged.text, to: progressPath)
    return merged
  }
}
