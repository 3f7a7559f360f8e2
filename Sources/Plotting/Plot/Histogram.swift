/// Counts of values in intervals of equal width.
struct Histogram: Equatable, Sendable {
  private(set) var bars: [Mark.Bar] = []

  init(_ values: [Double], bins: Int?) {
    let finite = values.filter { Domain.isDrawable($0, on: .linear) }
    guard !finite.isEmpty else { return }
    let domain = Domain(covering: finite)
    let root = Int(Double(finite.count).squareRoot().rounded(.up))
    let ticks = Ticks.linear(domain, count: max(2, bins ?? min(30, root)))
    guard ticks.count > 1 else {
      bars = [Mark.Bar(start: domain.lower, end: domain.upper, value: Double(finite.count))]
      return
    }
    let width = ticks[1].value - ticks[0].value
    var edges = ticks.map { $0.value }
    if edges[0] > domain.lower { edges.insert(edges[0] - width, at: 0) }
    if let last = edges.last, last <= domain.upper { edges.append(last + width) }
    var counts = [Int](repeating: 0, count: edges.count - 1)
    for value in finite {
      // The edges themselves decide, not a division, so that a value on an edge always falls to its right.
      let slot = edges.dropFirst().firstIndex { value < $0 } ?? edges.count - 1
      counts[slot - 1] += 1
    }
    bars = counts.indices.map { Mark.Bar(start: edges[$0], end: edges[$0 + 1], value: Double(counts[$0])) }
  }
}
