/// Follows an optimizer over a function of a few variables and returns every point that it visits, the start first.
///
/// ```swift
/// let path = descend(from: [2], using: GradientDescent(learningRate: 0.1), steps: 10) { x in [2 * x[0]] }
/// path[10]  // => [0.214748]
/// ```
/// Each step of this path multiplies x by 0.8.
///
/// - Parameters:
///   - start: The first point.
///   - optimizer: The rule; it keeps what it remembers, so give each path a new one.
///   - steps: How many steps to take.
///   - gradient: The gradient at a point.
/// - Returns: `steps + 1` points.
/// - Complexity: `steps` calls of `gradient`.
public func descend(
  from start: [Double], using optimizer: any Optimizer, steps: Int, gradient: ([Double]) -> [Double]
) -> [[Double]] {
  var point = start
  var path = [start]
  for _ in 0..<steps {
    optimizer.step(&point, gradient: gradient(point))
    path.append(point)
  }
  return path
}
