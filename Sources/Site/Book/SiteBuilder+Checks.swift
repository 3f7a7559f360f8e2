import Notebook

/// How much of a chapter was checked.
struct CheckCount: Equatable, Codable, Sendable {
  var cells = 0
  var expectations = 0
  var values = 0
  var figures = 0
  var exercises = 0
  var failures = 0

  init() {}

  init(of chapter: PublishedBook.Chapter) {
    let session = chapter.verdicts.filter { chapter.document.cells.indices.contains($0.cell) }
    cells = session.count { verdict in
      if case .skipped = verdict.outcome { false } else { !chapter.document.cells[verdict.cell].role.isExercise }
    }
    expectations = session.reduce(0) { $0 + $1.expectations }
    values = chapter.document.values.count
    figures = chapter.document.cells.reduce(0) { $0 + $1.figures.count }
    exercises = chapter.document.exercises.count
    failures = session.count { $0.outcome == .failed || $0.outcome == .blocked }
  }

  static func + (left: CheckCount, right: CheckCount) -> CheckCount {
    var sum = left
    sum.cells += right.cells
    sum.expectations += right.expectations
    sum.values += right.values
    sum.figures += right.figures
    sum.exercises += right.exercises
    sum.failures += right.failures
    return sum
  }
}

extension SiteBuilder {
  /// The page that says what was compiled, run and compared before the site was written.
  var checks: ChapterView {
    let title = "How this book is checked"
    return ChapterView(
      frame: frame(file: "checks.html", title: title), title: title,
      summary: "What was compiled, run and compared before these pages were written.",
      body: checksBody)
  }

  private var checksBody: HTML {
    let counts = chapters.map(\.outline.checks)
    let total = counts.reduce(CheckCount(), +)
    return HTML(joining: [
      HTML(.p) {
        "The code on these pages is not a copy of code that once worked. When the site is built, the cells of every "
        "chapter are compiled and run"
        book.toolchain.isEmpty ? "" : " with \(book.toolchain)"
        ", and what they print, compute, draw or refuse is compared with what the page says: values behind "
        HTML(.code) { "// =>" }
        ", lines of output, numbers in the running text, the data of every figure, the messages of code that is meant "
        "to fail. For an exercise, the starting point must fail, the solution must pass, and each typical wrong answer "
        "must be told apart."
      },
      HTML(.p) {
        if total.failures == 0 {
          "In this build everything that was compared agreed."
        } else {
          HTML(.strong) { total.failures == 1 ? "One cell did not agree" : "\(total.failures) cells did not agree" }
          " in this build; the pages say where."
        }
      },
      HTML(.div, .class("scroll")) { checksTable(counts, total: total) },
      skippedCells,
      HTML(.p) {
        "To repeat the check, run "
        HTML(.code) { "\(book.command) check" }
        " in the book's folder. The pages themselves are part of what is checked: with every change of a chapter or of the "
        "library, they are compared with what the chapters say then."
      },
    ])
  }

  private func checksTable(_ counts: [CheckCount], total: CheckCount) -> HTML {
    func cells(_ count: CheckCount) -> HTML {
      let numbers = [
        count.cells, count.expectations, count.values, count.figures, count.exercises, count.failures,
      ]
      return HTML(joining: numbers.map { number in HTML(.td, .class("right")) { String(number) } })
    }
    return HTML(.table) {
      HTML(.thead) {
        HTML(.tr) {
          HTML(.th, .scope("col")) { "Chapter" }
          for name in ["Cells", "Expectations", "Values in prose", "Figures", "Exercises", "Failed"] {
            HTML(.th, .scope("col"), .class("right")) { name }
          }
        }
      }
      HTML(.tbody) {
        for (page, count) in zip(pages, counts) {
          HTML(.tr) {
            HTML(.th, .scope("row")) {
              HTML(.a, .href(Address(file: page.file))) { (page.spokenNumber.map { "\($0) " } ?? "") + page.title }
            }
            cells(count)
          }
        }
        HTML(.tr, .class("total")) {
          HTML(.th, .scope("row")) { "Together" }
          cells(total)
        }
      }
    }
  }

  /// Cells that are only shown, each with its reason: what is not checked must be said as well.
  private var skippedCells: HTML {
    let skipped = chapters.flatMap(\.outline.skippedCells)
    guard !skipped.isEmpty else { return HTML(.p) { "No cell was left out." } }
    return HTML(.p) { "Only shown, not run:" }
      + HTML(.ul) {
        for cell in skipped {
          HTML(.li) {
            HTML(.code) { cell.place }
            ": \(cell.reason)"
          }
        }
      }
  }
}
