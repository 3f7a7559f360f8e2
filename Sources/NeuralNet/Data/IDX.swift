/// The contents of an IDX file, the format of the MNIST images and labels: a shape and unsigned bytes.
///
/// The file has two zero bytes, the type of its elements (8 for unsigned bytes), the number of dimensions, each dimension
/// as a big-endian number of four bytes, then the elements, the last dimension fastest. It may be compressed with gzip.
/// `Dataset.mnist` reads images and labels together.
/// ```swift no-run
/// let images = try IDX(readFile("train-images-idx3-ubyte")).images()
/// let labels = try IDX(readFile("train-labels-idx1-ubyte")).labels()
/// ```
///
/// Source: LeCun, Cortes and Burges, *The MNIST Database of Handwritten Digits*, section "File formats".
public struct IDX: Sendable, Equatable {
  /// The dimensions, such as `[60000, 28, 28]`.
  public let shape: [Int]
  /// The elements.
  public let values: [UInt8]

  /// Reads the bytes of a file, compressed or not.
  ///
  /// - Throws: `IDXError` with the first thing in them that does not fit the format.
  public init(_ bytes: [UInt8]) throws(IDXError) {
    let bytes = try unpacked(bytes)
    if bytes.count < 4 { throw .tooShort(bytes: bytes.count) }
    if bytes[0] != 0 || bytes[1] != 0 || bytes[3] == 0 { throw .notIDX }
    if bytes[2] != 8 { throw .elementType(bytes[2]) }
    let start = 4 + 4 * Int(bytes[3])
    if bytes.count < start { throw .tooShort(bytes: bytes.count) }
    var (shape, expected, overflows): ([Int], Int, Bool) = ([], 1, false)
    for dimension in 0..<Int(bytes[3]) {
      let size = bytes[4 + 4 * dimension..<8 + 4 * dimension].reduce(0) { $0 << 8 | Int($1) }
      shape.append(size)
      let product = expected.multipliedReportingOverflow(by: size)
      (expected, overflows) = (product.partialValue, overflows || product.overflow)
    }
    if overflows || expected != bytes.count - start {
      throw .elementCount(shape: shape, found: bytes.count - start)
    }
    self.shape = shape
    values = Array(bytes[start...])
  }

  /// Images as rows of pixels from 0 to 1, shape `[n, height × width]`.
  ///
  /// - Throws: `IDXError` if there are not three dimensions.
  public func images() throws(IDXError) -> Matrix {
    if shape.count != 3 { throw .dimensions(shape: shape, expected: 3) }
    return Matrix(rows: shape[0], columns: shape[1] * shape[2], values.map { Double($0) / 255 })
  }

  /// Labels, one for each sample.
  ///
  /// - Throws: `IDXError` if there is not one dimension.
  public func labels() throws(IDXError) -> [Int] {
    if shape.count != 1 { throw .dimensions(shape: shape, expected: 1) }
    return values.map { Int($0) }
  }
}

extension Dataset {
  /// Images of handwritten digits and their labels: the MNIST files, or others of the same format, such as Fashion-MNIST.
  ///
  /// Inputs have the shape `[n, height × width]`, a pixel from 0 to 1 in each column; targets are one-hot, `[n, classes]`.
  ///
  /// - Parameters:
  ///   - images: The bytes of an IDX file of three dimensions, compressed with gzip or not.
  ///   - labels: The bytes of an IDX file of one dimension, compressed with gzip or not.
  ///   - classes: The number of classes: 10 digits unless told otherwise.
  /// - Throws: `IDXError` for bytes of another format, another number of labels than of images, and a label that is no class.
  /// - Complexity: O(*n*) for *n* pixels; the 60,000 images of MNIST take 376 MB.
  public static func mnist(images: [UInt8], labels: [UInt8], classes: Int = 10) throws(IDXError) -> Dataset {
    try mnist(IDX(images), IDX(labels), classes)
  }

