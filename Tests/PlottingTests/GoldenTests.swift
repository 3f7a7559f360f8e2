import Foundation
import Testing

@testable import Plotting

@Suite struct GoldenTests {
  @Test(arguments: Samples.all.indices)
  func figureIsAsCommitted(_ index: Int) {
    let sample = Samples.all[index]
    expectGolden(sample.figure.svg(), sample.name + ".svg")
    expectGolden(sample.figure.alternative + "\n", sample.name + ".txt")
    expectGolden(sample.figure.table.csv(), sample.name + ".csv")
  }

  @Test func everyGoldenFileHasItsSample() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let names = Samples.all.flatMap { sample in ["svg", "txt", "csv"].map { "\(sample.name).\($0)" } }
    #expect(Set(files).subtracting(names) == [])
  }
}
