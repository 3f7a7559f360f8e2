/// The cosine of an angle in radians, with the same bits on every machine; within 1e-15 for angles up to a thousand.
///
/// The angle is brought to within π/4 of a multiple of π/2, where a short power series is exact to the last digits.
public func cos(_ angle: Double) -> Double { wave(angle, quarterTurns: 1) }

/// The sine of an angle in radians, with the same bits on every machine; within 1e-15 for angles up to a thousand.
public func sin(_ angle: Double) -> Double { wave(angle, quarterTurns: 0) }

/// The sine of `angle` plus so many quarter turns.
private func wave(_ angle: Double, quarterTurns: Int) -> Double {
  let turns = (angle / (.pi / 2)).rounded()
  // π/2 in two parts: the first has so few digits that its product with a small whole number is exact.
  let rest = (angle - turns * 1.5707963267341256) - turns * 6.0771005065061922e-11
  let square = rest * rest
  switch (Int(turns) + quarterTurns) & 3 {
  case 0: return rest * series(square, first: 1)
  case 1: return series(square, first: 0)
  case 2: return -rest * series(square, first: 1)
  default: return -series(square, first: 0)
  }
}

/// 1 − s/((f+1)(f+2)) (1 − s/((f+3)(f+4)) (1 − …)): the cosine's series for f = 0, the sine's over its angle for f = 1.
private func series(_ square: Double, first: Int) -> Double {
  var sum = 1.0
  for n in stride(from: first + 15, through: first + 1, by: -2) {
    sum = 1 - square / Double(n * (n + 1)) * sum
  }
  return sum
}
