internal import Foundation
internal import Notebook

/// The list of exercises for a learner: one line each, or JSON.
public struct ExerciseList {
  let entries: [CatalogEntry]
  let workspace: Workspace
  let progress: LearningRecord

  /// Creates a list.
  public init(entries: [CatalogEntry], workspace: Workspace, progress: LearningRecord) {
    self.entries = entries
    self.workspace = workspace
    self.progress = progress
  }

  /// How far an exercise is.
  private func state(of entry: CatalogEntry) -> String {
    if progress.passed.contains(entry.name) { return "passed" }
    if progress.gaveUp.contains(entry.name) { return "gave up" }
    return workspace.isStarted(entry) ? "started" : "new"
  }

  /// The list as text, a heading a chapter.
  public func text(paint: (String, Emphasis) -> String) -> String {
    if entries.isEmpty { return "No exercise is like that.\n" }
    let nameWidth = entries.map(\.name.count).max() ?? 0
    let titleWidth = entries.map(\.title.count).max() ?? 0
    var text = ""
    for (index, entry) in entries.enumerated() {
      if index == 0 || entries[index - 1].chapter != entry.chapter {
        let number = (entry.pack.map { $0 + "/" } ?? "") + entry.document.number
        let heading = "\(number)  \(entry.document.frontMatter.title)"
        text += (index == 0 ? "" : "\n") + paint(heading, .strong) + "\n"
      }
      let state = state(of: entry)
      let sign = Self.signs[state] ?? " "
      let mark = state == "passed" ? paint(sign, .good) : sign
      let level = "level \(entry.exercise.level)" + (entry.exercise.isFast ? ", fast track" : "")
      text += "  \(mark) \(padded(entry.name, nameWidth))  \(padded(entry.title, titleWidth))  \(state)"
      text += String(repeating: " ", count: 9 - state.count) + level + "\n"
    }
    return text
  }

  private static let signs = ["passed": "✓", "gave up": "–", "started": "…"]

  /// One exercise in so many columns, for a screen.
  func row(of entry: CatalogEntry, width: Int) -> String {
    let nameWidth = entries.map(\.name.count).max() ?? 0
    let level = String(repeating: "*", count: entry.exercise.level)
    let start = "\(Self.signs[state(of: entry)] ?? " ") \(padded(entry.name, nameWidth))  "
    let room = width - start.count - 5
    if room < 8 { return start + level }
    return start + padded(String(entry.title.prefix(room)), room) + "  " + level
  }

  /// The list as a JSON array.
  public func json() throws -> String {
    let rows = entries.map { entry in
      Row(
        name: entry.name, title: entry.title, chapter: entry.chapter, level: entry.exercise.level,
        fast: entry.exercise.isFast, state: state(of: entry), hints: progress.hints[entry.name] ?? 0,
        file: Workspace.shown(workspace.path(of: entry)))
    }
    return try JSONText.of(rows)
  }

  private struct Row: Encodable {
    var name: String
    var title: String
    var chapter: String
    var level: Int
    var fast: Bool
    var state: String
    var hints: Int
    var file: String
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

/// How far a learner is, chapter by chapter.
public struct ProgressSummary {
  private struct Chapter: Encodable {
    var chapter: String
    var title: String
    var passed: Int
    var gaveUp: Int
    var exercises: Int
  }

  private let chapters: [Chapter]

  /// Counts what is done; an exercise that passed after its solution was shown counts as passed.
  public init(catalog: Catalog, progress: LearningRecord) {
    var chapters: [Chapter] = []
    for entry in catalog.entries {
      if chapters.last?.chapter != entry.chapter {
        chapters.append(
          Chapter(
            chapter: entry.chapter, title: entry.document.frontMatter.title, passed: 0, gaveUp: 0, exercises: 0))
      }
      let last = chapters.count - 1
      chapters[last].exercises += 1
      if progress.passed.contains(entry.name) {
        chapters[last].passed += 1
      } else if progress.gaveUp.contains(entry.name) {
        chapters[last].gaveUp += 1
      }
    }
    self.chapters = chapters
  }

  /// A bar a chapter, and the sum.
  public var text: String {
    let width = chapters.map(\.chapter.count).max() ?? 0
    let lines = chapters.map { chapter in
      let bar =
        String(repeating: "■", count: chapter.passed) + String(repeating: "–", count: chapter.gaveUp)
        + String(repeating: "·", count: chapter.exercises - chapter.passed - chapter.gaveUp)
      let name = chapter.chapter + String(repeating: " ", count: width - chapter.chapter.count)
      return "\(name)  \(bar)  \(chapter.passed) of \(chapter.exercises)\n"
    }
    let passed = chapters.map(\.passed).reduce(0, +)
    let all = chapters.map(\.exercises).reduce(0, +)
    let gaveUp = chapters.map(\.gaveUp).reduce(0, +)
    let rest = gaveUp > 0 ? ", \(gaveUp) given up" : ""
    return lines.joined() + "\(passed) of \(CheckReport.plural(all, "exercise")) passed\(rest)\n"
  }

  /// The counts as a JSON array.
  public func json() throws -> String { try JSONText.of(chapters) }
}

/// JSON with the same order of keys on every run.
enum JSONText {
  static func of(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }
}
