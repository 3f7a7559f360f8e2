import Testing

@testable import Notebook

@Suite struct NumberTests {
  /// What is written, what came, and whether they agree.
  private static let table: [(String, Double, Bool)] = [
    ("1", 1, true), ("1", 1.0000001, false), ("1", 2, false), ("-3", -3, true), ("\u{2212}3", -3, true),
    ("1.0", 1.04, true), ("1.0", 1.05, true), ("1.0", 1.0501, false), ("0.5", 0.45, true), ("0.5", 0.449, false),
    ("0.12", 0.125, true), ("0.12", 0.115, true), ("0.12", 0.1251, false), ("0.12", 0.1149, false),
    ("0.333", 1.0 / 3, true), ("0.334", 1.0 / 3, false), ("0.3333333333333333", 1.0 / 3, true),
    ("1e3", 1000, true), ("1e3", 1400, true), ("1e3", 1501, false), ("6.0e23", 6.02e23, true),
    ("6.0e23", 6.06e23, false), ("1.1e-7", 1e-7, false), ("1.0e-7", 1e-7, true), ("1E2", 149, true),
    ("1,234,567", 1_234_567, true), ("1,234.5", 1234.46, true), ("1\u{202F}000", 1000, true), ("1,000", 1, false),
    ("0", 0, true), ("0", -0.0, true), ("0", 1e-300, false), ("+2.5", 2.5, true),
    ("1.0", .infinity, false), ("1.0", .nan, false),
  ]

  @Test func numbersAreComparedAsWritten() throws {
    for (written, got, agrees) in Self.table {
      let number = try #require(WrittenNumber(written), "\(written)")
      #expect(number.matches(got, tolerance: nil) == agrees, "\(written) and \(got)")
    }
  }

  @Test func aToleranceWidensAndNeverNarrows() throws {
    let number = try #require(WrittenNumber("10.0"))
    #expect(number.matches(10.05, tolerance: .absolute(1e-9)))
    #expect(number.matches(10.9, tolerance: .absolute(1)))
    #expect(!number.matches(11.1, tolerance: .absolute(1)))
    #expect(number.matches(10.9, tolerance: .relative(0.1)))
    #expect(!number.matches(11.1, tolerance: .relative(0.1)))
    #expect(try #require(WrittenNumber("7")).matches(8, tolerance: .absolute(1)))
    #expect(try #require(WrittenNumber("-10")).matches(-10.9, tolerance: .relative(0.1)))
  }

  @Test func wordsAreNoNumbers() {
    for text in ["", "-", "x", "1x", "1e", "."] { #expect(WrittenNumber(text) == nil, "\(text)") }
  }
}

@Suite struct TextComparisonTests {
  private func difference(_ written: String, _ got: String) -> TextComparison.Difference? {
    TextComparison(tolerance: nil).difference(written: written, got: got, wildcards: true)
  }

  @Test func equalAsAReaderSeesThem() {
    for (written, got) in [
      ("loss 0.12", "loss 0.1234"), ("[1, 2]", "[1.0,2.0]"), ("[1.0  0.5]", "[1.0 0.5]"), ("(a: 1)", "( a: 1 )"),
      ("nan", "nan"), ("inf", "inf"), ("-inf", "-inf"), ("1,000 steps", "1000 steps"), ("x1", "x1"), ("2x", "2x"),
      ("a…z", "a to z"), ("…", ""), ("a … 0.5 … b", "a xyz 0.52 , b"), ("a……b", "ab"), ("1.2.3", "1.2.3"),
      ("0.1, 0.2", "0.1, 0.2"), ("−0.5", "-0.5"), ("\u{65}\u{301}", "\u{E9}"),
    ] {
      #expect(difference(written, got) == nil, "\(written) and \(got)")
    }
  }

