/// A literal that a reader of a `live` cell, or `notebook seeds`, may exchange: `let rate = 0.1  // @slider(0.01...1)`.
public struct Knob: Equatable, Sendable {
  /// How the literal is exchanged.
  public enum Control: Equatable, Sendable {
    /// A number of a range; integers move by whole steps.
    case slider(Slider)
    /// One of some words or numbers, as written.
    case choice([String])
    /// True or false.
    case toggle
    /// A number that the result should not depend on.
    case seed
  }

  /// The range of a slider.
  public struct Slider: Equatable, Sendable {
    /// The smallest and the largest value.
    public var range: ClosedRange<Double>
    /// The distance of neighbouring values; `nil` for a smooth slider.
    public var step: Double?
    /// True if equal distances stand for equal factors.
    public var isLogarithmic = false
  }

  /// The name of the constant.
  public var name: String
  /// The literal that `check` verifies and that the page begins with.
  public var literal: Literal
  /// How it is exchanged.
  public var control: Control
  /// The reader's words for it; the constant's name where the author gives none.
  public var label: String
  /// The position of the mark.
  public var position: SourcePosition
}

/// A literal in a cell's code.
public struct Literal: Equatable, Sendable {
  /// Its kind.
  public enum Kind: Equatable, Sendable {
    case integer(Int)
    case number(Double)
    case text(String)
    case boolean(Bool)

    /// The value of a number.
    var value: Double? {
      switch self {
      case .integer(let value): Double(value)
      case .number(let value): value
      case .text, .boolean: nil
      }
    }
  }

  /// Its kind.
  public var kind: Kind
  /// Its bytes of the code.
  public var range: Range<Int>
}
