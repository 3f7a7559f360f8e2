import TestSupport
import Testing

@testable import Notebook

/// Questions without code.
@Suite struct QuizTests {
  private func parse(_ text: String) -> Document {
    Document(parsing: SourceText(path: "Chapters/01-a.md", text: "---\ntitle: A\n---\n\n" + text))
  }

  private let quiz = """
    <!-- quiz #which -->

    Which *one*?

    - [ ] This.
    - [x] That.

      With a second paragraph.

    <!-- after
    Because.
    -->

    """

  @Test func aQuizHasAQuestionOptionsAndAReason() throws {
    let document = parse("Before.\n\n" + quiz + "\nBehind.\n")
    #expect(document.diagnostics.isEmpty)
    let read = try #require(document.quizzes.first)
    #expect(read.id == "which" && read.question.count == 1 && read.after.count == 1)
    #expect(read.options.map(\.isCorrect) == [false, true])
    #expect(read.options.map(\.blocks.count) == [1, 2])
    let kinds = document.blocks.map(\.kind)
    #expect(kinds.count == 3 && kinds[1] == .quiz(0))
  }

  @Test func aQuizEndsAnExerciseAndAnExerciseAQuiz() {
    let exercise = """
      <!-- exercise #one level=1 -->
      ### One

      ```swift stub
      let a = 0
      ```

      <!-- swift test
      expect(a == 1)
      -->
      <!-- swift solution
      let a = 1
      -->

      """
    for text in [exercise + "\n" + quiz, quiz + "\n" + exercise] {
      let document = parse(text)
      #expect(document.diagnostics.isEmpty)
      #expect(document.quizzes.count == 1 && document.exercises.count == 1 && document.blocks.count == 2)
      #expect(document.exercises[0].after.isEmpty && document.exercises[0].task.count == 1)
    }
  }

  @Test func noListHoldsAQuizOrAnExercise() {
    let document = parse("- Item:\n\n  " + quiz.replacing("\n", with: "\n  "))
    #expect(document.diagnostics.first?.id == .quizIncomplete && document.quizzes.isEmpty)
    #expect(parse("> <!-- exercise #one level=1 -->\n").diagnostics.map(\.id) == [.exerciseMisplaced])
  }
}
