import NeuralNet
import Testing

/// Compares two lists of numbers: their counts first, then each pair, relative to the larger and at least to 1e-300.
func expectClose(
  _ got: [Double], _ expected: [Double], relative: Double = 1e-12, absolute: Double = 1e-15, _ what: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(got.count == expected.count, "\(what) counts", sourceLocation: sourceLocation)
  for (index, pair) in zip(got, expected).enumerated() {
    let difference = abs(pair.0 - pair.1)
    let close = pair.0 == pair.1 || difference <= max(absolute, relative * max(abs(pair.0), abs(pair.1)))
    #expect(close, "\(what)[\(index)]: got \(pair.0), expected \(pair.1)", sourceLocation: sourceLocation)
  }
}

/// Compares two matrices: their shapes first.
func expectClose(
  _ got: Matrix, _ expected: Matrix, relative: Double = 1e-12, absolute: Double = 1e-15, _ what: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(got.shape == expected.shape, "\(what) shapes", sourceLocation: sourceLocation)
  expectClose(got.values, expected.values, relative: relative, absolute: absolute, what, sourceLocation: sourceLocation)
}

/// Compares a number with one that a text gives to a few decimals: half a unit of the last counts as equal.
func expectPrinted(
  _ got: Double, _ printed: Double, decimals: Int, sourceLocation: SourceLocation = #_sourceLocation
) {
  var unit = 1.0
  for _ in 0..<decimals { unit /= 10 }
  #expect(abs(got - printed) <= unit * 0.5000001, "got \(got), printed \(printed)", sourceLocation: sourceLocation)
}
