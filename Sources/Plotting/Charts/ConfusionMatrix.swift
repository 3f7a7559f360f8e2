/// How often each class was taken for each: a row for each actual class, a column for each predicted one.
///
/// The orientation is written on the axes, since both are in use. A cell is shaded by its share of the row; the
/// correct ones, on the diagonal, are framed.
///
/// ```swift
/// ConfusionMatrix(title: "Cats and dogs", classes: ["cat", "dog"], counts: [[40, 20], [10, 130]])
/// ```
///
/// Source: Kohavi and Provost, *Glossary of Terms*, Machine Learning, 1998.
public struct ConfusionMatrix: Equatable, Sendable {
  let title: String
  let classes: [String]
  let counts: [[Int]]
  private(set) var ownAlternative: String?

  /// Creates a matrix from `counts[actual][predicted]`.
  ///
  /// - Precondition: `counts` is square with one row a class (else a fatal error that names the sizes).
  public init(title: String = "", classes: [String], counts: [[Int]]) {
    guard counts.count == classes.count, counts.allSatisfy({ $0.count == classes.count }) else {
      fatalError("ConfusionMatrix: \(classes.count) classes and counts in rows of \(counts.map { $0.count })")
    }
    self.title = title
    self.classes = classes
    self.counts = counts
  }

  /// Replaces the alternative text that the matrix would make from its counts.
  public func described(as alternative: String) -> ConfusionMatrix {
    var copy = self
    copy.ownAlternative = alternative
    return copy
  }
}

extension ConfusionMatrix: Figure {
  /// The drawing as one `<svg>` element.
  public func svg() -> String { SVG.text(of: scene()) }

  /// The author's text, or else the predictions for each actual class.
  public var alternative: String {
    if let ownAlternative { return ownAlternative }
    let rows = classes.indices.map { actual in
      let taken = classes.indices.map { "\(counts[actual][$0]) as \(classes[$0])" }.joined(separator: ", ")
      return "Actual \(classes[actual]): \(taken)."
    }
    let head = title.isEmpty ? "A confusion matrix." : "“\(title)”, a confusion matrix."
    return ([head] + rows).joined(separator: " ")
  }

  /// One row for each pair of classes: actual, predicted, count.
  public var table: DataTable {
    var rows: [[DataTable.Cell]] = []
    for actual in classes.indices {
      for predicted in classes.indices {
        rows.append([
          .text(classes[actual]), .text(classes[predicted]), .number(Double(counts[actual][predicted])),
        ])
      }
    }
    return DataTable(columns: ["actual", "predicted", "count"], rows: rows)
  }

  func scene() -> Scene {
    let cells = classes.indices.map { actual in
      let total = counts[actual].reduce(0, +)
      return classes.indices.map { predicted in
        let count = counts[actual][predicted]
        let share = total == 0 ? 0 : Double(count) / Double(total)
        return CellMatrix.Cell(
          lines: ["\(count)", Decimal.fixed(share * 100, places: 0) + " %"],
          paint: .series(actual == predicted ? 0 : 1), share: share, isFramed: actual == predicted)
      }
    }
    let matrix = CellMatrix(
      title: title, cells: cells, rows: classes, columns: classes, rowTitle: "actual", columnTitle: "predicted")
    return matrix.scene(description: alternative)
  }
}
