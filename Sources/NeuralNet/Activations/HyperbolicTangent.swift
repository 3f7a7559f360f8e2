/// The hyperbolic tangent (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ), an odd function from −1 to 1.
///
/// Near 0 it is the continued fraction x / (1 + x²/(3 + x²/(5 + …))), elsewhere 2σ(2x) − 1.
public func tanh(_ x: Double) -> Double {
  if x < 0 { return -tanh(-x) }
  if x > 0.75 { return 2 * sigmoid(2 * x) - 1 }
  var fraction = 21.0
  for odd in stride(from: 19.0, through: 1, by: -2) { fraction = odd + x * x / fraction }
  return x / fraction
}
