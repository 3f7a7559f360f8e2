enum Losses {
  // snippet.loss
  static func loss(_ x: Double) -> Double {
    // snippet.inner
    x * x
    // snippet.end
  }
  // snippet.end
}
