import Foundation
import NeuralNet
import Testing

@Suite struct WeightFileTests {
  private let description: [LayerDescription] = [.dense(3), .prelu(), .dense(1)]
  private func net(_ seed: UInt64) -> Sequential { Sequential(inputs: 2, description, seed: seed) }

  /// Runs `body` with the path of a folder that is removed afterwards.
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "weights-\(UUID().uuidString) ü")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path(percentEncoded: false))
  }

  @Test func everyBitComesBack() throws {
    let (first, second) = (net(1), net(2))
    first.parameters[0].value.values = [0.1, -0.0, .infinity, .nan, .leastNonzeroMagnitude, -1.7e308]
    try WeightFile.load(WeightFile.encode(first.parameters), into: second.parameters)
    let bits = [first, second].map { $0.weightVector.map(\.bitPattern) }
    #expect(bits[0] == bits[1])
  }

  /// The format of version 1, byte by byte: a change of it needs a new version.
  @Test func theFormatIsAsDocumented() {
    let bytes = WeightFile.encode([Parameter("w", .weight, [[1, -2]])])
    let expected: [UInt8] =
      Array("NNWEIGHT".utf8) + [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0x77, 1, 0, 0, 0, 2, 0, 0, 0]
      + [0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0]
    #expect(Array(bytes.dropLast(4)) == expected && bytes.count == expected.count + 4)
  }

  @Test func damageIsNoticedWhereverItIs() {
    let bytes = WeightFile.encode(net(1).parameters)
    let target = net(2)
    let before = target.weightVector
    for count in 0..<bytes.count {
      #expect(throws: WeightFileError.self) { try WeightFile.load(Array(bytes.prefix(count)), into: target.parameters) }
    }
    for position in bytes.indices {
      var changed = bytes
      changed[position] ^= 1 << UInt8(position % 8)
      #expect(throws: WeightFileError.self) { try WeightFile.load(changed, into: target.parameters) }
    }
    #expect(throws: WeightFileError.self) { try WeightFile.load(bytes + [0], into: target.parameters) }
    #expect(target.weightVector == before, "a refused file changes nothing")
  }

  @Test func foreignAndFutureFilesAreRefusedWithAReason() {
    func message(_ bytes: [UInt8], _ net: Sequential) -> String {
      do throws(WeightFileError) {
        try WeightFile.load(bytes, into: net.parameters)
        return "no error"
      } catch { return error.description }
    }
    let bytes = WeightFile.encode(net(1).parameters)
    #expect(message([], net(1)) == "this is not a weight file: it does not begin with NNWEIGHT")
    #expect(message(Array("\u{89}PNG".utf8), net(1)).hasPrefix("this is not a weight file"))
    var future = bytes
    future[8] = 2
    #expect(message(future, net(1)) == "the weight file has version 2; only version 1 can be read")
    var damaged = bytes
    damaged[40] ^= 1
    #expect(message(damaged, net(1)) == "the weight file is damaged: its checksum does not fit its contents")
    #expect(
      message(bytes, Sequential(inputs: 2, [.dense(4), .prelu(), .dense(1)], seed: 1))
        == "the weight file belongs to another net: parameter 1 is weights of 2 × 3, the net has weights of 2 × 4")
    #expect(
      message(bytes, Sequential(inputs: 2, [.dense(3)], seed: 1))
        == "the weight file belongs to another net: it holds 5 parameters, the net has 2")
  }

  @Test func filesAreWrittenWholeOrNotAtAll() throws {
    try withFolder { folder in
      let path = folder + "/net.weights"
      let (first, second) = (net(1), net(2))
      try first.saveWeights(to: path)
      try second.loadWeights(from: path)
      #expect(first.weightVector == second.weightVector)
      // Overwriting leaves one file, and nothing half-written beside it.
      try net(3).saveWeights(to: path)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["net.weights"])
      try second.loadWeights(from: path)
      #expect(second.weightVector == net(3).weightVector)
      // A folder in the way: the write fails, and the partial file is gone.
      let blocked = folder + "/blocked"
      try FileManager.default.createDirectory(atPath: blocked + "/inside", withIntermediateDirectories: true)
      #expect(throws: WeightFileError.self) { try net(1).saveWeights(to: blocked) }
      #expect(Set(try FileManager.default.contentsOfDirectory(atPath: folder)) == ["net.weights", "blocked"])
    }
  }

  @Test func theSystemsReasonIsTold() throws {
    try withFolder { folder in
      #expect {
        try net(1).loadWeights(from: folder + "/none")
      } throws: { "\($0)" == "cannot read \(folder)/none: No such file or directory" }
      #expect {
        try net(1).saveWeights(to: folder + "/none/net")
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
