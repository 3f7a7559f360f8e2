/// Stops the program because the shapes given to an operation do not fit.
///
/// The text reads `matmul: shapes [2, 3] and [4, 5] do not match`.
///
/// - Parameters:
///   - operation: The name of the operation, as the caller wrote it.
///   - first: The shape of the left operand: `[rows, columns]` of a matrix, `[count]` of a vector.
///   - second: The shape of the right operand.
public func shapeMismatch(_ operation: String, _ first: [Int], _ second: [Int]) -> Never {
  fail("\(operation): shapes \(text(first)) and \(text(second)) do not match")
}

/// Stops the program because an index lies outside a shape, with the text
/// `Matrix: index [2, 0] is outside shape [2, 3]`.
///
/// - Parameters:
///   - operation: The name of the operation, as the caller wrote it.
///   - index: The index that was asked for.
///   - shape: The shape that it should lie in.
public func indexOutside(_ operation: String, _ index: [Int], _ shape: [Int]) -> Never {
  fail("\(operation): index \(text(index)) is outside shape \(text(shape))")
}

/// An array as text; Embedded Swift has no description of arrays.
private func text(_ numbers: [Int]) -> String {
  var text = "["
  for (position, number) in numbers.enumerated() {
    if position > 0 { text += ", " }
    text += String(number)
  }
  return text + "]"
}
