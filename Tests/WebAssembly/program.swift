// Prints bits that must be the same natively and in WebAssembly; see bin/check-wasm.
import NeuralNet

/// The bits of many doubles as one number (FNV-1a), so that a difference in any of them shows.
struct Digest {
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ value: Double) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      hash = (hash ^ (value.bitPattern >> shift & 0xff)) &* 0x100_0000_01b3
    }
  }

  mutating func add(_ values: [Double]) {
    for value in values { add(value) }
  }

  var text: String { String(hash, radix: 16) }
}

@main struct Program {
  static func main() {
    functions()
    products()
    draws()
    training()
    reading()
    measuring()
    print(Matrix([[1, -0.25], [1e-7, 2.0 / 3]]))
  }

  static func functions() {
    var rng = SplitMix64(seed: 1)
    var points = [0, -0.0, 0x1p-1074, 1, -1, 709.7, 709.8, -745, -746, .infinity, -.infinity, .nan]
    for _ in 0..<2000 {
      points.append(rng.normal(deviation: 10))
      points.append(Double(bitPattern: rng.next()))
    }
    let x = Matrix(rows: 1, columns: points.count, points)
    report("exp", exp(x))
    report("expMinusOne", expMinusOne(x))
    report("log", log(x))
    report("logOnePlus", logOnePlus(x))
    report("tanh", tanh(x))
    report("sigmoid", sigmoid(x))
    report("softplus", softplus(x))
    report("sin", x.map { sin($0) })
    report("cos", x.map { cos($0) })
  }

  static func products() {
    var rng = SplitMix64(seed: 2)
    for (rows, inner, columns) in [(4, 2, 4), (13, 130, 27), (100, 33, 50)] {
      let a = Matrix(rows: rows, columns: inner) { _, _ in rng.normal() }
      let b = Matrix(rows: inner, columns: columns) { _, _ in rng.normal() }
      report("A·B", matmul(a, b))
      report("Aᵀ·B", matmul(transposing: a.transposed, b))
      report("A·Bᵀ", matmul(a, transposing: b.transposed))
    }
  }

  static func draws() {
    var rng = SplitMix64(seed: 3)
    report("uniform", Matrix(rows: 1, columns: 1000) { _, _ in rng.uniform(in: -2..<3) })
    report("normal", Matrix(rows: 1, columns: 1000) { _, _ in rng.normal() })
    report("shuffle", Matrix(rows: 1, columns: 50, rng.shuffled((0..<50).map { Double($0) })))
  }

  static func training() {
    let net = Sequential(inputs: 2, [.dense(8), .tanh, .dense(1), .sigmoid], seed: 7)
    let trainer = Trainer(net, loss: BinaryCrossEntropy(), optimizer: Adam(learningRate: 0.05))
    let history = trainer.train(on: .xor, epochs: 300)
    for epoch in [0, 99, 299] { print("loss \(history.epochs[epoch].loss.formatted(significantDigits: 17))") }
    for parameter in net.parameters { report("parameter", parameter.value) }
    print(net.predict(Dataset.xor.inputs).formatted(decimals: 4))
  }

  /// A gzip file of IDX images, and a table.
  static func reading() {
    let packed: [UInt8] = [
      31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 99, 96, 224, 96, 102, 96, 96, 96, 2, 98, 70, 32, 102, 102,
      48, 254, 159, 198, 112, 6, 0, 153, 104, 72, 40, 22, 0, 0, 0,
    ]
    do throws(IDXError) { report("images", try IDX(packed).images()) } catch { print(error.description) }
    do throws(GzipError) { _ = try gunzip(Array(packed.dropLast())) } catch { print(error.description) }
    do throws(CSVError) {
      _ = try CSV(parsing: "height,kind\r4.2, cat\r5,dog\r").classes(1, names: ["cat"])
    } catch { print(error.description) }
  }

  static func measuring() {
    let matrix = ConfusionMatrix(scores: [0.9, 0.5, 0.4, 0.1], labels: [true, false, true, false])
    print(matrix.formatted(names: ["cat", "dog"]))
    print(matrix.report(decimals: 3))
    let split = Dataset.moons(count: 50, seed: 1).split(validation: 0.2, test: 0.2, stratified: true, seed: 1)
    report("test part", split.test.inputs)
  }

  static func report(_ name: String, _ values: Matrix) {
    var digest = Digest()
    digest.add(values.values)
    let last = values.values.last?.formatted(significantDigits: 17) ?? "none"
    print("\(name) \(digest.text) \(last)")
  }
}
