import NeuralNet
import Testing

@Suite struct CSVTests {
  @Test func namesNumbersAndWords() throws {
    let table = try CSV(parsing: "height,weight,kind\n4.2, 1 ,cat\n5,-2e3,dog\n6,0,cat\n")
    #expect(table.columns == ["height", "weight", "kind"] && table.rows.count == 3)
    #expect(try table.numbers(["weight", "height"]) == [[1, 4.2], [-2000, 5], [0, 6]])
    #expect(try table.classes("kind") == (labels: [0, 1, 0], names: ["cat", "dog"]))
  }

  @Test func quotesLineEndsMarksAndEmptyLines() throws {
    let table = try CSV(parsing: "\u{FEFF}\"a, b\";c\r\n\r\n\"say \"\"hi\"\"\";\"two\nlines\"\r\n;x", separator: ";")
    #expect(table.columns == ["a, b", "c"])
    #expect(table.rows == [["say \"hi\"", "two\nlines"], ["", "x"]])
    #expect(try CSV(parsing: "a,b").rows == [])
    #expect(try CSV(parsing: "a\n\"\"\n1").rows == [["1"]], "a line with nothing but an empty field is an empty line")
  }

  @Test(arguments: [
    ("", "the table is empty: the first line should name the columns"),
    ("\n\r\n", "the table is empty: the first line should name the columns"),
    ("a,b\n1,2\n\n3\n", "line 4: 1 fields, but the first line names 2 columns"),
    ("a,b\n1,2,3", "line 2: 3 fields, but the first line names 2 columns"),
    ("a,b\n1,\"2\n3,4", "line 2: a quoted field begins here and never ends"),
    ("a,b\n\"x\ny\",\"2\"3", "line 3: text follows a closing quote; write a quote inside a field twice"),
  ])
  func badTables(_ text: String, _ message: String) {
    #expect { try CSV(parsing: text) } throws: { "\($0)" == message }
  }

  @Test func badFields() throws {
    let table = try CSV(parsing: "a,b\n1,2\n\"3\n\",x\n,nan")
    #expect { try table.numbers(["b"]) } throws: { "\($0)" == "line 3, column b: 'x' is not a finite number" }
    #expect { try table.numbers(["a"]) } throws: { "\($0)" == "line 3, column a: '3\n' is not a finite number" }
    #expect { try table.numbers(["c"]) } throws: { "\($0)" == "there is no column 'c'; there are: a, b" }
    #expect { try table.classes("") } throws: { ($0 as? CSVError) == .noColumn(name: "", columns: ["a", "b"]) }
    for text in ["nan", "inf", "-infinity", "1e999", "", "1,5", "0x"] {
      #expect(throws: CSVError.notANumber(line: 2, column: "a", text: text)) {
        try CSV(parsing: "a,b\n\"\(text)\",1").numbers(["a"])
      }
    }
  }
}
