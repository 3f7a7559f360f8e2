import TestSupport
import Testing

@testable import Notebook

@Suite struct TangleTests {
  private func document(_ text: String) -> Document {
    let document = Document(
      parsing: SourceText(path: "Chapters/01-a.md", text: "---\ntitle: A\n---\n\n" + text))
    #expect(document.diagnostics.isEmpty)
    return document
  }

  private func programs(_ text: String) -> [Program] { document(text).tangle() }

  /// The lines of a program that come from the chapter, by the chapter's line numbers: the text, and its own number.
  private func located(_ program: Program) -> [Int: (text: String, number: Int)] {
    var lines: [Int: (String, Int)] = [:]
    for (index, line) in program.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if let origin = program.origins[index + 1] { lines[origin.line] = (String(line), index + 1) }
    }
    return lines
  }

  private let cells = """
    ```swift #one
    let größe = 1
    größe + 1  // => 2
    ```

    - In a list:

      ```swift local
      if größe > 0 {
        print("\\t•")
      }
      ```

    ```swift
    let b = größe; let c = [
      b,
    ]  // => [1]
    c
    ```

    The value <!--= größe * 2 -->2<!--/-->.

    """

  @Test func everyCellKeepsItsBytesAndItsLines() throws {
    let document = document(cells)
    let program = try #require(document.tangle().first)
    #expect(document.tangle().count == 1 && program.cells == [0, 1, 2] && program.values == [0])
    let lines = located(program)
    for cell in document.cells {
      for line in cell.lines {
        let (text, number) = try #require(lines[line.position.line])
        var bytes = Array(text.utf8)
        // Each insertion's offset is in the chapter's line: from the left, all that stands before it is the chapter's.
        for insertion in program.origins[number]?.insertions ?? [] {
          bytes.removeSubrange(insertion.offset..<(insertion.offset + insertion.count))
        }
        #expect(String(decoding: bytes, as: UTF8.self) == line.text)
      }
    }
    #expect(lines[7]?.text == "_notebookValue(0, größe + 1)  // => 2")
    #expect(program.text.contains("]; _notebookValue(0, c)  // => [1]\n_notebookShow(c)\n"))
  }

  @Test func everyByteOfACellComesBackToItsColumn() throws {
    let document = document(cells)
    let program = try #require(document.tangle().first)
    let lines = located(program)
    for cell in document.cells {
      for line in cell.lines {
        let (text, number) = try #require(lines[line.position.line])
        let tangled = Array(text.utf8)
        var inserted: Set<Int> = []
        for insertion in program.origins[number]?.insertions ?? [] {
          // Offsets count in the chapter's line: what was inserted before moves them.
          let start = insertion.offset + inserted.count
          inserted.formUnion(start..<(start + insertion.count))
        }
        let kept = tangled.indices.filter { !inserted.contains($0) }
        #expect(kept.map { tangled[$0] } == Array(line.text.utf8))
        for (offset, place) in kept.enumerated() {
          let position = program.chapterPosition(line: number, column: place + 1)
          let place = SourcePosition(line: line.position.line, column: line.position.column + offset)
          #expect(position == place, "line \(line.position.line), byte \(offset)")
        }
      }
    }
  }

  @Test func aProseValueKeepsLineAndColumn() throws {
    let document = document(cells)
    let program = try #require(document.tangle().first)
    let value = document.values[0]
    let (text, number) = try #require(located(program)[value.position.line])
    #expect(text == "größe * 2)")
    #expect(program.chapterPosition(line: number, column: 1) == value.position)
    #expect(program.chapterPosition(line: number - 1, column: 1) == nil)
  }

  /// Whatever stands around the cells, the programs are the same: that is what keeps their results.
  @Test func theTextOfAProgramKnowsNothingOfItsPlaceInTheChapter() throws {
    let other = """
      A paragraph more, and a cell that is not run:

      ```swift skip="only shown"
      other
      ```

      """
    let first = document(cells).tangle()
    let moved = document(other + "\n" + cells.replacing("The value", with: "The  long value")).tangle()
    #expect(first.map(\.text) == moved.map(\.text) && first.map(\.name) == moved.map(\.name))
    #expect(first.map(\.origins) != moved.map(\.origins) && first.map(\.cells) != moved.map(\.cells))
  }

  @Test func programsAreNamedByIDsOrByTheirPlaceAmongTheirKind() {
    let text = """
      ```swift error
      1  // error: x
      ```

      ```swift #a-b crash
      2  // crash: x
      ```

      ```swift error
      3  // error: x
      ```

      ```swift #a-b-2 fresh
      4
      ```

      """
    #expect(
      Set(programs(text).map(\.name))
        == [
          "chapter_01_a__error_1", "chapter_01_a__crash_a_b", "chapter_01_a__error_2", "chapter_01_a__alone_a_b_2",
        ])
  }

  @Test func whatDoesNotRunGetsACopyOfTheCellsAbove() {
    let all = programs(
      "```swift\n1\n```\n\n```swift error\n2  // error: x\n```\n\n```swift no-run\n3\n```\n\n```swift crash\n4  // crash: x\n```\n\n```swift skip=\"x\"\n5\n```\n\n```swift\n6\n```\n"
    )
    #expect(all.map(\.purpose) == [.session, .error(cell: 1), .noRun(cell: 2), .crash(cell: 3)])
    #expect(all.map(\.cells) == [[0, 5], [1], [2], [3]])
    #expect(all.map(\.copied) == [[], [0], [0], [0]])
    #expect(all.map(\.isRun) == [true, false, false, true])
    #expect(Set(all.map(\.name)).count == 4)
    #expect(!all[0].text.contains("_notebookShow(2)") && !all[1].text.contains("_notebook"))
  }

  @Test func freshCellsAreProgramsOfTheirOwn() {
    let all = programs(
      "```swift #a\n1\n```\n\n```swift fresh uses=#a\n2\n```\n\n```swift fresh=g\n3\n```\n\n```swift\n4\n```\n\n```swift fresh=g error\n5  // error: x\n```\n\n```swift fresh=g\n6\n```\n"
    )
    #expect(all.map(\.purpose) == [.session, .session, .session, .error(cell: 4)])
    #expect(all.map(\.cells) == [[0, 3], [1], [2, 5], [4]])
    #expect(all.map(\.copied) == [[], [0], [], [2]])
    #expect(Set(all.map(\.name)).count == 4)
  }

  @Test func anUnnamedProgramIsNeverThatOfANumber() {
    let all = programs("```swift fresh\n1\n```\n\n```swift fresh=0\n2\n```\n")
    #expect(all.map(\.cells) == [[0], [1]])
    #expect(Set(all.map(\.name)).count == 2)
  }

  @Test func codeAroundACellKeepsItsLinesToo() throws {
    let document = document(
      """
      <!-- swift wrap for=#b
      struct A {
      ---
      }
      print(A().b())
      -->

      > ```swift #b
      > func b() -> Int { 1 }
      > ```
      """)
    let program = try #require(document.tangle().first)
    let lines = located(program)
    #expect(lines[6]?.text == "struct A {" && lines[8]?.text == "}" && lines[9]?.text == "print(A().b())")
    #expect(lines[7] == nil)
    let (text, number) = try #require(lines[13])
    #expect(text == "func b() -> Int { 1 }")
    #expect(program.chapterPosition(line: number, column: 1) == SourcePosition(line: 13, column: 3))
  }

  @Test func noTwoTextsGiveOneName() {
    let texts = [
      "02-a", "02_a", "02--a", "02-a-", "-02-a", "02-A", "02.a", "02-a__cell-1", "02-a-cell-1", "02-ä", "", "X2D",
      "x2d", "-", "--",
    ]
    let names = texts.map { Tangler.identifier($0) }
    #expect(Set(names).count == texts.count)
    #expect(names.allSatisfy { !$0.contains("__") && $0.wholeMatch(of: #/[A-Za-z0-9_]*/#) != nil })
  }

  @Test func timeLimitsAddUp() {
    let all = programs("```swift timeout=2s\n1\n```\n\n```swift\n2\n```\n")
    #expect(all.map(\.timeLimit) == [12])
    #expect(all[0].text.contains("_notebookCell(0, 2.0)\n") && all[0].text.contains("_notebookCell(1, 10.0)\n"))
  }

  @Test func everyAnswerIsAProgram() {
    let all = programs(
      """
      ```swift #a
      let a = 1
      ```

      <!-- exercise #e level=1 uses=#a -->
      ### E

      ```swift stub
      let s = 0
      ```
      <!-- swift given
      let g = 1
      -->
      <!-- swift test
      expect(s == 1)
      -->
      <!-- swift wrong="No."
      let s = 2
      -->
      <!-- swift solution
      let s = 1
      -->

      """)
    #expect(
      all.map(\.purpose) == [
        .session, .answer(exercise: 0, cell: 1), .answer(exercise: 0, cell: 5), .answer(exercise: 0, cell: 4),
      ])
    #expect(all.dropFirst().allSatisfy { $0.copied == [0, 2] && $0.cells.count == 1 })
    let text = all[2].text
    let places = ["let a = 1", "let g = 1", "let s = 1", "func _notebookTests() throws {", "expect(s == 1)"].map {
      text.firstRange(of: $0)?.lowerBound
    }
    #expect(places.allSatisfy { $0 != nil } && places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    #expect(!text.contains("let s = 0") && !text.contains("let s = 2"))
  }

  @Test func statementsAreToldApart() {
    typealias Kind = Statement.Kind
    let table: [(String, Kind)] = [
      ("f(1)", .call), ("a + b", .call), ("a == b", .call), ("-a", .call), ("a<!", .call),
      ("a + b as Int", .expression), ("try f()", .call),
      ("await f()", .call), ("[1].map { $0 }", .call), ("\"x\"", .expression), ("a ? b : c", .expression),
      ("a.b", .expression), ("f()!", .call), ("a.first?()", .call), ("f { 1 }", .call), ("f()[0]", .expression),
      ("let a = 1", .constant(name: "a")), ("var a: Int = 1", .constant(name: "a")), ("import A", .importDeclaration),
      ("a = 1", .other), ("a += 1", .other), ("_ = f()", .other), ("let (a, b) = c", .other),
      ("let a = 1, b = 2", .other), ("var a: Int { 1 }", .other), ("if a { b }", .other), ("for i in a {}", .other),
      ("func f() {}", .other), ("struct S {}", .other), ("switch a { default: b }", .other), ("try a = f()", .other),
    ]
    for (code, kind) in table {
      let syntax = CellSyntax(parsing: code + "\n")
      #expect(syntax.statements.map(\.kind) == [kind], "\(code)")
      #expect(syntax.statements.map(\.range) == [0..<code.utf8.count], "\(code)")
    }
    #expect(CellSyntax(parsing: "let a = (\n").hasErrors)
  }
}
