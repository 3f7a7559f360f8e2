/// A picture that a cell can show: an SVG drawing, what it says in words, and the numbers behind it.
public protocol Figure {
  /// The drawing, one `<svg>` element; its text is escaped by construction.
  func svg() -> String
  /// A description of the picture, in one or two sentences, for readers who cannot see it.
  var alternative: String { get }
  /// The numbers that the picture shows, row by row, for readers who want them exactly.
  var table: DataTable { get }
}
