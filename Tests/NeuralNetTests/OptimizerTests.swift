import NeuralNet
import Testing

/// x²/20 + y², a ravine whose two curvatures, 0.1 and 2, differ by a factor of 20.
private func ravine(_ p: [Double]) -> [Double] { [p[0] / 10, 2 * p[1]] }

/// Steps until the point is within 1e-6 of the origin; nil if that takes more than 5,000.
private func stepsToBottom(
  _ rule: any Optimizer, from start: [Double] = [-7, 2], gradient: ([Double]) -> [Double] = ravine,
  position: (([Double]) -> [Double])? = nil
) -> Int? {
  var point = start
  for count in 1...5000 {
    rule.step(&point, gradient: gradient(point))
    let seen = position?(point) ?? point
    let distance = sqrt(seen.reduce(0) { $0 + $1 * $1 })
    if distance < 1e-6 { return count }
    if !distance.isFinite { return nil }
  }
  return nil
}

@Suite struct DescentTests {
  @Test func theParabolaFromTwo() {
    func last(_ rate: Double, _ steps: Int, from start: Double = 2) -> Double {
      descend(from: [start], using: GradientDescent(learningRate: rate), steps: steps) { [2 * $0[0]] }.last![0]
    }
    expectPrinted(last(0.1, 10), 0.214748, decimals: 6)
    expectPrinted(last(0.1, 10, from: -2), -0.214748, decimals: 6)
    #expect(last(0.5, 1) == 0)
    #expect(last(1, 1) == -2 && last(1, 2) == 2)
    expectPrinted(last(1.1, 10), 12.38, decimals: 2)
  }

  @Test func theDoubleWell() {
    let slope = { (p: [Double]) in [4 * p[0] * p[0] * p[0] - 6 * p[0] + 1] }
    let well = { (x: Double) in x * x * x * x - 3 * x * x + x }
    func end(_ start: Double) -> Double {
      descend(from: [start], using: GradientDescent(learningRate: 0.01), steps: 2000, gradient: slope).last![0]
    }
    expectPrinted(end(0.1), -1.3008, decimals: 4)
    expectPrinted(end(0.16), -1.3008, decimals: 4)
    expectPrinted(end(0.18), 1.1309, decimals: 4)
    expectPrinted(end(0.2), 1.1309, decimals: 4)
    expectPrinted(well(end(0.1)), -3.5139, decimals: 4)
    expectPrinted(well(end(0.2)), -1.0702, decimals: 4)
    // The barrier between the valleys: the slope changes sign at 0.1699.
    #expect(slope([0.16985])[0] > 0 && slope([0.16995])[0] < 0)
  }

  @Test func momentumMayEscapeTheRightValley() {
    let slope = { (p: [Double]) in [4 * p[0] * p[0] * p[0] - 6 * p[0] + 1] }
    func end(_ beta: Double) -> Double {
      let rule = Momentum(learningRate: 0.01, momentum: beta)
      return descend(from: [2], using: rule, steps: 3000, gradient: slope).last![0]
    }
    #expect(abs(end(0.8) - 1.1309) < 1e-3)
    #expect(abs(end(0.85) + 1.3008) < 1e-3)
  }

  @Test func theTwoFormsOfMomentumAreOnePath() {
    let beta = 0.9
    let average = descend(
      from: [-7, 2], using: Momentum(learningRate: 1, momentum: beta, form: .average), steps: 30, gradient: ravine)
    let heavyBall = descend(
      from: [-7, 2], using: Momentum(learningRate: (1 - beta) * 1, momentum: beta), steps: 30, gradient: ravine)
    for (a, b) in zip(average, heavyBall) { expectClose(a, b, absolute: 1e-12) }
    expectPrinted(average[30][0], 0.896414, decimals: 6)
    expectPrinted(average[30][1], 0.088086, decimals: 6)
  }

  @Test func aScheduleMakesTheTwoFormsDiffer() {
    func end(_ rule: Momentum, _ scale: Double) -> Double {
      var point = [-7.0, 2]
      for t in 0..<30 {
        rule.learningRate = scale * Schedule.exponential(1, factor: 0.9).rate(at: t)
        rule.step(&point, gradient: ravine(point))
      }
      return point[0]
    }
    let average = end(Momentum(learningRate: 1, momentum: 0.9, form: .average), 1)
    let heavyBall = end(Momentum(learningRate: 1, momentum: 0.9), 0.1)
    #expect(abs(average - heavyBall) > 0.1)
  }

