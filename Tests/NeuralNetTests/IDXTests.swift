import Foundation
import NeuralNet
import Testing

@Suite struct IDXTests {
  private let images: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 51, 255, 102, 0, 204]

  @Test func imagesAndLabels() throws {
    let file = try IDX(images)
    #expect(file.shape == [2, 1, 3])
    #expect(try file.images() == [[0, 0.2, 1], [0.4, 0, 0.8]])
    #expect(try IDX([0, 0, 8, 1, 0, 0, 0, 3, 7, 0, 9]).labels() == [7, 0, 9])
    #expect(try IDX([0, 0, 8, 1, 0, 0, 0, 0]).labels() == [])
  }

  @Test func badFilesAreNamed() throws {
    func message(_ bytes: [UInt8]) -> String {
      do throws(IDXError) {
        _ = try IDX(bytes)
        return "no error"
      } catch { return error.description }
    }
    #expect(message([0x1F, 0x8B, 8, 0]) == "the gzip file ends too early")
    #expect(message([]) == "the file ends within its header, after 0 bytes")
    #expect(message([0, 0, 8, 3, 0, 0]) == "the file ends within its header, after 6 bytes")
    #expect(message(Array("P5 28 28".utf8)).hasPrefix("the file does not begin like an IDX file"))
    #expect(message([0, 0, 13, 1, 0, 0, 0, 0]) == "the elements have type 13; only 8, unsigned bytes, can be read")
    #expect(message(images.dropLast()) == "the shape [2, 1, 3] does not fit the 5 bytes that follow the header")
    #expect(message(images + [0]) == "the shape [2, 1, 3] does not fit the 7 bytes that follow the header")
    let huge: [UInt8] = [0, 0, 8, 3] + [UInt8](repeating: 0xFF, count: 12)
    #expect(
      message(huge) == "the shape [4294967295, 4294967295, 4294967295] does not fit the 0 bytes that follow the header")
    #expect {
      try IDX(images).labels()
    } throws: { "\($0)" == "the shape [2, 1, 3] has 3 dimensions, not 1: these are not labels" }
    #expect {
      try IDX([0, 0, 8, 1, 0, 0, 0, 0]).images()
    } throws: { "\($0)" == "the shape [0] has 1 dimensions, not 3: these are not images" }
  }

  /// Every prefix of a file and every change of one header byte is refused or read, never a trap.
  @Test func noBytesTrapTheReader() {
    for count in 0..<images.count { #expect(throws: IDXError.self) { try IDX(Array(images.prefix(count))) } }
    for position in 0..<16 {
      for value in 0...255 as ClosedRange<UInt8> where value != images[position] {
        var bytes = images
        bytes[position] = value
        #expect(throws: IDXError.self) { try IDX(bytes) }
      }
    }
  }

  private func packed(_ contents: String) throws -> [UInt8] {
    try #require(GzipTests.cases.first { $0.contents == contents && $0.maker == "gzip 9" }).bytes
  }

  /// Every combination of packed and unpacked files gives the same samples.
  @Test func imagesAndLabelsTogether() throws {
    let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 2, 7, 2]
    let expected = Dataset(inputs: [[0, 0.2, 1], [0.4, 0, 0.8]], targets: oneHot([7, 2], classes: 10))
    for imageBytes in [images, try packed("images")] {
      for labelBytes in [labels, try packed("labels")] {
        #expect(try Dataset.mnist(images: imageBytes, labels: labelBytes) == expected)
      }
    }
    #expect(try Dataset.mnist(images: images, labels: labels, classes: 8).targets.shape == [2, 8])
    func message(_ images: [UInt8], _ labels: [UInt8], _ classes: Int = 10) -> String {
      do throws(IDXError) {
        _ = try Dataset.mnist(images: images, labels: labels, classes: classes)
        return "no error"
      } catch { return error.description }
    }
    #expect(message(images, labels, 7) == "the label 7 of sample 0 is not in 0..<7")
    #expect(message(images, labels, 0) == "the label 7 of sample 0 is not in 0..<0")
    #expect(message(images, [0, 0, 8, 1, 0, 0, 0, 3, 7, 2, 1]) == "2 images and 3 labels do not match")
    #expect(message(labels, images) == "the shape [2] has 1 dimensions, not 3: these are not images")
    #expect(message(try packed("images").dropLast(9), labels) == "the gzip file ends too early")
  }

  @Test func filesAreNamedInErrors() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "neural-net-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let paths = (images: folder + "/images.gz", labels: folder + "/labels")
    try writeFile(paths.images, packed("images"))
    try writeFile(paths.labels, [0, 0, 8, 1, 0, 0, 0, 2, 7, 2])
    #expect(try Dataset.mnist(images: paths.images, labels: paths.labels).labels == [7, 2])
    #expect {
      try Dataset.mnist(images: folder + "/none", labels: paths.labels)
    } throws: { "\($0)" == "cannot read \(folder)/none: No such file or directory" }
    try writeFile(paths.labels, [0x1F, 0x8B, 8])
    #expect {
      try Dataset.mnist(images: paths.images, labels: paths.labels)
    } throws: { "\($0)" == "\(paths.labels): the gzip file ends too early" }
  }
}
