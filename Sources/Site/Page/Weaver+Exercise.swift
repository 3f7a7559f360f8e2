import Notebook

extension Weaver {
  /// An exercise: the task, what to start from, the command that checks an answer and, folded, hints and solution.
  func exercise(_ index: Int) -> HTML {
    guard document.exercises.indices.contains(index) else { return .empty }
    let exercise = document.exercises[index]
    // Links may name the exercise or its heading; the two are one id where they are the same word.
    let hasOwnAnchor = !exercise.anchor.isEmpty && exercise.anchor != exercise.id
    let title = hasOwnAnchor ? exercise.anchor : "\(exercise.id).title"
    return HTML(
      .section, .class("exercise"), headingAnchors.contains(exercise.id) ? nil : .id(id(exercise.id)),
      .labelled(by: id(title))
    ) {
      formerAnchors(of: exercise.id)
      HTML(.p, .class("label")) {
        "Exercise \(numeral).\(index + 1) · level \(exercise.level) of 3" + (exercise.isFast ? " · fast track" : "")
      }
      HTML(.h3, .id(id(title))) { exercise.title.isEmpty ? exercise.id : exercise.title }
      html(exercise.task)
      for given in exercise.given where hasMoreThanImports(given) {
        HTML(.details, .class("set-up")) {
          HTML(.summary) { "Show what you may use" }
          answer(given)
        }
      }
      if let stub = exercise.stub { answer(stub) }
      HTML(.p, .class("command")) {
        "Try it, in the folder that holds "
        HTML(.code) { "Chapters" }
        ": "
        HTML(.code) { "\(context.tool) learn \(document.number)#\(exercise.id)" }
      }
      for (number, hint) in exercise.hints.enumerated() {
        HTML(.details, .class("hint")) {
          HTML(.summary) { exercise.hints.count == 1 ? "Hint" : "Hint \(number + 1)" }
          html(hint)
        }
      }
      if let solution = exercise.solution {
        HTML(.details, .class("solution")) {
          HTML(.summary) { "Solution" }
          answer(solution)
          html(exercise.after)
        }
      }
    }
  }

  private func hasMoreThanImports(_ index: Int) -> Bool {
    guard document.cells.indices.contains(index) else { return false }
    return document.cells[index].code.split(separator: "\n").contains { line in
      !line.allSatisfy(\.isWhitespace) && !line.hasPrefix("import ")
    }
  }

  private func answer(_ index: Int) -> HTML {
    guard document.cells.indices.contains(index) else { return .empty }
    return HTML(.div, .class("cell")) { listing(of: index) }
  }
}
