extension ConfusionMatrix {
  /// Precision, recall, F1 and the number of samples of each class, and their averages, as a table.
  ///
  /// ```
  ///           precision  recall    F1  support
  ///      cat       0.50    0.50  0.50        2
  ///      dog       0.67    0.67  0.67        3
  /// accuracy                     0.60        5
  ///    macro       0.58    0.58  0.58        5
  /// weighted       0.60    0.60  0.60        5
  /// ```
  /// A class that neither occurs nor is predicted has no row, as it has no part in the macro averages.
  ///
  /// - Parameters:
  ///   - names: The name of each class, in the order of their numbers; the numbers themselves if left out.
  ///   - decimals: The number of digits after the point, at least 0.
  /// - Precondition: `names.count == classes` (else a fatal error that names both counts).
  public func report(names: [String]? = nil, decimals: Int = 2) -> String {
    let names = names ?? (0..<classes).map { "\($0)" }
    checkNames(names)
    var lines = [["", "precision", "recall", "F1", "support"]]
    func add(_ name: String, _ metrics: [Double?], _ support: Int) {
      lines.append([name] + metrics.map { $0?.formatted(decimals: decimals) ?? "" } + ["\(support)"])
    }
    for k in occurringClasses { add(names[k], [precision(of: k), recall(of: k), f1(of: k)], actualCount(of: k)) }
    add("accuracy", [nil, nil, accuracy], total)
    add("macro", [macroPrecision, macroRecall, macroF1], total)
    add("weighted", [weightedPrecision, weightedRecall, weightedF1], total)
    let widths = lines[0].indices.map { column in lines.map { $0[column].unicodeScalars.count }.max() ?? 0 }
    return lines.map { line in
      zip(line, widths).map { aligned($0, $1) }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
