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
    if gradient.count != point.count {
      fail("step: a point of \(point.count) numbers and a gradient of \(gradient.count) do not match")
    }
    beginStep()
    update(&point, gradient: gradient, slot: 0)
  }
}

/// What a rule remembers: one array of numbers a slot, all zero at first.
struct Slots {
  private var arrays: [[Double]] = []

  /// Hands out the array of `slot`, which must come back through `put`: a moved array is changed in place, never copied.
  mutating func take(_ slot: Int, count: Int) -> [Double] {
    while arrays.count <= slot { arrays.append([]) }
    if arrays[slot].isEmpty { return [Double](repeating: 0, count: count) }
    if arrays[slot].count != count {
      fail("update: slot \(slot) holds \(arrays[slot].count) numbers, the parameter has \(count)")
    }
    var array: [Double] = []
    swap(&array, &arrays[slot])
    return array
  }

  /// Takes back what `take` handed out.
  mutating func put(_ array: [Double], _ slot: Int) {
    arrays[slot] = array
  }
}
