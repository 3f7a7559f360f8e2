import Notebook
import Testing

@testable import Exercises

/// How long an answer may take, by the clock and by what it computes.
@Suite("The time that an answer has")
struct TimeLimitTests {
  private func check(_ body: String, within seconds: Double) async throws -> (Check, took: Duration) {
    let sample = try SampleBook()
    let entry = try await sample.open().catalog.entries[1]
    let checker = Checker(runner: try await Runner(book: try Book(folder: sample.folder)), seconds: seconds)
    let prepared = try await checker.prepare(entry, seed: 4)
    let answer = SourceText(path: "one.swift", text: "import Foundation\nfunc one() -> Int { \(body) }\n")
    let start = ContinuousClock.now
    return (try await checker.check(entry, answer, prepared: prepared), ContinuousClock.now - start)
  }

  @Test("an answer that waits, as on a busy machine, is not held to what it may compute")
  func waiting() async throws {
    #expect(try await check("usleep(1_500_000); return 1", within: 0.5).0.outcome == .passed)
  }

  @Test("an answer that waits for ever ends too")
  func idle() async throws {
    let (check, took) = try await check("sleep(600); return 1", within: 0.1)
    #expect(check.outcome == .timedOut(limit: 0.1))
    #expect(took < .seconds(60))
  }

  @Test("a loop without an end is stopped by what it computes, also where it stops listening")
  func loop() async throws {
    let (check, _) = try await check("signal(SIGPROF, SIG_IGN); signal(SIGALRM, SIG_IGN); while true {}", within: 0.1)
    #expect(check.outcome == .timedOut(limit: 0.1))
  }
}
