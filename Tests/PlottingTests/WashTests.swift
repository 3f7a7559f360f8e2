import Testing

@testable import Plotting

/// What shades of one color say.
@Suite struct WashTests {
  @Test func theLeastAmountIsShownAndAMissingOneIsNot() {
    let plot = Plot().heat(x: 0...3, y: 0...1, resolution: 3) { x, _ in x < 1 ? 5 : x < 2 ? .nan : 9 }
    let svg = plot.svg()
    // The key begins and ends as the cells do.
    #expect(svg.ranges(of: "fill-opacity=\"0.07\"").count >= 2)
    #expect(svg.ranges(of: "fill-opacity=\"0.85\"").count >= 2)
  }

  @Test func halfwayBetweenTwoClassesIsBlank() {
    let cells = Mark.Cells(0...1, 0...1, 1, .classes("", "")) { _, _ in 0.5 }
    let plot = Plot().decisionRegion(x: 0...1, y: 0...1, resolution: 1) { _, _ in 0.5 }
    #expect(cells.values == [0.5])
    #expect(!plot.svg().contains("shape-rendering"))
  }

  @Test func theKeyRunsFromTheLeastToTheGreatest() {
    #expect(Wash.opacity(ofShare: 0) == 0.07)
    #expect(abs(Wash.opacity(ofShare: 1) - 0.85) < 1e-12)
  }
}
