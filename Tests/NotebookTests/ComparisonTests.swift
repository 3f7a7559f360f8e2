import Testing

@testable import Notebook

@Suite struct NumberTests {
  /// The written number, the result, and whether they agree.
  private static let table: [(String, Double, Bool)] = [
    ("1", 1, true), ("1", 1.0000001, false), ("1", 2, false), ("-3", -3, true), ("\u{2212}3", -3, true),
    ("1.0", 1.04, true), ("1.0", 1.05, true), ("1.0", 1.0501, false), ("0.5", 0.45, true), ("0.5", 0.449, false),
    ("0.12", 0.125, true), ("0.12", 0.115, true), ("0.12", 0.1251, false), ("0.12", 0.1149, false),
    ("0.333", 1.0 / 3, true), ("0.334", 1.0 / 3, false), ("0.3333333333333333", 1.0 / 3, true),
    ("1e3", 1000, true), ("1e3", 1400, true), ("1e3", 1501, false), ("6.0e23", 6.02e23, true),
    ("6.0e23", 6.06e23, false), ("1.1e-7", 1e-7, false), ("1.0e-7", 1e-7, true), ("1E2", 149, true),
    ("1,234,567", 1_234_567, true), ("1,234.5", 1234.46, true), ("1\u{202F}000", 1000, true), ("1,000", 1, false),
    ("0", 0, true), ("0", -0.0, true), ("0", 1e-300, false), ("+2.5", 2.5, true),
  ]

  @Test func numbersAreComparedAsWritten() throws {
    for (written, got, agrees) in Self.table {
      let number = try #require(WrittenNumber(written), "\(written)")
      let result = try #require(WrittenNumber("\(got)"))
      #expect(number.matches(result, tolerance: nil) == agrees, "\(written) and \(got)")
    }
  }

  @Test func aToleranceWidensAndNeverNarrows() throws {
    func agrees(_ written: String, _ got: String, _ tolerance: CellOptions.Tolerance) throws -> Bool {
      try #require(WrittenNumber(written)).matches(try #require(WrittenNumber(got)), tolerance: tolerance)
    }
    #expect(try agrees("10.0", "10.05", .absolute(1e-9)))
    #expect(try agrees("10.0", "10.9", .absolute(1)))
    #expect(try !agrees("10.0", "11.1", .absolute(1)))
    #expect(try agrees("10.0", "10.9", .relative(0.1)))
    #expect(try !agrees("10.0", "11.1", .relative(0.1)))
    #expect(try agrees("7", "8", .absolute(1)))
    #expect(try agrees("-10", "-10.9", .relative(0.1)))
  }

  /// More digits than a `Double` has.
  @Test func everyDigitCounts() throws {
    for (written, got, agrees) in [
      ("18446744073709551615", "18446744073709551615", true), ("18446744073709551614", "18446744073709551615", false),
      ("1267650600228229401496703205376", "1267650600228229401496703205376", true),
      ("1267650600228229401496703205999", "1267650600228229401496703205376", false),
      ("18,446,744,073,709,551,615", "18446744073709551615", true),
      ("12345678901234567.89", "12345678901234567.89", true), ("12345678901234567.12", "12345678901234567.89", false),
      ("12345678901234567.9", "12345678901234567.89", true), ("12345678901234568", "12345678901234567.89", false),
      ("-9223372036854775808", "-9223372036854775808", true), ("-9223372036854775807", "-9223372036854775808", false),
      ("9223372036854775807", "-9223372036854775807", false), ("1.8446744e19", "18446744073709551615", true),
      ("100000000000000000000", "1e+20", true), ("1e400", "1e400", true), ("1e400", "2e400", false),
    ] {
      let number = try #require(WrittenNumber(written))
      #expect(try number.matches(#require(WrittenNumber(got)), tolerance: nil) == agrees, "\(written) and \(got)")
    }
  }

  @Test func decimalsAreRoundedAsWritten() throws {
    for (text, decimals, rounded) in [
      ("12345678901234567.89", 1, "12345678901234567.9"), ("0.125", 2, "0.12"), ("0.135", 2, "0.14"),
      ("0.1251", 2, "0.13"), ("9.996", 2, "10.00"), ("-0.004", 2, "0.00"), ("-1.5", 3, "-1.500"), ("3", 1, "3.0"),
      ("1e-9", 2, "0.00"), ("2.5e3", 1, "2500.0"), ("0", 2, "0.00"),
    ] {
      #expect(try #require(WrittenNumber(text)).text(decimals: decimals) == rounded, "\(text)")
    }
  }

  @Test func wordsAreNoNumbers() {
    for text in ["", "-", "x", "1x", "1e", "."] { #expect(WrittenNumber(text) == nil, "\(text)") }
  }
}

@Suite struct TextComparisonTests {
  private func difference(
    _ written: String, _ got: String, _ kind: TextComparison.Kind = .text
  ) -> TextComparison.Difference? {
    TextComparison(tolerance: nil, kind: kind).difference(written: written, got: got, wildcards: true)
  }

