import Notebook
import TestSupport
import Testing

@testable import Exercises

/// Answers that would change what the tests mean, and answers that only look like it.
@Suite("What an answer must leave as it is")
struct AnswerRulesTests {
  private static func document(stub: String, given: String, test: String) -> Document {
    let text = """
      ---
      title: A
      ---

      <!-- exercise #a level=1 -->
      ### An exercise

      ```swift stub
      \(stub)
      ```

      <!-- swift given
      \(given)
      -->

      <!-- swift test
      \(test)
      -->

      <!-- swift solution
      \(stub)
      -->

      """
    return Document(parsing: SourceText(path: "Chapters/01-a.md", text: text))
  }

  private static let stub = """
    func half(_ x: Double) -> Double { 0 }
    struct Ball {
      var place: Double
      var speed = 0.0
      mutating func step(_ slope: Double) -> [Double] { [] }
    }
    """

  @Test func bracketsMayNotStandSoDeepThatReadingTakesHours() {
    func nested(_ depth: Int) -> String {
      "let a = " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(breach(nested(12)) == nil)
    #expect(breach(nested(13)) == .nested)
    #expect(breach("let a = \"[[[[[[[[[[[[[\" + \"\\\"[[[[[[[[[[[[[\"") == nil)
  }

  private func breach(_ code: String) -> AnswerRules.Breach? {
    let document = Self.document(
      stub: Self.stub, given: "func norm(_ x: [Double]) -> Double { x.map { $0 * $0 }.reduce(0, +) }",
      test: """
        var ball = Ball(place: 1)
        expect(half(4), equals: 2, "four")
        expect(abs(half(3) - 1.5) < 1e-9, "three")
        expect(ball.step(norm([1, 2])).count == 2 && !ball.place.isNaN, "step")
        """)
    return AnswerRules(for: 0, of: document).breach(in: SourceText(path: "a.swift", text: code))?.breach
  }

  @Test(
    "a name of the tests' own cannot be used",
    arguments: [
      ("func expect(_ ok: Bool) {}", "expect", 6), ("let `testSeed` = 1", "testSeed", 5),
      ("NotebookRuntime.expect(true)", "NotebookRuntime", 1), ("_notebookEnd()", "_notebookEnd", 1),
      ("@_silgen_name(\"a\") func b()", "_silgen_name", 2), ("@_cdecl(\"exp\") func b() {}", "_cdecl", 2),
    ])
  func reserved(code: String, name: String, column: Int) {
    let document = Self.document(stub: Self.stub, given: "", test: "")
    let found = AnswerRules(for: 0, of: document).breach(in: SourceText(path: "a.swift", text: "\n" + code))
    #expect(found?.breach == .reserved(name: name))
    #expect(found?.position == SourcePosition(line: 2, column: column))
    #expect(breach("// expect\nlet s = \"expect\"") == nil)
  }

  @Test(
    "what the tests or the given code use cannot be declared",
    arguments: [
      // Functions, types and values at the top.
      ("func abs(_ x: Double) -> Double { 0 }", "abs"), ("struct Double {}", "Double"),
      ("typealias Double = Yes; struct Yes {}", "Double"), ("typealias FloatLiteralType = Yes", "FloatLiteralType"),
      ("let abs = { (x: Double) in 0.0 }", "abs"), ("guard let abs = Optional(1) else { fatalError() }", "abs"),
      ("#if true\nfunc abs(_ x: Double) -> Double { 0 }\n#endif", "abs"),
      ("func norm(_ x: [Double]) -> Yes { Yes() }", "norm"),
      // Operators for types that are not the answer's own, wherever they stand.
      ("func == (a: Int, b: Int) -> Bool { true }", "=="), ("func < (a: Double, b: Double) -> Bool { true }", "<"),
      ("extension Double { static func - (a: Double, b: Double) -> Double { 0 } }", "-"),
      ("extension Equatable { static func == (a: Self, b: Self) -> Bool { true } }", "=="),
      ("struct Mine { static func == (a: Int, b: Int) -> Bool { true } }", "=="),
      ("prefix func ! (a: Bool) -> Bool { true }", "!"), ("infix operator <: AdditionPrecedence", "<"),
      ("func == <T>(a: T, b: T) -> Bool { true }", "=="), ("func + (a: Double, b: Double) -> Double { 0 }", "+"),
      ("typealias Mine = Int\nfunc == (a: Mine, b: Mine) -> Bool { true }", "=="),
      ("protocol Mine {}\nextension Int: Mine {}\nfunc == (a: Mine, b: Mine) -> Bool { true }", "=="),
      ("extension Ball: Equatable { static func == (a: Int, b: Int) -> Bool { true } }", "=="),
      // Members of types that are not the answer's own.
      ("extension Array { var count: Int { 2 } }", "count"), ("extension Collection { var count: Int { 2 } }", "count"),
      ("extension Array { func map<T>(_ f: (Element) -> T) -> [T] { [] } }", "map"),
      ("extension Double { var isNaN: Bool { false } }", "isNaN"),
      ("extension Double { init(_ x: Double) { self = 0 } }", "init"),
      // Types that stand in the way of the stub's.
      ("func half<Double>(_ x: Double) -> Double { x }", "Double"),
      ("struct Ball { typealias Double = Yes }", "Double"),
    ])
  func shadowed(code: String, name: String) {
    #expect(breach(code) == .shadowed(name: name))
  }

  @Test(
    "what the stub declares keeps its type",
    arguments: [
      ("struct Yes {}\nfunc half(_ x: Double) -> Yes { Yes() }", "half", "Double"),
      ("func half<T: ExpressibleByFloatLiteral>(_ x: Double) -> T { 2.0 }", "half", "Double"),
      ("let half: (Double) -> Yes = { _ in Yes() }", "half", "Double"),
      ("func half(_ x: Double) -> Double { x }\nfunc half(_ x: Double) -> Yes { Yes() }", "half", "Double"),
      ("struct Ball { var place: Yes }", "place", "Double"), ("struct Ball { var speed = Yes() }", "speed", "Double"),
      ("let yes = Yes()\nstruct Ball { var speed = yes }", "speed", "Double"),
      ("struct Ball { mutating func step(_ slope: Double) -> [Yes] { [] } }", "step", "[Double]"),
      ("extension Ball { mutating func step(_ slope: Double) -> [Yes] { [] } }", "step", "[Double]"),
    ])
  func retyped(code: String, name: String, stub: String) {
    #expect(breach(code) == .retyped(name: name, stub: stub))
  }

  @Test(
    "an answer may declare what it likes beside that",
    arguments: [
      "func half(_ number: Double) -> Double { func abs(_ x: Double) -> Double { x }; return abs(number) / 2 }",
      "func half(_ x: Double) -> Double { let count = 2.0; return x / count }",
      "func half(_ x: Double)\n  -> Double\n{ x / two }\nlet two = 2.0\nlet ball = 3",
      "struct Ball { var place: Double; var speed = 1e-3; var count = 0; var past = [Double]() }",
      "struct Ball { let place: Double; var speed: Double = -0.5; init(place: Double) { self.place = place } }",
      "struct Pair { var a: Double; static func + (a: Pair, b: Pair) -> Pair { a }; static func == (a: Self, b: Self) -> Bool { true } }",
      "struct Pair {}\nfunc - (a: Pair, b: Double) -> Pair { a }\nextension Pair { var count: Int { 1 } }",
      "infix operator **\nfunc ** (a: Double, b: Double) -> Double { a }",
      "extension Array where Element == Double { var mean: Double { 0 } }\nextension Ball { var energy: Double { 0 } }",
      "func half(_ x: Double, of y: Double) -> Double { x }\nfor i in 1...3 { print(half(Double(i))) }",
      "let answers = [1.0, 2].map { x in let abs = x; return abs }\nif true { let count = 1; print(count) }",
    ])
  func allowed(code: String) {
    #expect(breach(code) == nil)
  }

  @Test("no answer that comes with the book breaks a rule")
  func book() async throws {
    let catalog = try await Catalog.read(try Book(folder: Repository.folder)).catalog
    try #require(catalog.entries.count > 50)
    for entry in catalog.entries {
      let exercise = entry.exercise
      let rules = AnswerRules(for: entry.index, of: entry.document)
      for cell in [exercise.stub, exercise.solution].compactMap({ $0 }) + exercise.wrongAnswers.map(\.cell) {
        let answer = SourceText(path: "a.swift", text: entry.code(of: cell))
        let breach = rules.breach(in: answer)?.breach
        #expect(breach == nil, "\(entry.name): \(answer)")
      }
    }
  }
}

/// Answers that would pass if what they declare counted in the tests; each is wrong about every number but 0.
@Suite("Answers that only seem to be right", .serialized)
struct SeemingAnswerTests {
  private static let yes = """
    struct Yes: Equatable, ExpressibleByIntegerLiteral {
      init(integerLiteral value: Swift.Int) {}
      static func == (a: Yes, b: Yes) -> Bool { true }
    }

    """

