// Small two-dimensional problems with one column of targets, 0 or 1, made from a seed. Classes take turns, so any first
// part of the rows holds both.

extension Dataset {
  /// Two round clouds: normal around (−distance/2, 0) for class 0 and (distance/2, 0) for class 1, standard deviation 1.
  public static func blobs(count: Int, distance: Double = 4, seed: UInt64) -> Dataset {
    points(count, seed) { label, _, rng in
      ((Double(label) - 0.5) * distance + rng.normal(), rng.normal())
    }
  }

  /// A circle of radius 1 (class 0) around one of radius `inner` (class 1), both with normal noise.
  public static func circles(count: Int, inner: Double = 0.5, noise: Double = 0.05, seed: UInt64) -> Dataset {
    points(count, seed) { label, _, rng in
      let (angle, radius) = (2 * Double.pi * rng.uniform(), label == 0 ? 1 : inner)
      return (radius * cos(angle) + noise * rng.normal(), radius * sin(angle) + noise * rng.normal())
    }
  }

  /// Two half circles that reach into each other, with normal noise.
  public static func moons(count: Int, noise: Double = 0.1, seed: UInt64) -> Dataset {
    points(count, seed) { label, _, rng in
      let angle = Double.pi * rng.uniform()
      let (x, y) = label == 0 ? (cos(angle), sin(angle)) : (1 - cos(angle), 0.5 - sin(angle))
      return (x + noise * rng.normal(), y + noise * rng.normal())
    }
  }

  /// Two spirals wound into each other, from the centre out to radius 1, with normal noise.
  ///
  /// Source: Lang and Witbrock, *Learning to Tell Two Spirals Apart*, Connectionist Models Summer School, 1988.
  public static func spirals(count: Int, turns: Double = 1.5, noise: Double = 0.02, seed: UInt64) -> Dataset {
    points(count, seed) { label, position, rng in
      let angle = 2 * Double.pi * (turns * position + 0.5 * Double(label))
      let radius = 0.1 + 0.9 * position
      return (radius * cos(angle) + noise * rng.normal(), radius * sin(angle) + noise * rng.normal())
    }
  }

  /// Samples of a noisy curve: x from 0 to `count − 1`, y = cos(2πx / period) plus normal noise.
  public static func noisyCosine(count: Int, period: Double = 250, noise: Double = 0.3, seed: UInt64) -> Dataset {
    var rng = SplitMix64(seed: seed)
    let inputs = Matrix(rows: count, columns: 1) { row, _ in Double(row) }
    let targets = Matrix(rows: count, columns: 1) { row, _ in
      cos(2 * Double.pi * Double(row) / period) + noise * rng.normal()
    }
    return Dataset(inputs: inputs, targets: targets)
  }

  /// Draws points of alternating class; `position` goes from 0 to 1 within each class.
  private static func points(
    _ count: Int, _ seed: UInt64, _ draw: (_ label: Int, _ position: Double, inout SplitMix64) -> (Double, Double)
  ) -> Dataset {
    var rng = SplitMix64(seed: seed)
    var (inputs, targets) = (Matrix.zeros(count, 2), Matrix.zeros(count, 1))
    for i in 0..<count {
      let position = Double(i / 2) / Double(max(1, (count - 1) / 2))
      (inputs[i, 0], inputs[i, 1]) = draw(i % 2, position, &rng)
      targets[i, 0] = Double(i % 2)
    }
    return Dataset(inputs: inputs, targets: targets)
  }
}
