/// The order in which an epoch goes through the samples, cut into batches.
///
/// Every sample comes once an epoch. If the size does not divide the count, the last batch is shorter: none is left out.
public struct MiniBatches: Sendable {
  /// How many samples a batch has, the last perhaps fewer.
  public let size: Int
  /// The samples' indices in the order of this epoch.
  public private(set) var order: [Int]

  /// Creates the order 0, 1, 2, ….
  ///
  /// - Precondition: `size >= 1` (else a fatal error that names it).
  public init(samples: Int, size: Int) {
    if size < 1 { fail("MiniBatches: a batch of \(size) samples is empty") }
    self.size = size
    order = Array(0..<samples)
  }

  /// Creates the order that an earlier one had.
  init(order: [Int], size: Int) {
    self.size = size
    self.order = order
  }

  /// How many batches, and so updates, an epoch has: ⌈samples / size⌉.
  public var count: Int { (order.count + size - 1) / size }

  /// The samples of one batch.
  public subscript(batch: Int) -> ArraySlice<Int> {
    order[batch * size..<min(order.count, (batch + 1) * size)]
  }

  /// Draws the order of the next epoch.
  public mutating func shuffle(using rng: inout SplitMix64) {
    rng.shuffle(&order)
  }
}
