import Notebook

extension Weaver {
  /// A question with lettered options; the answer is folded, so that nothing tells it before the reader asks.
  func quiz(_ index: Int) -> HTML {
    guard document.quizzes.indices.contains(index) else { return .empty }
    let quiz = document.quizzes[index]
    let title = "\(quiz.id).title"
    return HTML(
      .section, .class("exercise quiz"), headingAnchors.contains(quiz.id) ? nil : .id(id(quiz.id)),
      .labelled(by: id(title))
    ) {
      formerAnchors(of: quiz.id)
      HTML(.p, .class("label"), .id(id(title))) { "Question \(numeral).\(index + 1)" }
      html(quiz.question)
      HTML(.ol, .class("choices")) {
        for option in quiz.options {
          HTML(.li) { html(option.blocks, tight: true) }
        }
      }
      HTML(.details, .class("solution")) {
        HTML(.summary) { "Answer" }
        HTML(.p) {
          HTML(.strong) { answer(to: quiz) }
        }
        html(quiz.after)
      }
    }
  }

  /// The letters of the right options, such as `A and C`.
  private func answer(to quiz: Quiz) -> String {
    let letters = quiz.options.enumerated().filter(\.element.isCorrect).map { Self.letter($0.offset) }
    guard let last = letters.last, letters.count > 1 else { return letters.joined() }
    return letters.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The letter that a browser writes in front of an option: after Z comes AA.
  private static func letter(_ index: Int) -> String {
    let last = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index % 26)))
    return index < 26 ? last : letter(index / 26 - 1) + last
  }
}
