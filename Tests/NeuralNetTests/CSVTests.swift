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

  /// The University of California's files begin with a sample.
  @Test func withoutHeader() throws {
    let text = "5.1,3.5,Iris-setosa\n4.9,3.0,Iris-setosa\n6.3,3.3,Iris-virginica\n\n"
    let table = try CSV(parsing: text, header: false)
    #expect(table.columns == ["0", "1", "2"] && table.rows.count == 3)
    #expect(try table.numbers(0..<2) == [[5.1, 3.5], [4.9, 3], [6.3, 3.3]])
    #expect(try table.numbers(["1"]) == table.numbers([1]))
    #expect(try table.classes(2) == (labels: [0, 0, 1], names: ["Iris-setosa", "Iris-virginica"]))
    #expect(try CSV(parsing: Array(text.utf8), header: false) == table)
    #expect {
      try CSV(parsing: "1,2\n3", header: false)
    } throws: { "\($0)" == "line 2: 1 field, but the first line has 2" }
    #expect {
      try table.numbers([0, 2])
    } throws: { "\($0)" == "line 1, column 2: 'Iris-setosa' is not a finite number" }
    for position in [-1, 3] {
      #expect(throws: CSVError.noPosition(position, columns: 3)) { try table.numbers([position]) }
      #expect {
        try table.classes(position)
      } throws: { "\($0)" == "there is no column at position \(position); the table has 3, counted from 0" }
    }
  }

  @Test func columnsByPositionBesideAHeader() throws {
    let table = try CSV(parsing: "height,weight,kind\n4.2,1,cat\n5,2,dog\n")
    #expect(try table.numbers([1, 0]) == table.numbers(["weight", "height"]))
    #expect(try table.classes(2) == table.classes("kind"))
  }

  /// Two files of the same words in another order agree once the names are given.
  @Test func knownClassNames() throws {
    let names = ["dog", "cat"]
    let (training, test) = (try CSV(parsing: "k\ncat\ndog"), try CSV(parsing: "k\n dog\ncat\t"))
    #expect(try training.classes("k", names: names) == [1, 0])
    #expect(try test.classes("k", names: names) == [0, 1] && test.classes(0, names: names) == [0, 1])
    #expect {
      try CSV(parsing: "k\ndog\n\nbird").classes("k", names: names)
    } throws: { "\($0)" == "line 4, column k: 'bird' is none of the classes dog, cat" }
  }

  @Test func blanksAroundNamesClassesAndQuotes() throws {
    let table = try CSV(parsing: "a, kind\t,b\n1, cat,\"x\" \n2,cat\t, \"y, z\"\t\n 3 ,\" cat \",z\n")
    #expect(table.columns == ["a", "kind", "b"])
    #expect(try table.classes("kind") == (labels: [0, 0, 0], names: ["cat"]))
    #expect(table.rows.map { $0[2] } == ["x", "y, z", "z"])
    #expect(table.rows[2][1] == " cat ", "the rows keep their text")
    #expect(try CSV(parsing: "\"a\"\t\"b\"\n1\t", separator: "\t").rows == [["1", ""]], "a separator is no blank")
    #expect(try CSV(parsing: "a b\n\"1\" 2", separator: " ").rows == [["1", "2"]])
  }

  /// The line ends of old Macs.
  @Test func carriageReturnsAloneEndLines() throws {
    let table = try CSV(parsing: "a,b\r1,2\r\r3,\"4\r5\"\r6,x\r")
    #expect(table.columns == ["a", "b"] && table.rows == [["1", "2"], ["3", "4\r5"], ["6", "x"]])
    #expect { try table.numbers([1]) } throws: { "\($0)" == "line 4, column b: '4\r5' is not a finite number" }
    #expect {
      try CSV(parsing: "a\r\"1\r\n2\"\r3,4")
    } throws: { "\($0)" == "line 4: 2 fields, but the first line has 1" }
  }

  @Test func separatorsThatCannotBe() {
    for separator: Character in ["；", "\"", "\n", "\r", "\r\n", "é"] {
      #expect(throws: CSVError.separator(separator)) { try CSV(parsing: "a\n1", separator: separator) }
    }
    #expect {
      try CSV(parsing: "a；b", separator: "；")
    } throws: { "\($0)" == "the separator '；' is not an ASCII character other than a quote or a line end" }
  }

  @Test(arguments: [
    ("", "the table is empty"),
    ("\n\r\n", "the table is empty"),
    ("a,b\n1,2\n\n3\n", "line 4: 1 field, but the first line has 2"),
    ("a,b\n1,2,3", "line 2: 3 fields, but the first line has 2"),
    ("a,b\n1,\"2\n3,4", "line 2: a quoted field begins here and never ends"),
    ("a,b\n\"x\ny\",\"2\"3", "line 3: text follows a closing quote; write a quote inside a field twice"),
    ("a,b\n1,\"2\" \"3\"", "line 2: text follows a closing quote; write a quote inside a field twice"),
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
    for text in [
      "nan", "inf", "-infinity", "1e999", "", "1,5", "0x", "0x10", "0x1p4", "1_000", "1 000", "1e", "--1", "+", "١",
    ] {
      #expect(throws: CSVError.notANumber(line: 2, column: "a", text: text)) {
        try CSV(parsing: "a,b\n\"\(text)\",1").numbers(["a"])
      }
    }
  }

  @Test func numbersAsProgramsWriteThem() throws {
    let texts = ["1", "-2.5", "+3", ".5", "5.", "6e2", "7E-2", " 8\t", "0.1", "-0", "1234567890123456789e3"]
    let values = try CSV(parsing: "a\n" + texts.joined(separator: "\n")).numbers(["a"]).values
    #expect(values == [1, -2.5, 3, 0.5, 5, 600, 0.07, 8, 0.1, 0, 1_234_567_890_123_456_789e3])
    #expect(values[9].sign == .minus)
  }
}
