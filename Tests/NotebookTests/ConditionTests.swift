import Testing

@testable import Notebook

/// Conditions, and the programs that they leave out.
@Suite struct ConditionTests {
  @Test func versionsAreComparedNumberByNumber() {
    for (needed, version, isMet) in [
      ("6.2", "6.2", true), ("6.2", "6.2.1", true), ("6.2.0", "6.2", true), ("6.2.1", "6.2", false),
      ("6.10", "6.9", false), ("6.9", "6.10", true), ("7", "6.3.1", false), ("6", "6.3.1", true), ("6.2", "x", false),
    ] {
      let condition = Condition.swift(Condition.components(needed) ?? [])
      #expect((condition.refusal(version: version, system: .linux) == nil) == isMet, "\(needed) with \(version)")
    }
    #expect(Condition.components("6.x") == nil && Condition.components("") == nil && Condition.components("-1") == nil)
  }

  @Test func aReasonNamesWhatIsNeededAndWhatIsThere() {
    #expect(
      Condition.swift([7]).refusal(version: "6.3.1", system: .linux) == "needs Swift 7 or newer, and this is 6.3.1")
    #expect(Condition.system(.macos).refusal(version: "6", system: .linux) == "needs macOS, and this is Linux")
    #expect(Condition.system(.macos).refusal(version: "6", system: .macos) == nil)
  }

  @Test func cellsThatShareAProgramShareItsConditions() {
    let document = Document(
      parsing: SourceText(
        path: "Chapters/01-a.md",
        text: """
          ---
          title: A
          ---

          ```swift #a fresh swift>=6.9 slow
          let a = 1
          ```

          ```swift fresh uses=#a os=linux
          let b = a
          ```

          ```swift
          let c = 1
          ```
          """))
    #expect(document.diagnostics.isEmpty)
    let programs = document.tangle()
    #expect(programs.map(\.conditions) == [[], [.swift([6, 9])], [.swift([6, 9]), .system(.linux)]])
    #expect(programs.map(\.isSlow) == [false, true, true])
    #expect(programs.map(\.timeLimit) == [10, 600, 610])
  }
}
