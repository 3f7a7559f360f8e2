/// A labelled place on an axis.
struct Tick: Equatable, Sendable {
  var value: Double
  var label: String
}

/// Which values of a domain an axis names.
enum Ticks {
  /// Multiples of 1, 2 or 5 times a power of ten inside `domain`: about `count`, never more than `count + 1`.
  ///
  /// Each tick is a whole multiple of the step, so its label is exact and 0.3 is never 0.30000000000000004.
  /// `count` is raised to 1 at least. With a count of 1 there may be no tick, from 2 on there is at least one, and from
  /// 4 on at least two.
  static func linear(_ domain: Domain, count: Int) -> [Tick] {
    let wanted = Double(max(1, count))
    let rough = (domain.upper - domain.lower) / wanted
    let exponent = PowerOfTen.exponent(of: rough)
    var steps = [1, 2, 5].map { (digit: $0, exponent: exponent) }
    steps += [1, 2, 5].map { (digit: $0, exponent: exponent + 1) }
    // The finest nice step that keeps the count: the coarser ones would only waste space.
    for step in steps {
      let multiples = multiples(of: step.digit, step.exponent, in: domain)
      if Double(multiples.count) <= wanted + 1 {
        return multiples.map { tick($0 * step.digit, step.exponent, largest: domain) }
      }
    }
    return []
  }

  /// Powers of ten inside `domain`, every n-th when there are too many, with 2 and 5 between when there are too few.
  static func logarithmic(_ domain: Domain, count: Int) -> [Tick] {
    let wanted = max(2, count)
    let first = PowerOfTen.exponent(of: domain.lower) - 1
    let last = PowerOfTen.exponent(of: domain.upper) + 1
    let inside = { (tick: Tick) in domain.contains(tick.value) }
    // One way of writing for one axis: 0.001 beside 10⁻⁶ would hide that both are powers of ten.
    let isPlain = first + 1 >= -4 && last - 1 <= 4
    let decades = (first...last).map { power(1, $0, isPlain: isPlain) }.filter(inside)
    if decades.count >= 3 || (decades.count >= 2 && wanted < 5) {
      let stride = (decades.count + wanted - 1) / wanted
      return decades.enumerated().filter { $0.offset % stride == 0 }.map { $0.element }
    }
    let finer = (first...last).flatMap { exponent in [1, 2, 5].map { power($0, exponent, isPlain: isPlain) } }.filter(
      inside)
    if finer.count >= 2 { return finer.count <= wanted + 1 || decades.isEmpty ? finer : decades }
    return linear(domain, count: count)
  }

  private static func power(_ digit: Int, _ exponent: Int, isPlain: Bool) -> Tick {
    let value = PowerOfTen.scaled(Double(digit), by: exponent)
    let label =
      isPlain || exponent == 0
      ? Decimal.integer(digit, timesTenTo: exponent)
      : (digit == 1 ? "" : "\(digit)×") + "10" + Decimal.superscript(exponent)
    return Tick(value: value, label: label)
  }

  private static func multiples(of digit: Int, _ exponent: Int, in domain: Domain) -> Range<Int> {
    // A tick that the domain's end misses only by rounding still belongs to it.
    let slack = 1e-9
    let lower = PowerOfTen.scaled(domain.lower, by: -exponent) / Double(digit)
    let upper = PowerOfTen.scaled(domain.upper, by: -exponent) / Double(digit)
    let first = Int((lower - slack).rounded(.up))
    let last = Int((upper + slack).rounded(.down))
    return first..<max(first, last + 1)
  }

  private static func tick(_ count: Int, _ exponent: Int, largest domain: Domain) -> Tick {
    let value = PowerOfTen.scaled(Double(count), by: exponent)
    let magnitude = PowerOfTen.exponent(of: max(domain.lower.magnitude, domain.upper.magnitude))
    guard count == 0 || magnitude >= 6 || exponent < -5 else {
      return Tick(value: value, label: Decimal.integer(count, timesTenTo: exponent))
    }
    guard count != 0 else { return Tick(value: 0, label: "0") }
    return Tick(value: value, label: scientific(count, exponent))
  }

  private static func scientific(_ count: Int, _ exponent: Int) -> String {
    var digits = count.magnitude
    var shift = exponent
    while digits % 10 == 0 {
      digits /= 10
      shift += 1
    }
    let places = String(digits).utf8.count - 1
    let sign = count < 0 ? "−" : ""
    let power = "10" + Decimal.superscript(shift + places)
    return sign + (digits == 1 ? power : Decimal.integer(Int(digits), timesTenTo: -places) + "×" + power)
  }
}
