import CKernels

/// The step function: 1 above zero, else 0.
///
/// Its derivative is 0 wherever it has one, so no gradient passes through it. A sanity value: `step(0)` is 0.
///
/// Source: Rosenblatt, *The perceptron*, Psychological Review 65 (1958).
@inlinable public func step(_ x: Double) -> Double { x > 0 ? 1 : x <= 0 ? 0 : .nan }

/// The logistic sigmoid 1 / (1 + e⁻ˣ), a smooth step from 0 to 1.
///
/// For x below 0 it is computed as eˣ / (1 + eˣ): only exponentials of negative numbers are taken, and none overflows.
/// Its derivative is `sigmoid(x) * (1 - sigmoid(x))`, at most 1/4.
///
/// - Parameter x: Any double.
/// - Returns: A number from 0 to 1, at most 2 ulp from the exact value. A sanity value: `sigmoid(0)` is 0.5.
/// - Complexity: O(1).
public func sigmoid(_ x: Double) -> Double { ck_sigmoid(x) }

/// The identity function, which returns its input; its derivative is 1.
@inlinable public func identity(_ x: Double) -> Double { x }
