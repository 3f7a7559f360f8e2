/// The chance that a standard normal number is below `x`: Φ(x) = erfc(−x/√2) / 2, with the same bits on every machine.
///
/// Near 0 from the series of erf, whose terms are all positive; in the tails from the continued fraction of erfc, so that
/// they keep their relative accuracy, of about 1e-14.
///
/// - Complexity: O(1), up to 200 divisions.
///
/// Source: Abramowitz and Stegun, *Handbook of Mathematical Functions*, 7.1.6 and 7.1.14.
func normalProbability(below x: Double) -> Double {
  if x.isNaN { return x }
  let t = x.magnitude / sqrt(2)
  if t < 1 {
    var (sum, term, n) = (t, t, 1.0)
    while term > sum * 1e-17 {
      term *= 2 * t * t / (2 * n + 1)
      sum += term
      n += 1
    }
    let half = exp(-t * t) * sum * 0.56418958354775628695  // 1/√π
    return x < 0 ? 0.5 - half : 0.5 + half
  }
  var fraction = 1.0
  for k in stride(from: 200.0, through: 1, by: -1) { fraction = 1 + k / (2 * t * t * fraction) }
  let tail = exp(-t * t) * 0.28209479177387814347 / (t * fraction)  // 1/(2√π)
  return x < 0 ? tail : 1 - tail
}
