/// Shortens the gradient of all parameters together to a length of at most `norm`, keeping its direction.
///
/// With N = √Σ g² over all parameters, each gradient is multiplied by norm / N if N > norm. A single huge step, as from an
/// exploding gradient, becomes an ordinary one.
///
/// - Returns: The length N before clipping.
/// - Precondition: `norm` is at least 0 (else a fatal error that names it).
/// - Complexity: O(parameters).
///
/// Source: Pascanu, Mikolov and Bengio, *On the Difficulty of Training Recurrent Neural Networks*, ICML 2013.
@discardableResult
public func clipGradients(of parameters: [Parameter], norm: Double) -> Double {
  if !(norm >= 0) { fail("clipGradients: the norm \(norm) is not at least 0") }
  let length = gradientNorm(of: parameters)
  if length > norm {
    for parameter in parameters { parameter.gradient *= norm / length }
  }
  return length
}

/// Holds every element of every gradient between −`limit` and `limit`; the direction may change.
///
/// - Precondition: `limit` is at least 0 (else a fatal error that names it).
/// - Complexity: O(parameters).
public func clipGradients(of parameters: [Parameter], limit: Double) {
  if !(limit >= 0) { fail("clipGradients: the limit \(limit) is not at least 0") }
  for parameter in parameters { parameter.gradient.apply { clamped($0, -limit, limit) } }
}

/// The length of the gradient of all parameters together: √Σ g².
public func gradientNorm(of parameters: [Parameter]) -> Double {
  var sum = 0.0
  for parameter in parameters {
    for g in parameter.gradient.values { sum += g * g }
  }
  return sum.squareRoot()
}
