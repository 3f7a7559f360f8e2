/// An exponentially weighted moving average: V ← β V + (1 − β) x, from V = 0.
///
/// The value i steps back has weight (1 − β) βⁱ; after t values the weights add up to 1 − βᵗ, so the early averages are
/// too small. Dividing by 1 − βᵗ corrects that: a constant signal then averages to itself from the first value on.
///
/// Roughly the last 1/(1 − β) values count; exactly, weights fall to 1/e of the first after −1/log β steps (9.49 for
/// β = 0.9), the average lags β/(1 − β) steps behind a rising signal, and it keeps (1 − β)/(1 + β) of the variance of
/// independent noise.
///
/// - Complexity: O(1) per value, one number of memory.
///
/// Source: Roberts, *Control Chart Tests Based on Geometric Moving Averages*, Technometrics 1(3), 1959.
public struct MovingAverage: Sendable {
  /// β, the share of the average that is kept, in 0..<1.
  public let beta: Double
  /// True if the average is divided by 1 − βᵗ.
  public let corrected: Bool
  private var raw = 0.0
  private var missing = 1.0  // βᵗ, the weight that no value has taken yet

  /// Creates an average of no values.
  ///
  /// - Precondition: `beta` is in 0..<1 (else a fatal error that names it).
  public init(beta: Double, corrected: Bool = true) {
    checkShare(beta, "beta", "MovingAverage")
    self.beta = beta
    self.corrected = corrected
  }

  /// The average so far; 0 before the first value.
  public var value: Double {
    guard corrected, missing < 1 else { return raw }
    return raw / (1 - missing)
  }

  /// Takes one more value and returns the new average.
  @discardableResult
  public mutating func add(_ x: Double) -> Double {
    raw = beta * raw + (1 - beta) * x
    missing *= beta
    return value
  }

  /// The averages after each of `values`, of the same count.
  public static func of(_ values: [Double], beta: Double, corrected: Bool = true) -> [Double] {
    var average = MovingAverage(beta: beta, corrected: corrected)
    return values.map { average.add($0) }
  }

  /// The weights of the last `count` values in the uncorrected average, the newest first: (1 − β) βⁱ.
  public static func weights(beta: Double, count: Int) -> [Double] {
    (0..<count).map { (1 - beta) * power(beta, $0) }
  }

  /// The steps after which a weight has fallen to 1/e of the newest: −1 / log β.
  public static func timeConstant(beta: Double) -> Double {
    -1 / log(beta)
  }
}
