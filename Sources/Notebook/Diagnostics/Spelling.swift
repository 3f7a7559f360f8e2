/// Finds what an author may have meant.
package enum Spelling {
  /// The candidate nearest to `word`, if at most a third of its letters differ.
  package static func suggestion(for word: String, among candidates: [String]) -> String? {
    let nearest = candidates.map { (distance(word.lowercased(), $0.lowercased()), $0) }.min { $0.0 < $1.0 }
    guard let nearest, nearest.0 <= max(1, nearest.1.count / 3) else { return nil }
    return nearest.1
  }

  /// The number of letters to insert, delete, exchange or swap with their neighbour that turns one word into the other.
  static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left)
    let right = Array(right)
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for i in 0..<left.count {
      var current = [i + 1]
      for j in 0..<right.count {
        var best = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          best = min(best, beforePrevious[j - 1] + 1)
        }
        current.append(best)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count]
  }
}
