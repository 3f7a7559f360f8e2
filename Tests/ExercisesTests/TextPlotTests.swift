import Notebook
import TestSupport
import Testing

@testable import Exercises

@Suite("Figures drawn with characters")
struct TextPlotTests {
  private static func figure(_ alternative: String, _ columns: [String], _ rows: [[String]]) -> FigureOutput {
    FigureOutput(svg: "", alternative: alternative, table: TableOutput(columns: columns, rows: rows))
  }

  /// One figure of each kind, with the numbers as the runtime delivers them.
  private static let samples: [(name: String, figure: FigureOutput)] = [
    (
      "gate",
      figure(
        "“The AND gate”, a plot of x₂ against x₁. The rest is not shown.",
        ["mark", "label", "x₁", "x₂", "weight 1", "weight 2", "bias"],
        [
          ["decision line", "line", "", "", "0.5", "0.5", "-0.7"], ["point", "0", "0", "0", "", "", ""],
          ["point", "0", "0", "1", "", "", ""], ["point", "0", "1", "0", "", "", ""],
          ["point", "1", "1", "1", "", "", ""],
        ])
    ),
    (
      "descent",
      figure(
        "A ball on a slope", ["mark", "label", "step", "x"],
        (0...20).map { ["trajectory", "x", "\($0)", "\(2 - Double($0 * (40 - $0)) / 200)"] })
    ),
    (
      "two-lines",
      figure(
        "Two lines", ["mark", "label", "x", "y"],
        ["up", "down"].flatMap { label in
          (0...4).map { ["line", label, "\($0)", label == "up" ? "\($0)" : "\(4 - $0)"] }
        } + (0...4).map { ["point", "up", "\($0)", "\($0)"] })
    ),
    (
      "surface",
      figure(
        "A bowl", ["mark", "label", "x", "y", "value"],
        (0..<144).map { index in
          let (x, y) = (Double(index % 12) - 5.5, Double(index / 12) - 5.5)
          return ["cell", "", "\(x)", "\(y)", "\(x * x + y * y)"]
        })
    ),
    ("bars", figure("Shares", ["name", "share"], [["cat", "0.7"], ["dog", "0.25"], ["neither", "0.05"]])),
    (
      "weights",
      figure("Weights", ["row", "1", "2", "3"], [["x₁", "0.1", "0.3", "0.5"], ["x₂", "0.2", "-0.4", "0.6"]])
    ),
    ("words", figure("Only words. And more.", ["a", "b", "c"], [["1", "x", "y"]])),
  ]

  @Test("each kind looks as it was once looked at, with Unicode and without", arguments: samples.map(\.name))
  func drawings(name: String) throws {
    let figure = try #require(Self.samples.first { $0.name == name }).figure
    let text =
      TextPlot(width: 60, isPlain: false).text(of: figure) + "\n" + TextPlot(width: 40, isPlain: true).text(of: figure)
    #expect(try Golden.problem(with: text, recordedAt: "text-plots/\(name).txt") == nil)
  }

  @Test("a plain drawing of plain words is ASCII, and no line is wider than it may be")
  func limits() {
    for (name, figure) in Self.samples {
      for width in [24, 40, 60] {
        let lines = TextPlot(width: width, isPlain: true).text(of: figure).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= width }, "\(name) at \(width)")
      }
    }
    let descent = Self.samples[1].figure
    #expect(TextPlot(width: 60, isPlain: true).text(of: descent).allSatisfy { $0.isASCII })
  }

  @Test("numbers that are not finite, one number and none at all are drawn without harm")
  func oddNumbers() {
    for rows in [[], [["point", "a", "1", "1"]], [["line", "a", "nan", "1"], ["line", "a", "inf", "2"]]] {
      let text = TextPlot(width: 40, isPlain: true).text(of: Self.figure("Odd", ["mark", "label", "x", "y"], rows))
      #expect(text.hasPrefix("Odd\n"))
    }
  }
}