  @Test func stepsDownTheRavine() {
    #expect(stepsToBottom(GradientDescent(learningRate: 2 / 2.1)) == 158)
    #expect(stepsToBottom(GradientDescent(learningRate: 0.1)) == 1569)
    #expect(stepsToBottom(Momentum(learningRate: 0.1, momentum: 0.9)) == 275)
    let nesterov = Nesterov(learningRate: 0.1, momentum: 0.9)
    #expect(stepsToBottom(nesterov, position: { nesterov.position(of: $0) }) == 209)
    // The heavy ball's best: η = (2 / (√L + √λ))², β = ((√κ − 1) / (√κ + 1))².
    let (large, small) = (2.0, 0.1)
    let rate = 4 / ((sqrt(large) + sqrt(small)) * (sqrt(large) + sqrt(small)))
    let root = (sqrt(large / small) - 1) / (sqrt(large / small) + 1)
    expectPrinted(rate, 1.336, decimals: 3)
    expectPrinted(root * root, 0.4026, decimals: 4)
    #expect(stepsToBottom(Momentum(learningRate: rate, momentum: root * root)) == 42)
    #expect(stepsToBottom(Nesterov(learningRate: rate, momentum: root * root)) == nil)
  }

  @Test func nesterovIsThePapersLookAhead() {
    let rule = Nesterov(learningRate: 0.1, momentum: 0.9)
    var (held, w, v) = ([-7.0, 2], [-7.0, 2], [0.0, 0])
    for _ in 0..<30 {
      rule.step(&held, gradient: ravine(held))
      let g = ravine([w[0] - 0.9 * v[0], w[1] - 0.9 * v[1]])
      for i in 0..<2 {
        v[i] = 0.9 * v[i] + 0.1 * g[i]
        w[i] -= v[i]
      }
      expectClose(rule.position(of: held), w, relative: 1e-12, absolute: 1e-13)
    }
  }

  /// On curvature 1, just inside and just outside the limits 2 + 2β and (2 + 2β)/(1 + 2β).
  @Test func stabilityLimits() {
    func diverges(_ rule: any Optimizer) -> Bool {
      abs(descend(from: [1], using: rule, steps: 4000) { $0 }.last![0]) > 1
    }
    for beta in [0.0, 0.5, 0.9] {
      let (ball, ahead) = (2 + 2 * beta, (2 + 2 * beta) / (1 + 2 * beta))
      #expect(!diverges(Momentum(learningRate: 0.99 * ball, momentum: beta)))
      #expect(diverges(Momentum(learningRate: 1.01 * ball, momentum: beta)))
      #expect(!diverges(Nesterov(learningRate: 0.99 * ahead, momentum: beta)))
      #expect(diverges(Nesterov(learningRate: 1.01 * ahead, momentum: beta)))
    }
  }

  @Test func criticalMomentumIsTheFastestForItsRate() {
    let (rate, curvature) = (0.1, 0.5)
    let critical = (1 - sqrt(rate * curvature)) * (1 - sqrt(rate * curvature))
    func steps(_ beta: Double) -> Int {
      stepsToBottom(Momentum(learningRate: rate, momentum: beta), from: [1]) { [curvature * $0[0]] } ?? 9999
    }
    #expect(steps(critical) < steps(critical - 0.1) && steps(critical) < steps(critical + 0.1))
  }
}

@Suite struct AdaptiveOptimizerTests {
  @Test func adaGradStepsShrinkAsOneOverRootT() {
    let path = descend(from: [0], using: AdaGrad(learningRate: 1), steps: 100) { _ in [-7] }
    expectPrinted(path[1][0], 1, decimals: 9)
    expectPrinted(path[10][0], 5.02, decimals: 2)
    expectPrinted(path[100][0], 18.6, decimals: 1)
  }

  @Test func rmsPropSettlesAtTheRateAndRecovers() {
    let path = descend(from: [0], using: RMSProp(learningRate: 0.1, decay: 0.9), steps: 200) { _ in [-7] }
    #expect(abs(path[200][0] - path[199][0] - 0.1) < 1e-6)
    func stepAfterACliff(_ rule: any Optimizer) -> Double {
      var count = 0
      let path = descend(from: [0], using: rule, steps: 300) { _ in
        count += 1
        return [count <= 5 ? -1000 : -1]
      }
      return path[300][0] - path[299][0]
    }
    #expect(stepAfterACliff(RMSProp(learningRate: 0.1, decay: 0.9)) > 0.099)
    #expect(stepAfterACliff(AdaGrad(learningRate: 0.1)) < 0.0001)
  }

  @Test func adamsFirstStepIsTheRateWhateverTheScale() {
    for gradient in [1e-3, 1, 1e3] {
      var (corrected, plain) = ([0.0], [0.0])
      Adam(learningRate: 0.1).step(&corrected, gradient: [gradient])
      Adam(learningRate: 0.1, corrected: false).step(&plain, gradient: [gradient])
      #expect(abs(corrected[0] + 0.1) < 1e-5 * 0.1 + 1e-15)
      #expect(abs(plain[0] + 0.3162) < 1e-4)
    }
  }

