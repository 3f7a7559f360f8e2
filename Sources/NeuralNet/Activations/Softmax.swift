/// Turns scores into probabilities that add up to 1: softmax(z)ₖ = e^zₖ / Σⱼ e^zⱼ.
///
/// The largest score is subtracted first, which changes nothing (softmax ignores a shift) and keeps `exp` from
/// overflowing. The order of the scores is kept. For (0.3, 2.9, 4.0) it is (0.018211, 0.245192, 0.736597).
///
/// - Parameters:
///   - scores: The scores z, also called logits, shape `[k]`.
///   - temperature: The scores are divided by it; above 1 the probabilities become more equal, below 1 more decided.
/// - Returns: The probabilities, shape `[k]`.
/// - Complexity: O(*k*).
///
/// Source: Bridle, *Probabilistic Interpretation of Feedforward Classification Network Outputs*, 1990; Blanchard, Higham
/// and Higham, *Accurately Computing the Log-Sum-Exp and Softmax Functions*, IMA Journal of Numerical Analysis 41, 2021.
public func softmax(_ scores: [Double], temperature: Double = 1) -> [Double] {
  var result = Matrix(rows: 1, columns: scores.count, scores.map { $0 / temperature })
  softmaxRows(of: result, into: &result)
  return result.values
}

/// The softmax of each row, shape `[n, k]` as its argument.
public func softmax(_ scores: Matrix) -> Matrix {
  var result = scores
  softmaxRows(of: scores, into: &result)
  return result
}

/// The logarithms of the softmax of each row: zₖ − log Σⱼ e^zⱼ.
///
/// Taking `log` of `softmax` would give −∞ where a probability has rounded to 0; this form stays exact.
public func logSoftmax(_ scores: Matrix) -> Matrix {
  var result = scores
  logSoftmaxRows(of: scores, into: &result)
  return result
}

/// The logarithms of the softmax of one vector of scores.
public func logSoftmax(_ scores: [Double]) -> [Double] {
  logSoftmax(Matrix(rows: 1, columns: scores.count, scores)).values
}

/// log Σⱼ e^zⱼ without overflow: the largest score is taken out of the sum first.
///
/// It lies between max z and max z + log k.
public func logSumExp(_ scores: [Double]) -> Double {
  logSumExp(scores, 0..<scores.count)
}

/// log Σⱼ e^zⱼ over a range of an array, so that a matrix's row need not be copied out.
func logSumExp(_ z: [Double], _ range: Range<Int>) -> Double {
  var largest = -Double.infinity
  for i in range { largest = max(largest, z[i]) }
  if largest.isInfinite { return range.contains { z[$0].isNaN } ? .nan : largest }
  var sum = 0.0
  for i in range { sum += exp(z[i] - largest) }
  return largest + log(sum)
}

func softmaxRows(of z: Matrix, into y: inout Matrix) {
  let k = z.columns
  for row in 0..<z.rows {
    let range = row * k..<(row + 1) * k
    var largest = -Double.infinity
    for i in range { largest = max(largest, z.storage[i]) }
    for i in range { y.storage[i] = z.storage[i] - largest }
  }
  y.formExp()
  for row in 0..<z.rows {
    let range = row * k..<(row + 1) * k
    var sum = 0.0
    for i in range { sum += y.storage[i] }
    for i in range { y.storage[i] /= sum }
  }
}

func logSoftmaxRows(of z: Matrix, into y: inout Matrix) {
  let k = z.columns
  for row in 0..<z.rows {
    let range = row * k..<(row + 1) * k
    let normalizer = logSumExp(z.storage, range)
    for i in range { y.storage[i] = z.storage[i] - normalizer }
  }
}
