extension Dataset {
  /// The four rows 00, 01, 10, 11 of a logic gate with two inputs, and its answers as one column.
  ///
  /// - Precondition: `answers.count == 4` (else a fatal error that names both shapes).
  public static func gate(_ answers: [Double]) -> Dataset {
    Dataset(inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: Matrix(rows: 4, columns: 1, answers))
  }

  /// 1 if both inputs are 1.
  public static var and: Dataset { gate([0, 0, 0, 1]) }
  /// 1 if at least one input is 1.
  public static var or: Dataset { gate([0, 1, 1, 1]) }
  /// 0 if both inputs are 1.
  public static var nand: Dataset { gate([1, 1, 1, 0]) }
  /// 1 if the inputs differ; no single line separates its ones from its zeros.
  public static var xor: Dataset { gate([0, 1, 1, 0]) }
}
