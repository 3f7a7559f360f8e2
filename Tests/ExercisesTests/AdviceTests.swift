import Notebook
import Testing

@testable import Exercises

/// The compiler's own words change from release to release, so the advice is tried on what it says today.
@Suite("Advice on what the compiler says today")
struct AdviceTests {
  /// A slip of each kind, and a word of the sentence that helps.
  private static let slips: [(code: String, words: String)] = [
    ("func double(_ x: Int) -> Int { y }", "Nothing with this name"),
    ("func double(_ x: Int) -> Int { let half = 0.5; return x * half }", "Double(n)"),
    ("func double(_ x: Int) -> Int { if x > 0 { return 2 * x } }", "add a `return`"),
    ("func double(_ x: Int) -> Int { let y = x; y += x; return y }", "declared with `var`"),
    ("func double(_ x: Int) -> Int { [x, x].max() * 2 }", "may be nil"),
    ("func double(_ x: Int) -> Int { x.twice }", "This type has nothing of this name"),
    ("func double(_ x: Int) -> Int { scale(x, times: 2) }", "number, order and labels"),
    ("func double(_ x: Int) -> Int { 2 * x }\nfunc scale(_ x: Int, by factor: Int) -> Int { x }", "declared already"),
    ("func double(_ x: Int) -> Int { let y = x let z = y; return y + z }", "A sign is missing"),
    ("func double(_ x: Int) -> Int { \"twice\" }", "another type than the one"),
  ]

  @Test("each of the ten most common slips gets its sentence")
  func slips() async throws {
    let sample = try SampleBook()
    let entry = try await sample.open().catalog.entries[0]
    let checker = Checker(runner: try await Runner(book: try Book(folder: sample.folder)))
    let prepared = try await checker.prepare(entry, seed: 4)
    for (code, words) in Self.slips {
      let check = try await checker.check(entry, SourceText(path: "double.swift", text: code), prepared: prepared)
      #expect(check.outcome == .notCompiled, "\(code)")
      let text = CheckReport(tool: "notebook").text(check, next: nil, section: "")
      #expect(text.contains(words), "\(text)")
    }
  }
}
