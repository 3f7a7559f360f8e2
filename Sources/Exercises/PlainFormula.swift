/// A formula in TeX as a line of plain text, for a terminal or a comment: `\beta^2` becomes β².
///
/// Spacing follows TeX: blanks in the source mean nothing, operators and relations stand between spaces. What has no
/// symbol of its own is written with the signs of a keyboard, as in `e^(zⱼ)`.
struct PlainFormula {
  /// How a piece of a formula stands beside its neighbors.
  private enum Kind {
    case atom
    case fraction
    case sign
    /// A function's name, or a sum.
    case word
    case opening
    case closing
    case comma
    case space
  }

  private struct Piece {
    var text: String
    var kind: Kind
  }

  private var rest: Substring
  private var pieces: [Piece] = []
  /// True if a bar is open: the next one closes it.
  private var isBarred = false

  /// The formula's text.
  static func text(of tex: String) -> String {
    var formula = PlainFormula(rest: tex[...])
    formula.read()
    return formula.joined
  }

  private init(rest: Substring) {
    self.rest = rest
  }

  private mutating func read() {
    while let character = rest.popFirst() {
      switch character {
      case "\\": command(name())
      case "{":
        let group = Self.group(in: &rest)
        if !group.isEmpty { add(Self.text(of: group)) }
      case "^": raise(argument())
      case "_": lower(argument())
      case "'": append(to: "′")
      case "+", "=", "<", ">", ":", "*": add(String(character), .sign)
      case "-": add("−", .sign)
      case "(", "[": add(String(character), .opening)
      case ")", "]": add(String(character), .closing)
      case ",", ";": add(String(character), .comma)
      case "|": bar("|")
      case "~", "&": add(" ", .space)
      case "}": break
      case _ where character.isWhitespace: break
      default: add(String(character))
      }
    }
  }

  private mutating func add(_ text: String, _ kind: Kind = .atom) {
    pieces.append(Piece(text: text, kind: kind))
  }

  /// Writes something behind the last piece, whatever kind it is of.
  private mutating func append(to text: String) {
    if pieces.isEmpty { add("") }
    pieces[pieces.count - 1].text += text
  }

  private mutating func bar(_ sign: String) {
    add(sign, isBarred ? .closing : .opening)
    isBarred.toggle()
  }

  // MARK: Commands

  private mutating func command(_ name: String) {
    switch name {
    case "frac", "tfrac", "dfrac": fraction()
    case "binom":
      let (upper, lower) = (Self.text(of: argument()), Self.text(of: argument()))
      add("(\(upper) over \(lower))")
    case "sqrt": root()
    case "text", "textrm", "textit", "textbf": add(argument())
    case "mathrm", "mathbf", "mathit", "mathbb", "mathcal", "boldsymbol", "operatorname", "underline":
      add(Self.text(of: argument()))
    case "bar", "overline", "hat", "vec", "tilde", "dot":
      add(Self.text(of: argument()) + (Self.accents[name] ?? ""))
    case "begin", "end": _ = argument()
    case "left", "right", "bigl", "bigr", "Bigl", "Bigr", "big", "Big", "displaystyle", "limits", "!": break
    case "|", "Vert": bar("‖")
    case "{", "lceil", "lfloor", "langle": add(Self.symbols[name] ?? name, .opening)
    case "}", "rceil", "rfloor", "rangle": add(Self.symbols[name] ?? name, .closing)
    case ",", ";", ":", " ", "quad", "qquad": add(name == "qquad" ? "   " : " ", .space)
    case "\\": add("\n", .space)
    default: symbol(name)
    }
  }

  private mutating func symbol(_ name: String) {
    if let sign = Self.signs[name] {
      add(sign, .sign)
    } else if let sum = Self.sums[name] {
      add(sum, .word)
    } else if let symbol = Self.symbols[name] {
      add(symbol)
    } else {
      // A function, or a command that nobody has met yet: its name says more than nothing.
      add(name, name.allSatisfy(\.isLetter) ? .word : .atom)
    }
  }

  private mutating func fraction() {
    let (upper, lower) = (Self.text(of: argument()), Self.text(of: argument()))
    if let character = Self.fractions["\(upper)/\(lower)"] {
      add(character)
    } else {
      add("\(Self.grouped(upper))/\(Self.grouped(lower))", .fraction)
    }
  }

  private mutating func root() {
    var degree = ""
    if rest.first == "[", let end = rest.firstIndex(of: "]") {
      degree = Self.text(of: String(rest[rest.index(after: rest.startIndex)..<end]))
      rest = rest[rest.index(after: end)...]
    }
    let sign = Self.roots[degree] ?? (Self.small(degree, Self.raised) ?? degree) + "√"
    let text = Self.text(of: argument())
    add(sign + (text.contains(where: Self.isRaised) ? "(\(text))" : Self.grouped(text)))
  }

