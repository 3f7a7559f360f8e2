import Notebook

// How easy the text reads, and how many of its numbers the build compares.
extension Prose {
  /// The words of the explanation, without the exercises.
  var words: [String] { sentences.filter { !$0.isExercise }.flatMap(\.words) }
  var wordsPerSentence: Double {
    Double(words.count) / Double(max(1, sentences.filter { !$0.isExercise }.count))
  }
  /// Words a sentence, plus the share of words with more than six letters in per cent.
  var readability: Double {
    let long = words.count { $0.count > 6 }
    return wordsPerSentence + 100 * Double(long) / Double(max(1, words.count))
  }
  var repeatedCount: Int { sentences.reduce(0) { $0 + $1.repeated.count } }
  var unboundCount: Int { sentences.reduce(0) { $0 + $1.unbound.count } }
}
