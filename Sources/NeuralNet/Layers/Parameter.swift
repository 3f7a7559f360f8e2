/// Numbers that training changes: a matrix and the gradient of the loss in it.
///
/// A layer's backward pass writes `gradient`; an optimizer reads it and changes `value`. It is an object, so that layer
/// and optimizer mean the same one.
public final class Parameter {
  /// The role of the numbers.
  public enum Kind: Sendable {
    /// Factors of inputs; penalties and decay are meant for them.
    case weight
    /// Numbers added to a sum, or slopes of an activation.
    case other
  }

  /// The name within its layer, such as `weights`.
  public let name: String
  /// The role of the numbers.
  public let kind: Kind
  /// The numbers.
  public var value: Matrix
  /// ∂L/∂value, of the same shape; zero until the first backward pass.
  public var gradient: Matrix

  /// Creates a parameter whose gradient is zero.
  public init(_ name: String, _ kind: Kind, _ value: Matrix) {
    self.name = name
    self.kind = kind
    self.value = value
    gradient = .zeros(value.rows, value.columns)
  }
}
