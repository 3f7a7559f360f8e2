/// A failed test in lines: what came and what was expected, one below the other and cut around their first difference.
struct FailureText {
  /// The number of characters that a line may have.
  let width: Int

  private static let indentation = "      "
  private static let labels = ["got      ", "expected "]

  /// The lines of what the runtime wrote: `got 0.0, expected 1.0, off by 1.0`, or
  /// `got 2 numbers, expected 1: [0.0, 1.0] instead of [1.0]`.
  func lines(of failure: String) -> [String] {
    guard let (got, expected, rest) = Self.parts(of: failure) else { return [Self.indentation + failure] }
    let used = Self.indentation.count + Self.labels[0].count + max(got.head.count, expected.head.count)
    let values = Self.cut(got.value, expected.value, room: max(20, width - used))
    let lines = [got.head + values[0], expected.head + values[1]]
    return zip(Self.labels, lines).map { Self.indentation + $0 + $1 } + rest.map { Self.indentation + $0 }
  }

  /// A value with what stands before it, such as the number of its elements.
  private typealias Side = (head: String, value: String)

  private static func parts(of failure: String) -> (got: Side, expected: Side, rest: [String])? {
    guard failure.hasPrefix("got "), let middle = failure.firstRange(of: ", expected ") else { return nil }
    let got = String(failure[..<middle.lowerBound].dropFirst("got ".count))
    let expected = failure[middle.upperBound...]
    if got.hasSuffix(" numbers"), let colon = expected.firstRange(of: ": "),
      let between = expected.firstRange(of: " instead of ")
    {
      return (
        ("\(got): ", String(expected[colon.upperBound..<between.lowerBound])),
        ("\(expected[..<colon.lowerBound]) numbers: ", String(expected[between.upperBound...])), []
      )
    }
    if let place = lastRange(of: " (at index ", in: expected), expected.hasSuffix(")") {
      let rest = expected[place.upperBound...].dropLast()
      return (("", got), ("", String(expected[..<place.lowerBound])), ["at index \(rest)"])
    }
    guard let distance = lastRange(of: ", off by ", in: expected) else {
      return (("", got), ("", String(expected)), [])
    }
    let rest = "off by   " + expected[distance.upperBound...]
    return (("", got), ("", String(expected[..<distance.lowerBound])), [rest])
  }

  private static func lastRange(of text: String, in whole: Substring) -> Range<Substring.Index>? {
    whole.ranges(of: text).last
  }

  /// Two values, each of one line and no longer than there is room for, cut at the same place.
  private static func cut(_ got: String, _ expected: String, room: Int) -> [String] {
    let values = [got, expected].map { Array($0.replacing(#/\n */#, with: " ")) }
    guard values.contains(where: { $0.count > room }) else { return values.map { String($0) } }
    // Signs for what is left out take three characters.
    let room = room - 3
    let common = zip(values[0], values[1]).prefix { $0 == $1 }.count
    let first = common <= room * 2 / 3 ? 0 : wordStart(before: common - room / 3, in: values[0])
    return values.map { value in
      let last = first + room >= value.count ? value.count : wordStart(before: first + room, in: value)
      return (first > 0 ? "… " : "") + String(value[min(first, value.count)..<max(min(first, value.count), last)])
        + (last < value.count ? "…" : "")
    }
  }

  /// The start of the word that a place is in; the place itself where that word is long.
  private static func wordStart(before place: Int, in value: [Character]) -> Int {
    let space = value[..<min(place, value.count)].suffix(24).lastIndex(of: " ")
    return space.map { $0 + 1 } ?? min(place, value.count)
  }
}
