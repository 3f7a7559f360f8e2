// Comments, and the exercises that they write.

extension DocumentParser {
  mutating func comment(_ literal: String, at position: SourcePosition) -> [Block] {
    if isForeign(literal) { return [] }
    let directive: CommentDirective
    switch CommentDirective.parse(literal, at: position, in: source) {
    case .success(let value): directive = value
    case .failure(let failure):
      diagnostics.append(failure.diagnostic)
      return []
    }
    switch directive.kind {
    case .note: return []
    case .wrap, .include, .table, .numbers:
      expect(directive, at: position)
      return []
    case .quiz: return beginQuiz(directive, at: position)
    case .after where openQuiz != nil:
      if let quiz = openQuiz { endQuiz(quiz, with: directive) }
      return []
    case .hidden:
      let cell = add(.hidden, from: directive, at: position)
      neighbour = cell
      return [Block(.cell(cell), at: position)]
    case .exercise:
      return beginExercise(directive, at: position)
    case .given, .test, .solution, .wrong, .hint, .after:
      guard let exercise = openExercise else {
        report(
          .exerciseMisplaced, "this belongs to an exercise: begin one above with `<!-- exercise #name level=1 -->`",
          at: position)
        return []
      }
      fill(exercise.index, with: directive, at: position)
      return []
    }
  }

  mutating func add(_ role: Cell.Role, from directive: CommentDirective, at position: SourcePosition) -> Int {
    add(role, info: directive.head, infoPosition: directive.headPosition, lines: directive.body, at: position)
  }

  mutating func beginExercise(_ directive: CommentDirective, at position: SourcePosition) -> [Block] {
    if depth > 0 {
      report(.exerciseMisplaced, "an exercise stands by itself, not in a list, quote or note", at: position)
      return []
    }
    closeExercise()
    closeQuiz()
    let (header, problems) = ExerciseHeader.parse(directive.head, at: directive.headPosition, in: source)
    diagnostics += problems
    guard let header else { return [] }
    if document.exercises.contains(where: { $0.id == header.id }) {
      report(.cellDuplicateID, "the exercise `#\(header.id)` is already in this chapter", at: directive.headPosition)
    }
    var exercise = Exercise(id: header.id, position: position)
    exercise.level = header.level
    exercise.isFast = header.isFast
    exercise.uses = header.uses
    document.exercises.append(exercise)
    openExercise = OpenExercise(index: document.exercises.count - 1, headingLevel: nil)
    return [Block(.exercise(document.exercises.count - 1), at: position)]
  }

  mutating func attach(_ cell: Int, role: Cell.Role, to index: Int) {
    var exercise = document.exercises[index]
    if role == .stub && exercise.stub != nil || role == .solution && exercise.solution != nil {
      report(
        .exerciseIncomplete, "an exercise has one \(role == .stub ? "stub" : "solution")",
        at: document.cells[cell].position)
    }
    switch role {
    case .stub: exercise.stub = cell
    case .given: exercise.given.append(cell)
    case .test: exercise.tests.append(cell)
    case .solution: exercise.solution = cell
    case .visible, .hidden, .wrong: break
    }
    document.exercises[index] = exercise
  }

  mutating func fill(_ exercise: Int, with directive: CommentDirective, at position: SourcePosition) {
    switch directive.kind {
    case .given: _ = add(.given, from: directive, at: position)
    case .test: _ = add(.test, from: directive, at: position)
    case .solution: _ = add(.solution, from: directive, at: position)
    case .wrong(let message):
      let cell = add(.wrong, from: directive, at: position)
      document.exercises[exercise].wrongAnswers.append(Exercise.WrongAnswer(message: message, cell: cell))
    case .hint: document.exercises[exercise].hints.append(markdown(directive.body))
    case .after: document.exercises[exercise].after += markdown(directive.body)
    default: break
    }
  }

  /// Parses the Markdown inside a comment; empty lines before it keep its positions.
  mutating func markdown(_ lines: [Cell.Line]) -> [Block] {
    guard let first = lines.first else { return [] }
    let text = String(repeating: "\n", count: first.position.line - 1) + lines.map { $0.text + "\n" }.joined()
    showsOnly = true
    defer { showsOnly = false }
    return nested(MarkdownNode.parse(Array(text.utf8)).children)
  }

  mutating func closeExercise() {
    guard let open = openExercise else { return }
    openExercise = nil
    let exercise = document.exercises[open.index]
    var missing: [String] = []
    if exercise.title.isEmpty { missing.append("a heading") }
    if exercise.stub == nil { missing.append("a stub (```swift stub)") }
    if exercise.tests.isEmpty { missing.append("a test (<!-- swift test … -->)") }
    if exercise.solution == nil { missing.append("a solution (<!-- swift solution … -->)") }
    if !missing.isEmpty {
      report(
        .exerciseIncomplete, "the exercise `#\(exercise.id)` lacks \(missing.joined(separator: ", "))",
        at: exercise.position)
    }
    if exercise.hints.count > 3 {
      report(.exerciseIncomplete, "the exercise `#\(exercise.id)` has more than three hints", at: exercise.position)
    }
  }
}
