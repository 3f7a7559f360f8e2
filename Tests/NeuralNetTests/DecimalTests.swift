import NeuralNet
import Testing

@Suite struct DecimalTests {
  @Test(
    arguments: [
      (0.7310585786, 4, "0.7311"), (0.5, 0, "0"), (1.5, 0, "2"), (2.5, 0, "2"), (0.125, 2, "0.12"), (0.375, 2, "0.38"),
      (0.1, 20, "0.10000000000000000555"), (1e22, 1, "10000000000000000000000.0"), (-0.004, 2, "0.00"),
      (-0.006, 2, "-0.01"), (9.996, 2, "10.00"), (99.5, 0, "100"), (0, 3, "0.000"), (0x1p-1074, 3, "0.000"),
      (1.005, 2, "1.00"), (1234.5678, 1, "1234.6"), (.infinity, 2, "inf"), (-.infinity, 2, "-inf"), (.nan, 2, "nan"),
    ] as [(Double, Int, String)])
  func decimalsAreCorrectlyRounded(value: Double, decimals: Int, text: String) {
    #expect(value.formatted(decimals: decimals) == text)
  }

  @Test(
    arguments: [
      (2.0 / 3, "0.666667"), (1.5e-7, "1.5e-07"), (0.0001, "0.0001"), (0.00009999999, "0.0001"),
      (0.00012345678, "0.000123457"),
      (1, "1"), (-2.5, "-2.5"), (1_234_567, "1234567"), (1_234_567.89, "1234568"), (0, "0"), (-0.0, "0"),
      (1e15, "1000000000000000"), (1e16, "1e+16"), (1e100, "1e+100"), (0x1p-1074, "4.94066e-324"),
      (.greatestFiniteMagnitude, "1.79769e+308"), (999_999.96, "1000000"), (0.99999996, "1"), (9.99999996e-8, "1e-07"),
      (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"),
    ] as [(Double, String)])
  func significantDigitsAreCorrectlyRounded(value: Double, text: String) {
    #expect(value.formatted(significantDigits: 6) == text)
  }
}
