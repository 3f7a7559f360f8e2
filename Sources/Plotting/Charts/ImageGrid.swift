/// Small pictures in rows, each a grid of gray cells, with a caption below each.
///
/// ```swift
/// ImageGrid(title: "Two strokes", images: [[0, 1, 1, 0], [1, 0, 0, 1]], width: 2, captions: ["rising", "falling"])
/// ```
public struct ImageGrid: Equatable, Sendable {
  let title: String
  let images: [[Double]]
  let width: Int
  let captions: [String]
  let columns: Int
  private(set) var ownAlternative: String?

  /// Creates a grid of pictures.
  ///
  /// - Parameters:
  ///   - title: The heading above the pictures.
  ///   - images: Each picture's cells, row by row from the top: 0 is the paper's color, 1 the ink's; values outside
  ///     are clamped.
  ///   - width: Cells in a row of a picture, at least 1.
  ///   - captions: The words below the pictures.
  ///   - columns: Pictures in a row; nil takes up to 5.
  public init(
    title: String = "", images: [[Double]], width: Int, captions: [String] = [], columns: Int? = nil
  ) {
    self.title = title
    self.images = images
    self.width = max(1, width)
    self.captions = captions
    self.columns = max(1, columns ?? min(5, images.count))
  }

  /// Replaces the alternative text that the grid would make from its captions.
  public func described(as alternative: String) -> ImageGrid {
    var copy = self
    copy.ownAlternative = alternative
    return copy
  }
}

extension ImageGrid: Figure {
  /// The drawing as one `<svg>` element.
  public func svg() -> String { SVG.text(of: scene()) }

  /// The author's text, or else the number of pictures and their captions.
  public var alternative: String {
    if let ownAlternative { return ownAlternative }
    let count = "\(images.count) \(images.count == 1 ? "picture" : "pictures") of \(width) cells a row"
    let head = title.isEmpty ? count : "“\(title)”, \(count)"
    let names = captions.prefix(images.count).filter { !$0.isEmpty }
    return head + (names.isEmpty ? "." : ": " + names.joined(separator: ", ") + ".")
  }

  /// One row a cell: picture, caption, row and column from 1, value.
  public var table: DataTable {
    var rows: [[DataTable.Cell]] = []
    for (number, image) in images.enumerated() {
      for (index, value) in image.enumerated() {
        rows.append([
          .number(Double(number + 1)), .text(number < captions.count ? captions[number] : ""),
          .number(Double(index / width + 1)), .number(Double(index % width + 1)), .number(value),
        ])
      }
    }
    return DataTable(columns: ["picture", "caption", "row", "column", "value"], rows: rows)
  }

  func scene() -> Scene {
    let canvas = 440.0
    let gap = 14.0
    let heading = Heading(title, at: Point(x: 2, y: 4), width: canvas - 4)
    let top = 4 + heading.height
    var scene = Scene(width: canvas, height: 0, title: title, description: alternative)
    for label in heading.labels { scene.write(label) }
    let side = min(150, (canvas - 8 - gap * Double(columns - 1)) / Double(columns))
    let cell = side / Double(width)
    let tallest = images.map { ($0.count + width - 1) / width }.reduce(0, max)
    let hasCaptions = captions.contains { !$0.isEmpty }
    let pitch = Double(tallest) * cell + (hasCaptions ? Typography.lineHeight + 4 : 0) + gap
    for (number, image) in images.enumerated() {
      let origin = Point(
        x: 4 + Double(number % columns) * (side + gap), y: top + Double(number / columns) * pitch)
      draw(image, at: origin, cell: cell, side: side, into: &scene)
      guard number < captions.count else { continue }
      let height = Double((image.count + width - 1) / width) * cell
      let text = TextWidth.cut(captions[number], to: side + gap - 4, size: Typography.size)
      let position = Point(x: origin.x + side / 2, y: origin.y + height + 4 + Typography.ascent * Typography.size)
      let label = Label(text: text, position: position, anchor: .middle)
      scene.write(label.kept(between: 2, and: canvas - 2))
    }
    let rows = (images.count + columns - 1) / columns
    scene.height = top + Double(rows) * pitch + 2
    return scene
  }

  private func draw(_ image: [Double], at origin: Point, cell: Double, side: Double, into scene: inout Scene) {
    let levels = 16
    var layers = [[Outline]](repeating: [], count: levels + 1)
    for (index, value) in image.enumerated() where value.isFinite {
      let x = origin.x + Double(index % width) * cell
      let y = origin.y + Double(index / width) * cell
      let level = Int((min(max(value, 0), 1) * Double(levels)).rounded())
      layers[level].append(.box(Box(minX: x, minY: y, maxX: x + cell, maxY: y + cell)))
    }
    for (level, boxes) in layers.enumerated() where level > 0 {
      var style = Style.filled(.ink, opacity: Double(level) / Double(levels))
      style.isCrisp = true
      scene.draw(style, boxes)
    }
    let height = Double((image.count + width - 1) / width) * cell
    let frame = Box(minX: origin.x, minY: origin.y, maxX: origin.x + side, maxY: origin.y + height)
    scene.draw(.stroked(.muted, width: 1), [.box(frame)])
  }
}
