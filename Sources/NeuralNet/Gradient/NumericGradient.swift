/// The slope of a function of one number, from two calls on either side: (f(x + h) − f(x − h)) / 2h.
///
/// The error shrinks with h², until rounding, about 1e-16 |f| / h, takes over; near h = 1e-5 the two balance. Exact for
/// polynomials up to degree 2, rounding apart. For x³ at 2 with h = 1e-4 the error is 1.0e-8.
///
/// Source: Gill, Murray and Wright, *Practical Optimization*, 1981, section 8.6.
public func centralDifference(_ f: (Double) -> Double, at x: Double, h: Double = 1e-5) -> Double {
  (f(x + h) - f(x - h)) / (2 * h)
}

/// The slope of a function of one number, from one side only: (f(x + h) − f(x)) / h.
///
/// The error shrinks only with h: for x³ at 2 with h = 1e-4 it is 6.0e-4, where the central difference has 1.0e-8. It is
/// exact for f(x) = x and off by exactly h for x².
///
/// Source: Gill, Murray and Wright, *Practical Optimization*, 1981, section 8.6.
public func forwardDifference(_ f: (Double) -> Double, at x: Double, h: Double = 1e-5) -> Double {
  (f(x + h) - f(x)) / h
}

/// The gradient of a function of several numbers by central differences, one number moved at a time.
///
/// - Parameters:
///   - f: The function; it is called twice for each element of `point`.
///   - point: Where; a copy is moved, so the caller's stays as it is.
///   - h: The distance moved to each side.
/// - Returns: ∂f/∂xᵢ for each i.
/// - Complexity: 2 calls of `f` for each number: far too many for a net's training, right for checking it.
public func centralGradient(_ f: ([Double]) -> Double, at point: [Double], h: Double = 1e-5) -> [Double] {
  var moved = point
  return point.indices.map { i in
    moved[i] = point[i] + h
    let above = f(moved)
    moved[i] = point[i] - h
    let below = f(moved)
    moved[i] = point[i]
    return (above - below) / (2 * h)
  }
}

/// The gradient of a function of several numbers by one-sided differences.
///
/// - Complexity: 1 call of `f` for each number and 1 more; less exact than `centralGradient`.
public func forwardGradient(_ f: ([Double]) -> Double, at point: [Double], h: Double = 1e-5) -> [Double] {
  let here = f(point)
  var moved = point
  return point.indices.map { i in
    moved[i] = point[i] + h
    let above = f(moved)
    moved[i] = point[i]
    return (above - here) / h
  }
}

/// How far apart two numbers are, as a share of the larger: |a − b| / max(|a|, |b|); 0 for two equal numbers.
///
/// - Parameters:
///   - a: One number.
///   - b: The other.
///   - floor: Numbers smaller than this count as this large, so that two tiny numbers, which differ by rounding alone,
///     do not look far apart.
/// - Returns: A share from 0 to 2; NaN if either is NaN.
public func relativeError(_ a: Double, _ b: Double, floor: Double = 0) -> Double {
  if a == b { return 0 }
  return (a - b).magnitude / max(a.magnitude, b.magnitude, floor)
}
