// Questions without code: a comment, the question, a task list, an `after`.

extension DocumentParser {
  mutating func beginQuiz(_ directive: CommentDirective, at position: SourcePosition) -> [Block] {
    if depth > 0 {
      report(.quizIncomplete, "a quiz stands by itself, not in a list, quote or note", at: position)
      return []
    }
    closeExercise()
    closeQuiz()
    let id = String(directive.head.dropFirst())
    guard directive.head.hasPrefix("#"), InfoString.isID(id), directive.body.isEmpty else {
      report(.cellIDMissing, "a quiz needs an id, and nothing else: `<!-- quiz #which-line -->`", at: position)
      return []
    }
    if document.quizzes.contains(where: { $0.id == id }) || document.exercises.contains(where: { $0.id == id }) {
      report(.cellDuplicateID, "the id `#\(id)` is already taken in this chapter", at: directive.headPosition)
    }
    document.quizzes.append(Quiz(id: id, position: position))
    openQuiz = document.quizzes.count - 1
    return [Block(.quiz(document.quizzes.count - 1), at: position)]
  }

  /// Ends a quiz with its explanation.
  mutating func endQuiz(_ quiz: Int, with directive: CommentDirective) {
    document.quizzes[quiz].after = markdown(directive.body)
    closeQuiz()
  }

  /// Sorts what stood between a quiz's comment and its end into question and options.
  mutating func closeQuiz() {
    guard let index = openQuiz else { return }
    openQuiz = nil
    var quiz = document.quizzes[index]
    var missing: [String] = []
    if let list = quiz.question.firstIndex(where: { $0.isTaskList }),
      case .list(_, let items) = quiz.question[list].kind
    {
      quiz.options = items.map { Quiz.Option(isCorrect: $0.isChecked ?? false, blocks: $0.blocks) }
      if list < quiz.question.count - 1 {
        report(
          .quizIncomplete, "this stands behind the options: a quiz ends with them and `<!-- after … -->`",
          at: quiz.question[list + 1].position)
      }
      quiz.question.removeSubrange(list...)
    }
    if quiz.question.isEmpty { missing.append("a question") }
    if quiz.options.count < 2 {
      missing.append("at least two options (a task list: `- [ ] no`, `- [x] yes`)")
    } else if !quiz.options.contains(where: \.isCorrect) {
      missing.append("a tick at the right option (`- [x]`)")
    } else if quiz.options.allSatisfy(\.isCorrect) {
      missing.append("a wrong option: all are ticked")
    }
    if quiz.after.isEmpty { missing.append("an explanation (`<!-- after … -->`)") }
    if !missing.isEmpty {
      report(.quizIncomplete, "the quiz `#\(quiz.id)` lacks \(missing.joined(separator: ", "))", at: quiz.position)
    }
    document.quizzes[index] = quiz
  }
}

extension Block {
  /// True if the block is a list with boxes.
  var isTaskList: Bool {
    guard case .list(_, let items) = kind else { return false }
    return items.contains { $0.isChecked != nil }
  }
}