  private static func mnist(_ images: IDX, _ labels: IDX, _ classes: Int) throws(IDXError) -> Dataset {
    let (inputs, labels) = (try images.images(), try labels.labels())
    if inputs.rows != labels.count { throw .sampleCounts(images: inputs.rows, labels: labels.count) }
    for (sample, label) in labels.enumerated() where label >= classes {
      throw .label(label, sample: sample, classes: classes)
    }
    return Dataset(inputs: inputs, targets: oneHot(labels, classes: classes))
  }

  #if !hasFeature(Embedded)
    /// Images of handwritten digits and their labels, read from two files: those of MNIST, as they are distributed.
    ///
    /// ```swift no-run
    /// let training = try Dataset.mnist(images: "train-images-idx3-ubyte.gz", labels: "train-labels-idx1-ubyte.gz")
    /// ```
    ///
    /// - Parameters:
    ///   - images: The path of an IDX file of three dimensions, compressed with gzip or not.
    ///   - labels: The path of an IDX file of one dimension, compressed with gzip or not.
    ///   - classes: The number of classes: 10 digits unless told otherwise.
    /// - Throws: `IDXError` for a file that cannot be read, with its path, and for all that is wrong with the contents.
    public static func mnist(images: String, labels: String, classes: Int = 10) throws(IDXError) -> Dataset {
      try mnist(idx(at: images), idx(at: labels), classes)
    }

    private static func idx(at path: String) throws(IDXError) -> IDX {
      let bytes: [UInt8]
      do throws(FileError) { bytes = try readFile(path) } catch { throw .file(error) }
      do throws(IDXError) { return try IDX(bytes) } catch { throw .inFile(path: path, error) }
    }
  #endif
}

/// The bytes of an IDX file without the compression, if there is one.
private func unpacked(_ bytes: [UInt8]) throws(IDXError) -> [UInt8] {
  if !bytes.starts(with: [0x1F, 0x8B]) { return bytes }
  do throws(GzipError) { return try gunzip(bytes) } catch { throw .gzip(error) }
}

/// Why bytes are not the IDX file that they should be.
public enum IDXError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file cannot be read.
  case file(FileError)
  /// The contents of the file at a path are not as they should be.
  indirect case inFile(path: String, IDXError)
  /// The file begins like a gzip file, but cannot be unpacked.
  case gzip(GzipError)
  /// The file ends within its header.
  case tooShort(bytes: Int)
  /// The first bytes are not those of the format.
  case notIDX
  /// The elements are of a type other than unsigned bytes.
  case elementType(UInt8)
  /// The shape asks for another number of elements than there are.
  case elementCount(shape: [Int], found: Int)
  /// The file holds something else than was asked for.
  case dimensions(shape: [Int], expected: Int)
  /// There are not as many labels as images.
  case sampleCounts(images: Int, labels: Int)
  /// A label, of the sample with the given index, that is no class.
  case label(Int, sample: Int, classes: Int)

  /// The error as a sentence.
  public var description: String {
    switch self {
    case .file(let error): error.description
    case .inFile(let path, let error): "\(path): \(error.description)"
    case .gzip(let error): error.description
    case .tooShort(let bytes): "the file ends within its header, after \(bytes) bytes"
    case .notIDX: "the file does not begin like an IDX file: two zero bytes, a type and a number of dimensions"
    case .elementType(let type): "the elements have type \(type); only 8, unsigned bytes, can be read"
    case .elementCount(let shape, let found):
      "the shape \(text(shape)) does not fit the \(found) bytes that follow the header"
    case .dimensions(let shape, let expected):
      "the shape \(text(shape)) has \(shape.count) dimensions, not \(expected): "
        + (expected == 3 ? "these are not images" : "these are not labels")
    case .sampleCounts(let images, let labels): "\(images) images and \(labels) labels do not match"
    case .label(let label, let sample, let classes): "the label \(label) of sample \(sample) is not in 0..<\(classes)"
    }
  }

  private func text(_ shape: [Int]) -> String { "[" + shape.map { "\($0)" }.joined(separator: ", ") + "]" }
}
