extension Dataset {
  /// Faces of cats (class 0) and dogs (class 1), 8 × 8 grey pixels in 64 columns, drawn by a program from a seed.
  ///
  /// Cats have pointed ears and a short chin, dogs hanging ears and a long snout. Each sprite is moved by up to one
  /// pixel, made lighter or darker, and sprinkled with noise, so no two are alike. Values lie in 0...1. The targets are one
  /// column, 0 or 1; classes take turns.
  public static func catsAndDogs(count: Int, noise: Double = 0.1, seed: UInt64) -> Dataset {
    var rng = SplitMix64(seed: seed)
    var (inputs, targets) = (Matrix.zeros(count, 64), Matrix.zeros(count, 1))
    for i in 0..<count {
      drawSprite(i % 2 == 0 ? cat : dog, into: &inputs, row: i, noise: noise, &rng)
      targets[i, 0] = Double(i % 2)
    }
    return Dataset(inputs: inputs, targets: targets)
  }

  /// Digits 0 to 9 of 8 × 8 grey pixels in 64 columns, drawn by a program from a seed; targets are one-hot, 10 columns.
  ///
  /// Each is moved by up to one pixel, made lighter or darker, and sprinkled with noise. The digits come in turn.
  public static func digits(count: Int, noise: Double = 0.1, seed: UInt64) -> Dataset {
    var rng = SplitMix64(seed: seed)
    var (inputs, targets) = (Matrix.zeros(count, 64), Matrix.zeros(count, 10))
    for i in 0..<count {
      drawSprite(digitShapes[i % 10], into: &inputs, row: i, noise: noise, &rng)
      targets[i, i % 10] = 1
    }
    return Dataset(inputs: inputs, targets: targets)
  }

  /// A sprite as rows of text, `#` dark to space light, to look at one in a terminal.
  ///
  /// Pixels outside 0...1, as after a `Scaling`, are drawn like the nearer end; what is no number as `?`.
  ///
  /// - Precondition: `pixels.count == 64` (else a fatal error that names both shapes).
  public static func text(ofSprite pixels: [Double]) -> String {
    if pixels.count != 64 { shapeMismatch("text(ofSprite:)", [8, 8], [pixels.count]) }
    func shade(_ pixel: Double) -> String {
      pixel.isNaN ? "?" : [" ", ".", "+", "#"][Int(min(3, max(0, pixel * 4)))]
    }
    var lines: [String] = []
    for y in 0..<8 {
      var line = ""
      for x in 0..<8 { line += shade(pixels[y * 8 + x]) }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }
}

/// Draws a shape with a random place, brightness and noise.
private func drawSprite(
  _ shape: [UInt8], into pixels: inout Matrix, row: Int, noise: Double, _ rng: inout SplitMix64
) {
  let (right, down) = (rng.integer(below: 3) - 1, rng.integer(below: 3) - 1)
  let brightness = 0.7 + 0.3 * rng.uniform()
  for y in 0..<8 {
    for x in 0..<8 {
      let (sourceX, sourceY) = (x - right, y - down)
      let inside = (0..<8).contains(sourceX) && (0..<8).contains(sourceY)
      let ink = inside && shape[sourceY] >> UInt8(7 - sourceX) & 1 == 1 ? brightness : 0
      pixels[row, y * 8 + x] = min(1, max(0, ink + noise * rng.normal()))
    }
  }
}

/// One byte a row, the highest bit on the left.
private let cat: [UInt8] = [
  0b0100_0010,
  0b0110_0110,
  0b0111_1110,
  0b0101_1010,
  0b0111_1110,
  0b0110_0110,
  0b0011_1100,
  0b0000_0000,
]

private let dog: [UInt8] = [
  0b0000_0000,
  0b0011_1100,
  0b1111_1111,
  0b1101_1011,
  0b1111_1111,
  0b1011_1101,
  0b0011_1100,
  0b0011_1100,
]

private let digitShapes: [[UInt8]] = [
  [0x00, 0x3C, 0x66, 0x66, 0x66, 0x66, 0x3C, 0x00],
  [0x00, 0x18, 0x38, 0x18, 0x18, 0x18, 0x3C, 0x00],
  [0x00, 0x3C, 0x46, 0x0C, 0x18, 0x30, 0x7E, 0x00],
  [0x00, 0x7C, 0x06, 0x1C, 0x06, 0x06, 0x7C, 0x00],
  [0x00, 0x0C, 0x1C, 0x2C, 0x4C, 0x7E, 0x0C, 0x00],
  [0x00, 0x7E, 0x60, 0x7C, 0x06, 0x06, 0x7C, 0x00],
  [0x00, 0x1C, 0x30, 0x7C, 0x66, 0x66, 0x3C, 0x00],
  [0x00, 0x7E, 0x06, 0x0C, 0x18, 0x18, 0x18, 0x00],
  [0x00, 0x3C, 0x66, 0x3C, 0x66, 0x66, 0x3C, 0x00],
  [0x00, 0x3C, 0x66, 0x66, 0x3E, 0x0C, 0x38, 0x00],
]
