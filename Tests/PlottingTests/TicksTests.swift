import Testing

@testable import Plotting

@Suite struct TicksTests {
  static let domains: [(Double, Double)] = [
    (0, 1), (-1, 1), (0, 0.3), (0.1, 0.3), (-7, 2), (0, 49), (1e-9, 3e-9), (-1e-12, 1e-12), (1e6, 1.1e6), (0, 1e9),
    (-1e300, 1e300), (1e-280, 5e-280), (99.999, 100.001), (0.69314, 0.69316), (-1234.5, 9876.5), (3, 3), (0, 0),
    (1e-300, 1e-300), (-5e7, -4.9e7),
  ]

  @Test(arguments: domains, [2, 3, 4, 5, 8, 12])
  func linearTicksAreInsideAndFew(_ ends: (Double, Double), count: Int) {
    let domain = Domain(ends.0, ends.1)
    let ticks = Ticks.linear(domain, count: count)
    let slack = (domain.upper - domain.lower) * 1e-9
    #expect(ticks.allSatisfy { $0.value >= domain.lower - slack && $0.value <= domain.upper + slack })
    #expect(ticks.count <= count + 1)
    #expect(ticks.count >= (count >= 4 ? 2 : 1))
    #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.value < $1.value })
  }

  @Test(arguments: domains)
  func linearTicksAreEvenlySpacedByANiceStep(_ ends: (Double, Double)) {
    let ticks = Ticks.linear(Domain(ends.0, ends.1), count: 6)
    let steps = zip(ticks, ticks.dropFirst()).map { $1.value - $0.value }
    for step in steps {
      #expect(abs(step - steps[0]) <= abs(steps[0]) * 1e-6)
      let digits = PowerOfTen.scaled(step, by: -PowerOfTen.exponent(of: step))
      #expect([1, 2, 5, 10].contains { abs(digits - $0) < 1e-5 }, "step \(step)")
    }
  }

  @Test(arguments: domains)
  func tickLabelsDiffer(_ ends: (Double, Double)) {
    let labels = Ticks.linear(Domain(ends.0, ends.1), count: 6).map(\.label)
    #expect(Set(labels).count == labels.count, "\(labels)")
  }

  @Test func labelsAreExactDecimals() {
    #expect(Ticks.linear(Domain(0, 0.5), count: 5).map(\.label) == ["0", "0.1", "0.2", "0.3", "0.4", "0.5"])
    #expect(Ticks.linear(Domain(-1, 1), count: 4).map(\.label) == ["−1.0", "−0.5", "0", "0.5", "1.0"])
    #expect(Ticks.linear(Domain(0, 2e6), count: 2).map(\.label) == ["0", "10⁶", "2×10⁶"])
    #expect(Ticks.linear(Domain(0, 3e-9), count: 3).map(\.label) == ["0", "10⁻⁹", "2×10⁻⁹", "3×10⁻⁹"])
  }

  @Test func logarithmicTicksArePowersOfTen() {
    #expect(
      Ticks.logarithmic(Domain(0.001, 100, on: .log), count: 6).map(\.label)
        == ["0.001", "0.01", "0.1", "1", "10", "100"])
    #expect(
      Ticks.logarithmic(Domain(1e-12, 1, on: .log), count: 4).map(\.label)
        == ["10⁻¹²", "10⁻⁸", "10⁻⁴", "1"])
    #expect(Ticks.logarithmic(Domain(2, 30, on: .log), count: 5).map(\.label) == ["2", "5", "10", "20"])
  }
}

@Suite struct DomainTests {
  @Test func notANumberAndInfinityAreLeftOut() {
    let domain = Domain(covering: [.nan, 2, .infinity, 5, -.infinity, 1e301])
    #expect(domain == Domain(2, 5))
  }

  @Test func nothingIsZeroToOne() {
    #expect(Domain(covering: []) == Domain(0, 1))
    #expect(Domain(covering: [.nan]) == Domain(0, 1))
    #expect(Domain(.infinity, 3) == Domain(0, 1))
  }

  @Test func oneValueIsWidenedAroundItself() {
    for value in [0, 1, -3, 1e9, -1e-9, 1e300, Double.leastNonzeroMagnitude] {
      let domain = Domain(value, value)
      #expect(domain.lower < value && value < domain.upper, "\(value)")
    }
  }

  @Test func theEndsComeInOrder() {
    #expect(Domain(5, 2) == Domain(2, 5))
  }

  @Test func logarithmicDomainsArePositive() {
    #expect(Domain(covering: [-1, 0, 4, 9], on: .log) == Domain(4, 9, on: .log))
    #expect(Domain(covering: [0], on: .log).lower > 0)
  }
}
