import Notebook
import Testing

@testable import Exercises

/// How long an answer may take, by the clock and by what it computes.
@Suite("The time that an answer has")
struct TimeLimitTests {
  private func outcome(of body: String, within seconds: Double) async throws -> Check.Outcome {
    let sample = try SampleBook()
    let entry = try await sample.open().catalog.entries[1]
    let checker = Checker(runner: try await Runner(book: try Book(folder: sample.folder)), seconds: seconds)
    let prepared = try await checker.prepare(entry, seed: 4)
    let answer = SourceText(path: "one.swift", text: "import Foundation\nfunc one() -> Int { \(body) }\n")
    return try await checker.check(entry, answer, prepared: prepared).outcome
  }

  @Test("an answer that waits, as on a busy machine, is not held to what it may compute")
  func waiting() async throws {
    #expect(try await outcome(of: "usleep(1_500_000); return 1", within: 0.5) == .passed)
  }

  @Test("an answer that waits for ever ends too")
  func idle() async throws {
    // It would pass in the end.
    #expect(try await outcome(of: "sleep(600); return 1", within: 0.1) == .timedOut(limit: 0.1))
  }

  @Test("a loop without an end is stopped by what it computes, also where it stops listening")
  func loop() async throws {
    let body = "signal(SIGPROF, SIG_IGN); signal(SIGALRM, SIG_IGN); while true {}"
    #expect(try await outcome(of: body, within: 0.1) == .timedOut(limit: 0.1))
  }
}
