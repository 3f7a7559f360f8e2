import Notebook
import TestSupport
import Testing

@testable import Exercises

/// Answers that import what nearly every Swift file imports, in the book whose library has functions of the same names.
@Suite("Answers that import Foundation", .serialized)
struct FoundationTests {
  private func checked(_ name: String, _ code: (String) -> String) async throws -> Check {
    let book = try Book(folder: Repository.folder)
    let entry = try await Catalog.read(book).catalog.entry(named: name)
    let checker = Checker(runner: try await Runner(book: book))
    return try await checker.check(entry, SourceText(path: "answer.swift", text: code(entry.solution)), seed: 4)
  }

  private static let calls = """

    func one(_ x: Double) -> Double { exp(x) * log(x) + log(2 * x) / log(x) + sqrt(x) + tanh(x) + sin(x) + cos(x) }
    func other(_ x: Float) -> Float { exp(x) + pow(x, 2) + sqrt(x) }
    func third(_ x: Double) -> Double { pow(x, 2) + floor(x) + abs(x) }

    """

  @Test(
    "functions that Foundation has too are not ambiguous, whether the answer imports the library or not",
    arguments: ["import Foundation\n", "import Foundation\nimport NeuralNet\n", "@preconcurrency import Foundation; "])
  func functions(imports: String) async throws {
    for name in ["01#margin", "10#softmax-cross-entropy"] {
      let check = try await checked(name) { imports + $0 + Self.calls }
      let isPassed = check.isPassed
      #expect(isPassed, "\(name): \(check.messages.map(\.text))")
    }
  }

  @Test("a function of the answer's own stands before both")
  func own() async throws {
    let check = try await checked("01#margin") {
      "import Foundation\n" + $0 + "\nfunc log(_ x: Double) -> Double { 7 }\nlet x = 2.5\nprint(log(x) + log(x))\n"
    }
    #expect(check.printed == "14.0\n", "\(check.messages.map(\.text))")
  }

  @Test("the advice on names says nothing untrue, and names the import that a function needs")
  func advice() {
    let ambiguous = CompilerAdvice.sentence(for: "ambiguous use of 'exp'")
    #expect(ambiguous != nil && ambiguous?.contains("declared twice") == false)
    #expect(CompilerAdvice.sentence(for: "invalid redeclaration of 'f'")?.contains("declared already") == true)
    #expect(CompilerAdvice.sentence(for: "cannot find 'pow' in scope")?.contains("import Foundation") == true)
    #expect(CompilerAdvice.sentence(for: "cannot find 'power' in scope")?.contains("import Foundation") == false)
    let broken = "failed to produce diagnostic for expression; please submit a bug report (https://swift.org/…)"
    #expect(CompilerAdvice.sentence(for: broken)?.contains("smaller steps") == true)
  }
}
