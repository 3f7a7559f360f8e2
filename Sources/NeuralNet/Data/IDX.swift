/// The contents of an IDX file, the format of the MNIST images and labels: a shape and unsigned bytes.
///
/// The file has two zero bytes, the type of its elements (8 for unsigned bytes), the number of dimensions, each dimension
/// as a big-endian number of four bytes, then the elements, the last dimension fastest.
/// ```swift
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

  /// Reads the bytes of a file.
  ///
  /// - Throws: `IDXError` that says what is wrong with them.
  public init(_ bytes: [UInt8]) throws(IDXError) {
    if bytes.starts(with: [0x1F, 0x8B]) { throw .compressed }
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

/// Why bytes are not the IDX file that they should be.
public enum IDXError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file is still packed with gzip.
  case compressed
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

  /// The error as a sentence.
  public var description: String {
    switch self {
    case .compressed: "the file is compressed with gzip: unpack it first (gunzip)"
    case .tooShort(let bytes): "the file ends within its header, after \(bytes) bytes"
    case .notIDX: "the file does not begin like an IDX file: two zero bytes, a type and a number of dimensions"
    case .elementType(let type): "the elements have type \(type); only 8, unsigned bytes, can be read"
    case .elementCount(let shape, let found):
      "the shape \(text(shape)) does not fit the \(found) bytes that follow the header"
    case .dimensions(let shape, let expected):
      "the shape \(text(shape)) has \(shape.count) dimensions, not \(expected): "
        + (expected == 3 ? "these are not images" : "these are not labels")
    }
  }

  private func text(_ shape: [Int]) -> String { "[" + shape.map { "\($0)" }.joined(separator: ", ") + "]" }
}
