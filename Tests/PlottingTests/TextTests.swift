import Testing

@testable import Plotting

@Suite struct DataTableTests {
  @Test func csvQuotesWhatNeedsIt() {
    let table = DataTable(
      columns: ["a,b", "c"], rows: [["say \"no\"", 1.5], ["two\nlines", -2], ["plain"], [1, 2, 3]])
    #expect(table.csv() == "\"a,b\",c\n\"say \"\"no\"\"\",1.5\n\"two\nlines\",-2\nplain,\n1,2\n")
  }

  @Test(arguments: [0.1, 1 / 3.0, 1e300, 5e-300, -0.0, 12_345_678.9])
  func csvNumbersReadBackExactly(_ value: Double) {
    let text = DataTable.Cell.number(value).text
    #expect(Double(text)?.bitPattern == value.bitPattern)
  }

  @Test func plainTextIsAligned() {
    let table = DataTable(columns: ["epoch", "loss", "note"], rows: [[0, 0.693147, "start"], [10, 0.05, "later"]])
    #expect(
      table.description == """
        epoch      loss  note
            0  0.693147  start
           10  0.050000  later

        """)
  }

  @Test func numbersOfAnySizeAreFlushRight() {
    let table = DataTable(columns: ["a", "b"], rows: [[.number(.nan), 1e-9], [-3, .empty], [1e12, 0]])
    #expect(
      table.description == """
           a     b
         NaN  10⁻⁹
          −3
        10¹²     0

        """)
  }
}

@Suite struct DecimalTests {
  @Test func aSignIsAMinusAndAHyphenStaysOne() {
    #expect("z = -4".withTrueMinus == "z = −4")
    #expect("-1 to -2.5 (-3)".withTrueMinus == "−1 to −2.5 (−3)")
    #expect("784-50-10, L-2, a - 3, -x".withTrueMinus == "784-50-10, L-2, a - 3, -x")
    #expect(Plot(title: "weight -2").line([(0, 0), (1, 1)], label: "from -1.9").svg().contains("weight −2"))
  }

  @Test func fixedRoundsHalvesAway() {
    #expect(Decimal.fixed(0.125, places: 2) == "0.13")
    #expect(Decimal.fixed(-0.125, places: 2) == "−0.13")
    #expect(Decimal.fixed(-0.001, places: 2) == "0.00")
    #expect(Decimal.fixed(12, places: 0) == "12")
  }

  @Test func coordinatesHaveTwoDecimalsAtMost() {
    #expect(Decimal.coordinate(1.375) == "1.38")
    #expect(Decimal.coordinate(-0.001) == "0")
    #expect(Decimal.coordinate(2.50) == "2.5")
    #expect(Decimal.coordinate(.nan) == "0")
    #expect(Decimal.coordinate(.infinity) == "10000000")
  }

