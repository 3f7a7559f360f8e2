import TestSupport
import Testing

@testable import Notebook

/// The marks behind literals that a reader may exchange.
@Suite struct KnobTests {
  private func knobs(_ line: String, live: Bool = true) -> (knobs: [Knob], problems: [DiagnosticID]) {
    let document = Document(
      parsing: SourceText(
        path: "Chapters/01-a.md", text: "---\ntitle: A\n---\n\n```swift\(live ? " live" : "")\n\(line)\n```\n"))
    return (document.cells[0].knobs, document.diagnostics.map(\.id))
  }

  private func control(_ line: String) -> Knob.Control? {
    let (knobs, problems) = knobs(line)
    #expect(problems.isEmpty && knobs.count == 1, "\(line)")
    return knobs.first?.control
  }

  @Test func everyMarkIsRead() {
    func slider(_ low: Double, _ high: Double, _ step: Double?, log: Bool = false) -> Knob.Control {
      .slider(Knob.Slider(range: low...high, step: step, isLogarithmic: log))
    }
    #expect(
      control("let a = 0.1  // @slider(0.01...1.2, step: 0.01, log, \"a, b\")") == slider(0.01, 1.2, 0.01, log: true))
    #expect(control("let a = -0.5  // @slider(-1...1)") == slider(-1, 1, nil))
    #expect(control("let a = 1_000  // @slider(1...2000)") == slider(1, 2000, 1))
    #expect(control("var a = 4  // @slider(0...8, step: 2)") == slider(0, 8, 2))
    #expect(control("let a = 1e-3  // @slider(1e-5...1, log)") == slider(1e-5, 1, nil, log: true))
    #expect(
      control("let a = \"relu\"  // @choice(relu, \"leaky, relu\", tanh)") == .choice(["relu", "leaky, relu", "tanh"]))
    #expect(control("let a = 16  // @choice(8, 16)") == .choice(["8", "16"]))
    #expect(control("let a = 0.5  // @choice(0.25, 0.50)") == .choice(["0.25", "0.50"]))
    #expect(control("let a = true  // @toggle") == .toggle)
    #expect(control("let a: UInt64 = 7  // @seed") == .seed)
  }

  @Test func aLabelIsTheReadersWordAndTheNameStandsInForIt() {
    #expect(knobs("let rate = 0.1  // @slider(0...1, \"learning rate\")").knobs.map(\.label) == ["learning rate"])
    #expect(knobs("let rate = true  // @toggle(\"with a rate\")").knobs.map(\.label) == ["with a rate"])
    #expect(knobs("let rate = 0.1  // @slider(0...1)").knobs.map(\.label) == ["rate"])
  }

  @Test func theLiteralIsFoundInTheCode() throws {
    let code = "let größe = 1; let rate = -0.25  // @slider(-1...1)"
    let knob = try #require(knobs(code).knobs.first)
    #expect(knob.name == "rate" && knob.literal.kind == .number(-0.25))
    #expect(String(decoding: Array(code.utf8)[knob.literal.range], as: UTF8.self) == "-0.25")
  }

  @Test func aSeedStandsInAnyCell() {
    #expect(knobs("let start = 7  // @seed", live: false).knobs.map(\.control) == [.seed])
    #expect(knobs("let start = 7  // @toggle", live: false).problems == [.knobMisplaced])
    #expect(knobs("let start = 7  // @objc is no mark of ours", live: false).problems == [])
  }

  /// Printing inverts parsing.
  @Test func aPrintedSliderIsReadBack() throws {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let low = Double(Int.random(in: -50...50, using: &random)) / 4
      let slider = Knob.Slider(
        range: low...(low + Double(Int.random(in: 1...40, using: &random)) / 4),
        step: Bool.random(using: &random) ? 0.25 : nil, isLogarithmic: low > 0 && Bool.random(using: &random))
      var text = "slider(\(slider.range.lowerBound)...\(slider.range.upperBound)"
      if let step = slider.step { text += ", step: \(step)" }
      if slider.isLogarithmic { text += ", log" }
      text += ", \"a, (b)\")"
      let (control, label) = try KnobParser(text[...]).control(for: .number(slider.range.upperBound))
      #expect(control == .slider(slider) && label == "a, (b)", "\(text)")
    }
  }
}
