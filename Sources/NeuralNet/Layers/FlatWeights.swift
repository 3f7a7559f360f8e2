extension Layer {
  /// All parameters' numbers in one array, in the order of `parameters`, each row by row.
  ///
  /// For methods that know nothing of layers, such as a genetic algorithm.
  ///
  /// - Precondition: a new array has as many numbers as the old (else a fatal error that names both counts).
  public var weightVector: [Double] {
    get { parameters.flatMap { $0.value.values } }
    set {
      let count = parameters.reduce(0) { $0 + $1.value.count }
      if newValue.count != count { shapeMismatch("weightVector", [count], [newValue.count]) }
      var start = 0
      for parameter in parameters {
        for i in 0..<parameter.value.count { parameter.value.values[i] = newValue[start + i] }
        start += parameter.value.count
      }
    }
  }
}
