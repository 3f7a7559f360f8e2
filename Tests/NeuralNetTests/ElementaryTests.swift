import Foundation
import NeuralNet
import Testing

/// The elementary functions against Tests/Oracles/elementary.json, which `elementary.py` beside it computes to 1,400
/// bits.
@Suite struct ElementaryTests {
  struct Function: Sendable, CustomTestStringConvertible {
    let name: String
    let largestError: Double
    let value: @Sendable (Double) -> Double
    let matrix: (@Sendable (Matrix) -> Matrix)?
    var testDescription: String { name }
  }

  static let functions = [
    Function(name: "exp", largestError: 1, value: { NeuralNet.exp($0) }, matrix: { NeuralNet.exp($0) }),
    Function(name: "expMinusOne", largestError: 1, value: { expMinusOne($0) }, matrix: { expMinusOne($0) }),
    Function(name: "log", largestError: 1, value: { NeuralNet.log($0) }, matrix: { NeuralNet.log($0) }),
    Function(name: "logOnePlus", largestError: 1, value: { logOnePlus($0) }, matrix: { logOnePlus($0) }),
    Function(name: "tanh", largestError: 1, value: { NeuralNet.tanh($0) }, matrix: { NeuralNet.tanh($0) }),
    Function(name: "sigmoid", largestError: 2, value: { sigmoid($0) }, matrix: { sigmoid($0) }),
    Function(name: "softplus", largestError: 2, value: { softplus($0) }, matrix: { softplus($0) }),
    Function(name: "sin", largestError: 1, value: { NeuralNet.sin($0) }, matrix: nil),
    Function(name: "cos", largestError: 1, value: { NeuralNet.cos($0) }, matrix: nil),
  ]

  /// One line of the oracle: x, the exact value rounded, and how many units the exact value lies above it.
  struct Point: Decodable {
    let x: Double
    let y: Double
    let offset: Double

    init(from decoder: any Decoder) throws {
      var row = try decoder.unkeyedContainer()
      x = try Self.double(row.decode(String.self))
      y = try Self.double(row.decode(String.self))
      offset = try row.decode(Double.self)
    }

    private static func double(_ hexadecimal: String) throws -> Double {
      Double(bitPattern: try #require(UInt64(hexadecimal, radix: 16)))
    }
  }

  private func oracle() throws -> [String: [Point]] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appending(path: "../Oracles/elementary.json"))
    return try JSONDecoder().decode([String: [Point]].self, from: data)
  }

  @Test(arguments: functions)
  func valuesLieWithinTheirBoundOfTheOracle(function: Function) throws {
    let points = try #require(oracle()[function.name])
    #expect(points.count > 400)
    var worst = (error: 0.0, x: 0.0)
    for point in points {
      let got = function.value(point.x)
      let error = abs(unitsBetween(got, point.y) - point.offset)
      if !(error <= worst.error) { worst = (error, point.x) }
    }
    #expect(worst.error <= function.largestError, "\(function.name)(\(worst.x)) is \(worst.error) ulp off")
  }

  /// Whole buffers give the bits of single numbers, at every level, whatever the length and the place in the buffer.
  @Test(arguments: KernelLevel.allCases)
  func buffersHaveTheBitsOfSingleNumbers(level: KernelLevel) throws {
    let oracle = try oracle()
    let best = KernelLevel.current
    KernelLevel.limit(to: level)
    defer { KernelLevel.limit(to: best) }
    var rng = SplitMix64(seed: 5)
    for function in Self.functions {
      guard let matrix = function.matrix else { continue }
      var xs = (oracle[function.name] ?? []).map(\.x) + [.nan, .infinity, -.infinity, -2]
      xs += (0..<500).map { _ in Double(bitPattern: rng.next()) }
      for count in [xs.count, 1, 3, 17, 64] {
        let x = Matrix(rows: 1, columns: count, Array(xs.suffix(count)))
        let expected = x.values.map { function.value($0).bitPattern }
        #expect(matrix(x).values.map(\.bitPattern) == expected, "\(function.name), \(count) numbers, \(level)")
      }
    }
  }

  @Test func writingIntoAMatrixGivesTheSame() {
    let x = Matrix(rows: 5, columns: 9) { Double($0) - Double($1) / 3 }
    var y = Matrix(rows: 5, columns: 9, repeating: .nan)
    NeuralNet.exp(x, into: &y)
    #expect(y == NeuralNet.exp(x))
    NeuralNet.tanh(x, into: &y)
    #expect(y == NeuralNet.tanh(x))
    sigmoid(x, into: &y)
    #expect(y == sigmoid(x))
    softplus(x, into: &y)
    #expect(y == softplus(x))
  }

  @Test func specialValues() {
    #expect(NeuralNet.exp(.infinity) == .infinity && NeuralNet.exp(-.infinity) == 0)
    #expect(NeuralNet.exp(0) == 1 && NeuralNet.exp(709.8) == .infinity && NeuralNet.exp(-746) == 0)
    #expect(expMinusOne(.infinity) == .infinity && expMinusOne(-.infinity) == -1)
    #expect(
      NeuralNet.log(.infinity) == .infinity && NeuralNet.log(0) == -.infinity && NeuralNet.log(-0.0) == -.infinity)
    #expect(NeuralNet.log(1) == 0 && NeuralNet.log(-1).isNaN && NeuralNet.log(-.infinity).isNaN)
    #expect(logOnePlus(-1) == -.infinity && logOnePlus(-1.5).isNaN && logOnePlus(.infinity) == .infinity)
    #expect(NeuralNet.tanh(.infinity) == 1 && NeuralNet.tanh(-.infinity) == -1)
    #expect(softplus(.infinity) == .infinity && softplus(-.infinity) == 0)
    #expect(NeuralNet.sin(.infinity).isNaN && NeuralNet.cos(-.infinity).isNaN)
    #expect(NeuralNet.sqrt(9) == 3 && NeuralNet.sqrt(-1).isNaN)
    for function in Self.functions { #expect(function.value(.nan).isNaN, "\(function.name)") }
    for odd in [NeuralNet.tanh, NeuralNet.sin, expMinusOne, logOnePlus] as [(Double) -> Double] {
      #expect(odd(-0.0).sign == .minus && odd(0).sign == .plus)
    }
  }

  /// How many doubles lie between two, with a sign; NaN counts as far from everything.
  private func unitsBetween(_ a: Double, _ b: Double) -> Double {
    if a.isNaN || b.isNaN { return .infinity }
    return Double(ordinal(a) - ordinal(b))
  }

  private func ordinal(_ x: Double) -> Int64 {
    let bits = Int64(bitPattern: x.magnitude.bitPattern)
    return x.sign == .minus ? -bits : bits
  }
}