  @Test func equalAsAReaderSeesThem() {
    for (written, got) in [
      ("loss 0.12", "loss 0.1234"), ("nan", "nan"), ("inf", "inf"), ("-inf", "-inf"), ("1,000 steps", "1000 steps"),
      ("x1", "x1"), ("2x", "2x"), ("a…z", "a to z"), ("…", ""), ("a … 0.5 … b", "a xyz 0.52 , b"), ("a……b", "ab"),
      ("1.2.3", "1.2.3"), ("0.1, 0.2", "0.1, 0.2"), ("−0.5", "-0.5"), ("\u{65}\u{301}", "\u{E9}"), ("09:05", "09:05"),
    ] {
      #expect(difference(written, got) == nil, "\(written) and \(got)")
      #expect(difference(written, got, .value) == nil, "\(written) and \(got)")
    }
  }

  @Test func differentInWords() {
    for (written, got) in [
      ("loss 0.12", "Loss 0.12"), ("one two", "onetwo"), ("[1, 2]", "[1, 2, 3]"), ("a b", "a  b"), ("x1", "x2"),
      ("2x", "3x"), ("v1", "v2"), ("1", "one"), ("nan", "inf"), ("a…z", "a to y"), ("1", "1 2"), ("ab…", "a"),
      ("\"1\"", "1"), ("1, 2", "1,2"),
      // A clock, an id, a date, a version, an address: digits that are no number.
      ("9:5", "09:05"), ("12", "00012"), ("2024-1-5", "2024-01-05"), ("1.2.30", "1.2.3"), ("10.0.0.1", "10.0.0.10"),
      ("v1.2.3", "v1.2.30"), ("v1.2", "v1.20"), ("swift-5.1", "swift-5.10"), ("x1.0", "x1.00"),
      ("2024-10-1e1", "2024-10-10"), ("2024-10-10", "2024-1e1-10"), ("1e1-10", "10-10"),
      ("550e2-e29b", "55000-e29b"), ("-1e1-10", "-10-10"),
    ] {
      #expect(difference(written, got) == .text, "\(written) and \(got)")
      #expect(difference(written, got, .value) == .text, "\(written) and \(got)")
    }
  }

  @Test func everySpaceOfPrintedTextCounts() {
    for (written, got) in [
      ("(not a match)", "(nota match)"), (":-( all is lost", ":-( allislost"), ("[1, 2]", "[1,2]"),
      ("(a: 1)", "( a: 1 )"),
    ] {
      #expect(difference(written, got) == .text, "\(written) and \(got)")
    }
  }

  @Test func spacesOfAValueCountOutsideItsBracketsAndInItsQuotes() {
    for (written, got) in [
      ("[1, 2]", "[1.0,2.0]"), ("[1.0  0.5]", "[1.0 0.5]"), ("(a: 1)", "( a: 1 )"),
      ("[[1, 2],\n [3, 4]]", "[[1, 2],\n[3, 4]]"),
      ("[\"a b\", \"c\"]", "[\"a b\",\"c\"]"), ("[\"a ] b\"]", "[ \"a ] b\" ]"),
    ] {
      #expect(difference(written, got, .value) == nil, "\(written) and \(got)")
    }
    for (written, got) in [
      ("[\"hello world\", \"b\"]", "[\"helloworld\", \"b\"]"), ("P(name: \"ab\")", "P(name: \"a b\")"),
      ("[a b]", "[ab]"), ("1, 2", "1,2"), ("[1 2]", "[12]"), ("(open , end", "(open, end"),
      ("[\"a\\\" ,b\"]", "[\"a\\\",b\"]"),
      ("P(name: a b)", "P(name: ab)"), ("[a) , b]", "[a), b]"),
    ] {
      #expect(difference(written, got, .value) != nil, "\(written) and \(got)")
    }
  }

  @Test func printedTextHasNoMoreDecimalsThanWerePrinted() {
    #expect(difference("version 1.10", "version 1.1") == .number(written: "1.10", got: "1.1"))
    #expect(difference("1.10", "1.1", .value) == nil)
    #expect(difference("1.1", "1.14") == nil)
    #expect(difference("1.50e3", "1500") == nil)
  }

  @Test func aNumberIsToBlameOnlyWhereTheRestAgrees() {
    #expect(difference("loss 0.12 at 3", "loss 0.13 at 3") == .number(written: "0.12", got: "0.13"))
    #expect(difference("1 2 3", "1 5 6") == .number(written: "2", got: "5"))
    #expect(difference("1 cat", "2 dogs") == .text)
    #expect(difference("1", "2 3") == .text)
  }

  @Test func tokensKeepNumbersWhole() {
    typealias Token = TextComparison.Token
    func tokens(_ text: String) -> [Token] { TextComparison.tokens(of: text) }
    #expect(tokens("-1.5e-3") == [.number("-1.5e-3")])
    #expect(
      tokens("1e3/1e-4 - 1e2") == [.number("1e3"), .character("/"), .number("1e-4")]
        + [" ", "-", " "].map { .character($0) } + [.number("1e2")])
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
