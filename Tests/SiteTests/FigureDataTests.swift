import Notebook
import Testing

@testable import Site

/// The numbers behind a figure, as people read them.
@Suite struct FigureDataTests {
  @Test func aTableLeavesOutWhatSaysNothing() {
    let table = TableOutput(
      columns: ["kind", "label", "x", "y"],
      rows: [["point", "", "-5.9399999999999995", "1"], ["rule", "", "0.15000000000000002", ""]])
    #expect(
      table.readable
        == TableOutput(
          columns: ["kind", "x", "y"], rows: [["point", "\u{2212}5.94", "1"], ["rule", "0.15", ""]]))
    // The file keeps every digit.
    #expect(table.csv.contains("point,,-5.9399999999999995,1\n"))
  }

  @Test func wordsStayAsTheyAre() {
    let table = TableOutput(columns: ["layer"], rows: [["well-known"], ["nan"], ["1234567"]])
    #expect(table.readable == table)
  }
}
