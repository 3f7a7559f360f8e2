/// A rule that turns gradients into new parameter values.
///
/// A rule is written once, for one array of numbers and its gradient: `update`. What it remembers between steps (a
/// velocity, a mean of squares) belongs to a *slot*; each parameter of a net has a slot of its own.
/// ```swift
/// var point = [-7.0, 2.0]
/// let rule = GradientDescent(learningRate: 0.1)
/// rule.step(&point, gradient: [point[0] / 10, 2 * point[1]])
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
}

extension Optimizer {
  /// Most rules do not count their steps.
  public func beginStep() {}

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

/// What a rule remembers: for each slot one number beside each value, zero at first.
struct Slots {
  private var arrays: [[Double]] = []

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
