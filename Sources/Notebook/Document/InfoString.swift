/// Reads the options of a cell from the text after the fence's first word.
///
/// The text comes from the source line itself, since libcmark-gfm strips escapes and entities from an info string.
struct InfoString {
  private let source: SourceText
  private var rest: Substring
  private let end: SourcePosition
  private var options = CellOptions()
  private(set) var diagnostics: [Diagnostic] = []

  /// Parses `text`, which stands at `position`; options that it does not name keep the values of `defaults`.
  static func parse(
    _ text: String, at position: SourcePosition, in source: SourceText, defaults: CellOptions = CellOptions()
  ) -> (options: CellOptions, diagnostics: [Diagnostic]) {
    var parser = InfoString(
      source: source, rest: text[...],
      end: SourcePosition(line: position.line, column: position.column + text.utf8.count))
    parser.options.tolerance = defaults.tolerance
    parser.options.timeout = defaults.timeout
    parser.parse()
    parser.findConflicts()
    return (parser.options, parser.diagnostics)
  }

  private init(source: SourceText, rest: Substring, end: SourcePosition) {
    self.source = source
    self.rest = rest
    self.end = end
  }

  private var position: SourcePosition {
    SourcePosition(line: end.line, column: end.column - rest.utf8.count)
  }

  private mutating func parse() {
    while let first = rest.first {
      if first == " " || first == "\t" || first == "," {
        rest.removeFirst()
        continue
      }
      let start = position
      var name = String(rest.prefix { !" \t,=".contains($0) })
      rest.removeFirst(name.count)
      if name.last == ">", rest.first == "=" { name += "=" }
      if name.isEmpty {
        rest.removeFirst()
        report(.cellInvalidOption, "an option begins with a letter or `#`, not with `=`", at: start)
        continue
      }
      let value = rest.first == "=" ? takeValue(isList: name == CellOption.uses.rawValue) : nil
      apply(name, value, at: start)
    }
  }

  /// Takes `=value`: a quoted text, a bracketed list, or everything to the next separator.
  private mutating func takeValue(isList: Bool) -> String {
    rest.removeFirst()
    switch rest.first {
    case "\"":
      let start = position
      rest.removeFirst()
      guard let close = rest.firstIndex(of: "\"") else {
        report(.cellInvalidOption, "the text has no closing quote", at: start)
        defer { rest = "" }
        return String(rest)
      }
      defer { rest = rest[rest.index(after: close)...] }
      return String(rest[..<close])
    case "[":
      let start = position
      guard let close = rest.firstIndex(of: "]") else {
        report(.cellInvalidOption, "the list has no closing bracket", at: start)
        defer { rest = "" }
        return String(rest)
      }
      defer { rest = rest[rest.index(after: close)...] }
      return String(rest[...close])
    default:
      let value = rest.prefix { isList ? !" \t".contains($0) : !" \t,".contains($0) }
      rest = rest[value.endIndex...]
      return String(value)
    }
  }

  private mutating func apply(_ name: String, _ value: String?, at start: SourcePosition) {
    if name.hasPrefix("#") {
      setID(String(name.dropFirst()), at: start)
      return
    }
    guard let option = CellOption(rawValue: name) else {
      let candidates = CellOption.allCases.map(\.rawValue)
      let suggestion = Spelling.suggestion(for: name, among: candidates)
      report(
        .cellUnknownOption,
        "`\(name)` is not an option of a cell" + (suggestion.map { "; did you mean `\($0)`?" } ?? ""), at: start)
      return
    }
    if options.positions[option] != nil {
      report(.cellConflictingOptions, "`\(name)` is written twice", at: start)
      return
    }
    options.positions[option] = start
    if let form = option.value {
      if form.isNeeded, (value ?? "").isEmpty {
        report(.cellInvalidOption, "`\(name)` needs a value, such as `\(form.example)`", at: start)
        return
      }
    } else if value != nil {
      report(.cellInvalidOption, "`\(name)` takes no value", at: start)
      return
    }
    set(option, value ?? "", at: start)
  }

  private mutating func setID(_ id: String, at start: SourcePosition) {
    if options.id != nil {
      report(.cellConflictingOptions, "a cell has one id", at: start)
    } else if !Self.isID(id) {
      report(
        .cellInvalidOption, "an id is made of lower-case letters, digits and hyphens, such as `#and-line`", at: start)
    } else {
      options.id = id
      options.positions[.id] = start
    }
  }

