/// A learning rate that changes with time: a rate for each step t = 0, 1, 2, ….
///
/// ```swift
/// let optimizer = GradientDescent(learningRate: 0.1)
/// let schedule = Schedule.cosine(0.1, over: 100)
/// for t in 0..<100 { optimizer.learningRate = schedule.rate(at: t) }
/// optimizer.learningRate  // => 2.47e-05
/// ```
/// Time is counted in whatever unit the caller passes; the training loop passes epochs.
public indirect enum Schedule: Sendable {
  /// The same rate for ever.
  case constant(Double)
  /// Multiplied by `factor` after every `every` steps, at least 1: η · factor^⌊t / every⌋.
  case steps(Double, every: Int, factor: Double)
  /// Multiplied by `factor` after each step: η · factorᵗ.
  case exponential(Double, factor: Double)
  /// η / (1 + decay · t), which satisfies the conditions of Robbins and Monro.
  case inverseTime(Double, decay: Double)
  /// Half a cosine wave from η down to 0 at step `over`, and 0 after it.
  ///
  /// Source: Loshchilov and Hutter, *SGDR: Stochastic Gradient Descent with Warm Restarts*, ICLR 2017.
  case cosine(Double, over: Int)
  /// Rises in equal steps for `over` steps, so that step `over` has the full first rate of `then`, which begins there.
  ///
  /// Source: Goyal et al., *Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour*, arXiv 1706.02677, 2017.
  case warmup(over: Int, then: Schedule)

  /// The rate at step `t`, counted from 0.
  ///
  /// - Precondition: `every` of `steps` is at least 1 (else a fatal error that names it).
  public func rate(at t: Int) -> Double {
    switch self {
    case .constant(let rate):
      return rate
    case .steps(let rate, let every, let factor):
      if every < 1 { fail("Schedule.steps: every \(every) is not at least 1") }
      return rate * power(factor, t / every)
    case .exponential(let rate, let factor):
      return rate * power(factor, t)
    case .inverseTime(let rate, let decay):
      return rate / (1 + decay * Double(t))
    case .cosine(let rate, let over):
      return t >= over ? 0 : rate * (1 + cos(.pi * Double(t) / Double(over))) / 2
    case .warmup(let over, let then):
      return t >= over ? then.rate(at: t - over) : then.rate(at: 0) * Double(t + 1) / Double(over + 1)
    }
  }
}

/// The whole power `base`ⁿ for n ≥ 0, by repeated squaring.
///
/// - Complexity: O(log *n*).
func power(_ base: Double, _ n: Int) -> Double {
  var (result, square, rest) = (1.0, base, n)
  while rest > 0 {
    if rest & 1 == 1 { result *= square }
    square *= square
    rest >>= 1
  }
  return result
}
