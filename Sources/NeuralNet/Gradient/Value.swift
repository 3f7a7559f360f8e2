/// A number that remembers how it was computed, so that derivatives can flow back to what it was computed from.
///
/// Every operation makes a new value and notes, for each operand, the local derivative: the slope of the result in that
/// operand. `backward()` walks the values from the result to the inputs and multiplies along each path, adding where
/// paths meet; this is the chain rule.
/// ```swift
/// let x = Value(3, "x")
/// let y = x * x + 2 * x
/// y.backward()
/// x.gradient  // => 8.0
/// ```
/// At x = 3 the slope of x² + 2x, which is 2x + 2, is 8.
///
/// - Complexity: the backward pass costs a multiplication and an addition for each operand of each operation, a small
///   constant times the forward pass, however many inputs there are.
///
/// Source: Linnainmaa, *Taylor Expansion of the Accumulated Rounding Error*, BIT 16, 1976; Baydin, Pearlmutter, Radul and
/// Siskind, *Automatic Differentiation in Machine Learning: a Survey*, JMLR 18, 2018.
public final class Value: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// One input of an operation and the slope of the result in it.
  struct Operand {
    var value: Value
    let slope: Double
  }

  /// The number.
  ///
  /// Change it only on inputs: results do not recompute themselves.
  public var data: Double
  /// The derivative of the value on which `backward()` was last called, in this one.
  public internal(set) var gradient = 0.0
  /// A name for drawings; empty if none was given.
  public let label: String
  /// The operation that made the value, such as `+` or `tanh`; empty for an input.
  public let operation: String
  private(set) var operands: [Operand]

  /// Creates an input.
  public init(_ data: Double, _ label: String = "") {
    self.data = data
    self.label = label
    operation = ""
    operands = []
  }

  init(_ data: Double, _ operation: String, _ operands: [Operand]) {
    self.data = data
    self.label = ""
    self.operation = operation
    self.operands = operands
  }

  // Left to themselves, the values of a long chain would free each other in nested calls, and overflow the stack. So
  // each one that nobody else holds hands its operands to this list before it goes.
  deinit {
    var rest: [Operand] = []
    swap(&rest, &operands)
    while let last = rest.indices.last {
      var freed: [Operand] = []
      if isKnownUniquelyReferenced(&rest[last].value) { swap(&freed, &rest[last].value.operands) }
      rest.removeLast()
      rest += freed
    }
  }

  /// Creates an input from a number in an expression, such as the 2 in `2 * x`.
  public convenience init(floatLiteral: Double) { self.init(floatLiteral) }

  /// Creates an input from a whole number in an expression.
  public convenience init(integerLiteral: Int) { self.init(Double(integerLiteral)) }

  /// The same number as a new input: no derivative flows through it.
  public func detached() -> Value { Value(data) }

  /// Sets `gradient` of this value and of all that it was computed from.
  ///
  /// Earlier gradients of these values are replaced, not added to. Within the pass they do add: a value that is used
  /// twice gets the sum over both uses.
  public func backward() {
    let order = topologicalOrder()
    for value in order { value.gradient = 0 }
    gradient = 1
    for value in order.reversed() {
      for operand in value.operands {
        operand.value.gradient += operand.slope * value.gradient
      }
    }
  }

  /// All values that this one was computed from and itself, each once, every value after its operands.
  ///
  /// Going through the list backwards, each value's gradient is complete before it is passed on. Plain recursion from
  /// the result would visit a shared value once for every path to it, which doubles with every fan-out.
  ///
  /// - Complexity: O(values + operands); the stack is a list, so a long chain cannot overflow it.
  public func topologicalOrder() -> [Value] {
    var order: [Value] = []
    var seen: Set<ObjectIdentifier> = [ObjectIdentifier(self)]
    var stack: [(value: Value, next: Int)] = [(self, 0)]
    while let (value, next) = stack.last {
      if next == value.operands.count {
        order.append(value)
        stack.removeLast()
      } else {
        stack[stack.count - 1].next += 1
        let operand = value.operands[next].value
        if seen.insert(ObjectIdentifier(operand)).inserted {
          stack.append((operand, 0))
        }
      }
    }
    return order
  }
}
