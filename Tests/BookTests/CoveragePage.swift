import Foundation
import Notebook

/// The text of `Docs/coverage.md`.
struct CoveragePage {
  var list: ConceptList
  var chapters: [Chapter]

  var text: String {
    var lines = [
      "# What the book covers",
      "",
      "This page is generated from `Chapters/concepts.yml` and the chapters, and a test compares it with them:",
      "`swift test --filter BookTests`. After a change, `UPDATE_COVERAGE=1 swift test --filter BookTests` rewrites it.",
      "",
      "The test proves that every cell, figure and exercise named here exists; `notebook check` proves that each of them",
      "computes what its page says. That a cell *teaches* its concept is a judgement, and the list is where it is made.",
      "",
    ]
    lines += table(of: list.concepts, title: "Concepts", counted: "concepts")
    lines += table(of: list.corrections, title: "Corrections", counted: "corrections of common statements")
    lines += missing
    lines += prose
    return lines.joined(separator: "\n") + "\n"
  }

  private func table(of concepts: [ConceptList.Concept], title: String, counted: String) -> [String] {
    let computed = concepts.count { !$0.cells.isEmpty && $0.missing.isEmpty }
    let partly = concepts.count { !$0.cells.isEmpty && !$0.missing.isEmpty }
    let absent = concepts.count { $0.cells.isEmpty }
    var lines = [
      "## \(title)", "",
      "\(concepts.count) \(counted): \(computed) computed in full, \(partly) in part, \(absent) without a cell.", "",
      "| | \(title.dropLast()) | Chapter | Cells | Figures | Exercises |",
      "|---|---|---|---|---|---|",
    ]
    for concept in concepts {
      let page = "../Chapters/\(concept.chapter).md"
      func links(_ ids: [String]) -> String { ids.map { "[\($0)](\(page)#\($0))" }.joined(separator: ", ") }
      let number = concept.chapter.prefix { $0.isNumber }
      let figures = concept.figures.map { "[\($0)](../Chapters/figures/\(number)-\($0).svg)" }
      let title = concept.title.replacing("|", with: "\\|")
      lines.append(
        "| \(concept.id) | \(title) | [\(number)](\(page)) | \(links(concept.cells)) | "
          + "\(figures.joined(separator: ", ")) | \(links(concept.exercises)) |")
    }
    return lines + [""]
  }

  private var missing: [String] {
    let entries = (list.concepts + list.corrections).filter { !$0.missing.isEmpty }
    var lines = ["## Missing", ""]
    lines += entries.map { "- **\($0.id)** \($0.title): \($0.missing)" }
    if entries.isEmpty { lines.append("Nothing.") }
    return lines + [""]
  }

  private var prose: [String] {
    var lines = [
      "## Prose",
      "",
      "Words and sentences are those of the explanation, without exercises; a formula or a piece of code is one word.",
      "The readability figure is LIX: words a sentence, plus the share of words with more than six letters in per cent.",
      "Lower is easier; about 40 is usual for popular magazines, above 50 reads as difficult.",
      "",
      "*Bound* numbers are values in the text that the build computes and compares. *Repeated* ones are written by hand",
      "and also stand in a cell or a bound value of the same section, or have three digits or more and stand in one of the",
      "chapter: the reader sees where they come from, but nothing compares the two places. *Unbound* ones stand in neither;",
      "all of them are listed below. Not looked at: code, formulas, links, numbers of chapters and sections, names of nets",
      "such as 2-2-1, and whatever looks like a year, from 1800 to 2099.",
      "",
      "| Chapter | Words | Words a sentence | LIX | Bound | Repeated | Unbound |",
      "|---|---:|---:|---:|---:|---:|---:|",
    ]
    let texts = chapters.map { (chapter: $0.document, prose: Prose(of: $0.document)) }
    for (chapter, prose) in texts {
      lines.append(
        "| [\(chapter.number)](../Chapters/\(chapter.slug).md) \(chapter.frontMatter.title) | \(prose.words.count) | "
          + "\(tenths(prose.wordsPerSentence)) | \(tenths(prose.readability)) | "
          + "\(prose.boundCount) | \(prose.repeatedCount) | \(prose.unboundCount) |")
    }
    let sums = texts.reduce(into: [0, 0, 0, 0]) { sums, text in
      sums[0] += text.prose.words.count
      sums[1] += text.prose.boundCount
      sums[2] += text.prose.repeatedCount
      sums[3] += text.prose.unboundCount
    }
    lines += ["| all | \(sums[0]) | | | \(sums[1]) | \(sums[2]) | \(sums[3]) |", "", "## Unbound numbers", ""]
    lines += [
      "Most of these are numbers that the text itself chooses (a corner of the square, a place, a weight), statements",
      "quoted to be corrected, and sums done by hand beside a formula. Each is a place where an edit of a cell would not",
      "show in the text by itself.",
      "",
    ]
    for (chapter, prose) in texts where prose.unboundCount > 0 {
      lines += ["### \(chapter.number) \(chapter.frontMatter.title)", ""]
      for sentence in prose.sentences where !sentence.unbound.isEmpty {
        lines.append("- \(sentence.unbound.joined(separator: ", ")): \(escaped(sentence.text))")
      }
      lines.append("")
    }
    return lines.last == "" ? lines.dropLast() : lines
  }

  private func tenths(_ value: Double) -> String {
    String(format: "%.1f", locale: Locale(identifier: "en_US_POSIX"), value)
  }

  /// Code and formulas keep their marks; what would begin other markup is escaped.
  private func escaped(_ text: String) -> String {
    text.replacing("<", with: "&lt;").replacing("[", with: "\\[")
  }
}