  @Test func differentInWords() {
    for (written, got) in [
      ("loss 0.12", "Loss 0.12"), ("one two", "onetwo"), ("[1, 2]", "[1, 2, 3]"), ("a b", "a  b"), ("x1", "x2"),
      ("2x", "3x"), ("v1", "v2"), ("1", "one"), ("nan", "inf"), ("a…z", "a to y"), ("1", "1 2"), ("ab…", "a"),
      ("\"1\"", "1"), ("1, 2", "1,2"),
    ] {
      #expect(difference(written, got) == .text, "\(written) and \(got)")
    }
  }

  @Test func aNumberIsToBlameOnlyWhereTheRestAgrees() {
    #expect(difference("loss 0.12 at 3", "loss 0.13 at 3") == .number(written: "0.12", got: "0.13"))
    #expect(difference("1 2 3", "1 5 6") == .number(written: "2", got: "5"))
    #expect(difference("1 cat", "2 dogs") == .text)
    #expect(difference("1", "2 3") == .text)
  }

  @Test func tokensKeepNumbersWhole() {
    typealias Token = TextComparison.Token
    func tokens(_ text: String) -> [Token] { TextComparison.tokens(of: text, wildcards: false) }
    #expect(tokens("-1.5e-3") == [.number("-1.5e-3")])
    #expect(tokens("3-2") == [.number("3"), .character("-"), .number("2")])
    #expect(tokens("1,234") == [.number("1,234")])
    #expect(tokens("[1,234]").count == 5)
    #expect(tokens("1,2345") == [.number("1"), .character(","), .number("2345")])
    #expect(tokens("5.") == [.number("5"), .character(".")])
    #expect(tokens("a1 _2 1b") == "a1 _2 1b".map { .character($0) })
    #expect(tokens("…") == [.character("…")])
  }
}

@Suite struct OutputComparisonTests {
  private func line(
    _ written: [String], _ got: [String], _ comparison: CellOptions.Comparison = .ordered
  ) -> Int? {
    OutputComparison(tolerance: nil, comparison: comparison).difference(written: written, got: got)?.line
  }

  @Test func linesInOrder() {
    #expect(line([], []) == nil)
    #expect(line(["a", "0.5"], ["a", "0.52"]) == nil)
    #expect(line(["a", "b"], ["a", "c"]) == 1)
    #expect(line(["a", "b"], ["a"]) == 1)
    #expect(line(["a"], ["a", "b"]) == 1)
    #expect(line([], ["a"]) == 0)
  }

  @Test func threeDotsStandForAnyLines() {
    #expect(line(["..."], []) == nil)
    #expect(line(["..."], ["a", "b"]) == nil)
    #expect(line(["a", "...", "z"], ["a", "z"]) == nil)
    #expect(line(["a", "...", "z"], ["a", "z", "b", "z"]) == nil)
    #expect(line(["a", "...", "m", "...", "z"], ["a", "m", "n", "m", "z"]) == nil)
    #expect(line(["a", "...", "z"], ["a", "b"]) == 1)
    #expect(line(["...", "z"], ["z", "y"]) == 0)
    #expect(line(["a", "...", "z"], ["b", "z"]) == 0)
  }

  @Test func manyWildcardsInLongOutputEnd() {
    let got = Array(repeating: "same", count: 20_000)
    let written = Array(repeating: ["...", "same"], count: 20).flatMap { $0 } + ["...", "other"]
    #expect(line(written, got) != nil)
  }

  @Test func linesAsASet() {
    #expect(line(["a", "b"], ["b", "a"], .unordered) == nil)
    #expect(line(["a", "a"], ["a", "b"], .unordered) == 1)
    #expect(line(["a"], ["a", "b"], .unordered) == 1)
    #expect(line(["0.5", "b"], ["b", "0.52"], .unordered) == nil)
  }

  @Test func nothingIsComparedWhereNothingIsCertain() {
    #expect(line(["a"], ["b", "c"], .nondeterministic) == nil)
  }
}
