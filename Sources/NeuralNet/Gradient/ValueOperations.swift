extension Value {
  /// a + b; the slope is 1 in both.
  public static func + (a: Value, b: Value) -> Value {
    Value(a.data + b.data, "+", [Operand(value: a, slope: 1), Operand(value: b, slope: 1)])
  }

  /// a − b; the slopes are 1 and −1.
  public static func - (a: Value, b: Value) -> Value {
    Value(a.data - b.data, "-", [Operand(value: a, slope: 1), Operand(value: b, slope: -1)])
  }

  /// −a; the slope is −1.
  public static prefix func - (a: Value) -> Value {
    Value(-a.data, "negate", [Operand(value: a, slope: -1)])
  }

  /// a · b; the slope in each is the other.
  public static func * (a: Value, b: Value) -> Value {
    Value(a.data * b.data, "*", [Operand(value: a, slope: b.data), Operand(value: b, slope: a.data)])
  }

  /// a / b; the slopes are 1/b and −a/b².
  public static func / (a: Value, b: Value) -> Value {
    let quotient = a.data / b.data
    return Value(quotient, "/", [Operand(value: a, slope: 1 / b.data), Operand(value: b, slope: -quotient / b.data)])
  }

  /// The whole power aⁿ for n ≥ 1; the slope is n aⁿ⁻¹.
  ///
  /// - Precondition: `n >= 1` (else a fatal error that names n).
  public func power(_ n: Int) -> Value {
    if n < 1 { fail("power: the exponent \(n) is not at least 1") }
    let previous = NeuralNet.power(data, n - 1)
    return Value(previous * data, "^\(n)", [Operand(value: self, slope: Double(n) * previous)])
  }

  /// eᵃ; the slope is eᵃ.
  public func exp() -> Value {
    let result = NeuralNet.exp(data)
    return Value(result, "exp", [Operand(value: self, slope: result)])
  }

  /// The natural logarithm of a; the slope is 1/a.
  public func log() -> Value {
    Value(NeuralNet.log(data), "log", [Operand(value: self, slope: 1 / data)])
  }

  /// tanh(a); the slope is 1 − tanh²(a).
  public func tanh() -> Value { apply(Tanh()) }

  /// σ(a); the slope is σ(a) (1 − σ(a)).
  public func sigmoid() -> Value { apply(Sigmoid()) }

  /// max(0, a); the slope is 1 for a > 0, else 0.
  public func relu() -> Value { apply(ReLU()) }

  /// f(a) for any activation; the slope is the activation's derivative.
  public func apply(_ f: any Activation) -> Value {
    Value(f.value(data), f.name, [Operand(value: self, slope: f.derivative(data))])
  }
}
