import Testing

@Suite struct GoldenTests {
  @Test func andGate() { expectGolden(Samples.andGate, "and-gate") }
  @Test func losses() { expectGolden(Samples.losses, "losses") }
  @Test func movingLine() { expectGolden(Samples.movingLine, "moving-line") }
  @Test func region() { expectGolden(Samples.region, "region") }
  @Test func staircase() { expectGolden(Samples.staircase, "staircase") }
}
