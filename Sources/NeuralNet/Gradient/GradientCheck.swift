/// The result of comparing a net's backward pass with central differences.
public struct GradientCheck: Sendable, CustomStringConvertible {
  /// The place of the largest difference, such as `layer 3 dense weights[0, 2]`.
  public let worst: String
  /// The backward pass's derivative there.
  public let analytic: Double
  /// The central difference there.
  public let numeric: Double
  /// Their relative error, the largest of all.
  public let error: Double
  /// The number of derivatives compared: one for each parameter and each element of the input.
  public let count: Int

  /// Such as `layer 1 dense weights[0, 1]: backward 0.25, numeric 0.5, relative error 0.5, the worst of 17`.
  public var description: String {
    let (a, n) = (analytic.formatted(significantDigits: 9), numeric.formatted(significantDigits: 9))
    return "\(worst): backward \(a), numeric \(n), relative error \(error.formatted(significantDigits: 3))"
      + ", the worst of \(count)"
  }
}

/// Compares every derivative that a net's backward pass computes with a central difference, and names the worst.
///
/// A right backward pass gives a relative error below about 1e-7; a wrong one usually above 1e-2. At a kink, as of ReLU at
/// 0, the two may differ rightly: choose inputs away from it. A dropout layer must keep its mask (`keepsMask`).
///
/// - Parameters:
///   - net: The net; its parameters' values are put back as they were, their gradients are the backward pass's.
///   - loss: The loss.
///   - inputs: A small batch.
///   - targets: Its targets.
///   - h: The distance moved to each side.
/// - Returns: The worst derivative. Numbers below 0.001 count as 0.001 in the relative error, for rounding makes the
///   difference of tiny ones meaningless.
/// - Complexity: two forward passes for each parameter and each element of the input.
///
/// Source: Gill, Murray and Wright, *Practical Optimization*, 1981, section 8.6.
public func gradientCheck(
  _ net: Sequential, loss: any Loss, inputs: Matrix, targets: Matrix, h: Double = 1e-5
) -> GradientCheck {
  let inputGradient = net.backward(loss.gradient(net.forward(inputs), targets))
  var search = WorstSearch()
  for (number, layer) in net.layers.enumerated() {
    for parameter in layer.parameters {
      let (analytic, columns) = (parameter.gradient, parameter.value.columns)
      for i in 0..<parameter.value.count {
        let center = parameter.value.values[i]
        parameter.value.values[i] = center + h
        let above = loss.value(net.forward(inputs), targets)
        parameter.value.values[i] = center - h
        let below = loss.value(net.forward(inputs), targets)
        parameter.value.values[i] = center
        search.add(analytic.values[i], (above - below) / (2 * h)) {
          "layer \(number + 1) \(layer.name) \(parameter.name)[\(i / columns), \(i % columns)]"
        }
      }
    }
  }
  var moved = inputs
  for i in 0..<inputs.count {
    moved.values[i] = inputs.values[i] + h
    let above = loss.value(net.forward(moved), targets)
    moved.values[i] = inputs.values[i] - h
    let below = loss.value(net.forward(moved), targets)
    moved.values[i] = inputs.values[i]
    search.add(inputGradient.values[i], (above - below) / (2 * h)) {
      "input[\(i / inputs.columns), \(i % inputs.columns)]"
    }
  }
  return search.result
}

/// Keeps the pair with the largest relative error; a pair that is not a number counts as the worst of all.
private struct WorstSearch {
  var result = GradientCheck(worst: "nothing", analytic: 0, numeric: 0, error: 0, count: 0)

  mutating func add(_ analytic: Double, _ numeric: Double, _ place: () -> String) {
    var error = relativeError(analytic, numeric, floor: 1e-3)
    if error.isNaN { error = .infinity }
    let worse = error > result.error || result.count == 0
    result = GradientCheck(
      worst: worse ? place() : result.worst, analytic: worse ? analytic : result.analytic,
      numeric: worse ? numeric : result.numeric, error: worse ? error : result.error, count: result.count + 1)
  }
}
