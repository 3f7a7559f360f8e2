import Foundation
import NeuralNet
import Testing

@Suite struct ModelTests {
  /// Every layer that the library has, and a net within the net.
  private func everything(_ seed: UInt64) -> Sequential {
    let activations: [LayerDescription] = [
      .identity, .step, .sigmoid, .tanh, .relu, .leakyReLU(slope: 0.02), .elu(alpha: 0.5), .selu, .softplus, .silu,
      .gelu,
      .hardSigmoid, .exactGELU, .softsign,
    ]
    let inner = LayerDescription { inputs, rng in
      Sequential(
        inputs: inputs,
        layers: [
          Dense(inputs, 2, using: &rng), Dropout(0.25, form: .classic, seed: rng.next()), Dense(2, 3, using: &rng),
        ])
    }
    return Sequential(
      inputs: 2,
      [.dense(4), .prelu(), .dropout(0.5), .maxout(3, pieces: 2)] + activations + [inner, .softmax, .logSoftmax],
      seed: seed)
  }

  private func bits(_ net: Sequential) -> [UInt64] { net.weightVector.map(\.bitPattern) }

  /// Runs `body` with the path of a folder that is removed afterwards.
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "models-\(UUID().uuidString) ü")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path(percentEncoded: false))
  }

  @Test func aModelComesBackWhole() throws {
    let names = ["cat \"Tom\"", "dog, \\ \u{1}", "鳥🐦"]
    let model = Model(net: everything(1), scaling: Scaling(shift: [0.1, -3], scale: [2, 1e-300]), classes: names)
    let parameter = model.net.parameters[0]
    parameter.value.values = [0.1, -0.0, .infinity, -.nan, .leastNonzeroMagnitude, -1.7e308, 1, 2]
    let restored = try Model(decoding: model.encoded())
    #expect(bits(restored.net) == bits(model.net))
    #expect(restored.net.description == model.net.description)
    #expect(restored.scaling == model.scaling && restored.classes == names)
    #expect(restored.encoded() == model.encoded())
    // Dropout goes on with the masks that the saved net would have drawn.
    parameter.value = [[1, 2, 3, 4], [5, 6, 7, 8]]
    restored.net.parameters[0].value = parameter.value
    let x: Matrix = [[1, 2], [3, 4]]
    for _ in 0..<3 { #expect(restored.net.forward(x) == model.net.forward(x)) }
  }

  @Test func samplesGoInAsTheyCome() throws {
    let net = Sequential(inputs: 1, layers: [Dense(weights: [[1, -1]], bias: [0, 0])])
    let model = Model(net: net, scaling: Scaling(shift: [10], scale: [2]), classes: ["hot", "cold"])
    #expect(model.predict([[14]]) == [[2, -2]])
    #expect(model.classify([[14], [3]]) == ["hot", "cold"])
    #expect(Model(net: net).classify([[14], [-3]]) == ["0", "1"])
  }

  /// The format as documented, byte by byte: a change of it needs another word in the note `format`.
  @Test func theFormatIsAsDocumented() {
    let net = Sequential(inputs: 1, layers: [Dense(weights: [[1, -2]], bias: [0, 0.5]), ActivationLayer(Tanh())])
    let bytes = Model(net: net).encoded()
    let header =
      #"{"__metadata__":{"crc32":"????????","format":"neural-notebook 1","net":"sequential(1: dense(2), tanh)"},"#
      + #""layers.0.weights":{"dtype":"F64","shape":[1,2],"data_offsets":[0,16]},"#
      + #""layers.0.bias":{"dtype":"F64","shape":[1,2],"data_offsets":[16,32]}}"#
    let length = (header.utf8.count + 7) / 8 * 8
    #expect(Array(bytes[..<8]) == [UInt8(length & 255), UInt8(length >> 8), 0, 0, 0, 0, 0, 0])
    var found = Array(bytes[8..<(8 + length)])
    for place in 26..<34 { found[place] = 63 }
    #expect(String(decoding: found, as: UTF8.self) == header.padding(toLength: length, withPad: " ", startingAt: 0))
    #expect(Array(bytes[(8 + length)...].prefix(16)) == [0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0])
    #expect(bytes.count == 8 + length + 32)
  }

  @Test func damageIsNoticedWhereverItIs() {
    let small = Sequential(inputs: 2, [.dense(2), .dropout(0.5)], seed: 1)
    let bytes = Model(net: small, scaling: Scaling(shift: [0, 0], scale: [1, 1])).encoded()
    let target = Sequential(inputs: 2, [.dense(2), .dropout(0.5)], seed: 2)
    let before = target.weightVector
    for count in 0..<bytes.count {
      #expect(throws: ModelFileError.self) { try Model(decoding: Array(bytes.prefix(count)), into: target) }
    }
    for position in bytes.indices {
      for bit in UInt8(0)..<8 {
        var changed = bytes
        changed[position] ^= 1 << bit
        #expect(throws: ModelFileError.self, "byte \(position), bit \(bit)") {
          try Model(decoding: changed, into: target)
        }
      }
    }
    #expect(throws: ModelFileError.self) { try Model(decoding: bytes + [0], into: target) }
    #expect(target.weightVector == before, "a refused file changes nothing")
  }

  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch { return "\(error)" }
  }

  @Test func netsOfOtherLayersAreRefused() {
    let bytes = Model(net: Sequential(inputs: 2, [.dense(3), .tanh], seed: 1)).encoded()
    for other: [LayerDescription] in [
      [.dense(3), .relu], [.dense(4), .tanh], [.dense(3)], [.dense(3), .tanh, .dropout(0)],
    ] {
      let net = Sequential(inputs: 2, other, seed: 1)
      #expect(
        message { _ = try Model(decoding: bytes, into: net) }.hasPrefix(
          "the model file belongs to another net: sequential(2: dense(3), tanh), not sequential(2: dense("))
    }
    #expect(
      message { _ = try Model(decoding: bytes, into: Sequential(inputs: 2, [.dense(3), .tanh], seed: 9)) } == "no error"
    )
  }

  /// A whole file, by its checksum, whose weights are turned on their side: as many numbers, in another order.
  @Test func aTransposedTableIsRefused() throws {
    let net = Sequential(inputs: 1, [.dense(2)], seed: 1)
    let file = try SafeTensors(decoding: Model(net: net).encoded())
    let tensors = file.tensors.map { SafeTensors.Tensor($0.name, shape: $0.shape.reversed(), $0.values) }
    let notes = ["format", "net"].map { SafeTensors.Note($0, file.note($0) ?? "") }
    #expect(message { _ = try Model(decoding: SafeTensors(file.tensors, notes: notes).encoded()) } == "no error")
    let said = message { _ = try Model(decoding: SafeTensors(tensors, notes: notes).encoded()) }
    #expect(said.contains("[2, 1]") && said.contains("[1, 2]"), "\(said)")
  }

  private final class Square: Activation {
    let name = "square"
    func value(_ x: Double) -> Double { x * x }
    func derivative(_ x: Double) -> Double { 2 * x }
  }

  @Test func layersOfOnesOwnNeedTheNet() throws {
    func net(_ seed: UInt64) -> Sequential { Sequential(inputs: 2, [.dense(2), .activation(Square())], seed: seed) }
    let bytes = Model(net: net(1)).encoded()
    #expect(
      message { _ = try Model(decoding: bytes) }
        == "the library has no layer 'square': make the net yourself and read the file with Model(decoding:into:)")
    #expect(try bits(Model(decoding: bytes, into: net(2)).net) == bits(net(1)))
  }

  /// A header may say anything; none of it may stop the program or ask for memory that the file does not have.
  @Test func foreignHeadersAreRefused() {
    func file(_ header: String, _ data: [UInt8] = []) -> [UInt8] {
      let bytes = Array(header.utf8)
      return (0..<8).map { UInt8(truncatingIfNeeded: bytes.count >> (8 * $0)) } + bytes + data
    }
    func model(_ net: String) -> [UInt8] {
      SafeTensors([], notes: [.init("format", "neural-notebook 1"), .init("net", net)]).encoded()
    }
    for (bytes, reason) in [
      ([], "this is not a model file: it has 0 bytes"),
      (Array("\u{89}PNG\r\n\u{1A}\n".utf8), "this is not a model file"),
      (file("{}"), "this is not a model file: its note 'format' is not 'neural-notebook 1'"),
      (file("{"), "this is not a model file"), (file("[]"), "this is not a model file"),
      (file(#"{"a":1,"a":1}"#), "this is not a model file: its header is not JSON"),
      (file(#"{"a":1}"#), "this is not a model file: the entry of tensor a is not complete"),
      (file(#"{"a":{"dtype":"BF16","shape":[1],"data_offsets":[0,2]}}"#), "tensor a has numbers of type BF16"),
      (
        file(#"{"a":{"dtype":"F64","shape":[4611686018427387904,4],"data_offsets":[0,8]}}"#),
        "this is not a model file: the shape of tensor a"
      ),
      (
        file(#"{"a":{"dtype":"F64","shape":[-1],"data_offsets":[0,8]}}"#),
        "this is not a model file: the shape of tensor a"
      ),
      (file(#"{"a":{"dtype":"F64","shape":[1],"data_offsets":[8,0]}}"#), "this is not a model file"),
      (file(#"{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#), "the model file is damaged: its length"),
      (
        file(#"{"a":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}}"#),
        "this is not a model file: the place of tensor a"
      ),
      (file(String(repeating: "[", count: 100_000)), "this is not a model file"),
      (file(#"{"a":"# + String(repeating: "[", count: 100_000)), "this is not a model file: its header is not JSON"),
      (model("dense(3)"), "the library has no layer 'dense'"),
      (model("sequential(2: dense(9223372036854775807))"), "the library has no layer 'dense(9223372036854775807)'"),
      (model("sequential(2: maxout(3, 9223372036854775807))"), "the library has no layer 'maxout"),
      (model("sequential(-2: tanh)"), "the library has no layer"),
      (model("sequential(2: maxout(2, 2, dropout(0.5"), "the library has no layer 'maxout'"),
      (model("sequential(2: tanh relu: : :"), "the library has no layer"),
      (model("sequential(2: dropout(1, inverted))"), "the library has no layer 'dropout(1, inverted)'"),
      (model("sequential(2: dropout(nan, inverted))"), "the library has no layer"),
      (model("sequential(2: sequential(3: tanh))"), "the library has no layer 'sequential(3: tanh)'"),
      (model(String(repeating: "sequential(2: ", count: 10_000)), "the library has no layer 'sequential'"),
      (model("sequential(2: dropout(0.5, inverted))"), "the model file holds no generators"),
      (model("sequential(2: dense(0), tanh)"), "the model file holds no layers.0.weights"),
    ] {
      let text = message { _ = try Model(decoding: bytes) }
      #expect(text.hasPrefix(reason), "\(text)")
    }
  }

  /// Random damage under a checksum that fits ends in an error or a model, never in a stop.
  @Test func anyBytesAreSafe() throws {
    let net = Sequential(inputs: 2, [.dense(2), .maxout(2, pieces: 2), .dropout(0.5)], seed: 1)
    let trainer = Trainer(net, loss: MeanSquaredError(), optimizer: Adam(learningRate: 0.1), batchSize: 2, seed: 1)
    trainer.train(on: Dataset(inputs: [[1, 2], [3, 4], [5, 6]], targets: [[1, 2], [3, 4], [5, 6]]), epochs: 2)
    let model = Model(net: net, scaling: Scaling(shift: [0, 0], scale: [1, 1]), classes: ["a", "b"])
    let whole = model.encoded(with: trainer)
    #expect(seal(whole) == whole)
    var rng = SplitMix64(seed: 7)
    var read = 0
    for _ in 0..<3000 {
      var changed = whole
      for _ in 0..<(1 + rng.integer(below: 3)) {
        changed[rng.integer(below: changed.count)] = UInt8(truncatingIfNeeded: rng.next())
      }
      changed = seal(changed)
      if (try? Model(decoding: changed)) != nil { read += 1 }
      _ = try? trainer.resume(decoding: changed)
    }
    #expect(read > 100, "most numbers can be any")
  }

  /// The bytes with the checksum that fits them.
  private func seal(_ bytes: [UInt8]) -> [UInt8] {
    let place = 8 + #"{"__metadata__":{"crc32":""#.utf8.count
    var zeroed = bytes
    for position in 0..<8 { zeroed[place + position] = 48 }
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in zeroed {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    zeroed.replaceSubrange(place..<(place + 8), with: String(format: "%08x", ~sum).utf8)
    return zeroed
  }

  @Test(arguments: ResumeTests.rules.indices) func aTrainingGoesOn(_ rule: Int) throws {
    let blobs = Dataset.blobs(count: 30, seed: 1)
    let data = Dataset(inputs: blobs.inputs, targets: oneHot(blobs.labels, classes: 2))
    func trainer(_ net: Sequential) -> Trainer {
      let trainer = Trainer(
        net, loss: SoftmaxCrossEntropy(), optimizer: ResumeTests.rules[rule](), batchSize: 7, seed: 4)
      trainer.schedule = .cosine(0.05, over: 12)
      return trainer
    }
    let net = Sequential(inputs: 2, [.dense(5), .tanh, .dropout(0.3), .dense(2)], seed: 3)
    let first = trainer(net)
    first.train(on: data, epochs: 5)
    let bytes = Model(net: net).encoded(with: first)
    let rest = first.train(on: data, epochs: 7).losses

    let restored = try Model(decoding: bytes)
    let second = trainer(restored.net)
    try second.resume(decoding: bytes)
    #expect(second.train(on: data, epochs: 7).losses == rest)
    #expect(bits(restored.net) == bits(net))

    let other = Trainer(restored.net, loss: SoftmaxCrossEntropy(), optimizer: rule == 0 ? Self.adam : Self.descent)
    #expect(message { try other.resume(decoding: bytes) }.hasPrefix("the training was saved with "))
    #expect(
      message { try other.resume(decoding: Model(net: net).encoded()) } == "the model file holds no training.optimizer")
  }

  private static var adam: any Optimizer { Adam(learningRate: 0.1) }
  private static var descent: any Optimizer { GradientDescent(learningRate: 0.1) }

  @Test func filesAreWrittenWholeOrNotAtAll() throws {
    func net(_ seed: UInt64) -> Sequential { Sequential(inputs: 2, [.dense(3), .prelu(), .dense(1)], seed: seed) }
    try withFolder { folder in
      let path = folder + "/net.safetensors"
      try Model(net: net(1)).save(to: path)
      #expect(try bits(Model(from: path).net) == bits(net(1)))
      // Overwriting leaves one file, and nothing half-written beside it.
      try Model(net: net(3)).save(to: path)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["net.safetensors"])
      #expect(try bits(Model(from: path, into: net(2)).net) == bits(net(3)))
      // A folder in the way: the write fails, and the partial file is gone.
      let blocked = folder + "/blocked"
      try FileManager.default.createDirectory(atPath: blocked + "/inside", withIntermediateDirectories: true)
      #expect(throws: ModelFileError.self) { try Model(net: net(1)).save(to: blocked) }
      #expect(Set(try FileManager.default.contentsOfDirectory(atPath: folder)) == ["net.safetensors", "blocked"])
    }
  }

  @Test func theSystemsReasonIsTold() throws {
    try withFolder { folder in
      #expect {
        try Model(from: folder + "/none")
      } throws: { "\($0)" == "cannot read \(folder)/none: No such file or directory" }
      #expect {
        try Model(net: Sequential(inputs: 1, layers: [])).save(to: folder + "/none/net")
      } throws: { "\($0)" == "cannot write \(folder)/none/net: No such file or directory" }
      #expect { try readFile(folder) } throws: { "\($0)" == "cannot read \(folder): Is a directory" }
      try writeFile(folder + "/empty", [])
      #expect(try readFile(folder + "/empty") == [])
      let large = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
      try writeFile(folder + "/large", large)
      #expect(try readFile(folder + "/large") == large)
    }
  }
}
