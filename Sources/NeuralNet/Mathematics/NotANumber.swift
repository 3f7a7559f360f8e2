// Swift's `min` and `max` may answer with the other argument where one is not a number, and a comparison with it is
// false. These are written so that NaN stays NaN: a diverged net must not look like a good one.

/// `x` held between two limits; NaN stays NaN.
@inline(__always) func clamped(_ x: Double, _ low: Double, _ high: Double) -> Double {
  x < low ? low : x > high ? high : x
}

/// 1 above 0, −1 below, 0 at 0; NaN stays NaN.
@inline(__always) func sign(_ x: Double) -> Double {
  x > 0 ? 1 : x < 0 ? -1 : x == 0 ? 0 : x
}

extension Double {
  /// The number itself; NaN loses its sign, which differs between processors and would print as `-nan`.
  var withoutSignOfNaN: Double { isNaN ? .nan : self }
}
