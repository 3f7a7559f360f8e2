extension PlainFormula {
  /// Operators and relations, which stand between spaces.
  static let signs = [
    "cdot": "·", "times": "×", "pm": "±", "mp": "∓", "div": "÷", "ast": "*", "circ": "∘", "odot": "⊙", "otimes": "⊗",
    "oplus": "⊕", "cup": "∪", "cap": "∩", "land": "∧", "wedge": "∧", "lor": "∨", "vee": "∨",
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "equiv": "≡", "sim": "∼",
    "ll": "≪", "gg": "≫", "propto": "∝", "in": "∈", "notin": "∉", "subset": "⊂", "mid": "|",
    "to": "→", "rightarrow": "→", "leftarrow": "←", "gets": "←", "mapsto": "↦", "Rightarrow": "⇒", "implies": "⇒",
    "Leftrightarrow": "⇔", "iff": "⇔",
  ]

  /// Operators that stand before all that they apply to.
  static let sums = ["sum": "Σ", "prod": "Π", "int": "∫"]

  /// Letters and everything else that stands close to its neighbors.
  static let symbols = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ",
    "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "partial": "∂", "nabla": "∇",
    "infty": "∞", "dots": "…", "ldots": "…", "cdots": "⋯", "prime": "′", "ell": "ℓ", "neg": "¬", "lnot": "¬",
    "forall": "∀", "exists": "∃", "emptyset": "∅", "top": "ᵀ", "degree": "°", "lceil": "⌈", "rceil": "⌉",
    "lfloor": "⌊", "rfloor": "⌋", "langle": "⟨", "rangle": "⟩", "lbrace": "{", "rbrace": "}", "backslash": "\\",
  ]

  /// Fractions that are one character.
  static let fractions = [
    "1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/5": "⅕", "1/6": "⅙", "1/8": "⅛", "1/10": "⅒",
  ]

  /// Roots by their degree.
  static let roots = ["": "√", "2": "√", "3": "∛", "4": "∜"]

  /// Signs above a letter, as the combining characters that stand behind it.
  static let accents = [
    "bar": "\u{304}", "overline": "\u{304}", "hat": "\u{302}", "vec": "\u{20D7}", "tilde": "\u{303}", "dot": "\u{307}",
  ]

  /// Exponents.
  static let raised = pairs(
    "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθ",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿ")

  /// Indices.
  static let lowered = pairs("0123456789+−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")

  private static func pairs(_ letters: String, _ small: String) -> [Character: Character] {
    Dictionary(uniqueKeysWithValues: zip(letters, small))
  }
}
