/// A word of help for the compiler errors that learners meet most often.
enum CompilerAdvice {
  /// What the error usually means in an exercise; `nil` for one that is not on the list.
  static func sentence(for error: String) -> String? {
    table.first { error.firstMatch(of: $0.0) != nil }?.1
  }

  private nonisolated(unsafe) static let table: [(Regex<Substring>, String)] = [
    (
      #/cannot find '(?:pow|floor|ceil|round|fabs|fmax|fmin|atan2?|tan|sinh|cosh|hypot|cbrt|log2|log10|exp2)' in scope/#,
      "This function is Foundation's: write `import Foundation` at the top of your file."
    ),
    (
      #/cannot find '[^']*' in scope|cannot find type/#,
      "Nothing with this name is known here. Look for a slip in its spelling, or declare it first."
    ),
    (
      #/'Int' (?:to|and).*'Double'|'Double' (?:to|and).*'Int'|operands of type '(?:Int|Double)' and/#,
      "Swift never turns an Int into a Double by itself, nor back: write Double(n) or Int(x)."
    ),
    (#/missing return/#, "Every way through the function must end with a value: add a `return`."),
    (#/is a 'let' constant|cannot use mutating member/#, "What changes is declared with `var`, not with `let`."),
    (
      #/must be unwrapped|value of optional type/#,
      "The value may be nil. Take it apart with `if let`, or give a default with `??`."
    ),
    (#/has no member/#, "This type has nothing of this name. Your editor lists what it has after a dot."),
    (
      #/argument label|missing argument|extra argument/#,
      "The call differs from the declaration: compare number, order and labels of the arguments."
    ),
    (
      #/invalid redeclaration/#,
      "This name is declared already: further up in your file, or in what the exercise gives you. Take another name."
    ),
    (
      #/ambiguous use/#,
      "More than one declaration of this name fits here. Give yours a name of its own, or say whose you mean by writing the module before it, as in `Foundation.pow(x, 2)`."
    ),
    (
      #/failed to produce diagnostic|unable to type-check this expression/#,
      "The compiler cannot make out this expression. Take it apart in smaller steps, each with a `let` of its own."
    ),
    (
      #/consecutive statements|expected expression|expected '/#,
      "A sign is missing or too many on this line or the one above."
    ),
    (
      #/cannot convert/#, "The value has another type than the one that is wanted here: compare the two in the message."
    ),
  ]
}
