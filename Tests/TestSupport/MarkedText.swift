public import Notebook

/// A sample whose interesting places are marked in it, such as `sigmoid(0)  «arrow»// => 0.5`, not counted by hand.
public struct MarkedText {
  /// The text without the marks.
  public let source: SourceText
  private var offsets: [String: Int] = [:]

  /// Takes the marks out of a text.
  public init(_ marked: String, path: String = "Chapters/01-sample.md") {
    var text = ""
    var rest = marked[...]
    while let start = rest.firstIndex(of: "«"), let end = rest[start...].firstIndex(of: "»") {
      text += rest[..<start]
      offsets[String(rest[rest.index(after: start)..<end])] = text.utf8.count
      rest = rest[rest.index(after: end)...]
    }
    text += rest
    source = SourceText(path: path, text: text)
  }

  /// The byte offset of a mark.
  public func offset(_ mark: String) -> Int {
    guard let offset = offsets[mark] else { fatalError("the sample has no mark «\(mark)»") }
    return offset
  }

  /// The position of a mark.
  public func position(_ mark: String) -> SourcePosition {
    source.position(of: offset(mark))
  }
}
