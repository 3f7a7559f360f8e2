/// The options of `<!-- exercise #and-gate level=1 fast uses=#step -->`.
struct ExerciseHeader: Equatable {
  var id: String
  var level = 1
  var isFast = false
  var uses: [String] = []

  /// Reads the header; `nil` where it has no usable id.
  static func parse(
    _ text: String, at position: SourcePosition, in source: SourceText
  ) -> (ExerciseHeader?, [Diagnostic]) {
    var header = ExerciseHeader(id: "")
    var diagnostics: [Diagnostic] = []
    for word in text.split(separator: " ").map(String.init) {
      if word.hasPrefix("#"), header.id.isEmpty, InfoString.isID(String(word.dropFirst())) {
        header.id = String(word.dropFirst())
      } else if word == "fast" {
        header.isFast = true
      } else if let level = word.wholeMatch(of: #/level=([1-3])/#) {
        header.level = Int(level.1) ?? 1
      } else if let uses = word.wholeMatch(of: #/uses=(#[a-z0-9-]+(?:,#[a-z0-9-]+)*)/#) {
        header.uses = uses.1.split(separator: ",").map { String($0.dropFirst()) }
      } else {
        diagnostics.append(
          Diagnostic(
            .cellInvalidOption,
            "`\(word)` is no option of an exercise; write `exercise #name level=1`, and `fast` or `uses=#cell` if needed",
            in: source, at: position))
      }
    }
    if header.id.isEmpty {
      diagnostics.append(
        Diagnostic(.cellIDMissing, "an exercise needs an id: `exercise #and-gate level=1`", in: source, at: position))
      return (nil, diagnostics)
    }
    return (header, diagnostics)
  }
}
