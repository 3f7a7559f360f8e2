/// A rule that turns gradients into new parameter values.
///
/// A rule is written once, for one array of numbers and its gradient: `update`. What it remembers between steps (a
/// velocity, a mean of squares) belongs to a *slot*; each parameter of a net has a slot of its own.
/// ```swift
/// var point = [-7.0, 2.0]
/// let rule = GradientDescent(learningRate: 0.1)
/// rule.step(&point, gradient: [point[0] / 10, 2 * point[1]])
/// point  // => [-6.93, 1.6]
/// ```
///
/// Source: Goodfellow, Bengio and Courville, *Deep Learning* (2016), chapter 8.
public protocol Optimizer: AnyObject {
  /// The word for the rule in reports, such as `adam`.
  var name: String { get }
  /// The factor η of every step; a schedule may change it between steps.
  var learningRate: Double { get set }
  /// Says that a new step begins; rules that count steps count here.
  func beginStep()
  /// Moves `values` by one step against `gradient`, with the memory of `slot`.
  func update(_ values: inout [Double], gradient: [Double], slot: Int)
  /// Moves every parameter by one step against its gradient; the position in the list is the parameter's slot.
  func step(_ parameters: [Parameter])
  /// All that the rule remembers of earlier steps; setting an empty one makes it forget them.
  ///
  /// A rule that remembers something must write it: a training that is saved and resumed goes on from here.
  var memory: OptimizerMemory { get set }
}

/// The numbers that an optimizer keeps between steps.
public struct OptimizerMemory: Equatable, Sendable {
  /// Numbers that belong to the rule as a whole, such as Adam's β₁ᵗ and β₂ᵗ.
  public var numbers: [Double]
  /// Numbers beside each value: `slots[k][s]` is the k-th thing remembered of slot s, such as its velocity.
  public var slots: [[[Double]]]

  /// Joins the numbers; with none of them, the memory of a rule that has made no step.
  public init(numbers: [Double] = [], slots: [[[Double]]] = []) {
    self.numbers = numbers
    self.slots = slots
  }
}

extension Optimizer {
  /// Most rules do not count their steps.
  public func beginStep() {}

  /// Begins a step, and updates one parameter after the other.
  public func step(_ parameters: [Parameter]) {
    beginStep()
    for (slot, parameter) in parameters.enumerated() {
      update(&parameter.value.values, gradient: parameter.gradient.values, slot: slot)
    }
  }

  /// For rules that remember nothing.
  public var memory: OptimizerMemory {
    get { OptimizerMemory() }
    set {}
  }

  /// Moves one point by one step: the whole of an optimizer's work for a function of a few variables.
  ///
  /// - Precondition: `gradient.count == point.count` (else a fatal error that names both counts).
  public func step(_ point: inout [Double], gradient: [Double]) {
    beginStep()
    update(&point, gradient: gradient, slot: 0)
  }
}

/// Changes each value by a rule that sees its gradient.
///
/// The rule is inlined into the loop, which then runs several values at a time.
@inline(__always)
func updateEach(_ values: inout [Double], _ gradient: [Double], _ rule: (_ value: inout Double, Double) -> Void) {
  if values.count != gradient.count { shapeMismatch("update", [values.count], [gradient.count]) }
  values.withUnsafeMutableBufferPointer { values in
    gradient.withUnsafeBufferPointer { gradient in
      for i in values.indices { rule(&values[i], gradient[i]) }
    }
  }
}

/// Stops the program if a learning rate is negative or not a number.
func checkRate(_ rate: Double, _ rule: String) {
  if !(rate >= 0) { fail("\(rule): the learning rate \(rate) is not at least 0") }
}

/// Stops the program if a share of a moving average is not in 0..<1.
func checkShare(_ share: Double, _ word: String, _ rule: String) {
  if !(share >= 0 && share < 1) { fail("\(rule): the \(word) \(share) is not in 0..<1") }
}

/// The memory of a rule: for each slot one number beside each value, zero at first.
struct Slots {
  var arrays: [[Double]] = []

  /// Changes each value and the number remembered beside it by a rule that sees the gradient.
  @inline(__always)
  mutating func updateEach(
    _ values: inout [Double], _ gradient: [Double], _ slot: Int,
    _ rule: (_ value: inout Double, _ memory: inout Double, Double) -> Void
  ) {
    if values.count != gradient.count { shapeMismatch("update", [values.count], [gradient.count]) }
    prepare(slot, values.count)
    values.withUnsafeMutableBufferPointer { values in
      arrays[slot].withUnsafeMutableBufferPointer { memory in
        gradient.withUnsafeBufferPointer { gradient in
          for i in values.indices { rule(&values[i], &memory[i], gradient[i]) }
        }
      }
    }
  }

  /// Changes each value and two numbers remembered beside it, the second in other slots.
  @inline(__always)
  mutating func updateEach(
    _ values: inout [Double], _ gradient: [Double], _ slot: Int, with others: inout Slots,
    _ rule: (_ value: inout Double, _ memory: inout Double, _ other: inout Double, Double) -> Void
  ) {
    others.prepare(slot, values.count)
    others.arrays[slot].withUnsafeMutableBufferPointer { other in
      var index = 0
      updateEach(&values, gradient, slot) { value, memory, gradient in
        rule(&value, &memory, &other[index], gradient)
        index += 1
      }
    }
  }

  /// The numbers that a slot holds; zeros if it has none yet.
  func numbers(_ slot: Int, count: Int) -> [Double] {
    slot < arrays.count && !arrays[slot].isEmpty ? arrays[slot] : [Double](repeating: 0, count: count)
  }

  private mutating func prepare(_ slot: Int, _ count: Int) {
    while arrays.count <= slot { arrays.append([]) }
    if arrays[slot].isEmpty { arrays[slot] = [Double](repeating: 0, count: count) }
    if arrays[slot].count != count { shapeMismatch("update of slot \(slot)", [arrays[slot].count], [count]) }
  }
}