  private mutating func set(_ option: CellOption, _ value: String, at start: SourcePosition) {
    switch option {
    case .id: break
    case .local: options.isLocal = true
    case .fresh:
      if value.isEmpty || Self.isID(value) {
        options.program = .fresh(name: value.isEmpty ? nil : value)
      } else {
        report(
          .cellInvalidOption, "a program's name is made of lower-case letters, digits and hyphens: `fresh=demo`",
          at: start)
      }
    case .noRun: options.mode = .noRun
    case .error: options.mode = .error
    case .warning: options.mode = .warning
    case .crash: options.mode = .crash
    case .exit:
      if let status = Int(value), (0...255).contains(status) {
        options.mode = .exit(status: status)
      } else {
        report(.cellInvalidOption, "a program's status is a number from 0 to 255: `exit=1`", at: start)
      }
    case .skip: options.mode = .skip(reason: value)
    case .unordered: options.comparison = .unordered
    case .nondeterministic: options.comparison = .nondeterministic
    case .slow: options.isSlow = true
    case .live: options.isLive = true
    case .swift:
      if let version = Condition.components(value) {
        options.conditions.append(.swift(version))
      } else {
        report(.cellInvalidOption, "a version is made of numbers and points: `swift>=6.2`", at: start)
      }
    case .system:
      if let system = Condition.System(rawValue: value) {
        options.conditions.append(.system(system))
      } else {
        let names = Condition.System.allCases.map { "`os=\($0.rawValue)`" }.joined(separator: " or ")
        report(.cellInvalidOption, "the tool runs on two systems: write \(names)", at: start)
      }
    case .fold: options.isFolded = true
    case .lines: options.hasLineNumbers = true
    case .uses:
      let ids = value.split(separator: ",").map(String.init)
      if ids.allSatisfy({ $0.hasPrefix("#") && Self.isID(String($0.dropFirst())) }) {
        options.uses = ids.map { String($0.dropFirst()) }
      } else {
        report(.cellInvalidOption, "`uses` names cells, such as `uses=#set-up,#data`", at: start)
      }
    case .fixes:
      if value.hasPrefix("#"), Self.isID(String(value.dropFirst())) {
        options.fixes = String(value.dropFirst())
      } else {
        report(.cellInvalidOption, "`fixes` names an `error` cell, such as `fixes=#wrong-shape`", at: start)
      }
    case .tolerance:
      if let tolerance = Self.tolerance(value) {
        options.tolerance = tolerance
      } else {
        report(.cellInvalidOption, "a tolerance is a positive number, such as `1e-3` or `rel:1e-3`", at: start)
      }
    case .timeout:
      if let seconds = Self.seconds(value) {
        options.timeout = seconds
      } else {
        report(.cellInvalidOption, "a time limit is a positive number of seconds, such as `10s` or `0.5s`", at: start)
      }
    case .highlight:
      let numbers = value.dropFirst().dropLast().split(separator: ",").map { Int($0.filter { $0 != " " }) }
      if value.hasPrefix("["), value.hasSuffix("]"), !numbers.isEmpty, numbers.allSatisfy({ ($0 ?? 0) > 0 }) {
        options.highlighted = numbers.compactMap { $0 }
      } else {
        report(.cellInvalidOption, "`highlight` lists lines of the cell, such as `highlight=[2,4]`", at: start)
      }
    }
  }

  private mutating func findConflicts() {
    for (first, second, reason) in CellOption.conflicts {
      guard let one = options.positions[first], let other = options.positions[second] else { continue }
      report(
        .cellConflictingOptions,
        "`\(first.rawValue)` and `\(second.rawValue)` contradict each other: \(reason)", at: max(one, other))
    }
  }

  private mutating func report(_ id: DiagnosticID, _ message: String, at position: SourcePosition) {
    diagnostics.append(Diagnostic(id, message, in: source, at: position))
  }

  /// True if a text can be an id: it must work as an anchor, in a file name and on a command line.
  static func isID(_ text: String) -> Bool {
    guard let first = text.first, let last = text.last, first != "-", last != "-" else { return false }
    return text.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
  }

  /// Reads `1e-3` or `rel:1e-3`.
  static func tolerance(_ text: String) -> CellOptions.Tolerance? {
    let isRelative = text.hasPrefix("rel:")
    guard let number = Double(isRelative ? String(text.dropFirst(4)) : text), number > 0, number.isFinite else {
      return nil
    }
    return isRelative ? .relative(number) : .absolute(number)
  }

  /// Reads `10s`.
  static func seconds(_ text: String) -> Double? {
    guard text.hasSuffix("s"), let number = Double(text.dropLast()), number > 0, number <= 3600 else { return nil }
    return number
  }
}
