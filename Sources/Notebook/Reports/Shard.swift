/// One of several machines that share a check: `2/5` is the second of five.
public struct Shard: Equatable, Sendable, CustomStringConvertible {
  /// Which one, from 1.
  public var number: Int
  /// The number of them.
  public var count: Int

  /// Reads `2/5`; `nil` where the text says anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]), count > 0,
      (1...count).contains(number)
    else { return nil }
    self.number = number
    self.count = count
  }

  /// The shard as it is written.
  public var description: String { "\(number)/\(count)" }

  /// The chapters that fall to this shard, in the order given.
  ///
  /// The heaviest chapter goes first, each to the shard with the least to do. All shards come to the same division if
  /// they start from the same chapters and weights; then each chapter falls to exactly one.
  public func share(of chapters: [String], weight: (String) -> Double) -> [String] {
    var loads = Array(repeating: 0.0, count: count)
    var mine: Set<String> = []
    let weighed = chapters.map { (path: $0, weight: weight($0)) }
    for chapter in weighed.sorted(by: { ($1.weight, $0.path) < ($0.weight, $1.path) }) {
      let shard = loads.indices.min { (loads[$0], $0) < (loads[$1], $1) } ?? 0
      loads[shard] += chapter.weight
      if shard == number - 1 { mine.insert(chapter.path) }
    }
    return chapters.filter(mine.contains)
  }
}