  @Test func shortNumbersAreForReaders() {
    let cases: [(Double, String)] = [
      (0, "0"), (1, "1"), (0.5, "0.5"), (1.0 / 3, "0.333"), (-2, "−2"), (1234.5, "1235"), (999_999, "999999"),
      (1e6, "10⁶"), (2.5e7, "2.5×10⁷"), (0.00012345, "0.000123"), (1e-5, "10⁻⁵"), (9.999e-8, "10⁻⁷"),
      (.nan, "NaN"), (-.infinity, "−∞"), (Double.leastNonzeroMagnitude, "4.94×10⁻³²⁴"), (-1.5e300, "−1.5×10³⁰⁰"),
    ]
    for (value, text) in cases { #expect(Decimal.short(value) == text) }
  }

  @Test func powersOfTenAreExact() {
    for exponent in 0...22 { #expect(PowerOfTen.value(exponent) == Double("1e\(exponent)")) }
    for exponent in -300...300 {
      #expect(abs(PowerOfTen.exponent(of: PowerOfTen.scaled(1.5, by: exponent)) - exponent) == 0)
    }
  }

  @Test func logarithmsAgreeWithTheMathematics() {
    #expect(abs(Logarithm.natural(2.718281828459045) - 1) < 1e-15)
    #expect(abs(Logarithm.decimal(1e-7) + 7) < 1e-14)
    #expect(Logarithm.natural(1) == 0)
    #expect(abs(Logarithm.power(of: 10, 0.5) - 3.1622776601683795) < 1e-14)
    #expect(abs(Logarithm.power(of: 1e10, -0.06) / 0.251188643150958 - 1) < 1e-14)
  }
}

@Suite struct TextWidthTests {
  @Test func cuttingKeepsTheLimit() {
    let text = "A long line of words that does not fit"
    for limit in stride(from: 20.0, through: 400, by: 20) {
      let cut = TextWidth.cut(text, to: limit, size: 16)
      #expect(TextWidth.of(cut, size: 16) <= max(limit, TextWidth.of("…", size: 16)))
      #expect(cut == text || cut.hasSuffix("…"))
    }
  }

  @Test func wrappingLosesNoWordWhileThereIsRoom() {
    let text = "one two three four five six seven"
    let lines = TextWidth.wrapped(text, to: 120, lines: 9, size: 16)
    #expect(lines.joined(separator: " ") == text)
    #expect(lines.allSatisfy { TextWidth.of($0, size: 16) <= 120 })
  }

  @Test func combiningMarksTakeNoRoom() {
    #expect(TextWidth.of("e\u{301}", size: 16) == TextWidth.of("e", size: 16))
  }
}

@Suite struct PlotTextTests {
  @Test func pointsLandOnTheirTicks() {
    let text = Plot(title: "AND", x: "x₁", y: "x₂")
      .points([(0, 0), (0, 1), (1, 0)], label: "0").points([(1, 1)], label: "1")
      .domain(x: 0...1, y: 0...1)
      .text(width: 11, height: 5)
    #expect(
      text == """
        AND
        x₂
        1.0 ┤o         x
            │
        0.5 ┤
            │
          0 ┤o         o
            └┬────┬────┬
             0   0.5  1.0
             x₁
             o 0   x 1

        """)
  }

  @Test(arguments: [1, 10, 60, 5000])
  func textKeepsItsWidth(_ width: Int) {
    let text = Samples.losses.text(width: width, height: 6)
    let longest = text.split(separator: "\n").filter { $0.contains("│") || $0.contains("┤") }.map(\.count).max() ?? 0
    #expect(longest <= min(max(10, width), 1000) + 6)
  }

  @Test func oddNumbersStillMakeText() {
    let text = Plot().points([(.nan, 1), (1e308, .infinity)]).line([(0, .nan)]).text()
    #expect(text.split(separator: "\n").count == 18)
  }
}

@Suite struct HistogramTests {
  static let samples: [[Double]] = [
    [0, 1, 2, 3, 4], [1, 1, 1], [0.1, 0.2, 0.3, 0.3, 0.9], [-5, 5], [1e9, 1e9 + 1], [3],
  ]

  @Test(arguments: samples)
  func everyValueIsCountedOnce(_ values: [Double]) {
    for bins in [1, 2, 5, 10] {
      let histogram = Histogram(values, bins: bins)
      #expect(histogram.bars.map(\.value).reduce(0, +) == Double(values.count))
      for bar in histogram.bars {
        let isLast = bar == histogram.bars.last
        let inside = values.filter { $0 >= bar.start && ($0 < bar.end || (isLast && $0 == bar.end)) }
        #expect(Double(inside.count) == bar.value)
      }
    }
  }

  @Test func whatIsNotFiniteIsNotCounted() {
    #expect(Histogram([.nan, .infinity], bins: nil).bars == [])
    #expect(Histogram([.nan, 1, 2], bins: 2).bars.map(\.value).reduce(0, +) == 2)
  }
}