  @Test("an answer that equals everything does not pass, and is told why")
  func equalsEverything() async throws {
    let sample = try SampleBook()
    let entry = try await sample.open().catalog.entries[0]
    let checker = Checker(runner: try await Runner(book: try Book(folder: sample.folder)))
    let prepared = try await checker.prepare(entry, seed: 4)
    let answers: [(code: String, words: String)] = [
      (
        Self.yes + "func double(_ x: Int) -> Yes { 0 }\nfunc * (a: Int, b: Int) -> Yes { 0 }",
        "`double` has another type than in the stub"
      ),
      (
        Self.yes.replacing("Yes", with: "Int") + "extension Int { static func * (a: Int, b: Int) -> Int { 0 } }\n"
          + "func double(_ x: Int) -> Int { 0 }\nfunc scale(_ x: Int, by factor: Int, _ z: Int) -> Int { 0 }",
        "`Int` is a name of the tests"
      ),
      (
        "func double(_ x: Int) -> Int { 0 }\nfunc * (a: Int, b: Int) -> Int { 0 }\n"
          + "typealias IntegerLiteralType = Zero\n" + Self.yes.replacing("Yes", with: "Zero"),
        "is a name of the tests"
      ),
    ]
    for (code, words) in answers {
      let check = try await checker.check(entry, SourceText(path: "double.swift", text: code), prepared: prepared)
      #expect(!check.isPassed, "\(code)")
      let text = CheckReport(tool: "notebook").text(check, next: nil, section: "")
      #expect(text.contains(words), "\(text)")
    }
  }
}
