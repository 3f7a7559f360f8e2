/// How stretched the bowl of a linear model's squared error is: the ratio of its largest curvature to its smallest.
///
/// The curvatures are the eigenvalues of XᵀX. At 1 the bowl is round and plain descent goes straight down; at κ, even the
/// best rate needs about κ/2 times as many steps for each factor e. Features of very different size make it large, and
/// scaling brings it down.
///
/// - Parameter data: Samples in rows, at least as many as columns; add a column of ones if the model has a bias.
/// - Returns: A number from 1; infinity if a column is a combination of others, NaN if an element is not finite.
/// - Complexity: O(*n* × *k*²) for the products and O(*k*³) for each of a few sweeps of Jacobi's rotations.
///
/// Source: LeCun, Bottou, Orr and Müller, *Efficient BackProp*, 1998, section 5; Golub and Van Loan, *Matrix Computations*,
/// section 8.5 (Jacobi's method).
public func conditionNumber(of data: Matrix) -> Double {
  if !data.values.allSatisfy({ $0.isFinite }) { return .nan }
  var m = matmul(transposing: data, data)
  let size = m.rows
  for _ in 0..<50 {
    var outside = 0.0
    for i in 0..<size {
      for j in 0..<i { outside = max(outside, m[i, j].magnitude / sqrt(m[i, i] * m[j, j])) }
    }
    if !(outside > 1e-15) { break }
    for i in 0..<size {
      for j in 0..<i where m[i, j] != 0 { rotate(&m, i, j) }
    }
  }
  let curvatures = (0..<size).map { m[$0, $0] }
  let (largest, smallest) = (curvatures.max() ?? 1, curvatures.min() ?? 1)
  return smallest > largest * 1e-15 ? largest / smallest : .infinity
}

/// Turns the coordinates i and j of a symmetric matrix so that its element there becomes zero.
private func rotate(_ m: inout Matrix, _ i: Int, _ j: Int) {
  let ratio = (m[j, j] - m[i, i]) / (2 * m[i, j])
  let tangent = (ratio < 0 ? -1 : 1) / (ratio.magnitude + sqrt(ratio * ratio + 1))
  let cosine = 1 / sqrt(tangent * tangent + 1)
  let sine = tangent * cosine
  for k in 0..<m.rows {
    let (a, b) = (m[k, i], m[k, j])
    (m[k, i], m[k, j]) = (cosine * a - sine * b, sine * a + cosine * b)
  }
  for k in 0..<m.rows {
    let (a, b) = (m[i, k], m[j, k])
    (m[i, k], m[j, k]) = (cosine * a - sine * b, sine * a + cosine * b)
  }
}