  private mutating func raise(_ tex: String) {
    let text = Self.text(of: tex)
    append(to: text == "′" ? text : Self.small(text, Self.raised) ?? "^" + Self.grouped(text))
  }

  private mutating func lower(_ tex: String) {
    let text = Self.text(of: tex)
    append(to: Self.small(text, Self.lowered) ?? "_" + Self.grouped(text))
  }

  // MARK: Reading

  /// The name behind a backslash: letters, or a single other character.
  private mutating func name() -> String {
    let letters = rest.prefix { $0.isASCII && $0.isLetter }
    let name = letters.isEmpty ? rest.prefix(1) : letters
    rest = rest.dropFirst(name.count)
    return String(name)
  }

  /// The operand of a command or a small sign: a group, a command with its own operands, or a single character.
  private mutating func argument() -> String {
    rest = rest.drop(while: \.isWhitespace)
    guard let first = rest.popFirst() else { return "" }
    if first == "{" { return Self.group(in: &rest) }
    guard first == "\\" else { return String(first) }
    let name = name()
    guard ["mathrm", "mathbf", "text", "sqrt", "bar", "hat"].contains(name) else { return "\\" + name }
    return "\\\(name){\(argument())}"
  }

  /// The text up to the brace that closes the group that was just opened.
  private static func group(in rest: inout Substring) -> String {
    var text = ""
    var depth = 1
    while let character = rest.popFirst() {
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      if depth == 0 { break }
      text.append(character)
      if character == "\\", let next = rest.popFirst() { text.append(next) }
    }
    return text
  }

  // MARK: Writing

  /// The pieces with the spaces that TeX would leave.
  private var joined: String {
    var text = ""
    var last: Kind?
    for (index, piece) in pieces.enumerated() {
      let next = index + 1 < pieces.count ? pieces[index + 1].kind : nil
      let isFactor = Self.isFactor(piece.kind, between: last, and: next)
      let isParted = Self.isParted(isFactor ? .opening : piece.kind, from: last)
      if isParted, text.last?.isWhitespace == false, text.last != "/" { text += " " }
      text += isFactor ? "(\(piece.text))" : piece.text
      last = Self.isPrefix(piece, after: last) ? .opening : piece.kind
    }
    return text
  }

  private static func isParted(_ kind: Kind, from last: Kind?) -> Bool {
    switch kind {
    case .space, .closing, .comma: false
    case .sign, .word: last != nil && last != .opening
    case .opening: last == .sign || last == .comma
    case .atom, .fraction: last == .sign || last == .comma || last == .word
    }
  }

  /// True if a fraction is multiplied by a neighbor, which its slash would swallow.
  private static func isFactor(_ kind: Kind, between last: Kind?, and next: Kind?) -> Bool {
    let factors: [Kind?] = [.atom, .fraction, .word]
    return kind == .fraction
      && (factors.contains(last) || last == .closing || factors.contains(next) || next == .opening)
  }

  /// True if a sign belongs to what follows it alone.
  private static func isPrefix(_ piece: Piece, after last: Kind?) -> Bool {
    guard piece.kind == .sign, "+−±".contains(piece.text) else { return false }
    return [nil, .sign, .word, .opening, .comma, .space].contains(last)
  }

  /// A text in brackets, unless it is one thing anyway.
  private static func grouped(_ text: String) -> String {
    let isOne = text.count == 1 || text.allSatisfy { $0.isNumber || $0 == "." } || isNamed(text) || isBracketed(text)
    return isOne ? text : "(\(text))"
  }

  /// True if a text is a single letter with signs behind it, such as `w₁`.
  private static func isNamed(_ text: String) -> Bool {
    guard text.first?.isLetter == true else { return false }
    return text.dropFirst().allSatisfy { isRaised($0) || lowered.values.contains($0) }
  }

  private static func isRaised(_ character: Character) -> Bool {
    character == "′" || raised.values.contains(character)
  }

  private static func isBracketed(_ text: String) -> Bool {
    guard text.first == "(", text.last == ")" else { return false }
    var depth = 0
    for character in text.dropLast() {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth == 0 { return false }
    }
    return true
  }

  /// A text in small letters; `nil` where there is one that has none.
  private static func small(_ text: String, _ letters: [Character: Character]) -> String? {
    let small = text.filter { $0 != " " }.map { letters[$0] }
    return small.isEmpty || small.contains(nil) ? nil : String(small.compactMap { $0 })
  }
}