  @Test func adamWDecaysAllAlikeWherePenaltyDoesNot() {
    // A gradient that averages to zero, large for the first parameter and small for the second.
    func end(decay: Double, penalty: Double) -> [Double] {
      let rule = AdamW(learningRate: 0.01, weightDecay: decay)
      var (point, sign) = ([1.0, 1.0], 1.0)
      for _ in 0..<200 {
        rule.step(&point, gradient: [100 * sign + penalty * point[0], 0.01 * sign + penalty * point[1]])
        sign = -sign
      }
      return point
    }
    let (free, decayed, penalised) = (
      end(decay: 0, penalty: 0), end(decay: 0.1, penalty: 0), end(decay: 0, penalty: 0.1)
    )
    let factor = (0..<200).reduce(1.0) { product, _ in product * (1 - 0.01 * 0.1) }
    #expect(abs(decayed[0] / free[0] - factor) < 0.01 && abs(decayed[1] / free[1] - factor) < 0.01)
    #expect(abs(penalised[0] - free[0]) < 0.01 && penalised[1] < 0.5)
  }

  @Test func everyRuleTakesANewRateAtItsNextStep() {
    let rules: [() -> any Optimizer] = [
      { GradientDescent(learningRate: 0.1) }, { Momentum(learningRate: 0.1, momentum: 0.9) },
      { Nesterov(learningRate: 0.1, momentum: 0.9) }, { AdaGrad(learningRate: 0.1) }, { RMSProp(learningRate: 0.1) },
      { Adam(learningRate: 0.1) }, { AdamW(learningRate: 0.1, weightDecay: 0) },
    ]
    for make in rules {
      let (slow, fast) = (make(), make())
      fast.learningRate = 0.3
      var (near, far) = ([0.0], [0.0])
      slow.step(&near, gradient: [2])
      fast.step(&far, gradient: [2])
      #expect(fast.learningRate == 0.3 && near[0] < 0, "\(fast.name)")
      #expect(abs(far[0] / near[0] - 3) < 1e-12, "\(fast.name): the first step grows with the rate")
    }
  }

  @Test func slotsDoNotMix() {
    let rules: [() -> any Optimizer] = [
      { Momentum(learningRate: 0.1) }, { Nesterov(learningRate: 0.1) }, { AdaGrad(learningRate: 0.1) },
      { RMSProp(learningRate: 0.1) }, { Adam(learningRate: 0.1) }, { AdamW(learningRate: 0.1) },
    ]
    for make in rules {
      let (both, first, second) = (make(), make(), make())
      var (a, b, alone, other) = ([1.0], [2.0, 3.0], [1.0], [2.0, 3.0])
      for _ in 0..<5 {
        both.beginStep()
        both.update(&a, gradient: [a[0]], slot: 0)
        both.update(&b, gradient: b, slot: 1)
        first.step(&alone, gradient: [alone[0]])
        second.step(&other, gradient: other)
      }
      #expect(a == alone && b == other, "\(both.name)")
    }
  }
}

@Suite struct ScheduleTests {
  @Test func ratesOverTime() {
    func rates(_ schedule: Schedule, _ times: [Int]) -> [Double] { times.map { schedule.rate(at: $0) } }
    #expect(rates(.constant(0.3), [0, 9]) == [0.3, 0.3])
    #expect(rates(.steps(1, every: 3, factor: 0.5), [0, 2, 3, 5, 6]) == [1, 1, 0.5, 0.5, 0.25])
    expectClose(rates(.exponential(2, factor: 0.9), [0, 1, 5]), [2, 1.8, 2 * 0.59049])
    #expect(rates(.inverseTime(1, decay: 0.5), [0, 2, 8]) == [1, 0.5, 0.2])
    expectClose(rates(.cosine(0.4, over: 10), [0, 5, 10, 99]), [0.4, 0.2, 0, 0])
    expectClose(
      rates(.warmup(over: 3, then: .exponential(1, factor: 0.5)), [0, 1, 2, 3, 4]), [0.25, 0.5, 0.75, 1, 0.5])
  }
}

@Suite struct ClippingTests {
  @Test func shortensTogetherAndKeepsTheDirection() {
    let layer = Dense(weights: [[0, 0]], bias: [0, 0])
    layer.weights.gradient = [[3, 0]]
    layer.bias.gradient = [[0, 4]]
    #expect(clipGradients(of: layer.parameters, norm: 10) == 5)
    #expect(layer.weights.gradient == [[3, 0]])
    #expect(clipGradients(of: layer.parameters, norm: 1) == 5)
    expectClose(layer.weights.gradient, [[0.6, 0]])
    expectClose(gradientNorm(of: layer.parameters), 1)
    clipGradients(of: layer.parameters, limit: 0.7)
    expectClose(layer.bias.gradient, [[0, 0.7]])
    expectClose(layer.weights.gradient, [[0.6, 0]])
  }

  private func expectClose(_ got: Double, _ expected: Double) { #expect(abs(got - expected) < 1e-12) }
  private func expectClose(_ got: Matrix, _ expected: Matrix) { expectClose(got.values, expected.values) }
  private func expectClose(_ got: [Double], _ expected: [Double]) {
    #expect(got.count == expected.count && zip(got, expected).allSatisfy { abs($0 - $1) < 1e-12 })
  }
}
