import Notebook
import Yams

/// What the book teaches and corrects, and where: the content of `Chapters/concepts.yml`.
struct ConceptList: Equatable {
  /// One thing that a chapter teaches, or one common statement that it corrects.
  struct Concept: Equatable {
    var id = ""
    var title = ""
    /// The slug of the chapter that teaches it.
    var chapter = ""
    /// The cells that compute it, by their ids.
    var cells: [String] = []
    /// The figures that show it: `line` is `figures/02-line.svg` in chapter 02.
    var figures: [String] = []
    /// The exercises that practise it.
    var exercises: [String] = []
    /// What the chapter does not compute or show of it; empty where nothing is missing.
    var missing = ""
  }

  var concepts: [Concept] = []
  var corrections: [Concept] = []

  /// What is wrong with the file itself: keys that nobody reads, entries without a name.
  private(set) var problems: [String] = []

  init(yaml: String) throws {
    guard let root = try Yams.compose(yaml: yaml)?.mapping else {
      problems = ["concepts.yml has no `key: value` lines"]
      return
    }
    for (key, value) in root {
      switch key.string ?? "" {
      case "concepts": concepts = entries(value)
      case "corrections": corrections = entries(value)
      case let name: problems.append("concepts.yml: `\(name)` is not one of its keys")
      }
    }
  }

  private mutating func entries(_ list: Node) -> [Concept] {
    list.array().map { node in
      var concept = Concept()
      for (key, value) in node.mapping ?? [:] {
        switch key.string ?? "" {
        case "id": concept.id = value.string ?? ""
        case "title": concept.title = value.string ?? ""
        case "chapter": concept.chapter = value.string ?? ""
        case "cells": concept.cells = value.array().compactMap(\.string)
        case "figures": concept.figures = value.array().compactMap(\.string)
        case "exercises": concept.exercises = value.array().compactMap(\.string)
        case "missing": concept.missing = value.string ?? ""
        case let name: problems.append("\(concept.id): `\(name)` is not one of the keys of an entry")
        }
      }
      return concept
    }
  }

  /// Everything in the list that the chapters do not bear out, one sentence each.
  func problems(in chapters: [Chapter]) -> [String] {
    var result = problems
    var seen: Set<String> = []
    for concept in concepts + corrections {
      if !seen.insert(concept.id).inserted { result.append("\(concept.id) is listed twice") }
      if concept.title.isEmpty { result.append("\(concept.id) has no title") }
      guard let chapter = chapters.first(where: { $0.document.slug == concept.chapter }) else {
        result.append("\(concept.id): there is no chapter `\(concept.chapter)`")
        continue
      }
      func check(_ ids: [String], _ kind: String, among known: Set<String>) {
        for id in ids where !known.contains(id) {
          result.append("\(concept.id): \(concept.chapter) has no \(kind) `\(id)`")
        }
      }
      check(concept.cells, "cell", among: chapter.cells)
      check(concept.figures, "figure", among: chapter.figures)
      check(concept.exercises, "exercise", among: chapter.exercises)
      if concept.cells.isEmpty && concept.missing.isEmpty {
        result.append("\(concept.id): no cell computes it, and no `missing:` says why")
      }
    }
    for chapter in chapters where !concepts.contains(where: { $0.chapter == chapter.document.slug }) {
      result.append("\(chapter.document.slug): no concept is listed for this chapter")
    }
    return result
  }
}

/// A parsed chapter and the names that an entry of the list may use.
struct Chapter {
  var document: Document
  /// The ids of the cells that teach; those of exercises belong to the exercise.
  var cells: Set<String>
  /// The names of the figures that the chapter's cells drew, without number and extension.
  var figures: Set<String>
  var exercises: Set<String>

  init(_ document: Document) {
    self.document = document
    cells = Set(document.cells.filter { !$0.role.isExercise }.compactMap(\.options.id))
    exercises = Set(document.exercises.map(\.id))
    figures = []
    for figure in document.cells.flatMap(\.figures) {
      let file = figure.path.split(separator: "/").last.map(String.init) ?? figure.path
      figures.insert(String(file.dropFirst(document.number.count + 1).dropLast(".svg".count)))
    }
  }
}
