/// Shortens the gradient of all parameters together to a length of at most `norm`, keeping its direction.
///
/// With N = √Σ g² over all parameters, each gradient is multiplied by norm / N if N > norm. A single huge step, as from an
/// exploding gradient, becomes an ordinary one.
///
/// - Returns: The length N before clipping.
/// - Complexity: O(parameters).
///
/// Source: Pascanu, Mikolov and Bengio, *On the Difficulty of Training Recurrent Neural Networks*, ICML 2013.
@discardableResult
public func clipGradients(of parameters: [Parameter], norm: Double) -> Double {
  let length = gradientNorm(of: parameters)
  if length > norm {
    for parameter in parameters { parameter.gradient *= norm / length }
  }
  return length
}

/// Holds every element of every gradient between −`limit` and `limit`; the direction may change.
///
/// - Complexity: O(parameters).
public func clipGradients(of parameters: [Parameter], limit: Double) {
  for parameter in parameters { parameter.gradient.apply { max(-limit, min(limit, $0)) } }
}

/// The length of the gradient of all parameters together: √Σ g².
public func gradientNorm(of parameters: [Parameter]) -> Double {
  var sum = 0.0
  for parameter in parameters {
    for g in parameter.gradient.values { sum += g * g }
  }
  return sum.squareRoot()
}
