/// A seed: the one that the author chose, or another one where `notebook seeds` asks for it.
public func _notebookSeed<Seed: FixedWidthInteger>(_ chosen: Seed) -> Seed {
  chosen &+ Seed(truncatingIfNeeded: Environment.seedShift)
}
