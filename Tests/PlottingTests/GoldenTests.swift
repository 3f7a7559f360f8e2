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

  @Test func thePicturesInTheGuideExist() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let guide = try String(contentsOf: root.appending(path: "Docs/figures.md"), encoding: .utf8)
    let names = guide.components(separatedBy: "Tests/PlottingTests/Golden/").dropFirst().map {
      $0.prefix { $0 != "." }
    }
    #expect(names.count >= 5)
    for name in names { #expect(Samples.all.contains { $0.name == name }, "\(name)") }
  }
}
