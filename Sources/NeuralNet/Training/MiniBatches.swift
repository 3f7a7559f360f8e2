/// The order in which an epoch goes through the samples, cut into batches.
///
/// Every sample comes once an epoch. If the size does not divide the count, the last batch is shorter: none is left out.
public struct MiniBatches: Sendable {
  /// The number of samples in a batch, the last perhaps excepted.
  public let size: Int
  /// The samples' indices in the order of this epoch.
  public private(set) var order: [Int]

  /// Creates the order 0, 1, 2, ….
  ///
  /// - Precondition: `samples >= 0` and `size >= 1` (else a fatal error that names the one that is not).
  public init(samples: Int, size: Int) {
    if size < 1 { fail("MiniBatches: a batch of \(size) samples is empty") }
    if samples < 0 { fail("MiniBatches: the number of samples is \(samples)") }
    self.size = size
    order = Array(0..<samples)
  }

  /// Creates the order that an earlier one had.
  init(order: [Int], size: Int) {
    self.size = size
    self.order = order
  }

  /// The number of batches, and so of updates, in an epoch: ⌈samples / size⌉.
  public var count: Int { order.isEmpty ? 0 : (order.count - 1) / size + 1 }

  /// The samples of one batch, counted from 0.
  ///
  /// - Precondition: `batch` is in `0..<count` (else a fatal error that names both).
  public subscript(batch: Int) -> ArraySlice<Int> {
    if batch < 0 || batch >= count { indexOutside("MiniBatches", [batch], [count]) }
    return order[(batch * size)...].prefix(size)
  }

  /// Draws the order of the next epoch.
  public mutating func shuffle(using rng: inout SplitMix64) {
    rng.shuffle(&order)
  }
}
