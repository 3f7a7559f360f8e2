import Notebook
import TestSupport
import Testing

@testable import Exercises

@Suite("Formulas in a terminal")
struct PlainFormulaTests {
  /// A chapter's only hint, as a learner reads it.
  private func hint(_ tex: String) -> String? {
    let text = SampleBook.chapter.replacing("Mild.", with: "$`\(tex)`$")
    let document = Document(outlining: SourceText(path: "Chapters/02-gates.md", text: text))
    return Catalog(documents: [document]).entries.first?.hint(1)
  }

  @Test(
    "letters, roots, powers, indices and fractions are signs that a terminal has",
    arguments: [
      (#"1 + \beta - \eta c = 2\sqrt{\beta}"#, "1 + β − ηc = 2√β"),
      (#"\sqrt{w_1 w_1 + w_2 w_2}"#, "√(w₁w₁ + w₂w₂)"), (#"h = \sqrt[3]{10^{-16}}"#, "h = ∛(10⁻¹⁶)"),
      (#"|w \cdot x + b|"#, "|w · x + b|"), (#"(R / \gamma)^2"#, "(R/γ)²"), (#"|x_1 - x_2|"#, "|x₁ − x₂|"),
      (#"L = \ln \sum_j e^{z_j} - z_t"#, "L = ln Σⱼ e^zⱼ − zₜ"), (#"-1/\ln\beta"#, "−1/ln β"),
      (#"\tfrac{1}{2} d^2"#, "½d²"), (#"|d| \le \delta"#, "|d| ≤ δ"), (#"A^\mathrm{T} B"#, "AᵀB"),
      (#"1/(1 - \text{rate})"#, "1/(1 − rate)"), (#"\dfrac{e^a}{e^a + e^b}"#, "eᵃ/(eᵃ + eᵇ)"),
      (#"2\frac{1}{n} x"#, "2(1/n)x"), (#"\sigma'(z) = 1 - \tanh^2(z)"#, "σ′(z) = 1 − tanh²(z)"),
      (#"x_1, \dots, x_{i+1}, -1"#, "x₁, …, xᵢ₊₁, −1"), (#"\sqrt{x^2}"#, "√(x²)"), (#"e^{-x/2}"#, "e^(−x/2)"),
      (#"\eta_B = (1-\beta)\,\alpha_A"#, "η_B = (1 − β) α_A"), (#"\bar x \leftarrow \hat{y}"#, "x̄ ← ŷ"),
      (#"\lceil N/B \rceil"#, "⌈N/B⌉"), (#"\binom{n}{2}"#, "(n over 2)"), (#"\nabla f, \partial y"#, "∇f, ∂y"),
      (#"\left\{ a, b \right\}"#, "{a, b}"), (#"\unheard{x}"#, "unheard x"),
      (#"\ln \dfrac{e^{z_i}}{S}"#, "ln((e^zᵢ)/S)"),
    ])
  func formulas(tex: String, text: String) {
    #expect(hint(tex) == text)
  }

  @Test("a short formula is not broken into lines, and stands in a table as it is")
  func breaks() {
    let words = String(repeating: "word ", count: 15)
    let text = SampleBook.chapter.replacing(
      "Mild.", with: "\(words)$`2(y - t)`$\n\n| a |\n|---|\n| $`1 - p`$ |")
    let document = Document(outlining: SourceText(path: "Chapters/02-gates.md", text: text))
    let hint = Catalog(documents: [document]).entries.first?.hint(1)
    #expect(hint == words.dropLast() + "\n2(y − t)\n\na\n1 − p")
  }

  @Test(
    "no formula is cut off, and none ends the tool", arguments: [#"\frac{1"#, "^", "_", "x^", #"\sqrt["#, "}}", #"\"#])
  func broken(tex: String) {
    #expect(hint(tex + " + 1") != nil)
  }

  @Test("no exercise of the book shows TeX")
  func book() async throws {
    for entry in try await Catalog.read(try Book(folder: Repository.folder)).catalog.entries {
      let hints = entry.exercise.hints.indices.compactMap { entry.hint($0 + 1) }
      for text in hints + [entry.task(), entry.after(), AnswerFile(entry: entry, tool: "notebook").text] {
        #expect(!text.contains(#/\\(?!n)[a-zA-Z]+|\^\{|_\{|\$`/#), "\(entry.name): \(text)")
      }
    }
  }
}
